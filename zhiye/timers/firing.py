"""What is due happens: each timer once, whatever is killed meanwhile.

A timer is marked fired and its handler runs in one transaction, so a crash takes both back and the next worker begins
again. Two workers never meet: on PostgreSQL rows that another one holds are skipped, on SQLite there is one writer.
"""

import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import F

from zhiye.kernel import clock
from zhiye.timers.models import ARMED, FIRED, Timer
from zhiye.timers.slots import handler_of

BATCH = 20  # timers in one transaction, at most
# Seconds after which a transaction takes no further timer. On SQLite every page that writes waits for it, elsewhere
# only those that want the same rows.
HOLD = {"sqlite": 0.01, "postgresql": 0.1}
PAUSE = 0.005  # seconds between two transactions on SQLite, where a waiting page must get its turn
DELAYS = [
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
]
BUSY = timedelta(seconds=1)
YIELD = 200  # milliseconds a handler waits for a row that a colleague is changing; a deadlock is looked for after 1 s
_HELD_BY_OTHERS = {"55P03", "40P01"}  # lock_not_available, deadlock_detected
logger = logging.getLogger(__name__)
Asked = Callable[[], bool]


class NobodyHandles(Exception):
    """A timer of a kind that no room knows any more."""


def fire_due(now: datetime, *, most: int | None = None, stop: Asked = lambda: False) -> int:
    """Fire what is due at ``now`` and not held by others, oldest first; answers how many fired.

    A handler that raises is tried again after a growing delay. ``stop`` is asked after each timer.
    """
    fired = seen = 0
    while not stop() and (keys := _due(now, BATCH if most is None else min(BATCH, most - seen))):
        some_seen, some_fired = _fire_some(keys, now, stop)
        if not some_seen:
            break
        seen, fired = seen + some_seen, fired + some_fired
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            time.sleep(PAUSE)
    return fired


def delay(attempts: int) -> timedelta:
    """How long to wait after so many failures."""
    return DELAYS[min(attempts, len(DELAYS)) - 1]


def failure(what: str, trouble: BaseException) -> str:
    """The type of what was raised, for the table; the log gets the places in our code, nobody the message."""
    name = type(trouble).__name__[:80]
    frames = [frame for frame in traceback.extract_tb(trouble.__traceback__) if "/zhiye/" in frame.filename]
    places = (f"{frame.filename.rpartition('/zhiye/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    logger.error("%s failed: %s, by way of %s", what, name, ", ".join(places))
    return name


def _due(now: datetime, most: int) -> list[UUID]:
    """Read without a lock: an idle worker takes none."""
    rows = Timer.objects.filter(state=ARMED, next_try__lte=now).order_by("next_try", "id")
    return list(rows.values_list("pk", flat=True)[: max(0, most)])


def _fire_some(keys: list[UUID], now: datetime, stop: Asked) -> tuple[int, int]:
    """Fire some of ``keys`` in one short transaction; answers how many were looked at and how many fired."""
    seen = fired = 0
    with transaction.atomic():
        until = time.monotonic() + HOLD[connection.vendor]
        _let_colleagues_go_first()
        rows = Timer.objects.select_for_update(skip_locked=True).filter(
            pk__in=keys, state=ARMED, next_try__lte=now
        )
        for timer in rows.order_by("next_try", "id"):
            fired += _fire(timer, now)
            seen += 1
            if stop() or time.monotonic() > until:
                break
    return seen, fired


def _let_colleagues_go_first() -> None:
    """A handler that waits for a colleague's row gives up before the database looks for a deadlock.

    The worker holds the timer and wants the matter; a colleague's command may hold the matter and want the timer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {YIELD}")


def _fire(timer: Timer, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _call(timer, max(now, clock.now()))
    except Exception as trouble:
        _try_again(timer, trouble, max(now, clock.now()))
        return False


def _call(timer: Timer, moment: datetime) -> bool:
    """Mark it fired, then let its room act; False when a timer before it has moved or cancelled it."""
    mine = Timer.objects.filter(pk=timer.pk, state=ARMED, due=timer.due, next_try=timer.next_try)
    if not mine.update(state=FIRED, fired_at=moment, attempts=0, last_error=""):
        return False
    handler = handler_of(timer.kind)
    if handler is None:
        raise NobodyHandles(timer.kind)
    timer.state, timer.fired_at = FIRED, moment
    handler(timer)
    return True


def _try_again(timer: Timer, trouble: Exception, moment: datetime) -> None:
    rows = Timer.objects.filter(pk=timer.pk)
    if _is_held_by_others(trouble):
        rows.update(next_try=moment + BUSY)
        return
    rows.update(
        next_try=moment + delay(timer.attempts + 1),
        attempts=F("attempts") + 1,
        last_error=failure(f"timer {timer.kind} {timer.pk}", trouble),
    )


def _is_held_by_others(trouble: Exception) -> bool:
    state = getattr(trouble.__cause__, "sqlstate", None)
    return isinstance(trouble, OperationalError) and state in _HELD_BY_OTHERS
