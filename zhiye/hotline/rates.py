"""Figures of a period: counts first, then rates by named formulas with their n. Pure: rows in, sets of rows out.

No figure is about a colleague.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import Any
from uuid import UUID

from zhiye.cases.workflow import CLOSED, MERGED, RETURNED

_FORMULAS: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.hotline").joinpath("data", "formulas.toml").read_text("utf-8")
)
NOTE: str = _FORMULAS["note"]
TOP, BOTTOM = "top", "bottom"


@dataclass(frozen=True, slots=True)
class Row:
    """What the figures need of a ticket. ``solved`` and ``satisfied`` are the caller's last answers, "" for none."""

    id: UUID
    kind: str
    state: str
    received: date
    contacted_at: datetime | None
    contact_by: datetime | None
    due: date | None
    ended_on: date | None
    came_ended: bool
    end_known: bool
    solved: str = ""
    satisfied: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A rate: which rows stand above the line, which below, which are left out, in words and as sets."""

    code: str
    name: str
    numerator: str
    denominator: str
    left_out: tuple[str, ...]
    top: str
    bottom: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A formula's result: how many of how many; ``percent`` is None where there is nothing to divide by."""

    formula: Formula
    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """To one decimal, rounded down at the end: 99.96 is not 100."""
        return int(self.count * 1000 / self.of) / 10 if self.of else None


FORMULAS: dict[str, Formula] = {
    one["code"]: Formula(**{**one, "left_out": tuple(one["left_out"])}) for one in _FORMULAS["formula"]
}
Test = Callable[[Row, datetime], bool]
SETS: dict[str, Test] = {
    "all": lambda row, now: True,
    "returned": lambda row, now: row.state == RETURNED,
    "merged": lambda row, now: row.state == MERGED,
    "consult": lambda row, now: row.kind == "consult",
    "came_ended": lambda row, now: row.came_ended,
    "contact_not_due": lambda row, now: (
        row.contacted_at is None and (row.contact_by is None or row.contact_by > now)
    ),
    "contacted_in_time": lambda row, now: (
        row.contacted_at is not None and (row.contact_by is None or row.contacted_at <= row.contact_by)
    ),
    "asked": lambda row, now: row.solved != "",
    "solved": lambda row, now: row.solved == "yes",
    "satisfaction_told": lambda row, now: row.satisfied != "",
    "satisfied": lambda row, now: row.satisfied == "yes",
    "ended": lambda row, now: row.state in CLOSED and row.due is not None,
    "end_unknown": lambda row, now: not row.end_known,
    "ended_in_time": lambda row, now: (
        row.state in CLOSED and row.due is not None and row.ended_on is not None and row.ended_on <= row.due
    ),
}


def below(rows: Iterable[Row], formula: Formula, now: datetime) -> list[Row]:
    """The rows below the line of a formula."""
    wanted, aside = SETS[formula.denominator], [SETS[name] for name in formula.left_out]
    return [row for row in rows if wanted(row, now) and not any(out(row, now) for out in aside)]


def above(rows: Iterable[Row], formula: Formula, now: datetime) -> list[Row]:
    """The rows above the line: always some of those below it."""
    return [row for row in below(rows, formula, now) if SETS[formula.numerator](row, now)]


def rates(rows: Sequence[Row], now: datetime) -> list[Rate]:
    """Every formula's result."""
    return [
        Rate(formula, len(above(rows, formula, now)), len(below(rows, formula, now)))
        for formula in FORMULAS.values()
    ]


def chosen(rows: Sequence[Row], name: str, now: datetime) -> list[Row]:
    """The rows of one figure: "solved.top", "solved.bottom"; all of them for another name."""
    code, _dot, part = name.partition(".")
    if code not in FORMULAS or part not in (TOP, BOTTOM):
        return list(rows)
    return (above if part == TOP else below)(rows, FORMULAS[code], now)


def counted(rows: Iterable[Row]) -> tuple[dict[str, int], dict[str, int]]:
    """How many of each kind, how many in each state."""
    kinds, states = Counter[str](), Counter[str]()
    for row in rows:
        kinds[row.kind] += 1
        states[row.state] += 1
    return dict(kinds), dict(states)
