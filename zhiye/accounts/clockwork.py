"""What comes round by itself with log-ins."""

from datetime import datetime, time

from django.contrib.sessions.models import Session

from zhiye.timers.slots import CHORES


@CHORES.register(10, "accounts.sessions", at=time(3, 10))
def clear_sessions(now: datetime) -> int:
    """Log-ins that have ended leave the table."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
