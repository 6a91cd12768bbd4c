"""The morning digest: once a working day, for those who have a channel of their own and want it, counts only."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from zhiye.accounts.actor import UserActor
from zhiye.notices import hours, slots
from zhiye.notices.models import DIGEST, DROPPED, WAITING, Channel, Notice
from zhiye.workdays.calendar import is_workday


def make_digests(now: datetime) -> int:
    """Write today's digests when it is time; answers how many will be sent. Nothing waits: nothing is sent.

    The row is written either way, so that a thing that comes up at ten makes no late digest.
    """
    day = timezone.localdate(now)
    if not is_workday(day) or not hours.is_digest_time(now, hours.hours_on(day, settings.REGION)):
        return 0
    key = f"notices.digest:{day.isoformat()}"
    done = Notice.objects.filter(key=key, kind=DIGEST).values("to")
    wanted = Channel.objects.filter(ended_at=None, digest=True, user__is_active=True).exclude(user__in=done)
    return sum(_make(channel, key, now) for channel in wanted.select_related("user"))


def _make(channel: Channel, key: str, now: datetime) -> int:
    assert channel.user is not None  # groups have no user and were not asked for
    count = sum(slots.DIGEST.collect(UserActor(channel.user)))
    told = {"kind": DIGEST, "url": reverse("today"), "count": count, "at": now, "not_before": now}
    told |= {"state": WAITING, "next_try": now} if count else {"state": DROPPED}
    _notice, new = Notice.objects.get_or_create(to=channel.user, key=key, defaults=told)
    return int(new and count > 0)
