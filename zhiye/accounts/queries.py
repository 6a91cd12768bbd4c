"""Reading accounts: who holds which role where, as far as the actor manages them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from zhiye.accounts.actor import Role, roles
from zhiye.accounts.models import Membership, User
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import ancestors, narrow, within
from zhiye.places.kinds import KINDS, STREET
from zhiye.places.models import Place
from zhiye.places.queries import places_of_kind

MANAGE = "accounts.manage"


def managed_users(actor: Actor) -> list[User]:
    """People with a log-in whom the actor manages: those with a role at the actor's places; all for a machine's
    administrator."""
    scope = actor.scope(MANAGE)
    if not scope:
        raise NotFound
    if EVERYWHERE in scope:
        return list(User.objects.order_by("-is_active", "name"))
    held = Membership.objects.filter(within("place__path", scope), until=None).values("member_id")
    return list(User.objects.filter(pk__in=held).order_by("-is_active", "name"))


def managed_user(actor: Actor, id_: UUID | str) -> User:
    """One of them. Raises NotFound."""
    found = next((user for user in managed_users(actor) if str(user.pk) == str(id_)), None)
    if found is None:
        raise NotFound
    return found


def open_memberships(actor: Actor, user: User) -> list[Membership]:
    """The roles ``user`` holds today, at the places where the actor manages accounts."""
    mine = Membership.objects.filter(Q(until=None), within("place__path", actor.scope(MANAGE)), member=user)
    return list(mine.select_related("place").order_by("since", "id"))


def membership(actor: Actor, id_: UUID | str) -> Membership:
    """One open membership that the actor manages. Raises NotFound."""
    found = (
        Membership.objects.filter(pk=read_id(id_) or NIL, until=None)
        .select_related("place", "member")
        .first()
    )
    if found is None or not actor.may(MANAGE, found.place.path):
        raise NotFound
    return found


def role_name(actor: Actor, code: str) -> str:
    """A role in words; its code when the roles page no longer has it."""
    role = roles().get(code)
    return str(role.name) if role else code


@dataclass
class HeldRole:
    """A role held at a place, in words."""

    membership: Membership
    name: str
    place: str


@dataclass
class Colleague:
    """Somebody with an account, and the roles they hold where the actor looks after accounts."""

    user: User
    held: list[HeldRole] = field(default_factory=list)

    @property
    def roles(self) -> str:
        """In one line: 网格员（第4网格、第5网格）."""
        places: dict[str, list[str]] = defaultdict(list)
        for held in self.held:
            places[held.name].append(held.place)
        told = (
            _("%(role)s（%(places)s）") % {"role": role, "places": "、".join(where)} if all(where) else role
            for role, where in places.items()
        )
        return "；".join(told)


def colleagues(actor: Actor) -> list[Colleague]:
    """Everybody whose account the actor looks after, those at work first. Raises NotFound for nobody's keeper."""
    found = {user.pk: Colleague(user) for user in managed_users(actor)}
    open_ones = Membership.objects.filter(within("place__path", actor.scope(MANAGE)), until=None)
    for membership in open_ones.select_related("place", "member").order_by("since", "id"):
        if membership.member_id in found:
            found[membership.member_id].held.append(_held(actor, membership))
    return list(found.values())


def held_roles(actor: Actor, user: User) -> list[HeldRole]:
    """The roles of one colleague, in words."""
    return [_held(actor, membership) for membership in open_memberships(actor, user)]


def _held(actor: Actor, membership: Membership) -> HeldRole:
    role = roles().get(membership.role)
    everywhere = role is not None and role.at == ("",)
    return HeldRole(
        membership, role_name(actor, membership.role), "" if everywhere else membership.place.name
    )


def colleagues_at(actor: Actor, permission: str, committee: Place) -> list[User]:
    """Colleagues in a committee whose role grants ``permission``, by name: those to whom work may be given.

    Nothing for somebody who does not hold it there.
    """
    if not any(path.startswith(committee.path) for path in actor.scope(permission)) and not actor.may(
        permission, committee.path
    ):
        return []
    granting = [code for code, role in roles().items() if permission in role.permissions]
    held = Membership.objects.filter(
        within("place__path", [committee.path]), role__in=granting, until=None
    ).values("member_id")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk"))


def working_here(actor: Actor, permission: str, names: Iterable[str], path: str) -> set[str]:
    """Those of ``names`` that somebody bears who holds a role at or below ``path``; none for an actor without
    ``permission`` there."""
    if not narrow(actor.scope(permission), path):
        return set()
    held = Membership.objects.filter(within("place__path", [path]), until=None)
    borne = User.objects.filter(pk__in=held.values("member_id"), name__in=list(names), is_active=True)
    return set(borne.values_list("name", flat=True))


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles whose every permission the actor holds and that fit a place they look after; all of them for
    who runs the machine."""
    if actor.may("machine.run"):
        return list(roles().values())
    kinds = {kind for role in roles().values() for kind in role.at if kind}
    at_hand = {kind for kind in kinds if places_of_kind(actor, kind, MANAGE).filter(_below(actor)).exists()}
    return [
        role
        for role in roles().values()
        if at_hand & set(role.at) and all(actor.may(permission) for permission in role.permissions)
    ]


def _below(actor: Actor) -> Q:
    return within("path", actor.scope(MANAGE))


def places_to_give(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places at which the actor may give roles, under the name of their kind, in door order."""
    kinds = dict.fromkeys(kind for role in roles_to_give(actor) for kind in role.at if kind)
    groups = []
    for kind in kinds:
        inside = list(places_of_kind(actor, kind, MANAGE).filter(_below(actor)))
        above = _names_above(inside)
        if inside:
            groups.append((KINDS[kind].name, [(str(p.pk), f"{above[p.pk]}{p.name}") for p in inside]))
    return groups


def _names_above(places: list[Place]) -> dict[UUID, str]:
    """What a place stands in, for telling two of one name apart; nothing for committees and the street."""
    paths = {path for place in places for path in ancestors(place.path)[:-1]}
    named = {p.path: p.name for p in Place.objects.filter(path__in=paths, kind__in=("estate", "building"))}
    return {
        place.pk: "".join(f"{named[path]} " for path in ancestors(place.path)[:-1] if path in named)
        for place in places
    }


def place_for(actor: Actor, role: str, id_: str) -> Place:
    """The place a role is given at; a role for the whole machine is kept at the street. Raises Refused."""
    known = roles().get(role)
    if known is not None and known.at == ("",):
        found = Place.objects.filter(kind=STREET).order_by("path").first()
    else:
        found = Place.objects.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise Refused(_("选一下这个职责在哪里。"), "place")
    return found


@dataclass(frozen=True)
class RoleInWords:
    """A role for the page of roles: its name, its sentence, where it is held, each thing it allows."""

    name: str
    sentence: str
    at: str
    allows: list[str]


def roles_in_words(actor: Actor) -> list[RoleInWords]:
    """All roles as people read them."""
    words = permission_words(actor)
    return [
        RoleInWords(
            str(role.name),
            str(role.sentence),
            "、".join(KINDS[kind].name if kind else _("全部") for kind in role.at),
            [str(text) for code, text in words.items() if code in role.permissions],
        )
        for role in roles().values()
    ]


def permission_words(actor: Actor) -> dict[str, Any]:
    """What every room may be asked for: permission code and its sentence, collected from the rooms."""
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.permissions"
        if config.name.startswith("zhiye.") and find_spec(name):
            found |= import_module(name).PERMISSIONS
    return found
