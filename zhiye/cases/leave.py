"""Asking leave for a row that carries a ring, a path and who wrote it. Shared with the contacts above."""

from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.journal import rings
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.paths import ancestors
from zhiye.people.models import RINGS, Person
from zhiye.places import kinds
from zhiye.places.models import Place

LIST = "people.list"


def require_row(by: Actor, permission: str, *, ring: str, path: str, writers: tuple[UUID, ...]) -> None:
    """Leave to change a row: ``permission`` at its path, inside its ring; its ``writers`` always, while they hold
    the permission in that committee. Raises NotFound outside the ring, Forbidden where it is only seen."""
    if sees(by, permission, ring=ring, path=path, writers=writers):
        by.require(permission)
        return
    by.require(permission, path, seen_with=LIST)
    raise NotFound


def sees(actor: Actor, permission: str, *, ring: str, path: str, writers: tuple[UUID, ...]) -> bool:
    """Whether ``actor`` may see such a row."""
    some: tuple[UUID | None, ...] = writers or (None,)
    return any(rings.may_see(actor, permission, ring=ring, path=path, writer=writer) for writer in some)


def require_about(by: Actor, permission: str, place: Place | None, people: tuple[Person, ...]) -> None:
    """Leave to write something new about ``place`` and ``people``. Raises NotFound, Forbidden."""
    if place is not None:
        by.require(permission, place.path, seen_with="places.view")
    for person in people:
        by.require(permission, person.path, seen_with=LIST)
    by.require(permission)


def home_path(by: Actor, permission: str, *paths: str | None) -> str:
    """Where a new row belongs: the first of ``paths`` that is one, else the writer's committee."""
    found = next((path for path in paths if path), None)
    return found if found is not None else committee_of_writer(by, permission).path


def committee_of_writer(by: Actor, permission: str) -> Place:
    """The committee in which the writer holds ``permission``; the first one in order of their paths."""
    held = committees_of(by, permission)
    found = held[0] if held and EVERYWHERE not in by.scope(permission) else None
    if found is None:
        raise Refused(_("先说明是哪一家、哪一位，或者哪个居民区的事。"), "place")
    return found


def committees_of(actor: Actor, permission: str) -> list[Place]:
    """The committees in which ``permission`` is held somewhere, in order of their paths."""
    scope = actor.scope(permission)
    if EVERYWHERE in scope:
        return list(Place.objects.filter(kind=kinds.COMMITTEE).order_by("path"))
    paths = {rings.committee_path(path) for path in scope}
    return list(Place.objects.filter(path__in=paths, kind=kinds.COMMITTEE).order_by("path"))


def committee_at(path: str) -> Place:
    """The committee that ``path`` lies in. Raises NotFound for a street."""
    found = Place.objects.filter(path__in=ancestors(path), kind=kinds.COMMITTEE).first()
    if found is None:
        raise NotFound
    return found


def writer_account(by: Actor, named: User | None, field: str) -> User:
    """The account behind a new row: the actor's own, else the one named (a program writes). Raises Refused."""
    if isinstance(by, UserActor):
        return by.user
    if named is None:
        raise Refused(_("写明是谁记的。"), field)
    return named


def known_ring(ring: str) -> None:
    """Raises Refused for a word that names no ring."""
    if ring not in dict(RINGS):
        raise Refused(_("从列出的几项里选一个。"), "ring")
