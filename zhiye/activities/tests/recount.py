"""The figures of activities once more, row by row."""

from typing import Any

from tests.recounting import TODAY, Inside, Making, Recount, World
from zhiye.activities.kinds import KINDS, TALLIES
from zhiye.activities.models import Activity, Tally
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id


def make_history(making: Making) -> None:
    """Activities of all kinds and headings, some withdrawn, some of days to come; what was counted at them."""
    activities = [_activity(making, number) for number in range(260)]
    Activity.objects.bulk_create(activities)
    Tally.objects.bulk_create(
        Tally(activity=one, what=what, count=making.random.randrange(30))
        for one in activities
        for what in TALLIES
        if making.chance(0.5)
    )


def _activity(making: Making, number: int) -> Activity:
    place = making.where()
    return Activity(
        id=new_id(),
        committee=making.committee_of(place.path),
        path=place.path,
        kind=making.pick(list(KINDS)),
        heading=making.pick(list(HEADINGS)),
        title="讲座",
        series=f"第{number}回",
        on=making.pick([making.day(), making.day(), TODAY.replace(day=25)]),
        person_times=making.pick([None, 0, 3, 40]),
        by=making.pick(making.users),
        noted_at=clock.now(),
        withdrawn_at=making.maybe(clock.now(), 0.15),
    )


def held(world: World, inside: Inside, period: Period) -> list[Any]:
    rows = [one for one in world(Activity).values() if one.withdrawn_at is None and inside(one.path)]
    return [one for one in rows if period.contains(one.on) and one.on <= TODAY]


def times(field: str, code: str) -> Recount:
    return lambda world, inside, period: sum(
        getattr(one, field) == code for one in held(world, inside, period)
    )


def heads(field: str, code: str) -> Recount:
    return lambda world, inside, period: sum(
        one.person_times or 0 for one in held(world, inside, period) if getattr(one, field) == code
    )


def named_heads(heading: str) -> Recount:
    named = {code for code, kind in KINDS.items() if kind.heading == heading and not kind.daily}
    return lambda world, inside, period: sum(
        one.person_times or 0 for one in held(world, inside, period) if one.kind in named
    )


def tallied(what: str) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        activities = {one.pk for one in held(world, inside, period)}
        rows = [one for one in world(Tally).values() if one.what == what]
        return sum(one.count for one in rows if one.activity_id in activities)

    return counted


RECOUNTS: dict[str, Recount] = {
    **{f"activities.{code}": times("kind", code) for code in KINDS},
    **{f"activities.{code}_heads": heads("kind", code) for code in KINDS},
    **{f"activities.{code}": times("heading", code) for code in HEADINGS},
    **{f"activities.{code}_heads": heads("heading", code) for code in HEADINGS},
    **{f"activities.{code}_named_heads": named_heads(code) for code in HEADINGS},
    **{f"activities.{code}": tallied(code) for code in TALLIES},
}
