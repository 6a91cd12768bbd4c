"""What changed since a form was filled the last time: who came, who went, which cells say something else. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was, or is, written: how people know it, and its cells by the keys of the form's blanks."""

    name: str
    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell that says something else. ``name`` and ``where`` are those of its row now."""

    key: str
    name: str
    where: str
    slot: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Against an earlier filling: keys of rows that came and went, in order, and cells that changed."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is different."""
        return bool(self.came or self.went or self.changed)

    @property
    def touched(self) -> set[str]:
        """Keys of rows of today that are new or changed."""
        return {*self.came, *(one.key for one in self.changed)}


def compare(
    before: Mapping[str, Line],
    now: Mapping[str, Line],
    slots: Sequence[str],
    aside: frozenset[str] = frozenset(),
) -> Differences:
    """``now`` against ``before``, cell by cell of the blanks ``slots``, except those ``aside`` (the day of filling)."""
    came = tuple(key for key in now if key not in before)
    went = tuple(key for key in before if key not in now)
    changed = tuple(
        Changed(key, line.name, line.where, slot, old, new)
        for key, line in now.items()
        if key in before
        for slot in slots
        if slot not in aside and (old := before[key].cells.get(slot, "")) != (new := line.cells.get(slot, ""))
    )
    return Differences(came, went, changed)


@dataclass(frozen=True, slots=True)
class Typed:
    """Cells that people type: which are known from the last time, which are still to be written."""

    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: tuple[tuple[str, str], ...] = ()  # (row, slot)


def carried(last: Mapping[str, Mapping[str, str]], rows: Sequence[str], slots: Sequence[str]) -> Typed:
    """What was typed the last time for ``rows`` in ``slots``, and what nobody has typed yet."""
    kept: dict[str, dict[str, str]] = {}
    missing: list[tuple[str, str]] = []
    for row in rows:
        for slot in slots:
            text: Any = last.get(row, {}).get(slot, "")
            if text:
                kept.setdefault(row, {})[slot] = text
            else:
                missing.append((row, slot))
    return Typed(kept, tuple(missing))
