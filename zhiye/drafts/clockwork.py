"""What comes round by itself with drafts."""

from datetime import datetime, time

from zhiye.drafts import commands
from zhiye.kernel.ids import new_id
from zhiye.timers.slots import CHORES, CLOCK


@CHORES.register(20, "drafts.forget", at=time(3, 20))
def forget(now: datetime) -> int:
    """Drafts that nobody answered in time go."""
    return int(commands.forget(CLOCK, op=new_id())) if commands.expired().exists() else 0
