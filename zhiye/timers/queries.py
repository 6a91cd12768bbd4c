"""What goes wrong with the clock, for whoever keeps the machine."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Forbidden
from zhiye.timers.models import ARMED, ChoreRun, Timer

STUCK_AFTER = 3  # failures: twice may be a colleague's import, or a restart
LATE_AFTER = timedelta(minutes=10)
MACHINE = "machine.run"
KILLED = "killed"  # begun again and again, and nothing was raised


@dataclass(frozen=True)
class Trouble:
    """Failing kinds with their error and how many; due timers that nobody looks at; failing chores with error."""

    failing: dict[tuple[str, str], int]
    late: int
    chores: list[tuple[str, str]]


def trouble(actor: Actor) -> Trouble:
    """What is stuck. Raises Forbidden for whoever does not keep the machine."""
    if not actor.may(MACHINE):
        raise Forbidden(MACHINE)
    armed = Timer.objects.filter(state=ARMED)
    failing = armed.filter(attempts__gte=STUCK_AFTER).values_list("kind", "last_error")
    late = armed.filter(next_try__lt=clock.now() - LATE_AFTER).count()
    chores = ChoreRun.objects.filter(attempts__gte=STUCK_AFTER).values_list("name", "last_error")
    return Trouble(dict(Counter(failing)), late, [(name, error or KILLED) for name, error in chores])
