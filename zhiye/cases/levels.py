"""The levels a matter may be with: 网格, 居民区, 街道. Who stands where, and which place a level is."""

from zhiye.accounts.actor import rights_of
from zhiye.accounts.models import User
from zhiye.cases.models import Case
from zhiye.cases.permissions import EDIT
from zhiye.journal.rings import committee_path
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import ancestors
from zhiye.places import kinds
from zhiye.places.models import Place

GRID, COMMITTEE, STREET = "grid", "committee", "street"
ORDER = (GRID, COMMITTEE, STREET)


def level_of(user: User, path: str, by: Actor | None = None) -> str:
    """The level at which a colleague works on matters in the committee of ``path``: of a part of it, or of all;
    ``by`` asks."""
    whole = committee_path(path)
    return COMMITTEE if any(whole.startswith(held) for held in rights_of(user, by).scope(EDIT)) else GRID


def ways_up(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """How ``actor`` may hand the matter up: pairs of an act and a level. From a grid it goes to the committee, from
    there to the street: 小事不出网格, 大事不出社区."""
    if any(case.committee.path.startswith(held) for held in actor.scope(EDIT)):
        return [("refer", STREET), ("transfer", STREET)] if case.level != STREET else []
    return [("transfer", COMMITTEE)] if case.level == GRID else []


def unit_of(case: Case, level: str) -> Place:
    """The place that stands for a level of this matter: its street, or its committee (a grid belongs to it)."""
    if level == STREET:
        return Place.objects.get(path__in=ancestors(case.committee.path), kind=kinds.STREET)
    return case.committee


def building_of(case: Case) -> Place | None:
    """The building or estate a matter is about: as near as the street is told."""
    if case.place is None:
        return None
    known = Place.objects.filter(path__in=ancestors(case.place.path), kind__in=[kinds.BUILDING, kinds.ESTATE])
    return known.order_by("-path").first()
