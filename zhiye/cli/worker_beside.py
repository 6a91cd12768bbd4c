"""``zhiye worker`` beside ``zhiye serve``: started with it, started again when it was killed, ended with it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings

SHORT, LONG = 1.0, 60.0  # seconds before a worker that ended is started again; doubled each time
PATIENCE = 15.0  # seconds it has for what it is doing


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker alive for the block. Should this process be killed, the worker notices and ends."""
    ended = Event()
    running: list[subprocess.Popen[bytes]] = []
    keeper = Thread(target=_keep, args=(ended, running), name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        if running:
            _end(running[-1])
        keeper.join(SHORT)


def _keep(ended: Event, running: list[subprocess.Popen[bytes]]) -> None:
    pause = SHORT
    while not ended.is_set():
        began = time.monotonic()
        command = [sys.executable, "-m", "zhiye", "worker", "--beside", str(os.getpid())]
        running[:] = [subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL)]
        running[-1].wait()
        pause = SHORT if time.monotonic() - began > LONG else min(2 * pause, LONG)
        ended.wait(pause)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
