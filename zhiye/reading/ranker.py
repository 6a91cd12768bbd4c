"""Choosing one of several by weighed features: a log-linear model, its weights shipped as data.

The weights are learnt by ``python -m training.reading.belonging``; ``data/belonging.json`` tells from what.
"""

import json
import math
from collections.abc import Iterable, Sequence
from importlib import resources

Features = list[str]
_DATA = resources.files("zhiye.reading").joinpath("data", "belonging.json")


def read_weights(part: str) -> dict[str, float]:
    """The weights of one question (``kin``, ``same``, ``trait``); without the file every feature weighs nothing."""
    if not _DATA.is_file():
        return {}
    weights: dict[str, float] = json.loads(_DATA.read_text("utf-8"))["weights"].get(part, {})
    return weights


def score(weights: dict[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of the features; unknown ones weigh nothing."""
    return sum(weights.get(feature, 0.0) for feature in features)


def likely(weights: dict[str, float], options: Sequence[Features], least: float, empty: int = 1) -> int:
    """The likeliest option behind the first ``empty`` ones if it is at least that likely, else the best of those."""
    parts = shares(weights, options)
    full = max(range(empty, len(parts)), key=lambda index: (parts[index], -index), default=0)
    if full and parts[full] >= least:
        return full
    return max(range(empty), key=lambda index: (parts[index], -index))


def shares(weights: dict[str, float], options: Sequence[Features]) -> list[float]:
    """How likely each option is, between 0 and 1; they sum to 1."""
    scores = [score(weights, features) for features in options]
    top = max(scores)
    parts = [math.exp(one - top) for one in scores]
    return [part / sum(parts) for part in parts]
