"""Plans of holidays as files tell them: days off, worked weekends, and the years that are told whole. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

_KEYS = {"source", "effective_from", "years", "off", "work"}
_LONGEST = 31  # days of one stretch: a longer one is a mistyped year


@dataclass(frozen=True, slots=True)
class Plan:
    """Days that are not as their weekday says (True: worked), and the years whose plan is told whole."""

    worked: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


def read_plan(told: Mapping[str, Any]) -> Plan:
    """The plan of a file as TOML gives it; nothing gives an empty plan. Raises ValueError with a sentence.

    ``off`` and ``work`` hold days (2027-02-05) or stretches of days ("2027-02-05/2027-02-11").
    """
    if unknown := set(told) - _KEYS:
        raise ValueError(
            f"{'”, “'.join(sorted(unknown))} is not known here; known are {', '.join(sorted(_KEYS))}"
        )
    if told and not (isinstance(told.get("source"), str) and told["source"].strip()):
        raise ValueError('source is missing; write where the days are from, source = "…"')
    worked: dict[date, bool] = {}
    for key in ("off", "work"):
        for day in _days(key, told.get(key, [])):
            if worked.setdefault(day, key == "work") != (key == "work"):
                raise ValueError(f"{day} stands under off and under work")
    return Plan(worked, _years(told.get("years", [])))


def _years(told: Any) -> frozenset[int]:
    if isinstance(told, list) and all(type(year) is int and 1949 < year < 2200 for year in told):
        return frozenset(told)
    raise ValueError(f"years is {told!r}; write a list of years, years = [2027]")


def _days(key: str, told: Any) -> Iterator[date]:
    if not isinstance(told, list):
        raise ValueError(f"{key} is {told!r}; write a list of days, {key} = [2027-01-01]")
    for entry in told:
        first, last = _stretch(key, entry)
        if not 0 <= (last - first).days < _LONGEST:
            raise ValueError(
                f"{key} has {entry!r}: from {first} to {last} is no stretch of 1 to {_LONGEST} days"
            )
        yield from (first + timedelta(number) for number in range((last - first).days + 1))


def _stretch(key: str, entry: Any) -> tuple[date, date]:
    if isinstance(entry, date) and not isinstance(entry, datetime):
        return entry, entry
    if isinstance(entry, str):
        first, slash, last = entry.partition("/")
        try:
            return date.fromisoformat(first), date.fromisoformat(last if slash else first)
        except ValueError:
            pass
    raise ValueError(f'{key} has {entry!r}; write a day 2027-02-05 or a stretch "2027-02-05/2027-02-11"')
