"""What a report is asked about: which committee, which days, by whom; and the days it is held against. No rows."""

from dataclasses import dataclass
from datetime import date

from zhiye.figures.counting import COUNT
from zhiye.figures.periods import DAYS, MONTH, QUARTER, YEAR, Period, month_of, read_period, year_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow
from zhiye.places.models import Place

LIST = "people.list"
FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a committee somebody counts: ``whole``, or the buildings they serve; ``outside`` of it, where
    nobody's name is theirs to read, small numbers of people are not told."""

    whole: bool
    outside: bool


def reach_of(actor: Actor, place: Place) -> Reach:
    """For somebody who may count there."""
    return Reach(actor.may(COUNT, place.path), not narrow(actor.scope(LIST), place.path))


def asked_period(key: str, reach: Reach) -> Period:
    """The period of an address; the running month for anything that is none, or that could point at somebody: from
    outside nobody asks for single days, of which two sums would tell a third."""
    found = read_period(key)
    if found is None or not FIRST_YEAR <= found.first.year <= found.last.year <= clock.today().year + 1:
        return month_of(clock.today())
    if found.kind == DAYS and reach.outside:
        return month_of(found.last)
    return found


def compared(period: Period, today: date) -> Period:
    """The period before it; of one that still runs, as many days of it: three weeks are not held against a month."""
    before = period.before
    if not period.first <= today < period.last:
        return before
    last = before.first + (today - period.first)
    return Period(before.first, min(last, before.last))


def quarter_of(day: date) -> Period:
    """The quarter in which a day lies."""
    found = read_period(f"{day:%Y}Q{(day.month + 2) // 3}")
    return found or month_of(day)


def wider(period: Period, today: date) -> list[tuple[str, Period]]:
    """The month, the quarter and the year beside which a period stands: (kind, period), its own among them.

    From a year down it is the running month, or December of a year gone by.
    """
    day = min(max(period.first, today), period.last) if period.kind != DAYS else period.last
    found = {MONTH: month_of(day), QUARTER: quarter_of(day), YEAR: year_of(day)}
    return list(found.items())
