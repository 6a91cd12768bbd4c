"""The figures of contacts once more, row by row."""

from typing import Any

from tests.recounting import Inside, Making, Recount, World
from zhiye.cases.models import Case
from zhiye.figures.periods import Period
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.visits.models import Contact, Met

KINDS = ("visit", "visit", "visit", "mediation", "mediation", "reception", "phone", "patrol")


def make_history(making: Making) -> None:
    """Contacts of every kind and outcome, some taken back, some because of a matter; whom they were with."""
    cases = list(Case.objects.all())
    contacts = [_contact(making, cases) for _n in range(420)]
    Contact.objects.bulk_create(contacts)
    met = []
    for one in contacts:
        met += [Met(person=who, **Met.at(one)) for who in making.random.sample(making.people, 2)]
    Met.objects.bulk_create(met)


def _contact(making: Making, cases: list[Case]) -> Contact:
    kind = making.pick(KINDS)
    return Contact(
        id=new_id(),
        path=making.where().path,
        kind=kind,
        outcome=making.pick(["seen", "seen", "not_home", "declined", "by_phone", "done"]),
        on=making.day(),
        ring=making.pick(["team", "team", "secretary"]),
        by=making.pick(making.users),
        case=making.maybe(making.pick(cases), 0.9) if kind == "mediation" else None,
        undone_at=making.maybe(clock.now(), 0.2),
    )


def standing(world: World) -> list[Any]:
    return [one for one in world(Contact).values() if one.undone_at is None]


def met_at_home(world: World) -> list[Any]:
    homes = {one.path for one in world(Place).values() if one.kind == "home"}
    visits = [one for one in standing(world) if one.kind == "visit" and one.outcome == "seen"]
    return [one for one in visits if one.path in homes]


def homes(world: World, inside: Inside, period: Period) -> int:
    return len({one.path for one in met_at_home(world) if inside(one.path) and period.contains(one.on)})


def first(world: World, inside: Inside, period: Period) -> int:
    days: dict[str, Any] = {}
    for one in met_at_home(world):
        days[one.path] = min(days.get(one.path, one.on), one.on)
    return sum(inside(path) and period.contains(day) for path, day in days.items())


def met(world: World, inside: Inside, period: Period) -> int:
    found = 0
    for row in world(Met).values():
        one = world(Contact)[row.contact_id]
        seen = one.undone_at is None and one.kind == "visit" and one.outcome == "seen"
        found += seen and inside(one.path) and period.contains(one.on)
    return found


def kind(code: str, *outcomes: str) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        found = [one for one in standing(world) if one.kind == code and inside(one.path)]
        return sum(period.contains(one.on) for one in found if not outcomes or one.outcome in outcomes)

    return counted


def disputes(world: World, inside: Inside, period: Period) -> int:
    cases = world(Case)
    first: dict[Any, Any] = {}
    at: dict[Any, list[Any]] = {}
    for one in standing(world):
        case = cases.get(one.case_id)
        if one.kind != "mediation" or case is None or case.withdrawn_at is not None:
            continue
        root = case
        while root.into_id:
            root = cases[root.into_id]
        first[root.pk] = min(first.get(root.pk, one.on), one.on)
        if period.contains(one.on) and inside(case.path):
            at.setdefault(root.pk, []).append(one)
    return sum(period.contains(first[root]) for root in at)


RECOUNTS: dict[str, Recount] = {
    "visits.homes": homes,
    "visits.first": first,
    "visits.met": met,
    "visits.shut": kind("visit", "not_home", "declined"),
    "visits.receptions": kind("reception"),
    "visits.calls": kind("phone"),
    "visits.mediations": kind("mediation"),
    "visits.disputes": disputes,
}
