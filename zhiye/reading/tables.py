"""Reading this room's data files, and turning lists of words into patterns."""

import csv
import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

_DATA = resources.files("zhiye.reading").joinpath("data")


def read_toml(name: str) -> dict[str, Any]:
    """``reading/data/<name>`` as a dictionary."""
    return tomllib.loads(_DATA.joinpath(name).read_text("utf-8"))


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``reading/data/<name>``; lines that begin with # tell source and date."""
    lines = _DATA.joinpath(name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
