"""The data files of this room."""

import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


def read_toml(name: str) -> dict[str, Any]:
    """A file of ``data/`` as plain values."""
    return tomllib.loads((_DATA / name).read_text("utf-8"))
