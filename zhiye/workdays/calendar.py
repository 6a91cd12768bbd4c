"""Working days: which days offices work, and counting in them. Pure; the place's own file is handed in by ``use``.

What a day is, the first that knows decides: the place's file, data/plans.toml, the library chinesecalendar, and for
years whose plan nobody has told yet the weekday and the days off by law (data/statutory.toml).
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from chinese_calendar.constants import holidays, workdays
from django.utils.translation import gettext as _

from zhiye.workdays.lunar import lunar_day, term_day
from zhiye.workdays.plans import Plan, read_plan

_DATA = resources.files("zhiye.workdays").joinpath("data")
_STATUTORY = tomllib.loads(_DATA.joinpath("statutory.toml").read_text("utf-8"))["holiday"]
_SHIPPED = read_plan(tomllib.loads(_DATA.joinpath("plans.toml").read_text("utf-8")))
_LIBRARY = range(min(holidays).year, max(holidays).year + 1)
_plans: list[Plan] = [_SHIPPED]


def use(plan: Plan) -> None:
    """Let the place's own plan win from now on (an empty one: none)."""
    _plans[:] = [plan, _SHIPPED]


def is_workday(day: date) -> bool:
    """Whether offices work on a day."""
    if isinstance(day, datetime):
        raise TypeError("a moment is no day: take its local day first")
    for plan in _plans:
        if day in plan.worked:
            return plan.worked[day]
    if day.year in _LIBRARY:
        return day in workdays or (day.weekday() < 5 and day not in holidays)
    return day.weekday() < 5 and (_is_told(day.year) or day not in _days_off_by_law(day.year))


def after(day: date, count: int) -> date:
    """The working day ``count`` working days after ``day``, which itself is not counted (民法典 201, 203).

    With 0: the day itself, or the next working day when it is none (民法典 203: a last day that is off moves on).
    Raises ValueError below 0.
    """
    if count < 0:
        raise ValueError(f"{count} working days after {day}: count forward")
    while count > 0 or not is_workday(day):
        day += timedelta(1)
        count -= count > 0 and is_workday(day)
    return day


def before(day: date, count: int) -> date:
    """The working day ``count`` working days before ``day``; with 0 the day itself, or the last one worked."""
    if count < 0:
        raise ValueError(f"{count} working days before {day}: count back")
    while count > 0 or not is_workday(day):
        day -= timedelta(1)
        count -= count > 0 and is_workday(day)
    return day


def between(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to and with ``end``; negative when ``end`` is the earlier one."""
    if end < start:
        return -between(end, start)
    return sum(is_workday(start + timedelta(number)) for number in range(1, (end - start).days + 1))


def known_until() -> date:
    """The last day of the last year whose official plan is known here."""
    year = _LIBRARY[-1]
    while _is_told(year + 1):
        year += 1
    return date(year, 12, 31)


def caution(day: date) -> str:
    """What a page says beside a day that was counted without the official plan of its year; "" where it is known."""
    if day <= known_until():
        return ""
    return _("还不知道%(year)d年怎么放假和调休，先按周末和法定节日算。") % {"year": day.year}


def _is_told(year: int) -> bool:
    return any(year in plan.years for plan in _plans)


@cache
def _days_off_by_law(year: int) -> frozenset[date]:
    """The days off by law of a year; lunar ones as far as the table of lunar years reaches."""
    return frozenset(
        first + timedelta(number)
        for holiday in _STATUTORY
        for first in _first_days(holiday, year)
        for number in range(holiday["days"])
    )


def _first_days(holiday: dict[str, Any], year: int) -> Iterator[date]:
    if "solar" in holiday:
        yield date(year, *holiday["solar"])
        return
    found = term_day(holiday["term"], year) if "term" in holiday else lunar_day(year, *holiday["lunar"])
    if found:
        yield found + timedelta(holiday.get("shift", 0))
