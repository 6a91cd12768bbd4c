"""What activities are counted as: so many of each kind and under each heading, person-times, tallies of a desk."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from zhiye.activities import leave, queries
from zhiye.activities.kinds import KINDS, TALLIES, Kind, Tallied
from zhiye.activities.models import Activity, Tally
from zhiye.activities.showing import activity_url
from zhiye.activities.wording import counted, where
from zhiye.figures.conditions import on_days
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Rate, Sentence, register
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor

ONE_BY_ONE = gettext_lazy("这段日子里记下的每一场算一场；撤销的不算，排好了还没到日子的不算。")
HEADS = gettext_lazy("每场写下的人次相加；同一个人来两次算两人次，没写人次的场次不算在内。")
ORDERS = {"difficulties": 410, "culture": 430, "order": 450, "joint": 470}  # of the sentences, by heading


def held(period: Period) -> QuerySet[Activity]:
    """Activities of the period up to today that were not withdrawn."""
    return Activity.objects.filter(on_days("on", period), withdrawn_at=None, on__lte=clock.today())


def of_kind(code: str) -> Callable[[Period], QuerySet[Activity]]:
    """Those of one kind."""
    return lambda period: held(period).filter(kind=code)


def under(heading: str) -> Callable[[Period], QuerySet[Activity]]:
    """Those under one heading."""
    return lambda period: held(period).filter(heading=heading)


def named_under(heading: str) -> Callable[[Period], QuerySet[Activity]]:
    """Those of the kinds that a heading's sentence names, wherever a worker put a single one."""
    return lambda period: held(period).filter(kind__in=[kind.code for kind in _named(heading)])


def with_heads(rows: Callable[[Period], QuerySet[Activity]]) -> Callable[[Period], QuerySet[Activity]]:
    """Those of which somebody wrote how many came."""
    return lambda period: rows(period).filter(person_times__gt=0)


def tallied(what: str) -> Callable[[Period], QuerySet[Tally]]:
    """Rows of something counted besides people."""

    def rows(period: Period) -> QuerySet[Tally]:
        found = Tally.objects.filter(on_days("activity__on", period), what=what, count__gt=0)
        return found.filter(activity__withdrawn_at=None, activity__on__lte=clock.today())

    return rows


