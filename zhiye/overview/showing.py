"""Words and addresses that several pages of the street's year share."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.figures.periods import DAYS, MONTH, QUARTER, YEAR, Period, month_of, read_period, year_of
from zhiye.figures.registry import FIGURES
from zhiye.kernel import clock
from zhiye.overview.models import Question

FIRST_YEAR = 2000
KINDS = {YEAR: gettext_lazy("一年"), QUARTER: gettext_lazy("一季度"), MONTH: gettext_lazy("一个月")}


def period_of(text: str) -> Period:
    """The month, quarter or year of an address; this year for anything else. Days of somebody's own choosing are not
    offered: two stretches that differ by a day would tell a small number."""
    found = read_period(text)
    if found is None or found.kind == DAYS or not found.first.year >= FIRST_YEAR:
        return year_of(clock.today())
    return found if found.first <= clock.today() else year_of(clock.today())


@dataclass(frozen=True, slots=True)
class Step:
    """Another period to look at."""

    name: str
    key: str
    current: bool = False


def kinds_around(period: Period) -> list[Step]:
    """The year, the quarter and the month at the end of ``period``, none of them still to come."""
    last = month_of(min(period.last, clock.today()))
    quarter = read_period(f"{last.first.year}Q{(last.first.month + 2) // 3}")
    around = {YEAR: year_of(last.first), QUARTER: quarter or last, MONTH: last}
    return [Step(str(KINDS[kind]), one.key, kind == period.kind) for kind, one in around.items()]


def neighbours(period: Period) -> tuple[Step, Step | None]:
    """The period before, and the one after unless it is still to come."""
    before, after = period.before, period.after
    return Step(before.name, before.key), (
        Step(after.name, after.key) if after.first <= clock.today() else None
    )


def figure_name(code: str) -> str:
    """Its name; a sentence for one that no room registers any more."""
    return str(FIGURES[code].name) if code in FIGURES else _("（现在没有这个数了）")


def period_name(key: str) -> str:
    """2026年."""
    period = read_period(key)
    return period.name if period else key


def about(question: Question) -> str:
    """走访到的家庭，2026年."""
    told = {"figure": figure_name(question.figure), "period": period_name(question.period)}
    return _("%(figure)s，%(period)s") % told


def link(url_name: str, **asked: Any) -> str:
    """The address with what is asked in it; empty answers left out."""
    return f"{reverse(url_name)}?{urlencode({name: value for name, value in asked.items() if value})}"
