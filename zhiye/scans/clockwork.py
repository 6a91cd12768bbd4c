"""What comes round by itself with photos."""

from datetime import datetime, time

from zhiye.kernel.ids import new_id
from zhiye.scans import commands
from zhiye.timers.slots import CHORES, CLOCK


@CHORES.register(30, "scans.forget", at=time(3, 30))
def forget(now: datetime) -> int:
    """Photos that no note came for go."""
    return int(commands.forget(CLOCK, op=new_id())) if commands.stale().exists() else 0
