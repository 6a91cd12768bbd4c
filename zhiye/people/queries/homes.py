"""Who lives in a home, who owns it; who lives where in a building."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import narrow, within
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import CategoryHolding, Household, Ownership, Person, Residence
from zhiye.places.models import Place

LIST, VIEW = "people.list", "people.view"


@dataclass
class HomeSheet:
    """A home: its households with their members, people without a household, owners, who lived here before."""

    home: Place
    households: list[tuple[Household, list[Residence]]]
    others: list[Residence]
    owners: list[Ownership]
    former: list[Residence]


def home_sheet(actor: Actor, home: Place) -> HomeSheet:
    """Who lives in and owns ``home``. Raises NotFound."""
    if not actor.may(LIST, home.path):
        raise NotFound
    rows = list(
        Residence.objects.filter(home=home, person__merged_into=None)
        .select_related("person", "household")
        .order_by("household_id", "relation", "id")
    )
    present = [row for row in rows if row.until is None]
    grouped: dict[Household, list[Residence]] = defaultdict(list)
    for row in present:
        if row.household:
            grouped[row.household].append(row)
    see_more = actor.may(VIEW, home.path)
    owners = Ownership.objects.filter(home=home, until=None).select_related("person") if see_more else []
    return HomeSheet(
        home,
        [(household, _head_first(members)) for household, members in grouped.items()],
        [row for row in present if row.household is None],
        list(owners),
        [row for row in rows if row.until is not None] if see_more else [],
    )


def _head_first(members: list[Residence]) -> list[Residence]:
    return sorted(members, key=lambda row: (row.relation != "02", row.relation or "zz", str(row.pk)))


@dataclass
class HomeSummary:
    """What the building picture needs of one home."""

    people: int = 0
    tenures: frozenset[str] = frozenset()
    cared_for: bool = False  # somebody whose category says so; the picture gives no reason
    owned: bool = False


def people_by_home(actor: Actor, below: Place) -> dict[UUID, HomeSummary]:
    """A summary per home at or below a place, as far as the actor serves it."""
    scope = narrow(actor.scope(LIST), below.path)
    found: dict[UUID, HomeSummary] = defaultdict(HomeSummary)
    lived = Residence.objects.filter(within("home__path", scope), until=None, person__is_current=True)
    for home, tenure, lives in lived.values_list("home_id", "tenure", "lives_here"):
        summary = found[home]
        summary.people += lives is not False
        if tenure:
            summary.tenures |= {tenure}
    scope = narrow(actor.scope(VIEW), below.path)  # more is told only where files may be opened
    for home in Ownership.objects.filter(within("home__path", scope), until=None).values_list(
        "home_id", flat=True
    ):
        found[home].owned = True
    for home in _homes_to_mind(scope):
        found[home].cared_for = True
    return dict(found)


def _homes_to_mind(scope: tuple[str, ...]) -> list[UUID]:
    mind = [category.code for category in CATEGORIES.values() if category.care]
    holdings = CategoryHolding.objects.filter(within("path", scope), until=None, ring="team", code__in=mind)
    people = Person.objects.filter(Q(pk__in=holdings.values("person_id")), is_current=True)
    return [home for home in people.values_list("home_id", flat=True) if home]


def living_below(actor: Actor, place: Place) -> int:
    """How many people are known to live or be registered at or below ``place``, as far as the actor serves it."""
    scope = narrow(actor.scope(LIST), place.path)
    present = Residence.objects.filter(within("home__path", scope), until=None, person__is_current=True)
    return present.values("person_id").distinct().count()
