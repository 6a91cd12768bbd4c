"""Whether the figures of a report agree with each other: rates with their parts, headings with their whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from zhiye.figures import checks, counting
from zhiye.figures.checks import Checked
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, RATES, Rate
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place
from zhiye.reports.asking import Reach
from zhiye.reports.saying import Number
from zhiye.reports.slicing import MONTH, parts_of
from zhiye.reports.telling import number_of, value_of

Address = Callable[[str], str]
_MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was held against what, with its numbers, and how it came out."""

    name: str
    numbers: tuple[Number, ...]
    checked: Checked


def agreements(actor: Actor, place: Place, period: Period, reach: Reach, address: Address) -> list[Agreement]:
    """Each rate with its parts, and over more than a month each figure with its months. Nothing is said to
    readers outside, nor of what was not counted at all."""
    if reach.outside:
        return []
    told = [_rate(actor, place, period, reach, address, rate) for rate in RATES.values()]
    sums = _months(actor, place, period, reach, address) if len(period.months) > 1 else []
    found = [one for one in (*told, *sums) if one is not None]
    return sorted(found, key=lambda one: one.checked.agrees)


def reckoned(total: int, average: Decimal, n: int | None) -> Checked:
    """A total, an average and perhaps a number of days that somebody handed in."""
    return checks.check(total, average, n)


def _rate(
    actor: Actor, place: Place, period: Period, reach: Reach, address: Address, rate: Rate
) -> Agreement | None:
    if not all(counting.can_ask(FIGURES[code], period) for code in (rate.top, rate.bottom)):
        return None
    share = counting.share(actor, rate.code, place, period)
    pair = ((rate.top, share.count), (rate.bottom, share.of))
    numbers = tuple(number_of(FIGURES[code], n, reach, address(code)) for code, n in pair)
    if not share.of:
        return None
    if rate.percent:
        return Agreement(str(rate.name), numbers, checks.rate(share.count, share.of))
    return Agreement(str(rate.name), numbers, checks.check(share.count, value_of(share), share.of))


def _months(
    actor: Actor, place: Place, period: Period, reach: Reach, address: Address
) -> Iterable[Agreement | None]:
    """Figures that add up over the months; a home that was visited in two of them does not. Not of many years: each
    month of each figure is a question."""
    if len(period.months) > _MOST_MONTHS:
        return
    for figure in FIGURES.values():
        if figure.once or figure.stock or not figure.day or not figure.heading:
            continue
        parts = parts_of(figure, MONTH, period)
        counts = [counting.count(actor, figure, place, part.period) for part in parts]
        total = number_of(figure, counting.count(actor, figure, place, period), reach, address(figure.code))
        if total.count:
            name = _("%(name)s：各月相加") % {"name": total.name}
            yield Agreement(name, (total,), checks.parts(total.count, counts))
