"""Reading this room's data files; which of their dated, regional rules hold is told by ``kernel.dated``."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

_DATA = resources.files("zhiye.guidance").joinpath("data")


@cache
def read_toml(name: str) -> dict[str, Any]:
    """``guidance/data/<name>`` as a dictionary."""
    return tomllib.loads(_DATA.joinpath(name).read_text("utf-8"))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of several regular expressions over simplified, half-width text."""
    return re.compile("|".join(f"(?:{word})" for word in words))
