"""How much a form may be and how long what was filled stays, from data/limits.toml."""

import tomllib
from datetime import timedelta
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.filling").joinpath("data", "limits.toml").read_text("utf-8")
)
MOST_BYTES: int = _DATA["form"]["most_bytes"]
MOST_ROWS: int = _DATA["filling"]["most_rows"]
MOST_SHEETS: int = _DATA["filling"]["most_sheets"]
MOST_CELLS: int = _DATA["filling"]["most_cells"]
MOST_ASKED: int = _DATA["filling"]["most_asked"]
AT_ONCE: int = _DATA["filling"]["at_once"]
ROWS_AT_ONCE: int = _DATA["filling"]["rows_at_once"]
PREVIEWED: int = _DATA["filling"]["previewed"]
KEPT = timedelta(days=_DATA["filling"]["kept_days"])
FORMS_IN_MEMORY: int = _DATA["filling"]["forms_in_memory"]
GRACE: int = _DATA["filling"]["grace_seconds"]  # seconds
MOST_TEXT: int = _DATA["form"]["most_text"]  # letters
