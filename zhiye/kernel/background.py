"""Work in a process of its own: started by a page, alone by a lock that a killed process lets go.

A process of its own keeps pages quick and gives its memory back.
"""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

PATIENCE = 2.0  # seconds


def start(*words: str) -> None:
    """Start ``zhiye WORDS`` and do not wait for it."""
    subprocess.Popen(
        [sys.executable, "-m", "zhiye", *words],
        cwd=settings.BASE_DIR,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def alone(lock: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the file ``lock`` for the block; False when another process holds it.

    ``patience`` is in seconds: a page that asks ``is_held`` holds the lock for an instant.
    """
    with lock.open("w") as file:
        yield _take(file, patience)


def is_held(lock: Path) -> bool:
    """Whether a living process holds the lock."""
    with lock.open("w") as file:
        return not _take(file, 0)


def _take(file: IO[str], patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
