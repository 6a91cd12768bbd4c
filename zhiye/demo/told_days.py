"""Which month and year of the invented street are told in full, and on which days of them things happened. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhiye.figures.periods import Period, month_of, year_of
from zhiye.workdays.calendar import is_workday

_MONTH_FROM = 20  # a month is told from this day of it on; before, there are too few days to tell of
_YEAR_FROM = 10  # and a year from this month on
FRIDAY, SUNDAY = 4, 6
_OF_FRIDAYS = 3  # so many times as much on a Friday: the day of 民意我来听


def told_month(today: date) -> Period:
    """The month of today when most of it is over, else the one before; never a day to come."""
    month = month_of(today)
    return Period(month.first, today) if today.day >= _MONTH_FROM else month.before


def told_year(today: date) -> Period:
    """The year of today when most of it is over, else the one before; never a day to come."""
    year = year_of(today)
    return Period(year.first, today) if today.month >= _YEAR_FROM else year.before


def days_of(period: Period) -> list[date]:
    """Its days."""
    return [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]


def working_days(period: Period) -> list[date]:
    """Its working days; all its days where it has none."""
    days = days_of(period)
    return [day for day in days if is_workday(day)] or days


def rounds(period: Period) -> list[date]:
    """Its working days as colleagues go from door to door: Fridays count three times."""
    return [
        day for day in working_days(period) for _n in range(_OF_FRIDAYS if day.weekday() == FRIDAY else 1)
    ]


def spread(count: int, days: Sequence[date]) -> list[date]:
    """``count`` days out of ``days``, evenly and in order; more than there are days: several on one."""
    return [days[(2 * n + 1) * len(days) // (2 * count)] for n in range(count)]


def each_week(period: Period, weekday: int, weeks: Sequence[int] = (0, 1, 2, 3)) -> list[date]:
    """The first four (or the ``weeks`` named) of a weekday in each month of the period."""
    days = [day for day in days_of(period) if day.weekday() == weekday]
    return [day for day in days if (day.day - 1) // 7 in weeks]
