"""A figure cut into parts that open like the whole: by day of the week, by kind of matter, by month.

A part is a figure of its own, made by narrowing the whole's query; so its list is as long as its bar.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import MATTERS, at_or_below, below
from zhiye.figures import counting, small
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, Figure
from zhiye.figures.splitting import kept_back
from zhiye.figures.units import UNITS
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place
from zhiye.reports.asking import Reach
from zhiye.reports.saying import Account
from zhiye.ui.charts import Bars, Mark, finding

WEEKDAY, KIND, MONTH = "weekday", "kind", "month"
WEEKDAYS = [gettext_lazy("周一"), gettext_lazy("周二"), gettext_lazy("周三"), gettext_lazy("周四")]
WEEKDAYS += [gettext_lazy("周五"), gettext_lazy("周六"), gettext_lazy("周日")]
HEADS = {WEEKDAY: gettext_lazy("星期"), KIND: gettext_lazy("哪一类"), MONTH: gettext_lazy("月份")}
MOST_MARKS = 8
# What is drawn of a period, where it is counted at all: code of the figure, way of cutting.
OF_WEEKS = (("visits.met", WEEKDAY), ("cases.opened", KIND))
OF_MONTHS = (("visits.met", MONTH), ("cases.opened", KIND))
Address = Callable[[str, Period, str], str]  # of a list: code, period, part


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key in addresses (weekday:5), its words, the figure narrowed to it, its days."""

    key: str
    label: str
    figure: Figure
    period: Period


def parts_of(figure: Figure, by: str, period: Period) -> list[Part]:
    """The parts of ``figure``; none for a way in which it cannot be cut."""
    if figure.stock or not figure.day:
        return []
    if by == MONTH:
        return [Part("", month_name(one), figure, _within(one, period)) for one in period.months]
    if by == WEEKDAY:
        days = [(str(number), str(name)) for number, name in enumerate(WEEKDAYS, start=1)]
        return [_part(figure, period, WEEKDAY, key, name) for key, name in days]
    if by == KIND and figure.code in _CODED:
        return [_part(figure, period, KIND, key, name) for key, name in MATTERS.items()]
    return []


def part_of(figure: Figure, key: str, period: Period) -> Part | None:
    """The part of this key; None for anything else."""
    found = parts_of(figure, key.partition(":")[0], period) if key else []
    return next((part for part in found if part.key == key), None)


def month_name(month: Period) -> str:
    """3月: a month of a year that is told beside it."""
    return _("%(month)d月") % {"month": month.first.month}


def _within(month: Period, period: Period) -> Period:
    """A month as far as it lies in the period: bars of 10-15 to 11-20 do not count the first half of October."""
    return Period(max(month.first, period.first), min(month.last, period.last))


def pictures(actor: Actor, account: Account, reach: Reach, address: Address) -> list[Bars]:
    """The bars of a report: what was counted at least twice over, so that there is something to compare."""
    place, period = account.place, account.period
    known = {number.code: number.count for number in account.numbers}
    wanted: Sequence[tuple[str, str]] = OF_MONTHS if len(period.months) > 1 else OF_WEEKS
    if reach.outside:  # bars that add up to what is kept back beside the other committees would tell it
        back = kept_back(actor, place, period, [code for code, _by in wanted])
        wanted = [one for one in wanted if one[0] not in back]
    made = (
        picture(actor, place, FIGURES[code], by, period, reach, address, known[code])
        for code, by in wanted
        if code in FIGURES and code in known
    )
    return [bars for bars in made if bars is not None]


def picture(
    actor: Actor,
    place: Place,
    figure: Figure,
    by: str,
    period: Period,
    reach: Reach,
    address: Address,
    total: int,
) -> Bars | None:
    """One figure cut; None where fewer than two parts have anything in them. ``total`` is the figure uncut."""
    known = counted_parts(actor, place, figure, by, period)
    found = [
        (part, known[part.key] if part.key else counting.count(actor, part.figure, place, part.period))
        for part in parts_of(figure, by, period)
        if part.period.first <= clock.today()
    ]
    if by == KIND:
        found = sorted((one for one in found if one[1]), key=lambda one: -one[1])[:MOST_MARKS]
    if sum(1 for _part, n in found if n) < 2:
        return None
    marks = _marks(figure, found, total, reach, address)
    unit = str(UNITS[figure.unit].name)
    title = finding(str(figure.name), unit, marks) if marks else ""
    return Bars(title, unit, marks, _note(figure, found, total, by), str(HEADS[by])) if title else None


def counted_parts(actor: Actor, place: Place, figure: Figure, by: str, period: Period) -> dict[str, int]:
    """How much each part has that is a part of the same period, by its key: one question for all of them.

    A month is asked for by itself: what was first, or said last, in a month is not what was in its year.
    """
    if by == KIND and figure.code in _CODED:
        told = counting.over_parts(actor, figure, place, period, _CODED[figure.code], str)
        return {f"{KIND}:{key}": sum(told.get(code, 0) for code in (key, *below(key))) for key in MATTERS}
    if by == WEEKDAY and figure.day:
        days = counting.over_parts(actor, figure, place, period, figure.day, _weekday)
        return {f"{WEEKDAY}:{number}": days.get(number, 0) for number in range(1, 8)}
    return {}


def _weekday(when: date | datetime) -> int:
    return counting.day_of(when).isoweekday()


def _marks(
    figure: Figure, found: Sequence[tuple[Part, int]], total: int, reach: Reach, address: Address
) -> tuple[Mark, ...]:
    """The bars; from outside the small ones are covered, and so much of the others that they do not follow."""
    counted = {number: n for number, (_part, n) in enumerate(found)}
    if not reach.outside:
        told: dict[int, int | small.Hidden] = dict(counted)
    elif sum(counted.values()) != total:
        return ()  # homes counted in several parts, or parts left out: nothing keeps the small ones covered
    else:
        told = dict(small.protect_figure(figure.unit, counted, total).cells)
    return tuple(
        Mark(
            part.label,
            0 if isinstance(told[number], small.Hidden) else n,
            address(figure.code, part.period, part.key) if not (reach.outside and part.key) else "",
            str(told[number]) if isinstance(told[number], small.Hidden) else "",
        )
        for number, (part, n) in enumerate(found)
    )


def _note(figure: Figure, found: Sequence[tuple[Part, int]], total: int, by: str) -> str:
    told = sum(n for _part, n in found)
    if figure.once and told > total:
        return _("同一个在几项里都有的，每一项里都算，加起来会比总数 %(n)d 多") % {"n": total}
    if by == KIND and told < total:
        return _("一共 %(n)d，只画最多的几类") % {"n": total}
    return ""


def _part(figure: Figure, period: Period, by: str, key: str, label: str) -> Part:
    condition = _condition(figure, by, key)
    narrowed = replace(figure, records=lambda asked: figure.records(asked).filter(condition), naming=None)
    return Part(f"{by}:{key}", label, narrowed, period)


def _condition(figure: Figure, by: str, key: str) -> Q:
    if by == WEEKDAY:
        return Q(**{f"{figure.day}__iso_week_day": int(key)})
    return at_or_below(key, _CODED[figure.code])


# Figures whose records carry the code of a matter, and the lookup that leads to it.
_CODED = {"cases.opened": "code"}
