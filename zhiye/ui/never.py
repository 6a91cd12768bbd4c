"""What this software will never have, as a public list; ``tests/guards/test_never.py`` keeps the promise."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "never.toml"


@dataclass(frozen=True, slots=True)
class Absent:
    """One thing that does not exist here: what, why in one sentence, and the rule behind it."""

    what: str
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things absent for the sake of the same people."""

    title: str
    absent: tuple[Absent, ...]


@cache
def groups() -> tuple[Group, ...]:
    """The whole list in the order of the data file; ``rule`` is the full citation, or our own promise."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    rules = {key: value["name"] for key, value in data["rules"].items()}
    return tuple(
        Group(
            group["title"],
            tuple(
                Absent(item["what"], item["why"], "；".join(rules[key] for key in item["rules"]))
                for item in group["absent"]
            ),
        )
        for group in data["groups"]
    )
