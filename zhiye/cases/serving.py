"""Into whose hands a matter comes that nobody of the committee opened: who serves the building, else the secretary."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zhiye.accounts.actor import UserActor, roles
from zhiye.accounts.models import Membership, User
from zhiye.cases.permissions import EDIT, STREET
from zhiye.journal.rings import committee_path
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.kernel.paths import ancestors
from zhiye.places import kinds
from zhiye.places.models import Coverage, Place

_IN_TURN = ("secretary", "director", "worker")


def owner_for(place: Place) -> User | None:
    """The grid worker whose grid covers ``place``; else the committee's secretary, director, a worker."""
    found = [*_of_grid(place), *_of_committee(place)]
    return next((user for user in found if user.is_active and UserActor(user).may(EDIT, place.path)), None)


def who_takes(place: Place) -> User:
    """The same, where there has to be somebody. Raises Refused."""
    found = owner_for(place)
    if found is None:
        raise Refused(_("这个居民区还没有能接事的人，先请管理员开账号。"), "committee")
    return found


def street_office(street: Place) -> list[User]:
    """Who works on matters at the street, by name."""
    granting = [code for code, role in roles().items() if STREET in role.permissions]
    held = _open_memberships().filter(place=street, role__in=granting)
    return sorted({one.member for one in held if one.member.is_active}, key=lambda user: user.name)


def holders(role: str, place: Place) -> list[User]:
    """Who holds ``role`` at ``place`` today."""
    held = _open_memberships().filter(place=place, role=role)
    return list(dict.fromkeys(one.member for one in held if one.member.is_active))


def _of_grid(place: Place) -> list[User]:
    covered = Coverage.objects.filter(covered__path__in=ancestors(place.path), until=None)
    grids = covered.filter(overlay_kind=kinds.GRID).values("overlay_id")
    return [one.member for one in _open_memberships().filter(place__in=grids)]


def _of_committee(place: Place) -> list[User]:
    here = _open_memberships().filter(place__path=committee_path(place.path), role__in=_IN_TURN)
    return [one.member for one in sorted(here, key=lambda one: _IN_TURN.index(one.role))]


def _open_memberships() -> QuerySet[Membership]:
    today = clock.today()
    in_force = Q(until=None) | Q(until__gt=today)
    return Membership.objects.filter(in_force, since__lte=today).select_related("member").order_by("id")
