"""What comes round by itself: drafts nobody handed in, and what was no report, are forgotten."""

from datetime import datetime, time

from zhiye.kernel.ids import new_id
from zhiye.portal.commands import forget
from zhiye.timers.slots import CHORES, CLOCK


@CHORES.register(45, "portal.forget", at=time(3, 50))
def forget_old(now: datetime) -> int:
    """Once a night."""
    forgotten: int = forget(CLOCK, op=new_id())
    return forgotten
