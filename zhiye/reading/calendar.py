"""The two calendars: festivals, days of lunar months, weeks, working days."""

from datetime import date, timedelta

from zhiye.reading.tables import read_table, read_toml

_YEARS = {int(row["year"]): row for row in read_table("lunar_years.csv")}
DATES = read_toml("dates.toml")
_TERMS: dict[str, tuple[int, float]] = DATES["solar_terms"]
FESTIVALS: dict[str, dict[str, object]] = DATES["festivals"] | {name: {"solar_term": name} for name in _TERMS}
_MOVED = {row["day"]: row["kind"] for row in read_table("moved_holidays.csv")}


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


def festival(word: str, year: int) -> date | None:
    """The day of a festival in a year, or None where the table does not reach.

    For lunar festivals the year is the one whose new year falls into it: 腊八 of 2024 is in January 2025.
    """
    rule = FESTIVALS[word]
    shift = rule.get("shift", 0)
    if "solar_term" in rule:
        return solar_term(word, year)
    if "sunday" in rule:
        first = date(year, int(str(rule["month"])), 1)
        return first + timedelta((6 - first.weekday()) % 7 + 7 * (int(str(rule["sunday"])) - 1))
    if solar := _pair(rule.get("solar")):
        day: date | None = date(year, *solar)
    elif lunar := _pair(rule.get("lunar")):
        day = lunar_day(year, *lunar)
    else:
        told = _YEARS.get(year, {}).get(str(rule["term"]), "")
        day = date.fromisoformat(told) if told else None
    return day + timedelta(int(str(shift))) if day else None


def solar_term(name: str, year: int) -> date | None:
    """The day of a solar term in a year of this century; None outside it."""
    if not 2001 <= year <= 2099:
        return None
    month, constant = _TERMS[name]
    short = year % 100
    leaps = (short - 1) // 4 if month < 3 else short // 4
    shift = int(DATES["solar_term_shifts"].get(f"{year}{name}", 0))
    return date(year, month, int(short * 0.2422 + constant) - leaps + shift)


def lunar_month_of(day: date) -> tuple[int, int] | None:
    """Lunar year and month (1-12, a leap month as the one it repeats) of a day; None outside the table."""
    for year in (day.year, day.year - 1):
        starts = [(start, month) for month in range(1, 13) if (start := lunar_day(year, month, 1))]
        month = max((pair for pair in starts if pair[0] <= day), default=None)
        if month:
            return year, month[1]
    return None


def nearest_festival(word: str, written_on: date) -> date | None:
    """The festival a note means: the one closest to the day of writing, a little biased towards what comes."""
    days = [festival(word, written_on.year + shift) for shift in (-1, 0, 1)]
    return nearest([day for day in days if day], written_on)


def nearest(days: list[date], written_on: date) -> date | None:
    """The closest of the days; days gone by count as a third further away."""
    return min(days, key=lambda day: _distance(day, written_on), default=None)


def add_working_days(day: date, count: int) -> date:
    """The day ``count`` working days later; holidays and worked weekends by data/moved_holidays.csv."""
    while count > 0:
        day += timedelta(1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether offices work on a day; outside the table of moved holidays the weekday tells."""
    moved = _MOVED.get(str(day))
    return moved == "work" if moved else day.weekday() < 5


def end_of_month(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year."""
    return first_of_month(year, month + 1) - timedelta(1)


def first_of_month(year: int, month: int) -> date:
    """The first day of a month; months beyond 1-12 run into the neighbouring years."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _pair(value: object) -> tuple[int, int] | None:
    return (int(value[0]), int(value[1])) if isinstance(value, list) else None


def _distance(day: date, written_on: date) -> float:
    away = (day - written_on).days
    return away if away >= 0 else -away * 4 / 3
