"""Reading this room's data files, and turning lists of words into patterns."""

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

_DATA = resources.files("zhiye.reading").joinpath("data")


def read_toml(name: str) -> dict[str, Any]:
    """``reading/data/<name>`` as a dictionary."""
    return tomllib.loads(_DATA.joinpath(name).read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
