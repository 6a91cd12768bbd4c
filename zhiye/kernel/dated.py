"""Dated, regional rules: which of them hold on a day in a region, where they come from, and files of a place's own."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Rule = Mapping[str, Any]
NATION = "CN"
_REGIONS: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.kernel").joinpath("data", "regions.toml").read_text("utf-8")
)


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
    names: Mapping[str, str] = _REGIONS["names"]
    return names.get(region, region)


def local_file(variable: str, path: str) -> dict[str, Any]:
    """The TOML file a place names in a setting; {} where none is named. Raises ImproperlyConfigured with a sentence."""
    if not path:
        return {}
    try:
        return tomllib.loads(Path(path).read_text("utf-8-sig"))
    except OSError as wrong:
        told = f"{variable} names {path}, which cannot be read: {wrong.strerror}"
    except UnicodeDecodeError:
        told = f"{variable} names {path}, which is not UTF-8; save it as UTF-8"
    except tomllib.TOMLDecodeError as wrong:
        told = f"{variable} names {path}, which is not TOML: {wrong}"
    raise ImproperlyConfigured(told)


def _nearness(rule: Rule) -> tuple[int, date]:
    wide = rule["region"]
    return 0 if wide == NATION else len(re.sub(r"(?:00){1,2}$", "", wide)), rule["effective_from"]
