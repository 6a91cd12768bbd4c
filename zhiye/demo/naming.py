"""Invented names: surnames as frequent as in life, given names of the right decade and sex."""

import csv
import hashlib
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from zhiye.people.names import looks_like_name

_DATA = Path(__file__).parent / "data"
MALE, FEMALE = "1", "2"  # GB/T 2261.1
_KINDS = ("common", "made", "single")


@dataclass(frozen=True, slots=True)
class _Pool:
    """What given names of one decade and sex are made of. ``shares`` are cumulative, as random wants them."""

    common: list[str]
    ranks: list[float]
    first: str
    second: str
    single: str
    shares: list[float]


def _pool(sex: dict[str, Any], shares: list[float]) -> _Pool:
    # Frequency falls about as 1/(rank+3) in the published lists of common given names.
    ranks = list(accumulate(1 / (rank + 3) for rank in range(len(sex["common"]))))
    return _Pool(sex["common"], ranks, sex["first"], sex["second"], sex["single"], list(accumulate(shares)))


def _surnames() -> tuple[list[str], list[float]]:
    with (_DATA / "surnames.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row["surname"] for row in rows], list(accumulate(float(row["percent"]) for row in rows))


def _denied() -> frozenset[str]:
    lines = (_DATA / "denied_names.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


_GIVEN = tomllib.loads((_DATA / "given.toml").read_text("utf-8"))
_SURNAMES, _SURNAME_WEIGHTS = _surnames()
_YEARS = [era["from_year"] for era in _GIVEN["era"]]
_POOLS = [
    {MALE: _pool(era["male"], era["shares"]), FEMALE: _pool(era["female"], era["shares"])}
    for era in _GIVEN["era"]
]
_DENIED = _denied()


def is_denied(name: str) -> bool:
    """Whether a real person of the articles behind the scenes has this name."""
    return hashlib.sha256(name.encode()).hexdigest() in _DENIED


def draw_surname(rng: Random) -> str:
    """One surname, as frequent as in the register."""
    return rng.choices(_SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]


def draw_given(rng: Random, sex: str, year: int) -> str:
    """One given name as given to a child of this sex ("1" or "2") born in this year."""
    pool = _POOLS[max(0, bisect_right(_YEARS, year) - 1)][sex]
    kind = rng.choices(_KINDS, cum_weights=pool.shares)[0]
    if kind == "common":
        return rng.choices(pool.common, cum_weights=pool.ranks)[0]
    if kind == "single":
        return rng.choice(pool.single)
    given = rng.choice(pool.first) + rng.choice(pool.second)
    if rng.randrange(_GIVEN["rare_one_in"]) == 0:
        given = given[0] + rng.choice(_GIVEN["rare"])
    return given


def draw_name(rng: Random, surname: str, sex: str, year: int, taken: set[str]) -> str:
    """A full name with this surname that no real person of the articles has and nobody in ``taken``, and that is no
    word of rosters (向阳: a name, and where a window looks)."""
    while True:
        name = surname + draw_given(rng, sex, year)
        if name not in taken and not is_denied(name) and looks_like_name(name):
            return name


def has_dotted_names(rng: Random) -> bool:
    """Whether the next family writes its names own·father's."""
    return bool(rng.randrange(_GIVEN["dotted"]["one_household_in"]) == 0)


def draw_dotted_part(rng: Random, sex: str, other_than: str = "") -> str:
    """One own name for names written own·father's."""
    names = [name for name in _GIVEN["dotted"]["male" if sex == MALE else "female"] if name != other_than]
    return str(rng.choice(names))
