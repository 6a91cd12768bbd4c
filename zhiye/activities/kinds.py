"""The kinds of activity and what is counted besides people, read from ``data/kinds.toml``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhiye.figures.units import UNITS


@dataclass(frozen=True, slots=True)
class Tallied:
    """Something counted besides people: 代下单, in 单."""

    code: str
    name: str
    unit: str

    @property
    def unit_name(self) -> str:
        """单, 份 …"""
        return str(UNITS[self.unit].name)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of activity. ``daily``: at most one a day of the same desk, written a month at a time."""

    code: str
    name: str
    example: str
    unit: str
    heading: str
    tallies: tuple[Tallied, ...] = ()
    decided: bool = False
    daily: bool = False
    year: bool = False

    @property
    def unit_name(self) -> str:
        """场, 次, 天."""
        return str(UNITS[self.unit].name)


def _read() -> tuple[dict[str, Tallied], dict[str, Kind]]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "kinds.toml").read_text("utf-8"))
    tallies = {code: Tallied(code, **told) for code, told in raw["tallies"].items()}
    return tallies, {code: _kind(code, told, tallies) for code, told in raw["kinds"].items()}


def _kind(code: str, told: dict[str, Any], tallies: dict[str, Tallied]) -> Kind:
    offered = tuple(tallies[one] for one in told.pop("tallies", ()))
    return Kind(code, tallies=offered, **told)


TALLIES, KINDS = _read()
DAILY = tuple(code for code, kind in KINDS.items() if kind.daily)
