"""What comes round by itself with notices. None of it runs inside a transaction."""

from datetime import datetime, time, timedelta

from zhiye.notices.clearing import clear_old
from zhiye.notices.digests import make_digests
from zhiye.notices.sending import send_due
from zhiye.timers.slots import CHORES


@CHORES.register(10, "notices.digest", every=timedelta(minutes=1))
def digest(now: datetime) -> int:
    """The morning digest, once a working day."""
    return make_digests(now)


@CHORES.register(11, "notices.send", every=timedelta(seconds=10))
def send(now: datetime) -> int:
    """What waits in the outbox."""
    return send_due(now)


@CHORES.register(31, "notices.clear", at=time(3, 40))
def clear(now: datetime) -> int:
    """Old notices and the addresses of channels that were taken away go."""
    return clear_old(now)
