"""Old notices go: what was told to whom is no history of anybody."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from zhiye.notices.hours import hours_on
from zhiye.notices.models import Channel, Notice


def clear_old(now: datetime) -> int:
    """Delete notices, and channels that were taken away, of more than ``kept_days`` ago; answers how many rows."""
    limit = kept_since(now)
    gone, _tables = Notice.objects.filter(at__lt=limit).delete()
    ended, _tables = Channel.objects.filter(ended_at__lt=limit).delete()
    return gone + ended


def kept_since(now: datetime) -> datetime:
    """The moment from which on notices are kept."""
    return now - timedelta(days=hours_on(timezone.localdate(now), settings.REGION).kept_days)
