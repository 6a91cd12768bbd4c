"""From scored units to findings with a code: runs of units become candidates; a last step takes or leaves them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhiye.reading.linear import Decision
from zhiye.reading.text import Note, Span
from zhiye.reading.units import Unit
from zhiye.reading.values import Coded

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of neighbouring units that may show ``code``; ``rank`` among the runs of that code, best first."""

    code: str
    rank: int
    run: tuple[int, ...]
    top: int
    numbers: tuple[float, ...]


def runs(places: Sequence[int], score: Callable[[int], float]) -> list[list[int]]:
    """Neighbouring places as runs, the one with the best score first."""
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][-1] == place - 1:
            found[-1].append(place)
        else:
            found.append([place])
    return sorted(found, key=lambda run: -max(score(place) for place in run))


def nearest(run: Sequence[int], others: Sequence[Sequence[int]]) -> float:
    """How many units lie between a run and the nearest of others; 0 when there is none."""
    return float(min((abs(one - two) for other in others for one in run for two in other), default=0))


def same_paragraph(units: Sequence[Unit], top: int, others: Sequence[Sequence[int]]) -> float:
    """Whether one of the runs stands in the paragraph of a unit."""
    return float(any(units[top].paragraph == units[other[0]].paragraph for other in others))


def marks(unit: Unit, names: Sequence[str]) -> list[float]:
    """1 for each of the features that the unit has."""
    return [float(name in unit.features) for name in names]


def decided(note: Note, units: Sequence[Unit], found: Sequence[Candidate], last: Decision) -> list[Coded]:
    """The candidates taken, as findings in the order of the note."""
    chances = ((one, last.chance(one.code, one.numbers)) for one in found)
    coded = [
        Coded(_quote(units, one), one.code, chance) for one, chance in chances if chance >= last.threshold
    ]
    return sorted(coded, key=lambda one: (one.span, one.code))


def _quote(units: Sequence[Unit], one: Candidate) -> Span:
    """The best unit, and those of its run beside it in the same sentence, as long as that stays short."""
    start = end = one.top
    for step in (1, -1):
        place = one.top + step
        while place in one.run and units[place].sentence == units[one.top].sentence:
            first, last = min(start, place), max(end, place)
            if units[last].span.end - units[first].span.start > _LONGEST:
                break
            start, end, place = first, last, place + step
    return Span(units[start].span.start, units[end].span.end)
