"""The lunar calendar of data/lunar_years.csv: days of its months, and the two solar terms people date by."""

import csv
from datetime import date, timedelta
from importlib import resources

_LINES = resources.files("zhiye.workdays").joinpath("data", "lunar_years.csv").read_text("utf-8").splitlines()
_YEARS = {
    int(row["year"]): row for row in csv.DictReader(line for line in _LINES if not line.startswith("#"))
}


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The day of a lunar year, month (1-12, not leap) and day; None outside the table or the month."""
    row = _YEARS.get(year)
    if row is None or not 1 <= day <= 30 or not 1 <= month <= 12:
        return None
    leap = int(row["leap_month"])
    months = month - 1 + (1 if leap and month > leap else 0)
    days = sum(29 + int(long) for long in row["months"][:months])
    if day > 29 + int(row["months"][months]):
        return None
    return date.fromisoformat(row["new_year"]) + timedelta(days + day - 1)


def lunar_month_of(day: date) -> tuple[int, int] | None:
    """Lunar year and month (1-12, a leap month as the one it repeats) of a day; None outside the table."""
    for year in (day.year, day.year - 1):
        starts = [(start, month) for month in range(1, 13) if (start := lunar_day(year, month, 1))]
        month = max((pair for pair in starts if pair[0] <= day), default=None)
        if month:
            return year, month[1]
    return None


def term_day(name: str, year: int) -> date | None:
    """The day of "qingming" or "dongzhi" in a year; None outside the table."""
    told = _YEARS.get(year, {}).get(name, "")
    return date.fromisoformat(told) if told else None
