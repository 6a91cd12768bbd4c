"""Counts without people, for those who may see only counts; and the queue of what to look at again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow, within
from zhiye.people.models import CategoryHolding, Household, Person
from zhiye.people.queries.lists import born_by
from zhiye.places.models import Place
from zhiye.places.queries import committees, standing

COUNT = "places.count"


@dataclass(frozen=True)
class CommitteeTally:
    """One committee in figures: buildings, homes, households, residents, and those aged 60+ and 80+."""

    committee: Place
    buildings: int
    homes: int
    households: int
    people: int
    aged_60: int
    aged_80: int


def tallies(actor: Actor) -> list[CommitteeTally]:
    """The figures of every committee in which the actor may see counts, in order of their names."""
    return [_tally(actor, committee) for committee in committees(actor, COUNT).order_by("name")]


def _tally(actor: Actor, committee: Place) -> CommitteeTally:
    scope = narrow(actor.scope(COUNT), committee.path)
    inside, today = within("path", scope), clock.today()
    kinds = dict(
        Place.objects.filter(inside, standing(), kind__in=("building", "home"))
        .order_by()
        .values_list("kind")
        .annotate(Count("id"))
    )
    people = Person.objects.filter(inside, is_current=True, standing="resident").aggregate(
        all=Count("id"),
        aged_60=Count("id", filter=Q(birth__lte=born_by(today, 60))),
        aged_80=Count("id", filter=Q(birth__lte=born_by(today, 80))),
    )
    households = Household.objects.filter(inside).count()
    return CommitteeTally(
        committee,
        kinds.get("building", 0),
        kinds.get("home", 0),
        households,
        people["all"],
        people["aged_60"],
        people["aged_80"],
    )


def to_verify(actor: Actor, by: date | None = None, limit: int = 50) -> tuple[list[CategoryHolding], int]:
    """Categories that somebody should look at again by ``by`` (today), soonest first; and how many in all."""
    mine = within("path", actor.scope("people.edit"))
    rings = Q(ring="team") | within("path", actor.scope("people.secret"))
    due = CategoryHolding.objects.filter(
        mine, rings, until=None, verify_by__lte=by or clock.today(), person__is_current=True
    )
    rows = due.select_related("person", "person__home").order_by("verify_by", "path")
    return list(rows[:limit]), due.count()
