"""A stretch of days as reports are asked for: a month, a quarter, a year, or any days. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

MONTH, QUARTER, YEAR, DAYS = "month", "quarter", "year", "days"
BEGINNING = date(1990, 1, 1)  # committees keep nothing older: the law on them is of 1989-12-26
_KEY = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4]))?")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and with another. Raises ValueError when it would end before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Its beginning, and the beginning of the day after it, as moments."""
        start = timezone.make_aware(datetime.combine(self.first, time(0)))
        return start, timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time(0)))

    @property
    def kind(self) -> str:
        """month, quarter, year, or days for anything else."""
        months = _months_between(self.first, self.last)
        if self.first.day != 1 or (self.last + timedelta(days=1)).day != 1:
            return DAYS
        if months == 1:
            return MONTH
        if months == 3 and self.first.month % 3 == 1:
            return QUARTER
        return YEAR if months == 12 and self.first.month == 1 else DAYS

    @property
    def key(self) -> str:
        """Its short name in addresses: 2026-11, 2026Q4, 2026, 2026-11-01..2026-11-20; ``read_period`` reads it."""
        kind = self.kind
        if kind == MONTH:
            return f"{self.first:%Y-%m}"
        if kind == QUARTER:
            return f"{self.first:%Y}Q{(self.first.month + 2) // 3}"
        return f"{self.first:%Y}" if kind == YEAR else f"{self.first}..{self.last}"

    @property
    def name(self) -> str:
        """As people say it: 2026年11月."""
        told = {"year": self.first.year, "month": self.first.month, "part": (self.first.month + 2) // 3}
        if self.kind == MONTH:
            return _("%(year)d年%(month)d月") % told
        if self.kind == QUARTER:
            return _("%(year)d年第%(part)d季度") % told
        if self.kind == YEAR:
            return _("%(year)d年") % told
        return _("%(first)s 至 %(last)s") % {"first": self.first.isoformat(), "last": self.last.isoformat()}

    @property
    def before(self) -> "Period":
        """The one of the same kind before it; of other days, as many days before it."""
        last = self.first - timedelta(days=1)
        if self.kind == DAYS:
            return Period(last - (self.last - self.first), last)
        return Period(_back(self.first, _months_between(self.first, self.last)), last)

    @property
    def after(self) -> "Period":
        """The one of the same kind after it; of other days, as many days after it."""
        first = self.last + timedelta(days=1)
        if self.kind == DAYS:
            return Period(first, first + (self.last - self.first))
        months = _months_between(self.first, self.last)
        return Period(first, _back(first, -months) - timedelta(days=1))

    @property
    def months(self) -> list["Period"]:
        """The months it touches, first one first, each whole."""
        found = [month_of(self.first)]
        while found[-1].last < self.last:
            found.append(found[-1].after)
        return found

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.first <= day <= self.last


def month_of(day: date) -> Period:
    """From the first of its month to the last."""
    first = day.replace(day=1)
    return Period(first, _back(first, -1) - timedelta(days=1))


def year_of(day: date) -> Period:
    """From its new year's day to its last."""
    return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))


def read_period(key: str) -> Period | None:
    """The period of a ``Period.key``; None for anything else."""
    try:
        if found := _DAYS.fullmatch(key):
            return _known(Period(date.fromisoformat(found[1]), date.fromisoformat(found[2])))
        if not (found := _KEY.fullmatch(key)):
            return None
        year, month, quarter = int(found[1]), found[2], found[3]
        if quarter:
            start = date(year, int(quarter) * 3 - 2, 1)
            return _known(Period(start, _back(start, -3) - timedelta(days=1)))
        return _known(month_of(date(year, int(month), 1)) if month else year_of(date(year, 1, 1)))
    except (ValueError, OverflowError):
        return None


def _known(period: Period) -> Period:
    """The same. Raises OverflowError or ValueError at the ends of the calendar, where there is no period beside it."""
    _beside = (period.before, period.after, period.after.moments)
    return period


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _back(first: date, months: int) -> date:
    """The first of the month ``months`` before; forwards with less than none."""
    count = first.year * 12 + first.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
