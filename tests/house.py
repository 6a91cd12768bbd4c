"""The source of the house as the guards see it: rooms, modules, files."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
# Lowest first; rooms of one floor are one tuple. The order itself is checked by import-linter.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("kernel",),
    ("ui",),
    ("papers",),
    ("audit",),
    ("timers",),
    ("workdays",),
    ("places",),
    ("accounts",),
    ("notices",),
    ("figures",),
    ("people",),
    ("reading",),
    ("guidance", "second_reader"),
    ("journal",),
    ("scans",),
    ("cases",),
    ("visits",),
    ("activities", "certificates", "hotline"),
    ("drafts",),
    ("flows",),
    ("desk", "exchange", "filling", "open311", "overview", "portal", "register", "reports", "writing"),
    ("demo", "upkeep"),
    ("cli",),
)
ROOMS = tuple(room for floor in FLOORS for room in floor)


def floor_of(room: str) -> int:
    """The number of the floor, 0 is the lowest."""
    return next(number for number, floor in enumerate(FLOORS) if room in floor)


def room_of(module: str) -> str:
    """The room of a module: "zhiye.people.models" → "people"."""
    return module.split(".")[1]


@cache
def modules() -> dict[str, ModuleType]:
    """Every module of the house by name, imported; tests, migrations and entry points left out."""
    package = importlib.import_module("zhiye")
    names = (info.name for info in pkgutil.walk_packages(package.__path__, "zhiye."))
    aside = ("tests", "migrations", "__main__")
    return {name: importlib.import_module(name) for name in names if not set(name.split(".")) & set(aside)}


def sources(*folders: str) -> Iterator[Path]:
    """Python files of the product (zhiye and config when no folders are named), without tests and migrations."""
    for folder in folders or ("zhiye", "config"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts):
                yield path


def told(faults: list[str], what_to_do: str) -> str:
    """The message of a guard: each fault on a line, then what to do."""
    return "\n".join(["", *(f"  {fault}" for fault in faults), what_to_do])
