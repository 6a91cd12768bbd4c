"""Reading places. "Not yours" and "not there" are the same answer."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import ancestors, narrow, within
from zhiye.places import kinds
from zhiye.places.models import Coverage, FormerPlace, Place

VIEW = "places.view"


def standing(day: date | None = None) -> Q:
    """Places that exist on ``day`` (today)."""
    on = day or clock.today()
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def place(actor: Actor, id_: UUID | str, permission: str = VIEW, kind: str | None = None) -> Place:
    """The place, if ``actor`` holds ``permission`` there. Raises NotFound."""
    found = Place.objects.filter(pk=read_id(id_) or NIL).first()
    if found is None or (kind and found.kind != kind) or not actor.may(permission, found.path):
        raise NotFound
    return found


def places_of_kind(actor: Actor, kind: str, permission: str = VIEW) -> QuerySet[Place]:
    """All standing places of ``kind`` where ``permission`` is held, or that hold such a place."""
    scope = actor.scope(permission)
    above = {path for prefix in scope if prefix for path in ancestors(prefix)}
    inside = within("path", scope) | Q(path__in=above)
    return Place.objects.filter(standing(), inside, kind=kind).order_by("path")


def parts(actor: Actor, of_kinds: Collection[str], permission: str = VIEW) -> QuerySet[Place]:
    """All standing places of these kinds where ``permission`` is held, each after what it stands in."""
    mine = within("path", actor.scope(permission))
    return Place.objects.filter(standing(), mine, kind__in=of_kinds).order_by("path")


def below(actor: Actor, top: Place, kind: str, permission: str = VIEW) -> QuerySet[Place]:
    """Standing places of ``kind`` under ``top``, in door order, as far as ``actor`` serves them."""
    scope = narrow(actor.scope(permission), top.path)
    return Place.objects.filter(standing(), within("path", scope), kind=kind).order_by("path")


def chain(actor: Actor, bottom: Place) -> list[Place]:
    """``bottom`` and the places it stands in, highest first; the caller has been given ``bottom``."""
    return list(Place.objects.filter(path__in=ancestors(bottom.path)).order_by("path"))


def by_door(
    actor: Actor, doors: Iterable[str], permission: str = "people.list", limit: int = 50
) -> list[Place]:
    """Buildings, units and homes with one of these short addresses, present names before former ones."""
    wanted = [door for door in doors if "\0" not in door]  # PostgreSQL keeps no NUL
    scope = within("path", actor.scope(permission))
    found = list(Place.objects.filter(scope, standing(), door__in=wanted).order_by("path")[:limit])
    former = FormerPlace.objects.filter(door__in=wanted).values("place_id")
    renamed = Place.objects.filter(scope, standing(), pk__in=former).exclude(pk__in=[p.pk for p in found])
    return found + list(renamed.order_by("path")[: limit - len(found)])


def former_names(actor: Actor, of: Place) -> list[FormerPlace]:
    """What ``of`` was called or stood in before, newest first."""
    return list(FormerPlace.objects.filter(place=of).select_related("parent"))


def coverage(actor: Actor, of: Place) -> list[Coverage]:
    """The overlays (grid, building group) that cover ``of`` or what it stands in, today."""
    return list(
        Coverage.objects.filter(covered__path__in=ancestors(of.path), until=None)
        .select_related("overlay", "covered")
        .order_by("overlay_kind")
    )


def covered_by(actor: Actor, overlay: Place) -> list[Place]:
    """The buildings and units an overlay covers today, in door order."""
    ids = Coverage.objects.filter(overlay=overlay, until=None).values("covered_id")
    return list(Place.objects.filter(pk__in=ids).order_by("path"))


def overlays(actor: Actor, committee: Place, kind: str) -> list[Place]:
    """The standing overlays of ``kind`` in a committee, in order of their names."""
    inside = within("path", [committee.path])
    return list(Place.objects.filter(inside, standing(), kind=kind).order_by("path"))


def committee_of(actor: Actor, of: Place) -> Place:
    """The committee that ``of`` lies in. Raises NotFound for a street."""
    found = Place.objects.filter(path__in=ancestors(of.path), kind=kinds.COMMITTEE).first()
    if found is None:
        raise NotFound
    return found


def committees(actor: Actor, permission: str = VIEW) -> QuerySet[Place]:
    """The committees in which ``permission`` is held somewhere."""
    return places_of_kind(actor, kinds.COMMITTEE, permission)
