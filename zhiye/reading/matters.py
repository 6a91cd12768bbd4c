"""Needs, complaints, problems, wishes and praise, by the codes of the guide.

Four trained steps: is anything raised in this unit, what would it be about, what is the note about as a whole, and
which of the runs of units found that way are matters of the note (data/readers.json.gz, training/reading).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from zhiye.reading.coded import Candidate, decided, marks, nearest, runs, same_paragraph
from zhiye.reading.linear import Decision, Linear, decision, linear, readers, sigmoid, softmax
from zhiye.reading.text import Note
from zhiye.reading.units import Unit
from zhiye.reading.values import Coded
from zhiye.reading.whole import Whole, standing, whole

NEAR, FAR = 0.4, 0.2  # what a word of the unit beside tells about the topic, in the same sentence or another
_FLOOR, _HINT = 0.04, 0.06
_MARKS = (
    *("N:ask", "N:want", "N:complain", "N:worry", "N:fault", "N:settled", "N:background", "N:worker"),
    *("C:promise", "C:plan", "C:will", "D:ahead", "P:quoted", "P:first", "K:visit", "K:referral", "K:aid"),
)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all units of a note show: of one code, at their strongest, in sum, and the best of other codes."""

    column: list[float]
    strongest: list[float]
    total: float
    rival: float


def find_matters(note: Note, units: Sequence[Unit], promised: Sequence[float]) -> list[Coded]:
    """The matters a note raises, in order; the same code twice only for two needs.

    ``promised``: how likely each unit promises something.
    """
    raised, topic, all_words, last = _models()
    return decided(note, units, candidates(units, promised, all_words.scores(units), raised, topic), last)


def raising(unit: Unit) -> list[str]:
    """What of a unit tells whether something is raised in it, whatever it is about."""
    found = [name for name in unit.features if name[0] != "m" and (name[0] != "M" or "&" not in name)]
    return [*found, *["A:any"] * any(name.startswith("M:") for name in found)]


def about(units: Sequence[Unit], first: int, last: int) -> dict[str, float]:
    """What tells the topic of the units from ``first`` to ``last``: their words, and weaker those beside them."""
    found = {name: 1.0 for unit in units[first : last + 1] for name in _words(unit)}
    for place in (first - 1, last + 1):
        if 0 <= place < len(units):
            value = NEAR if units[place].sentence == units[first].sentence else FAR
            for name in _words(units[place]):
                found.setdefault(name, value)
    return found


def candidates(
    units: Sequence[Unit],
    promised: Sequence[float],
    of_note: Mapping[str, float],
    raising_model: Linear,
    topic_model: Linear,
) -> list[Candidate]:
    """Runs of units by code, with the numbers by which the last step decides."""
    codes = topic_model.classes
    raised = [sigmoid(raising_model.sums(raising(unit))[0]) for unit in units]
    topics = [softmax(topic_model.scores(about(units, at, at).items())) for at in range(len(units))]
    scores = [[chance * share for share in shares] for chance, shares in zip(raised, topics, strict=True)]
    strongest, total = [max(row) for row in scores], sum(map(sum, scores))
    rivals = [_rivals(row) for row in scores]
    found: list[Candidate] = []
    for code, name in enumerate(codes):
        on = [
            place
            for place, unit in enumerate(units)
            if scores[place][code] >= _FLOOR or (f"M:{name}" in unit.features and raised[place] > _HINT)
        ]
        column = [row[code] for row in scores]
        ordered = runs(on, column.__getitem__)
        whole = _Whole(column, strongest, total, max((row[code] for row in rivals), default=0.0))
        for rank, run in enumerate(ordered):
            top = max(run, key=column.__getitem__)
            numbers = [
                *_strength(units, code, name, run, top, raised, topics, scores, rivals),
                *_standing(len(units), rank, top, whole),
                nearest(run, ordered[:rank]),
                same_paragraph(units, top, ordered[:rank]),
                promised[top],
                *marks(units[top], _MARKS),
                *standing(of_note, name, rank),
            ]
            found.append(Candidate(name, rank, tuple(run), top, tuple(numbers)))
    return found


def _strength(
    units: Sequence[Unit],
    code: int,
    name: str,
    run: Sequence[int],
    top: int,
    raised: Sequence[float],
    topics: Sequence[Sequence[float]],
    scores: Sequence[Sequence[float]],
    rivals: Sequence[Sequence[float]],
) -> list[float]:
    """How strongly the run itself shows the code."""
    share, hits = topics[top], sum(f"M:{name}" in units[place].features for place in run)
    return [
        *(_log(scores[top][code]), _log(raised[top]), _log(max(raised[place] for place in run))),
        *(
            _log(share[code]),
            _log(max(topics[place][code] for place in run)),
            share[code] - _rivals(share)[code],
        ),
        *(
            _log(max(rivals[place][code] for place in run)),
            float(hits > 0),
            float(min(hits, 3)),
            float(len(run)),
            float(share[code] == max(share)),
        ),
    ]


def _standing(length: int, rank: int, top: int, whole: _Whole) -> list[float]:
    """How the run stands among all that the note shows."""
    best = whole.column[top]
    stronger = sum(highest > best for highest in whole.strongest)
    return [
        *(math.log(length), _log(sum(whole.column)), _log(whole.total)),
        *(_log(whole.rival), float(sum(score > best for score in whole.column))),
        *(
            float(rank == 0),
            float(rank == 1),
            float(rank > 1),
            _log(best) * (rank == 0),
            _log(best) * (rank == 1),
        ),
        *(10 * stronger / length, top / length),
    ]


def _words(unit: Unit) -> list[str]:
    return [name for name in unit.features if name[0] in "gMm" and "&" not in name]


def _rivals(row: Sequence[float]) -> list[float]:
    """For each class the highest score of another one."""
    best = max(row)
    first = row.index(best)
    second = max(score for place, score in enumerate(row) if place != first)
    return [second if place == first else best for place in range(len(row))]


def _log(value: float) -> float:
    return math.log(value + 1e-3)


@cache
def _models() -> tuple[Linear, Linear, Whole, Decision]:
    kept = readers()["matters"]
    return linear(kept["raised"]), linear(kept["topic"]), whole(kept.get("whole")), decision(kept["last"])
