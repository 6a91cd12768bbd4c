"""How much two matters look like one: the words they share, where they are, how many days lie between. Pure.

Words are compared by two neighbouring characters. A pair that many matters of the committee have (噪音 where
everybody writes of noise) counts little, a rare one (the name of a shop) much, what is only polite nothing.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from math import log
from typing import Any

from zhiye.journal.rings import committee_path
from zhiye.kernel.paths import SEGMENT

_RULES: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.cases").joinpath("data", "alike.toml").read_text("utf-8")
)
ENOUGH: float = _RULES["enough"]
DAYS: int = _RULES["days"]
NEWEST: int = _RULES["newest"]
_SHORTEST, _INSIDE, _FARTHEST = _RULES["shortest"], _RULES["inside"], _RULES["time"]["farthest"]
_PLACE: dict[str, float] = _RULES["place"]
_BUILDING = 4 * SEGMENT  # street, committee, estate, building: see places/data/kinds.toml
_UNSEEN: int = _RULES["unseen"]
_LEAST = 0.1  # what a pair counts that every matter has: two equal texts stay equal
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a matter is compared: its pairs of characters, where it belongs (a path), its day."""

    pairs: frozenset[str]
    path: str
    day: date


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 1, and what it is made of: the words alone (0 to 1), the word for the places, the days between."""

    score: float
    words: float
    place: str
    days: int


def building_path(path: str) -> str:
    """The building that ``path`` lies in, as a path; "" when it lies above."""
    return path[:_BUILDING] if len(path) >= _BUILDING else ""


@lru_cache(maxsize=20_000)
def pairs(text: str) -> frozenset[str]:
    """Each two neighbouring characters of ``text``, across no punctuation, without the polite ones."""
    runs = _RUN.findall(text)
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1)) - _POLITE


class Weights(dict[str, float]):
    """What each pair of characters counts, with an answer for pairs nobody has seen; it does not change any more."""

    def __init__(self, rarest: float, known: Mapping[str, float]) -> None:
        super().__init__(known)
        self.rarest = rarest
        self._sums: dict[frozenset[str], float] = {}

    def __missing__(self, _pair: str) -> float:
        return self.rarest

    def sum_of(self, text: frozenset[str]) -> float:
        """What all pairs of a text count; added up once for each text, however many it is held against."""
        found = self._sums.get(text)
        if found is None:
            found = self._sums[text] = sum(self[pair] for pair in text)
        return found


def weights_of(looks: Iterable[Look]) -> Weights:
    """What each pair of characters counts among these matters; one that is not there counts as the rarest."""
    counted: Counter[str] = Counter()
    many = 0
    for look in looks:
        counted.update(look.pairs)
        many += 1
    rarest = _weight(many, 0)
    return Weights(rarest, {pair: _weight(many, often) for pair, often in counted.items()})


def likeness(one: Look, other: Look, weights: Weights) -> Likeness:
    """How much the two look like one."""
    words, place = _shared(one.pairs, other.pairs, weights), place_word(one.path, other.path)
    days = abs((one.day - other.day).days)
    near = 1 - (1 - _FARTHEST) * min(days, DAYS) / DAYS
    return Likeness(words * _PLACE[place] * near, words, place, days)


def place_word(one: str, other: str) -> str:
    """same, building, unknown or elsewhere."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        told = len(shorter) >= _BUILDING or (one == other and one != committee_path(one))
        return "same" if told else "unknown"
    return "building" if one[:_BUILDING] == other[:_BUILDING] else "elsewhere"


def _weight(many: int, often: int) -> float:
    return max(_LEAST, log((many + _UNSEEN) / (often + 0.5)))


def _shared(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """Twice what is shared over both; or how much of the shorter one stands in the longer one."""
    both = one & other
    if not both:
        return 0.0
    shared: float = sum(weights[pair] for pair in both)
    first, second = weights.sum_of(one), weights.sum_of(other)
    even = 2 * shared / (first + second)
    if min(len(one), len(other)) < _SHORTEST:
        return even
    return float(max(even, _INSIDE * shared / min(first, second)))


_POLITE: frozenset[str] = frozenset()
_POLITE = frozenset().union(*(pairs(word) for word in _RULES["polite"]["words"]))
pairs.cache_clear()
