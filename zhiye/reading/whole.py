"""What a note is about as a whole: a score for each code from all words of the note, rare ones counting more.

A clause alone often does not tell its topic; the words of all clauses together do. The score is one of the
numbers by which the last step decides (``coded.Candidate``).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhiye.reading.linear import STEP, Linear, linear
from zhiye.reading.units import Unit

_LENGTH = 5.0  # every note is made this long, so that long notes do not shout


@dataclass(frozen=True, slots=True)
class Whole:
    """A weight a word and code, and how much a word counts."""

    model: Linear
    counts: Mapping[str, float]

    def scores(self, units: Sequence[Unit]) -> dict[str, float]:
        """The score of each code for a note."""
        found = measured(words_of(units), self.counts)
        return dict(zip(self.model.classes, self.model.scores(found.items()), strict=True))


def words_of(units: Sequence[Unit]) -> Counter[str]:
    """In how many units each word of the lists and each run of two or three characters stands."""
    return Counter(
        name
        for unit in units
        for name in set(unit.features)
        if name[0] in "gMKCNmk" and "&" not in name and not (name[0] == "g" and len(name) == 2)
    )


def measured(words: Mapping[str, int], counts: Mapping[str, float]) -> dict[str, float]:
    """The words that count, weighed, as a row of bounded length."""
    found = {name: (1 + math.log(words[name])) * counts[name] for name in sorted(words) if name in counts}
    length = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {name: value / length * _LENGTH for name, value in found.items()}


def standing(scores: Mapping[str, float], code: str, rank: int) -> list[float]:
    """How the note as a whole speaks for a code; the best run of that code gains most."""
    if not scores:
        return []
    own = scores.get(code, 0.0)
    return [own, own * (rank == 0), float(sum(score > own for score in scores.values()))]


def whole(kept: Mapping[str, Any] | None) -> Whole:
    """The model as it is kept; models trained without it go without its scores."""
    if kept is None:
        return Whole(Linear((), (), {}), {})
    return Whole(linear(kept), {name: steps * STEP for name, steps in kept["counts"].items()})
