"""What comes round by itself: filled files that nobody needs any more go."""

from datetime import datetime, time

from zhiye.filling.commands import forget
from zhiye.filling.queries import stale
from zhiye.kernel.ids import new_id
from zhiye.timers.slots import CHORES, CLOCK


@CHORES.register(60, "filling.forget", at=time(4, 10))
def forget_old(now: datetime) -> int:
    """Once a night."""
    return int(forget(CLOCK, op=new_id())) if stale(CLOCK) else 0
