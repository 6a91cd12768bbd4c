"""The process in which the clock acts: timers in one thread, chores in another, one process at a time."""

import logging
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from zhiye.kernel import background, clock
from zhiye.timers.chores import run_due
from zhiye.timers.firing import fire_due

TICK = 0.5  # seconds
ROUND = 1.0  # seconds between two looks at the chores
TROUBLE = 2.0  # seconds until the database is asked again when it does not answer
GRACE = 10.0  # seconds a chore under way has to end
STANDBY = 2.0  # seconds between two looks whether the other worker still lives
logger = logging.getLogger(__name__)


class Stop:
    """Says when to end: somebody asked, or the process that this one stands beside is gone."""

    def __init__(self, beside: int | None = None) -> None:
        self.asked = False
        self.beside = beside

    def ask(self, *_signal: object) -> None:
        """End after the present timer. Only sets a flag: it is called inside signal handlers."""
        self.asked = True

    def __call__(self) -> bool:
        """Whether to end now."""
        return self.asked or (self.beside is not None and os.getppid() != self.beside)


def lock() -> Path:
    """Whoever holds it is the worker of this machine."""
    return Path(settings.DATA_DIR) / "worker.lock"


def work(stop: Stop) -> None:
    """Be the worker until asked to stop; stand by while there is another one."""
    while not stop():
        with background.alone(lock(), STANDBY) as alone:
            if alone:
                _work(stop)


def work_once(stop: Stop) -> tuple[int, int] | None:
    """Do what is due now and come back: how many timers and chores; None when a worker lives."""
    with background.alone(lock()) as alone:
        if not alone:
            return None
        now = clock.now()
        return fire_due(now, stop=stop), run_due(now, stop=stop)


def _work(stop: Stop) -> None:
    # A chore may wait for a server that does not answer; deadlines must not wait for it.
    chores = Thread(target=_round, args=(run_due, ROUND, stop), name="chores", daemon=True)
    chores.start()
    _round(fire_due, TICK, stop)
    chores.join(GRACE)


def _round(act: Callable[..., int], pause: float, stop: Stop) -> None:
    """Act again and again, with its own connection to the database."""
    while not stop():
        until = time.monotonic() + _acted(act, clock.now(), pause, stop)
        while not stop() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, TICK))
    connection.close()


def _acted(act: Callable[..., int], now: datetime, pause: float, stop: Stop) -> float:
    """Act once; answers how long to wait."""
    try:
        act(now, stop=stop)
        close_old_connections()  # as after a page: another file, or a server that was started anew, is noticed
        return pause
    except DatabaseError as trouble:
        logger.warning("the database does not answer: %s", type(trouble).__name__)
        connection.close()
        return TROUBLE
