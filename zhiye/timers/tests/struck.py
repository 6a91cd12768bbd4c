"""Real workers on a database of their own, killed with kill -9: for the test and for the bench.

Runs in a process of its own (``HOW``): it forks workers, and its database is not the suite's.
"""

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connections

from zhiye.audit import log
from zhiye.audit.models import AuditEntry
from zhiye.cli.main import main as zhiye
from zhiye.cli.ready import make_ready
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.ids import new_id
from zhiye.timers import slots
from zhiye.timers.models import ARMED, FIRED, Timer

HOW = "import django; django.setup(); from zhiye.timers.tests import struck; struck.main({kills}, {timers}, {seed})"
KIND, WRITE = "timers.struck", "timers.write"


def register() -> Callable[..., None]:
    """The handler runs a command that leaves one trace a timer: what is counted afterwards.

    Answers another small command, as a page would run it. Only here, so that the house's registry stays its own.
    """

    @command(KIND, "到点了")
    def strike(by: Actor, *, timer: Timer) -> None:
        by.require("machine.run")
        log.write(by, KIND, timer, timer.path)

    @command(WRITE, "写了一笔")
    def write(by: Actor) -> None:
        by.require("machine.run")
        log.write(by, WRITE, Timer(kind=KIND), "")

    slots.on(KIND, lambda timer: strike(slots.CLOCK, timer=timer, op=new_id()))
    return write


def forget() -> None:
    """Begin anew."""
    AuditEntry.objects.filter(action__in=[KIND, WRITE]).delete()
    Timer.objects.filter(kind=KIND).delete()


def arm(count: int, first: datetime, within: timedelta) -> None:
    """Timers, evenly spread from ``first`` on."""
    moments = [first + within * n / count for n in range(count)]
    Timer.objects.bulk_create(
        [Timer(kind=KIND, subject=new_id(), due=due, next_try=due) for due in moments], batch_size=500
    )


def worker() -> int:
    """A worker in a process of its own; answers its id."""
    connections.close_all()
    parent = os.getpid()
    if child := os.fork():
        return child
    try:
        zhiye(["worker", "--beside", str(parent)])
    finally:
        os._exit(0)


def armed() -> int:
    """How many have not fired yet."""
    return Timer.objects.filter(kind=KIND, state=ARMED).count()


def end(child: int, how: int = signal.SIGKILL) -> None:
    """Kill the worker and wait until it is gone."""
    os.kill(child, how)
    os.waitpid(child, 0)


def finish(child: int, patience: float = 300) -> None:
    """Wait until nothing is due any more, then end the worker in peace."""
    _wait(lambda: not armed(), patience, pause=0.25)
    end(child, signal.SIGTERM)


def _wait(came: Callable[[], bool], patience: float = 30, pause: float = 0.01) -> None:
    until = time.monotonic() + patience
    while not came():
        if time.monotonic() > until:
            raise TimeoutError("the worker does not fire")
        time.sleep(pause)


def told() -> dict[str, Any]:
    """How often each timer's command was done."""
    done = Counter(AuditEntry.objects.filter(action=KIND).values_list("subject_id", flat=True))
    timers = set(Timer.objects.filter(kind=KIND).values_list("pk", flat=True))
    return {
        "timers": len(timers),
        "fired": Timer.objects.filter(kind=KIND, state=FIRED).count(),
        "missed": len(timers - set(done)),
        "double": sum(1 for count in done.values() if count > 1),
        "strange": len(set(done) - timers),
    }


def kill_again_and_again(kills: int, seed: int) -> list[int]:
    """Kill a worker at random points; answers how many timers were left each time."""
    random, left = Random(seed), []
    for _n in range(kills):
        before, child = armed(), worker()
        _wait(lambda before=before: armed() < before)  # type: ignore[misc]
        time.sleep(random.uniform(0, 0.15))
        end(child)
        left.append(armed())
    return left


def main(kills: int, timers: int, seed: int) -> None:
    """Arm, kill a worker so often at random points, let the last one finish; prints what came of it as JSON."""

    make_ready()
    register()
    arm(timers, clock.now() - timedelta(seconds=1), timedelta(0))
    left = kill_again_and_again(kills, seed)
    finish(worker())
    print(json.dumps(told() | {"left": left}))
