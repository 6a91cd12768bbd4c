"""Reading this room's data files: csv tables with comment lines in front, and toml."""

import csv
import tomllib
from importlib import resources
from typing import Any

_DATA = resources.files("zhiye.people").joinpath("data")


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``people/data/<name>``; lines that begin with # tell source and date."""
    lines = _DATA.joinpath(name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read_toml(name: str) -> dict[str, Any]:
    """``people/data/<name>`` as a dictionary."""
    return tomllib.loads(_DATA.joinpath(name).read_text("utf-8"))
