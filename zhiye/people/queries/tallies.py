"""Counts without people, for those who may see only counts; and the queue of what to look at again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhiye.figures.counting import by_committee, figure_of
from zhiye.figures.periods import month_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import SEGMENT, within
from zhiye.people.models import CategoryHolding
from zhiye.places.models import Place
from zhiye.places.queries import committees

COUNT = "places.count"
# Each figure of a tally by its code in the registry: a number here and one in a report are the same number.
TALLIED = {
    "buildings": "people.buildings",
    "homes": "people.homes",
    "households": "people.households",
    "people": "people.residents",
    "aged_60": "people.aged_60",
    "aged_80": "people.aged_80",
}


@dataclass(frozen=True)
class CommitteeTally:
    """One committee in figures: buildings, homes, homes lived in, residents, and those aged 60+ and 80+."""

    committee: Place
    buildings: int
    homes: int
    households: int
    people: int
    aged_60: int
    aged_80: int


def tallies(actor: Actor) -> list[CommitteeTally]:
    """The figures of every committee in which the actor may see counts, in order of their names."""
    found = list(committees(actor, COUNT).order_by("name"))
    streets = Place.objects.filter(path__in={committee.path[:SEGMENT] for committee in found})
    now = month_of(clock.today())
    split = {
        name: {
            path: n
            for street in streets
            for path, n in by_committee(actor, figure_of(code), street, now).items()
        }
        for name, code in TALLIED.items()
    }
    return [
        CommitteeTally(committee, **{name: split[name].get(committee.path, 0) for name in TALLIED})
        for committee in found
    ]


def to_verify(actor: Actor, by: date | None = None, limit: int = 50) -> tuple[list[CategoryHolding], int]:
    """Categories that somebody should look at again by ``by`` (today), soonest first; and how many in all."""
    mine = within("path", actor.scope("people.edit"))
    rings = Q(ring="team") | within("path", actor.scope("people.secret"))
    due = CategoryHolding.objects.filter(
        mine, rings, until=None, verify_by__lte=by or clock.today(), person__is_current=True
    )
    rows = due.select_related("person", "person__home").order_by("verify_by", "path")
    return list(rows[:limit]), due.count()
