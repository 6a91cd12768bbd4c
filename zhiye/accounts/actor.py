"""The actor behind a log-in: rights from the roles held today, at places and all below them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from zhiye.accounts.models import Membership, User
from zhiye.kernel import clock
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.places.kinds import OVERLAYS
from zhiye.places.models import Coverage


@dataclass(frozen=True)
class Role:
    """One role: its short stable name, words for people, what it may do, at which kinds of place."""

    code: str
    name: Any
    sentence: Any
    permissions: frozenset[str]
    at: tuple[str, ...]  # kinds of place it is held at; "" is the whole machine


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """All roles of the roles page, by code."""
    return {role.code: role for role in import_string(settings.ROLES)}


class UserActor(Actor):
    """A person who logged in. Memberships are read once, on first need."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.key = f"user:{user.pk}"
        self.name = user.name
        self._held: list[tuple[Role, tuple[str, ...]]] | None = None

    def scope(self, permission: str) -> tuple[str, ...]:
        """Path prefixes below which one of the roles held today grants ``permission``."""
        found = {path for role, paths in self.held() if permission in role.permissions for path in paths}
        return tuple(
            sorted(path for path in found if not any(path != p and path.startswith(p) for p in found))
        )

    def held(self) -> list[tuple[Role, tuple[str, ...]]]:
        """The roles held today, each with the paths it reaches (an overlay reaches what it covers)."""
        if self._held is None:
            self._held = [
                (roles()[membership.role], _reach(membership))
                for membership in _open_memberships(self.user)
                if membership.role in roles()
            ]
        return self._held

    def role_names(self) -> str:
        """The roles in words, 、 between, for headings and the trail of looks."""
        return "、".join(dict.fromkeys(str(role.name) for role, _paths in self.held()))


def rights_of(user: User, by: Actor | None = None) -> UserActor:
    """The rights of a colleague; those of ``by`` where it is the same person: they were read already."""
    return by if isinstance(by, UserActor) and by.user.pk == user.pk else UserActor(user)


def _open_memberships(user: User) -> list[Membership]:
    today = clock.today()
    in_force = Q(until=None) | Q(until__gt=today)
    return list(
        Membership.objects.filter(in_force, member=user, since__lte=today)
        .select_related("place")
        .order_by("id")
    )


def _reach(membership: Membership) -> tuple[str, ...]:
    place = membership.place
    if roles()[membership.role].at == ("",):
        return (EVERYWHERE,)
    if place.kind not in OVERLAYS:
        return (place.path,)
    covered = Coverage.objects.filter(overlay=place, until=None).values_list("covered__path", flat=True)
    return tuple(sorted(covered))
