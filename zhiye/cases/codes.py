"""What a matter may be about: code → words, in the order of the data file."""

import tomllib
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.cases").joinpath("data", "matters.toml").read_text("utf-8")
)
MATTERS: dict[str, str] = _DATA["names"]
