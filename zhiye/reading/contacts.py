"""What the worker did with whom: visits, talks, calls, meetings, rounds, help, handing on.

Four trained steps: does this unit report an act of the worker, of which kind, what the note tells as a whole, and
which of the runs of units found that way are acts of the note (data/readers.json.gz, training/reading).
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache

from zhiye.reading.coded import Candidate, decided, marks, nearest, runs, same_paragraph
from zhiye.reading.linear import Decision, Linear, decision, linear, readers, sigmoid
from zhiye.reading.text import Note
from zhiye.reading.units import Unit
from zhiye.reading.values import Coded
from zhiye.reading.whole import Whole, standing, whole

_FLOOR, _HINT = 0.05, 0.1
_PLANNED, _ONLY_AHEAD = 0.35, 0.2
_MARKS = (
    *("N:worker", "N:others", "C:first", "C:plan", "C:will", "C:past", "C:habit", "C:speech", "C:condition"),
    *("C:negation", "C:wish", "D:ahead", "P:quoted", "P:first", "P:opens", "N:background"),
)


def find_contacts(note: Note, units: Sequence[Unit], promised: Sequence[float]) -> list[Coded]:
    """Acts the note reports as done, in order. ``promised``: how likely each unit promises something."""
    act, kind, all_words, last = _models()
    return decided(note, units, candidates(units, promised, all_words.scores(units), act, kind), last)


def candidates(
    units: Sequence[Unit],
    promised: Sequence[float],
    of_note: Mapping[str, float],
    act_model: Linear,
    kind_model: Linear,
) -> list[Candidate]:
    """Runs of units by kind, with the numbers by which the last step decides."""
    acts = [sigmoid(act_model.sums(unit.features)[0]) for unit in units]
    kinds = [[sigmoid(score) for score in kind_model.sums(unit.features)] for unit in units]
    found: list[Candidate] = []
    for code, name in enumerate(kind_model.classes):
        column = [row[code] for row in kinds]
        on = [
            place
            for place, unit in enumerate(units)
            if (column[place] >= _FLOOR or (f"K:{name}" in unit.features and acts[place] > _HINT))
            and not _planned(unit, promised[place])
        ]
        ordered = runs(on, column.__getitem__)
        hits = float(sum(f"K:{name}" in unit.features for unit in units))
        for rank, run in enumerate(ordered):
            top = max(run, key=column.__getitem__)
            numbers = [
                *_strength(code, top, acts, kinds),
                *(float(f"K:{name}" in units[top].features), hits, float(len(run)), math.log(len(units))),
                *(float(rank == 0), float(rank == 1), float(rank > 1)),
                *(_odds(column[top]) * (rank == 0), _odds(column[top]) * (rank == 1)),
                nearest(run, ordered[:rank]),
                same_paragraph(units, top, ordered[:rank]),
                top / len(units),
                promised[top],
                *marks(units[top], _MARKS),
                *standing(of_note, name, rank),
            ]
            found.append(Candidate(name, rank, tuple(run), top, tuple(numbers)))
    return found


def _planned(unit: Unit, promised: float) -> bool:
    """An act promised for a day to come is none yet; sooner so where the clause tells no other day."""
    least = _ONLY_AHEAD if {"D:today", "D:past"}.isdisjoint(unit.features) else _PLANNED
    return promised >= least and "D:ahead" in unit.features


def _strength(code: int, top: int, acts: Sequence[float], kinds: Sequence[Sequence[float]]) -> list[float]:
    """How strongly the run shows an act of this kind, and how strongly the note shows others."""
    row, best = kinds[top], kinds[top][code]
    rival = max(chance for place, chance in enumerate(row) if place != code)
    return [
        *(_odds(best), math.log(acts[top] + 1e-3), best / (sum(row) + 1e-6), _odds(best) - _odds(rival)),
        *(float(best == max(row)), math.log(sum(line[code] for line in kinds) + 1e-3)),
        *(math.log(sum(acts) + 0.1), 5 * sum(chance > acts[top] for chance in acts) / len(acts)),
    ]


def _odds(chance: float) -> float:
    return math.log((chance + 1e-4) / (1 - chance + 1e-4))


@cache
def _models() -> tuple[Linear, Linear, Whole, Decision]:
    kept = readers()["contacts"]
    return linear(kept["act"]), linear(kept["kind"]), whole(kept.get("whole")), decision(kept["last"])
