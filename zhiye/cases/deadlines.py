"""The rules by which a matter's deadlines are found: data/deadlines.toml and a place's own file. Pure.

A file is checked whole when it is read: what is wrong stops the start with a sentence that names the rule.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import resources
from typing import Any

from zhiye.kernel.dated import NATION, Rule, in_force, told_source

CAME_BY = ("desk", "counter", "phone", "hotline", "door", "partner", "street")
NATURES = ("report", "consult", "help", "complaint", "advice")
TOLD = ("owner", "secretary", "street")
NONE = "none"
# What a rule may say, with the least and the most; the first may also be "none".
_OR_NONE = {"contact": (0, 60), "answer": (0, 250), "complex": (0, 366), "callback": (0, 60), "redo": (0, 60)}
_OR_NONE |= {"soon": (0, 60), "handed": (0, 250)}
_NUMBERS = {"contact_hours": (1, 80), "extension_most": (0, 250), "extensions": (0, 9), "attempts": (1, 20)}
_ABOUT = {"region", "source", "effective_from", "effective_to", "default"}
_RULE_KEYS = {"came_by", "natures", "overdue", *_OR_NONE, *_NUMBERS, *_ABOUT}


@dataclass(frozen=True, slots=True)
class Wait:
    """How long: working days, or working hours where they are above 0."""

    days: int = 0
    hours: int = 0


@dataclass(frozen=True, slots=True)
class OverdueStep:
    """Whom the clock tells so many working days after the end: "owner", "secretary" or "street"."""

    after: int
    to: str


@dataclass(frozen=True, slots=True)
class Office:
    """From when to when an office works."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the result, and where it is from."""

    value: Any
    source: str


NOTHING = Told(None, "")


def read_rules(told: Mapping[str, Any]) -> list[Rule]:
    """Lines of a file as TOML gives it, each with its ``code`` and ``value``. Raises ValueError with a sentence."""
    if unknown := set(told) - {"source", "effective_from", "rule", "office"}:
        raise ValueError(f"{_named(unknown)} is not known here; write [[rule]] and [[office]]")
    return [*_lines(told, "rule", _RULE_KEYS), *_lines(told, "office", {"begins", "ends", *_ABOUT})]


def _lines(told: Mapping[str, Any], kind: str, known: set[str]) -> Iterator[Rule]:
    tables = told.get(kind, [])
    if not isinstance(tables, list):
        raise ValueError(f"{kind} stands in single brackets; write [[{kind}]]")
    for number, table in enumerate(tables, 1):
        try:
            if not isinstance(table, dict):
                raise ValueError(f"it is {table!r}; write [[{kind}]] and its lines below")
            if unknown := set(table) - known:
                raise ValueError(f"{_named(unknown)} is not known here; known are {', '.join(sorted(known))}")
            about = _about(table)
            values = _office(table) if kind == "office" else _values(table)
        except ValueError as wrong:
            raise ValueError(f"{kind} {number}: {wrong}") from wrong
        yield from ({**about, "code": code, "value": value} for code, value in values.items())


def _about(table: Mapping[str, Any]) -> dict[str, Any]:
    """For whom, where and since when a rule holds."""
    source, since = table.get("source"), table.get("effective_from")
    until, region = table.get("effective_to", date.max), table.get("region", NATION)
    if not (isinstance(source, str) and source.strip()):
        raise ValueError('source is missing; write who decided it, source = "…"')
    if not _is_day(since) or not _is_day(until) or until < since:
        raise ValueError(
            "effective_from is missing or no day before effective_to; write effective_from = 2027-01-01"
        )
    if not (region == NATION or isinstance(region, str) and region.isdecimal() and len(region) >= 6):
        raise ValueError(f'region is {region!r}; write "CN" or a code of GB/T 2260, region = "310106"')
    ours = table.get("default") is True
    return {
        "came_by": _subset(table, "came_by", CAME_BY),
        "natures": _subset(table, "natures", NATURES),
        "region": region,
        "effective_from": date.min
        if ours
        else since,  # a default holds for old matters that come in later too
        "effective_to": until,
        "told": source
        if ours
        else told_source({"source": source, "region": region, "effective_from": since}),
    }