def seen(actor: Actor) -> Q:
    """Activities that the actor may open."""
    return leave.visible(actor)


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Activities in words, with what was counted at them."""
    return _lines(actor, rows, heads=True)


def head_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """The same where the number of heads stands beside each line already."""
    return _lines(actor, rows, heads=False)


def _lines(actor: Actor, rows: Sequence[Any], *, heads: bool) -> list[Line]:
    places = {
        one.pk: one
        for one in Activity.objects.filter(pk__in=[row.pk for row in rows]).select_related("place")
    }
    besides = queries.tallies(actor, rows)
    return [
        Line(
            one.on,
            one.title,
            where(places[one.pk]),
            counted(one.person_times if heads else None, besides.get(one.pk, {})),
            activity_url(one),
        )
        for one in rows
    ]


def tally_seen(actor: Actor) -> Q:
    """Tallies of activities that the actor may open."""
    return leave.visible(actor, "activity__path")


def tally_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """The activities at which they were counted."""
    found = {one.pk: one for one in Activity.objects.filter(pk__in=[row.activity_id for row in rows])}
    return lines(actor, [found[row.activity_id] for row in rows])


def _kind(kind: Kind) -> list[Figure]:
    rule = format_lazy(
        gettext_lazy("这段日子里记下的{kind}，一{unit}算一{unit}；撤销的不算，排好了还没到日子的不算。"),
        kind=kind.name,
        unit=kind.unit_name,
    )
    heading = kind.heading if kind.year else ""
    code, heads = f"activities.{kind.code}", format_lazy(gettext_lazy("{kind}来了多少"), kind=kind.name)
    records = of_kind(kind.code)
    return [
        Figure(code, kind.name, kind.unit, rule, records, seen, lines, heading=heading),
        Figure(
            f"{code}_heads",
            heads,
            "times",
            HEADS,
            with_heads(records),
            seen,
            head_lines,
            weight="person_times",
        ),
    ]


def _heading(code: str, name: Any) -> list[Figure]:
    records, heads = under(code), format_lazy(gettext_lazy("{heading}的活动来了多少"), heading=name)
    held_of = format_lazy(gettext_lazy("{heading}的活动"), heading=name)
    told: dict[str, Any] = {"heading": code}
    return [
        Figure(f"activities.{code}", held_of, "meeting", ONE_BY_ONE, records, seen, lines, **told),
        Figure(
            f"activities.{code}_heads", heads, "times", HEADS, with_heads(records), seen, head_lines,
            weight="person_times", **told,
        ),
    ]  # fmt: skip


def _tally(one: Tallied) -> Figure:
    rule = format_lazy(gettext_lazy("每场活动、每天写下的“{what}”相加。"), what=one.name)
    heading = "difficulties" if one.code in ("orders", "registered") else ""
    return Figure(
        f"activities.{one.code}", one.name, one.unit, rule, tallied(one.code), tally_seen, tally_lines,
        path="activity__path", day="activity__on", weight="count", heading=heading,
    )  # fmt: skip


def _named(heading: str) -> list[Kind]:
    """The kinds that usually stand under a heading, desks apart: those have a sentence of their own."""
    return [kind for kind in KINDS.values() if kind.heading == heading and not kind.daily]


def _named_heads(heading: str, name: Any) -> Figure:
    """Who came to what the sentence names, and to nothing else: a desk's people are told beside the desk."""
    kinds = format_lazy(
        "、".join(f"{{{kind.code}}}" for kind in _named(heading)),
        **{kind.code: kind.name for kind in _named(heading)},
    )
    rule = format_lazy(
        gettext_lazy("{kinds}：每场写下的人次相加；同一个人来两次算两人次，没写人次的场次不算在内。"),
        kinds=kinds,
    )
    heads = format_lazy(gettext_lazy("{heading}的一场场活动来了多少"), heading=name)
    records = with_heads(named_under(heading))
    return Figure(
        f"activities.{heading}_named_heads",
        heads,
        "times",
        rule,
        records,
        seen,
        head_lines,
        weight="person_times",
    )


def _sentence(heading: str) -> Sentence:
    """讲座、宣讲 3 场，课程、班 12 次，来了 360 人次: the kinds that usually stand under the heading, desks apart."""
    clauses = {f"part{at}": _clause(kind) for at, kind in enumerate(_named(heading))}
    clauses["heads"] = format_lazy(
        gettext_lazy("[来了 {heads}]。"), heads=f"{{activities.{heading}_named_heads}}"
    )
    text = format_lazy("".join(f"{{{name}}}" for name in clauses), **clauses)
    return Sentence(ORDERS[heading], text, heading=heading)


def _clause(kind: Kind) -> Any:
    return format_lazy(
        gettext_lazy("[{kind} {count}，]"), kind=kind.name, count=f"{{activities.{kind.code}}}"
    )


DESK = Sentence(
    ORDERS["difficulties"] + 1,
    gettext_lazy(
        "服务点开了 {activities.service_point}[，来了 {activities.service_point_heads}]"
        "[，代下单 {activities.orders}，平均每天 {activities.orders_a_day}][，新登记 {activities.registered}]。"
    ),
    heading="difficulties",
)


register(
    *(figure for kind in KINDS.values() for figure in _kind(kind)),
    *(figure for code, name in HEADINGS.items() for figure in _heading(code, name)),
    *(_named_heads(code, name) for code, name in HEADINGS.items()),
    *(_tally(one) for one in TALLIES.values()),
    Rate(
        "activities.orders_a_day", gettext_lazy("平均每天代下单"), "activities.orders", "activities.service_point",
        gettext_lazy("代下单的单数除以服务点开的天数，留两位小数；一个服务点开一天算一天。"), percent=False,
    ),
    *(_sentence(code) for code in HEADINGS),
    DESK,
)  # fmt: skip
