"""Chores come round: each at its own interval, one after the other; when each was last done outlives a restart."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F

from zhiye.kernel import clock
from zhiye.timers.firing import delay, failure
from zhiye.timers.models import ChoreRun
from zhiye.timers.slots import CHORES, Chore

SELDOM = timedelta(minutes=10)  # between two tries of a frequent chore that keeps failing, at most


def run_due(now: datetime, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Do the chores that are due at ``now``; answers how many went well. One that fails does not stop the others."""
    runs = {run.name: run for run in ChoreRun.objects.all()}
    done = 0
    for chore in CHORES.entries:
        if stop():
            break
        run = runs.get(chore.name) or _first_run(chore, now)
        if run.next_at <= now and _is_taken(chore, run, now):
            done += _do(chore, now)
    return done


def _first_run(chore: Chore, now: datetime) -> ChoreRun:
    run, _made = ChoreRun.objects.get_or_create(name=chore.name, defaults={"next_at": chore.first(now)})
    return run


def _is_taken(chore: Chore, run: ChoreRun, now: datetime) -> bool:
    """Whether it is ours to do: another machine's worker may have been quicker.

    Should this process be killed over it, it is tried again after a while, so that timers get their turn.
    """
    soon = now + min(delay(run.attempts + 1), max(chore.every, SELDOM))
    same = ChoreRun.objects.filter(name=chore.name, next_at=run.next_at)
    return bool(same.update(next_at=soon, began_at=now, attempts=F("attempts") + 1))


def _do(chore: Chore, now: datetime) -> bool:
    try:
        answer = chore.function(now)
    except Exception as trouble:
        ChoreRun.objects.filter(name=chore.name).update(last_error=failure(f"chore {chore.name}", trouble))
        return False
    moment = max(now, clock.now())
    ChoreRun.objects.filter(name=chore.name).update(
        next_at=max(chore.after(now), moment), done_at=moment, answer=answer, attempts=0, last_error=""
    )
    return True
