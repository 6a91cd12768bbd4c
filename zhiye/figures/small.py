"""Small numbers of people where they leave the committee: 1 to 4 are told as 少于5, and no sum tells more. Pure."""

import tomllib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Generic, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from zhiye.figures.units import UNITS
from zhiye.kernel import clock
from zhiye.kernel.dated import in_force

_RULES = tomllib.loads(
    resources.files("zhiye.figures").joinpath("data", "small_numbers.toml").read_text("utf-8")
)["rule"]
_FEWER = "fewer_than"
_ENDLESS = 10**18

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that is not told. ``below``: it is at least 1 and less than that; 0: it could be any, and is kept back
    only because another one would follow from it."""

    below: int = 0

    def __str__(self) -> str:
        return _("少于%(n)d") % {"n": self.below} if self.below else _("不显示")


@dataclass(frozen=True, slots=True)
class Protected(Generic[Key]):
    """The numbers of a row or column as they may be printed, and their sum."""

    cells: dict[Key, int | Hidden]
    total: int | Hidden


def threshold(day: date | None = None, region: str = "") -> int:
    """The smallest number of people that is told where figures leave the committee."""
    rules = in_force(_RULES, day or clock.today(), region or settings.REGION)
    return next(int(rule[_FEWER]) for rule in rules if rule["code"] == "people")


def shown(n: int, fewest: int | None = None) -> int | Hidden:
    """One number that stands alone. 0 is told: nobody is in it."""
    least = threshold() if fewest is None else fewest
    return Hidden(least) if 0 < n < least else n


def protect_figure(unit: str, cells: Mapping[Key, int], total: int) -> Protected[Key]:
    """The same as ``protect`` for a figure's split, where its unit is of people; as they are, where it is not."""
    return protect(cells, total, threshold()) if UNITS[unit].people else Protected(dict(cells), total)


def protect(cells: Mapping[Key, int], total: int, threshold: int) -> Protected[Key]:
    """Hide 1 … ``threshold`` - 1, and as much besides as it takes for each hidden number to have two possible values
    at least, given all that is printed: the smallest of the others first, else the sum. 0 is printed.

    Raises ValueError where the cells do not add up to ``total``, or the threshold hides nothing safely (below 3).
    """
    if sum(cells.values()) != total or threshold < 3 or any(n < 0 for n in cells.values()):
        raise ValueError(f"{sum(cells.values())} is not {total}, or {threshold} is too small a threshold")
    few = {key: Hidden(threshold) for key, n in cells.items() if 0 < n < threshold}
    sum_: int | Hidden = Hidden(threshold) if 0 < total < threshold else total
    others = sorted((key for key, n in cells.items() if n >= threshold), key=lambda key: cells[key])
    for covered in range(len(others) + 1):
        found = Protected({**cells, **few, **dict.fromkeys(others[:covered], Hidden())}, sum_)
        if _safe(found, threshold):
            return found
    return Protected({**cells, **few}, Hidden())


def _safe(found: Protected[Key], threshold: int) -> bool:
    """Whether no hidden number follows from what is printed. Bounds suffice: between them every value is possible."""
    ranges = [_range(cell, threshold) for cell in found.cells.values()]
    low, high = _sums(ranges)
    least, most = _range(found.total, threshold)
    if isinstance(found.total, Hidden) and min(most, high) == max(least, low):
        return False
    return all(
        min(top, most - (low - bottom)) > max(bottom, least - (high - top))
        for bottom, top in ranges
        if bottom != top
    )


def _range(cell: int | Hidden, threshold: int) -> tuple[int, int]:
    if not isinstance(cell, Hidden):
        return cell, cell
    return (1, cell.below - 1) if cell.below else (threshold, _ENDLESS)


def _sums(ranges: Iterable[tuple[int, int]]) -> tuple[int, int]:
    known = list(ranges)
    return sum(low for low, _high in known), sum(high for _low, high in known)