def _subset(table: Mapping[str, Any], key: str, known: tuple[str, ...]) -> frozenset[str]:
    """The words of a list; a key that is left out means all."""
    words = table.get(key, list(known))
    if not isinstance(words, list) or not words or not all(word in known for word in words):
        raise ValueError(f'{key} is {words!r}; write some of {", ".join(known)}, {key} = ["{known[0]}"]')
    return frozenset(words)


def _values(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule says, by the line of the result it is about."""
    values: dict[str, Any] = {key: _number(table, key, True) for key in _OR_NONE if key in table}
    values |= {key: _number(table, key, False) for key in _NUMBERS if key in table}
    hours = values.pop("contact_hours", None)
    if "contact" in values:
        if hours is not None:
            raise ValueError("contact and contact_hours are both there; keep one")
        values["contact"] = None if values["contact"] is None else Wait(days=values["contact"])
    elif hours is not None:
        values["contact"] = Wait(hours=hours)
    if "overdue" in table:
        values["overdue"] = _overdue(table["overdue"])
    if not values:
        raise ValueError("it says nothing; write for example answer = 5")
    return values


def _number(table: Mapping[str, Any], key: str, may_be_none: bool) -> int | None:
    value, (least, most) = table[key], (_OR_NONE | _NUMBERS)[key]
    if may_be_none and value == NONE:
        return None
    if type(value) is not int or not least <= value <= most:
        told = f', or "{NONE}"' if may_be_none else ""
        raise ValueError(f"{key} is {value!r}; write a whole number from {least} to {most}{told}")
    return value


def _overdue(steps: Any) -> tuple[OverdueStep, ...]:
    try:
        found = tuple(OverdueStep(step["after"], step["to"]) for step in steps)
        fine = all(type(step.after) is int and 0 <= step.after <= 250 and step.to in TOLD for step in found)
        fine = fine and [step.after for step in found] == sorted(step.after for step in found)
    except (TypeError, KeyError):
        fine = False
    if not fine:
        raise ValueError(
            f"overdue is {steps!r}; write it in order of days and to {', '.join(TOLD)}, "
            'overdue = [{ after = 0, to = "owner" }, { after = 1, to = "secretary" }]'
        )
    return found


def _office(table: Mapping[str, Any]) -> dict[str, Any]:
    hours = [_time(key, table.get(key)) for key in ("begins", "ends")]
    if hours[0] >= hours[1]:
        raise ValueError(f"begins {hours[0]:%H:%M} is not before ends {hours[1]:%H:%M}")
    return {"office": Office(*hours)}


def _time(key: str, told: Any) -> time:
    try:
        found = told if isinstance(told, time) else time.fromisoformat(told)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo:
        raise ValueError(f'{key} is {told!r}; write {key} = "09:00"')
    return found


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _named(keys: set[str]) -> str:
    return ", ".join(sorted(keys))


_SHIPPED = read_rules(
    tomllib.loads(resources.files("zhiye.cases").joinpath("data", "deadlines.toml").read_text("utf-8"))
)
_own: list[Rule] = []


def use(rules: list[Rule]) -> None:
    """Let a place's own rules win from now on, for each line they speak of; none of them with an empty list."""
    _own[:] = rules


def chosen(came_by: str, nature: str, day: date, region: str) -> dict[str, Told]:
    """The line that holds for each code: the place's own before ours, then by region, day and exactness."""
    lines: dict[str, Told] = {}
    for rules in (_SHIPPED, _own):
        meant = [rule for rule in rules if came_by in rule["came_by"] and nature in rule["natures"]]
        meant.sort(key=lambda rule: (len(rule["came_by"]), len(rule["natures"])))  # of equals the first wins
        held = in_force(meant, day, region)
        lines |= {rule["code"]: Told(rule["value"], rule["told"]) for rule in held}
    return lines
