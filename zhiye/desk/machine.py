"""How the machine is, for whoever runs it: room on the disk, which database, which version."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from zhiye import __version__

GIGABYTE = 1024**3
LITTLE_ROOM = 2.0  # GB: below this an import or a backup may not fit


@dataclass(frozen=True)
class Machine:
    """``free`` and ``used`` in GB: on the disk of the data folder, and by the data folder itself."""

    version: str
    database: str
    free: float
    used: float

    @property
    def is_tight(self) -> bool:
        """Whether somebody should make room."""
        return self.free < LITTLE_ROOM


def machine() -> Machine:
    """The state just now."""
    folder = Path(settings.DATA_DIR)
    used = sum(map(_size, folder.rglob("*")))
    free = shutil.disk_usage(folder).free
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    return Machine(__version__, name, free / GIGABYTE, used / GIGABYTE)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except FileNotFoundError:  # an import was just writing it
        return 0
