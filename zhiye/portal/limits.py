"""The figures of ``data/limits.toml`` and ``data/paper.toml``, typed."""

import tomllib
from datetime import timedelta
from importlib import resources
from typing import Any

from zhiye.portal.tries import Rule


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("zhiye.portal").joinpath("data", name).read_text("utf-8"))


_LIMITS, _PAPER = _data("limits.toml"), _data("paper.toml")
REPORTS: dict[str, int] = _LIMITS["reports"]
PHOTO: dict[str, int] = _LIMITS["photo"]
DIGITS: int = _LIMITS["receipts"]["digits"]
ENDED_FOR = timedelta(days=_LIMITS["receipts"]["ended_days"])
DRAFT_FOR = timedelta(hours=REPORTS["draft_hours"])
DROPPED_FOR = timedelta(days=REPORTS["dropped_days"])
SAME_FOR = timedelta(hours=REPORTS["same_hours"])
LEAST = timedelta(seconds=REPORTS["least_seconds"])
FALLBACK_TELEPHONE: str = _PAPER["telephone"]["fallback"]
HANGS = timedelta(days=_PAPER["poster"]["hangs_days"])
EXIT_URL: str = _PAPER["exit"]["url"]
NEUTRAL: dict[str, str] = _PAPER["neutral"]


def _rule(name: str) -> Rule:
    told = _LIMITS["wrong"][name]
    return Rule(
        told["most"],
        timedelta(hours=told["window_hours"]),
        timedelta(minutes=told["first_lock_minutes"]),
        timedelta(hours=told["longest_hours"]),
    )


WRONG: dict[str, Rule] = {name: _rule(name) for name in _LIMITS["wrong"]}
