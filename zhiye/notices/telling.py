"""Telling a colleague something, from inside a running command: the row stands or falls with what it tells about."""

import re

from django.conf import settings

from zhiye.accounts.models import User
from zhiye.kernel import clock, running
from zhiye.kernel.errors import HouseFault
from zhiye.notices import hours
from zhiye.notices.models import GIVEN, LOOK, Notice
from zhiye.places.models import Place

# Ids and words of our own addresses. A question mark could carry a name somebody searched for.
_PATH = re.compile(r"(/[A-Za-z0-9_-]+)*/?(#[A-Za-z0-9_-]+)?")


def tell(
    user: User, kind: str, *, key: str, url: str = "", count: int = 1, place: Place | None = None
) -> Notice | None:
    """Put a notice for ``user`` into the outbox: ``look`` (要去看看, now) or ``given`` (派给您一件事).

    The same ``key`` twice for one colleague is once; the answer is then the first one. ``url`` is the path of the page
    where it is done, ``place`` the place it is about (its committee's group is told when the colleague has no channel).
    None for somebody whose account is shut. No leave is asked: the command that runs has done so.
    """
    if running.current() is None:
        raise HouseFault("tell from inside a command, so that nobody is told what was rolled back")
    if kind not in (LOOK, GIVEN):
        raise ValueError(f"{kind!r}: tell either {LOOK!r} or {GIVEN!r}; the digest is made by itself")
    if not _PATH.fullmatch(url):
        raise ValueError(f"{url!r} is no plain path of ours")
    if not user.is_active:
        return None
    moment = clock.now()
    rules = hours.hours_on(clock.today(), settings.REGION)
    start = moment if kind == LOOK else hours.out_of_quiet(moment, rules)
    told = {"kind": kind, "url": url, "count": count, "place": place, "at": moment}
    notice, _new = Notice.objects.get_or_create(
        to=user, key=key, defaults=told | {"not_before": start, "next_try": start}
    )
    return notice
