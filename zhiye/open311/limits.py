"""The figures of ``data/limits.toml``, typed."""

import tomllib
from datetime import timedelta
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.open311").joinpath("data", "limits.toml").read_text("utf-8")
)
POSTS_HOUR: int = _DATA["posts"]["hour"]
POSTS_DAY: int = _DATA["posts"]["day"]
SAME_FOR = timedelta(minutes=_DATA["posts"]["same_minutes"])
READS_MINUTE: int = _DATA["reads"]["minute"]
SPAN = timedelta(days=_DATA["answers"]["days"])
MOST: int = _DATA["answers"]["most"]
SIZES: dict[str, int] = _DATA["sizes"]
BODY: int = SIZES["body"]  # bytes
