"""Small trained linear models, kept as whole numbers in ``data/readers.json.gz`` (see training/reading)."""

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

STEP = 0.01  # weights are kept as multiples of this


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight a feature and class; classes of ``[""]`` mean a yes-or-no model."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Sequence[tuple[int, float]]]

    def scores(self, features: Iterable[tuple[str, float]]) -> list[float]:
        """The score of each class: the bias and the weighted sum of the features that stand in the model."""
        total = list(self.bias)
        for name, value in features:
            for place, weight in self.weights.get(name, ()):
                total[place] += value * weight
        return total

    def sums(self, names: Iterable[str]) -> list[float]:
        """The score of each class for features that simply stand there: most of the reader's own time."""
        total, row_of = list(self.bias), self.weights.get
        for name in names:
            if row := row_of(name):
                for place, weight in row:
                    total[place] += weight
        return total


@dataclass(frozen=True, slots=True)
class Decision:
    """The last step: how likely a candidate is right, by its numbers; ``threshold`` is where it is taken."""

    bias: float
    weights: tuple[float, ...]
    by_code: Mapping[str, float]
    threshold: float

    def chance(self, code: str, numbers: Sequence[float]) -> float:
        """The probability that a candidate of this code with these numbers is right."""
        total = self.bias + self.by_code.get(code, 0.0)
        return sigmoid(
            total + sum(weight * number for weight, number in zip(self.weights, numbers, strict=True))
        )


def sigmoid(score: float) -> float:
    """A score as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores of classes of which one holds, as probabilities."""
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    return [part / sum(parts) for part in parts]


def linear(kept: Mapping[str, Any]) -> Linear:
    """A model as it is kept: weights as [class, number of steps, class, number of steps…]."""
    weights = {
        name: [(pairs[place], pairs[place + 1] * STEP) for place in range(0, len(pairs), 2)]
        for name, pairs in kept["weights"].items()
    }
    return Linear(tuple(kept["classes"]), tuple(kept["bias"]), weights)


def decision(kept: Mapping[str, Any]) -> Decision:
    """A last step as it is kept."""
    return Decision(kept["bias"], tuple(kept["weights"]), kept["by_code"], kept["threshold"])


@cache
def readers() -> dict[str, Any]:
    """The models of this room, read once."""
    file = resources.files("zhiye.reading").joinpath("data", "readers.json.gz")
    return dict(json.loads(gzip.decompress(file.read_bytes())))
