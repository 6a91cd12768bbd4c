"""How many people, households and buildings each committee of the invented street has."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any

from zhiye.demo.shapes import DemoBuilding, DemoEstate

_PLAN = tomllib.loads((Path(__file__).parent / "data" / "street.toml").read_text("utf-8"))
STREET_NAME: str = _PLAN["name"]
STREET_CODE: str = _PLAN["code"]
_USUAL: dict[str, float] = _PLAN["usual"]
_FIGURES = ("households", "elders", "aged", "alone", "needy")


@dataclass(slots=True)
class CommitteePlan:
    """Exact figures of one committee: persons, except ``households`` and ``needy`` (households)."""

    name: str
    code: str
    residents: int
    away: int
    households: int
    elders: int
    aged: int
    alone: int
    needy: int
    estates: list[DemoEstate]
    grids: int = 0
    grid_staff: dict[str, int] = field(default_factory=dict)
    group_per_building: bool = False
    all_owners_known: bool = False
    one_owner: tuple[str, ...] = ()
    more: dict[str, float] = field(default_factory=dict)


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to ``total``, near to ``weights`` (largest remainders, ties to the first)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def plan_street(persons: int | None = None) -> list[CommitteePlan]:
    """The plan of every committee; residents and away add up to ``persons`` exactly.

    Committees with figures of their own keep them as long as ``persons`` reaches; otherwise all shrink alike.
    """
    rows = _PLAN["committee"]
    total = _PLAN["default_persons"] if persons is None else persons
    sizes = _sizes(rows, max(total, _PLAN["default_persons"]))
    if total >= sum(size for row, size in zip(rows, sizes, strict=True) if "residents" in row):
        counts = _sizes(rows, total)
    else:
        counts = apportion(total, sizes)
    return [
        _scaled(row, f"{number:02d}", count) if "residents" in row else _usual(row, f"{number:02d}", count)
        for number, (row, count) in enumerate(zip(rows, counts, strict=True), start=1)
    ]


def _sizes(rows: list[dict[str, Any]], total: int) -> list[int]:
    """Persons per committee: its own figure, or its weight's part of what the others leave."""
    own = sum(row["residents"] + row["away"] for row in rows if "residents" in row)
    rest = iter(apportion(total - own, [row["weight"] for row in rows if "weight" in row]))
    return [row["residents"] + row["away"] if "residents" in row else next(rest) for row in rows]


def _scaled(row: dict[str, Any], code: str, persons: int) -> CommitteePlan:
    """A committee with figures of its own, all times the same share."""
    share = persons / (row["residents"] + row["away"])
    figures = {name: round(row[name] * share) for name in _FIGURES}
    estates = [_thinned(estate, share) for estate in row["estate"]]
    return _filled(row, code, persons, round(row["away"] * share), figures, estates)


def _usual(row: dict[str, Any], code: str, persons: int) -> CommitteePlan:
    """A committee without figures of its own: the usual shares."""
    away = round(persons * _USUAL["away"])
    residents = persons - away
    elders = round(residents * _USUAL["elders"])
    households = round(residents / _USUAL["household_size"])
    figures = {
        "households": households,
        "elders": elders,
        "aged": round(elders * _USUAL["aged"]),
        "alone": round(elders * _USUAL["alone"]),
        "needy": round(households * _USUAL["needy"]),
    }
    homes = ceil(households * (1 + _USUAL["spare_homes"]))
    estates = [_counted_out(estate, ceil(homes * estate["share"])) for estate in row["estate"]]
    return _filled(row, code, persons, away, figures, estates)


def _filled(
    row: dict[str, Any],
    code: str,
    persons: int,
    away: int,
    figures: dict[str, int],
    estates: list[DemoEstate],
) -> CommitteePlan:
    fitting = _within(persons - away, figures)
    return CommitteePlan(
        name=row["name"],
        code=code,
        residents=persons - away,
        away=away,
        households=fitting["households"],
        elders=fitting["elders"],
        aged=fitting["aged"],
        alone=fitting["alone"],
        needy=fitting["needy"],
        estates=estates,
        grids=row.get("grids", 0),
        grid_staff=row.get("grid_staff", {}),
        group_per_building=row.get("group_per_building", False),
        all_owners_known=row.get("all_owners_known", False),
        one_owner=tuple(row.get("one_owner", ())),
        more=row.get("more", {}),
    )


def _within(residents: int, figures: dict[str, int]) -> dict[str, int]:
    """Figures that so many residents can fill: at least one household, none emptier than a person."""
    households = min(residents, max(figures["households"], ceil(residents / 6), 1))
    # The households of those who live alone must leave at least one that holds the rest.
    alone = min(figures["alone"], figures["elders"], max(households - ceil((residents - households) / 5), 0))
    return {
        "households": households,
        "elders": figures["elders"],
        "aged": min(figures["aged"], figures["elders"]),
        "alone": alone,
        "needy": min(figures["needy"], households),
    }


def _thinned(estate: dict[str, Any], share: float) -> DemoEstate:
    """The estate with this share of each row of buildings (the last ones of the row stay)."""
    buildings: list[DemoBuilding] = []
    for row in estate["buildings"]:
        codes = range(row["from"], row["to"] + 1, row["step"])
        kept = codes[-max(1, ceil(len(codes) * min(share, 1.0))) :]
        buildings += [_building(str(code), row) for code in kept]
    return DemoEstate(estate["name"], estate["lane"], buildings)


def _counted_out(estate: dict[str, Any], homes: int) -> DemoEstate:
    """The estate with as many buildings of its style as hold at least ``homes`` homes."""
    style = _PLAN["style"][estate["style"]]
    count = max(1, ceil(homes / _building("1", style).size))
    return DemoEstate(estate["name"], estate["lane"], [_building(str(n + 1), style) for n in range(count)])


def _building(code: str, row: dict[str, Any]) -> DemoBuilding:
    areas = [Decimal(area) for area in row["areas"]]
    return DemoBuilding(code, row["floors"], list(row.get("units", [])), row["rooms"], row["lift"], "", areas)
