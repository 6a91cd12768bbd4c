"""Training in steps: the last step learns from first steps that have not seen the note."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from training.reading.fitting import fit_last
from training.reading.notes import Labelled
from zhiye.reading.coded import Candidate
from zhiye.reading.linear import decision
from zhiye.reading.units import Unit

FOLDS = 6
AS_GOOD = 0.005
Model = dict[str, Any]
Found = tuple[list[Candidate], Counter[str]]
Look = Callable[[Sequence[Unit], Sequence[float]], list[Candidate]]


def stacked(
    notes: Sequence[Labelled],
    name: str,
    learn: Callable[[Sequence[Labelled]], Model],
    looking: Callable[[Model], Look],
    promised: Sequence[Sequence[float]],
) -> Model:
    """First steps learned from all notes, and a last step with the threshold at which F1 is best.

    ``promised``: of each note, how likely each unit promises something, told by a model that has not seen it.
    """
    found: list[Found] = [([], Counter())] * len(notes)
    for fold in folds(len(notes)):
        look = looking(learn([note for place, note in enumerate(notes) if place not in fold]))
        for place in fold:
            wanted = Counter(quote.code for quote in notes[place].quotes[name])
            found[place] = look(notes[place].units, promised[place]), wanted
    weights = [note.weight for note in notes]
    last = _last(found, weights) | {"threshold": _threshold(found, weights)}
    return learn(notes) | {"last": last}


def folds(count: int, shift: int = 0) -> list[set[int]]:
    """Places of notes in FOLDS parts, the same every time."""
    order = np.random.RandomState(1 + shift).permutation(count)
    return [set(order[part::FOLDS].tolist()) for part in range(FOLDS)]


def f1(right: float, told: float, wanted: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / max(1, told + wanted)


def _last(found: Sequence[Found], weights: Sequence[float]) -> Model:
    each = [
        (one, wanted, weight)
        for (candidates, wanted), weight in zip(found, weights, strict=True)
        for one in candidates
    ]
    return fit_last(
        [one.numbers for one, _, _ in each],
        [one.code for one, _, _ in each],
        [one.rank < wanted[one.code] for one, wanted, _ in each],
        [weight for _, _, weight in each],
        strength=0.1,
    )


def _threshold(found: Sequence[Found], weights: Sequence[float]) -> float:
    """The threshold comes from last steps that have not seen the note either."""
    chances: list[list[float]] = [[] for _ in found]
    for fold in folds(len(found), shift=1):
        seen = [place for place in range(len(found)) if place not in fold]
        last = _last([found[place] for place in seen], [weights[place] for place in seen])
        step = decision(last | {"threshold": 0.0})
        for place in fold:
            chances[place] = [step.chance(one.code, one.numbers) for one in found[place][0]]

    def at(least: float) -> float:
        right = told = wanted_in_all = 0.0
        for (candidates, wanted), chance, weight in zip(found, chances, weights, strict=True):
            taken = Counter(one.code for one, sure in zip(candidates, chance, strict=True) if sure >= least)
            right, told = right + weight * (taken & wanted).total(), told + weight * taken.total()
            wanted_in_all += weight * wanted.total()
        return f1(right, told, wanted_in_all)

    # The best is flat: the middle of what is about as good holds better on notes of another kind.
    scores = {round(0.2 + 0.02 * step, 2): at(round(0.2 + 0.02 * step, 2)) for step in range(20)}
    good = [least for least, score in scores.items() if score >= max(scores.values()) - AS_GOOD]
    return round(sum(good) / len(good), 2)
