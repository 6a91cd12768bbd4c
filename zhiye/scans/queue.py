"""One worker for all photos, one page at a time; its lock tells whether it lives."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from zhiye.kernel import background

VERB = "scan-step"
PAUSE = 5.0  # seconds a new worker has to take its lock before another is started
_started: list[float] = []


def is_worked_on() -> bool:
    """Whether a worker lives."""
    return background.is_held(_lock())


@contextmanager
def working() -> Iterator[bool]:
    """Be the worker for the block; False when there is one."""
    with background.alone(_lock()) as alone:
        yield alone


def start() -> None:
    """Start a worker where none lives."""
    if is_worked_on() or (_started and time.monotonic() - _started[-1] < PAUSE):
        return
    _started[:] = [time.monotonic()]
    background.start(VERB)


def _lock() -> Path:
    folder = Path(settings.DATA_DIR) / "scans"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / "lock"
