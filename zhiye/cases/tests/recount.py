"""The figures of matters and promises once more, row by row."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.recounting import HERE, TODAY, Inside, Making, Recount, World, of_day
from zhiye.cases.models import Case, Extension, Handing, Promise, Reply
from zhiye.figures.periods import Period
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id

CLOSED = ("done", "partly", "explained", "cannot", "returned", "merged")
STATES = (*CLOSED, "done", "done", "new", "doing", "waiting", "asking", "again")


def make_history(making: Making) -> None:
    """Matters in every state, also joined ones and withdrawn ones; answers, extensions, hand-ups, promises."""
    cases = [_case(making, number) for number in range(200)]
    Case.objects.bulk_create([one for one in cases if one.state != "merged"])
    _join(making, cases)
    Reply.objects.bulk_create([_reply(making, making.pick(cases)) for _n in range(200)])
    Extension.objects.bulk_create([_extension(making, one) for one in cases if making.chance(0.3)])
    Handing.objects.bulk_create([_handing(making, making.pick(cases[:16])) for _n in range(120)])
    Promise.objects.bulk_create([_promise(making, making.pick(cases)) for _n in range(100)])


def _join(making: Making, cases: list[Case]) -> None:
    """Each joined matter leads to another one of its committee, a few of them over a second one."""
    ends = [one for one in cases if one.state == "done"]
    joined = [one for one in cases if one.state == "merged"]
    half = len(joined) // 2
    for some, near in ((joined[:half], ends), (joined[half:], ends + joined[:half])):
        for one in some:
            one.into = making.pick([other for other in near if other.committee_id == one.committee_id])
        Case.objects.bulk_create(some)


def _case(making: Making, number: int) -> Case:
    place, state, opened = making.where(), making.pick(STATES), making.day()
    due = making.maybe(making.moment(), 0.8)
    closed = min(opened + timedelta(days=making.random.randrange(30)), TODAY)
    if due and making.chance(0.3):
        closed = of_day(due)
    return Case(
        id=new_id(),
        number=f"2026-9{number:03d}",
        committee=making.committee_of(place.path),
        path=place.path,
        title="楼道灯不亮",
        code=making.pick(["neighbour", "neighbour.leaks", "family", "repair.lights"]),
        state=state,
        owner=making.pick(making.users),
        opened_by=making.pick(making.users),
        ring=making.pick(["team", "team", "secretary"]),
        nature=making.pick(["help", "consult", "complaint"]),
        source=making.pick(["desk", "hotline"]),
        opened_on=opened,
        closed_on=closed if state in CLOSED else None,
        received_at=datetime(opened.year, opened.month, opened.day, 9, tzinfo=HERE),
        contacted_at=making.maybe(making.moment(), 0.7),
        due_at=due,
        withdrawn_at=making.maybe(clock.now(), 0.2),
    )


def _reply(making: Making, case: Case) -> Reply:
    reached = making.chance(0.8)
    return Reply(
        id=new_id(),
        case=case,
        kind="callback",
        at=making.moment(),
        reached=reached,
        solved=making.pick(["yes", "partly", "no", ""]) if reached else "",
        satisfied=making.pick(["yes", "so_so", "no", ""]) if reached else "",
        undone_at=making.maybe(clock.now(), 0.15),
    )


def _extension(making: Making, case: Case) -> Extension:
    was = making.moment()
    user, state = making.pick(making.users), making.pick(["given", "given", "refused", "asked"])
    return Extension(
        case=case, was_due=was, new_due=was + timedelta(days=5), reason="等材料", approved_by=user,
        told_caller=True, state=state, at=making.moment(),
    )  # fmt: skip


def _handing(making: Making, case: Case) -> Handing:
    since = making.moment()
    return Handing(
        case=case,
        act=making.pick(["refer", "transfer", "transfer", "open"]),
        level=making.pick(["street", "street", "street", "grid"]),
        unit=making.cast.street,
        since=since,
        ended_at=since + timedelta(days=1),
    )


def _promise(making: Making, case: Case) -> Promise:
    state = making.pick(["open", "kept", "dropped"])
    return Promise(
        case=making.maybe(case),
        path=making.where().path,
        what="换灯泡",
        due=making.pick([None, making.day(), TODAY, TODAY + timedelta(days=3)]),
        state=state,
        ring=making.pick(["team", "secretary"]),
        made_on=making.day(),
        by=making.pick(making.users),
        settled_on=None if state == "open" else making.day(),
        withdrawn_at=making.maybe(clock.now(), 0.1),
    )


def rows(model: Any, rule: Callable[[Any, Period], Any]) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        found = [one for one in world(model).values() if one.withdrawn_at is None and inside(one.path)]
        return sum(bool(rule(one, period)) for one in found)

    return counted


def of_cases(world: World, model: Any, inside: Inside) -> list[Any]:
    """Rows of matters that stand at these places."""
    cases = world(Case)
    standing = {key for key, one in cases.items() if one.withdrawn_at is None and inside(one.path)}
    return [one for one in world(model).values() if one.case_id in standing]


def ended(state: str) -> Recount:
    return rows(Case, lambda one, period: one.state == state and period.contains(one.closed_on))


def has_limit(one: Case, period: Period) -> bool:
    over = one.state in ("done", "partly", "explained", "cannot")
    return over and one.due_at is not None and period.contains(one.closed_on)


def last_words(world: World, inside: Inside, period: Period) -> list[str]:
    last: dict[Any, tuple[Any, Any, str]] = {}
    for one in of_cases(world, Reply, inside):
        if one.undone_at is None and one.reached and one.solved and period.contains(of_day(one.at)):
            last[one.case_id] = max(last.get(one.case_id, (one.at, one.pk, "")), (one.at, one.pk, one.solved))
    return [solved for _at, _pk, solved in last.values()]


def said(answer: str) -> Recount:
    return lambda world, inside, period: last_words(world, inside, period).count(answer)


def handed_up(world: World, inside: Inside, period: Period) -> int:
    found = set()
    for one in of_cases(world, Handing, inside):
        if one.level == "street" and one.act in ("refer", "transfer") and period.contains(of_day(one.since)):
            found.add(one.case_id)
    return len(found)


def extended(world: World, inside: Inside, period: Period) -> int:
    given = [one for one in of_cases(world, Extension, inside) if one.state == "given"]
    return sum(period.contains(of_day(one.at)) for one in given)


RECOUNTS: dict[str, Recount] = {
    "cases.opened": rows(Case, lambda one, period: one.state != "merged" and period.contains(one.opened_on)),
    "cases.done": ended("done"),
    "cases.partly": ended("partly"),
    "cases.explained": ended("explained"),
    "cases.cannot": ended("cannot"),
    "cases.in_hand": rows(Case, lambda one, period: one.state not in CLOSED),
    "cases.late": rows(
        Case, lambda one, period: one.state not in CLOSED and one.due_at and one.due_at < clock.now()
    ),
    "cases.with_limit": rows(Case, has_limit),
    "cases.in_time": rows(
        Case, lambda one, period: has_limit(one, period) and one.closed_on <= of_day(one.due_at)
    ),
    "cases.asked": lambda world, inside, period: len(last_words(world, inside, period)),
    "cases.said_solved": said("yes"),
    "cases.said_partly": said("partly"),
    "cases.said_not": said("no"),
    "cases.promises_made": rows(Promise, lambda one, period: period.contains(one.made_on)),
    "cases.promises_kept": rows(
        Promise, lambda one, period: one.state == "kept" and period.contains(one.settled_on)
    ),
    "cases.promises_overdue": rows(
        Promise, lambda one, period: one.state == "open" and one.due and one.due < TODAY
    ),
    "cases.extended": extended,
    "cases.handed_up": handed_up,
}
