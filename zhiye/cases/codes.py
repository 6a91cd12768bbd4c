"""What a matter may be about: code → words, in the order of the data file."""

import tomllib
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.cases").joinpath("data", "matters.toml").read_text("utf-8")
)
MATTERS: dict[str, str] = _DATA["names"]
NARROW: tuple[str, ...] = tuple(_DATA["narrow"]["codes"])


def ring_of(code: str) -> str:
    """The ring a page proposes for a matter of this code."""
    return "secretary" if code in NARROW else "team"
