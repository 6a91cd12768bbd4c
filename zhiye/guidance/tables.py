"""Reading this room's data files, and which of their dated, regional rules hold."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

Rule = Mapping[str, Any]
NATION = "CN"
_DATA = resources.files("zhiye.guidance").joinpath("data")


@cache
def read_toml(name: str) -> dict[str, Any]:
    """``guidance/data/<name>`` as a dictionary."""
    return tomllib.loads(_DATA.joinpath(name).read_text("utf-8"))


def in_force(rules: Iterable[Rule], day: date, region: str) -> list[Rule]:
    """The rules that hold on ``day`` in ``region`` (GB/T 2260, or "CN"): one a code, the nearest region's first.

    A rule carries ``code``, ``region``, ``effective_from`` and perhaps ``effective_to`` (its last day).
    """
    best: dict[str, Rule] = {}
    for rule in rules:
        here = covers(rule["region"], region)
        if not here or rule["effective_from"] > day or rule.get("effective_to", day) < day:
            continue
        rival = best.get(rule["code"])
        if rival is None or _nearness(rule) > _nearness(rival):
            best[rule["code"]] = rule
    return list(best.values())


def covers(wide: str, region: str) -> bool:
    """Whether a rule of region ``wide`` reaches ``region``: CN all, 310000 all of Shanghai."""
    return wide == NATION or region.startswith(re.sub(r"(?:00){1,2}$", "", wide))


def told_source(rule: Rule) -> str:
    """The source of a rule as people read it: document, since when, where."""
    return f"{rule['source']}（{region_name(rule['region'])}，{rule['effective_from']:%Y-%m-%d}起）"


def region_name(region: str) -> str:
    """What a region is called: "CN" → 全国, "310000" → 上海."""
    names: Mapping[str, str] = read_toml("regions.toml")["names"]
    return names.get(region, region)


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of several regular expressions over simplified, half-width text."""
    return re.compile("|".join(f"(?:{word})" for word in words))


def _nearness(rule: Rule) -> tuple[int, date]:
    wide = rule["region"]
    return 0 if wide == NATION else len(re.sub(r"(?:00){1,2}$", "", wide)), rule["effective_from"]
