"""Promises and plans that are still open at the end of the note, with the day they fall due.

Two trained steps: does this unit promise something, and does the next unit belong to the same promise
(data/readers.json.gz, training/reading).
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from zhiye.reading.linear import Linear, linear, readers, sigmoid
from zhiye.reading.text import Note, Span
from zhiye.reading.units import Unit
from zhiye.reading.values import Day, Promise

_SHORTEST = 4


def promising(units: Sequence[Unit]) -> list[float]:
    """How likely each unit promises something."""
    promised = _models()[0]
    return [sigmoid(promised.sums(telling(unit))[0]) for unit in units]


def telling(unit: Unit) -> list[str]:
    """What of a unit tells whether something is promised: its words and lists; who acts gains nothing here."""
    return [name for name in unit.features if name[0] not in "vST"]


def find_promises(
    note: Note, units: Sequence[Unit], promised: Sequence[float], days: Sequence[Day], written_on: date
) -> list[Promise]:
    """Promises in order. A due day never lies before the day of writing; one that would is left out."""
    _, joined, take, keep = _models()
    ties = tying(note, units, joined)
    found = []
    for first, last in stretches(promised, ties, take, keep):
        span = Span(units[first].span.start, units[last].span.end)
        if span.end - span.start >= _SHORTEST:
            found.append(Promise(span, _due(span, days, written_on), max(promised[first : last + 1])))
    return found


def tying(note: Note, units: Sequence[Unit], joined: Linear) -> list[float]:
    """How likely each unit and the next are one promise, if both promise something."""
    pairs = zip(units, units[1:], strict=False)
    return [sigmoid(joined.sums(joining(note, *pair))[0]) for pair in pairs]


def stretches(
    sure: Sequence[float], ties: Sequence[float], take: float, keep: float
) -> list[tuple[int, int]]:
    """First and last unit of each promise: units likely enough, joined where they tie, one of them likely."""
    found: list[tuple[int, int]] = []
    for place, chance in enumerate(sure):
        if chance < keep:
            continue
        if found and found[-1][1] == place - 1 and ties[place - 1] >= 0.5:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return [(first, last) for first, last in found if max(sure[first : last + 1]) >= take]


def joining(note: Note, one: Unit, two: Unit) -> list[str]:
    """What of two neighbouring units tells whether they are one promise."""
    gap, plain = note.plain[one.span.end : two.span.start], note.plain
    found = [f"G:{gap[:2]}", f"S:{one.sentence == two.sentence}"]
    found += [f"a{name}" for name in one.features if name[0] in "CDNP" and "&" not in name]
    found += [f"b{name}" for name in two.features if name[0] in "CDNP" and "&" not in name]
    found.append(f"days:{_has_day(one)}{_has_day(two)}")
    found.append(f"length:{min((one.span.end - one.span.start) // 4, 5)}")
    found += [f"begins:{plain[two.span.start : two.span.start + size]}" for size in (1, 2)]
    return found + [f"ends:{plain[one.span.end - size : one.span.end]}" for size in (1, 2)]


def _has_day(unit: Unit) -> bool:
    return any(name.startswith("D:") for name in unit.features)


def _due(span: Span, days: Sequence[Day], written_on: date) -> date | None:
    inside = [day for day in days if span.start <= day.span.start < span.end]
    open_days = [day.due for day in inside if day.due and day.due >= written_on and len(day.value) > 4]
    return open_days[0] if open_days else None


@cache
def _models() -> tuple[Linear, Linear, float, float]:
    kept = readers()["commitments"]
    return linear(kept["promised"]), linear(kept["joined"]), kept["take"], kept["keep"]
