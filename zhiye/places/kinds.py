"""The kinds of place, read from ``data/kinds.toml``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """One kind: its code, its name for people, what it may stand in, whether it is an overlay."""

    code: str
    name: str
    under: tuple[str, ...]
    overlay: bool


def _read() -> dict[str, Kind]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "kinds.toml").read_text("utf-8"))
    return {
        code: Kind(code, kind["name"], tuple(kind["under"]), kind.get("overlay", False))
        for code, kind in raw.items()
    }


KINDS = _read()
STREET, COMMITTEE, ESTATE, BUILDING, UNIT, HOME = "street", "committee", "estate", "building", "unit", "home"
GRID, GROUP = "grid", "group"
OVERLAYS = tuple(code for code, kind in KINDS.items() if kind.overlay)
