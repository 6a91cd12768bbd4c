"""Days people date by: festivals, solar terms, ends of months."""

from datetime import date, timedelta

from zhiye.reading.tables import read_toml
from zhiye.workdays.lunar import lunar_day, term_day

DATES = read_toml("dates.toml")
_TERMS: dict[str, tuple[int, float]] = DATES["solar_terms"]
FESTIVALS: dict[str, dict[str, object]] = DATES["festivals"] | {name: {"solar_term": name} for name in _TERMS}


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
        day = term_day(str(rule["term"]), year)
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


def nearest_festival(word: str, written_on: date) -> date | None:
    """The festival a note means: the one closest to the day of writing, a little biased towards what comes."""
    days = [festival(word, written_on.year + shift) for shift in (-1, 0, 1)]
    return nearest([day for day in days if day], written_on)


def nearest(days: list[date], written_on: date) -> date | None:
    """The closest of the days; days gone by count as a third further away."""
    return min(days, key=lambda day: _distance(day, written_on), default=None)


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
