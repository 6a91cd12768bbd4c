"""Who was wrong too often, kept in a table of its own: the cache forgets what it has no room for.

Nothing here is a command and nothing leaves a trace: that somebody knocked is not to be remembered of anybody.
Addresses stand in it as keyed fingerprints, for days.
"""

import ipaddress
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest

from zhiye.kernel import clock, sealing
from zhiye.portal.limits import WRONG
from zhiye.portal.models import Barrier
from zhiye.portal.tries import Rule, Tally, counted

T = TypeVar("T")
KEPT = timedelta(days=30)  # longer than the longest lock and the quiet after it


def address_of(request: HttpRequest) -> str:
    """The visitor's address as a fingerprint; of IPv6 the network, which one household shares."""
    text = str(get_adapter().get_client_ip(request))
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return sealing.blind_index(f"portal {text}")
    if address.version == 6:
        text = str(ipaddress.ip_network(f"{text}/64", strict=False))
    return sealing.blind_index(f"portal {text}")


def guards_of_door(address: str, code_id: UUID, committee_id: UUID) -> dict[str, Rule]:
    """What a try at a door must pass: the asker's address, the door, the whole committee."""
    return {
        f"c:{committee_id.hex}": WRONG["committee"],
        f"d:{code_id.hex}": WRONG["door"],
        address: WRONG["address"],
    }


def guards_of_slip(address: str, receipt_id: UUID) -> dict[str, Rule]:
    """The same for a slip, whose code is already more than anybody guesses."""
    return {f"s:{receipt_id.hex}": WRONG["slip"], address: WRONG["address"]}


def attempt(guards: Mapping[str, Rule], check: Callable[[], T | None]) -> T | None:
    """What ``check`` finds, unless one of ``guards`` is shut: that answers None too, and is not told apart.

    A try is counted before anybody else may try: many at once count as many.
    """
    now = clock.now()
    if any(_tally(row).is_shut(now) for row in Barrier.objects.filter(key__in=guards)):
        return None  # without a lock and without writing: a flood costs one question
    with transaction.atomic():
        rows = [_held(key, now) for key in sorted(guards)]
        if any(_tally(row).is_shut(now) for row in rows):
            return None
        found = check()
        if found is None:
            for row in rows:
                _keep(row, counted(_tally(row), guards[row.key], now), now)
        return found


def count_up(key: str, window: timedelta) -> int:
    """One more of what ``key`` stands for; how many there were in this window. Inside a command's transaction."""
    now = clock.now()
    row = _held(key, now)
    fresh = row.since is None or now - row.since >= window
    tally = Tally(1, now) if fresh else Tally(row.count + 1, row.since)
    _keep(row, tally, now)
    return tally.count


def is_too_much(key: str, window: timedelta, most: int) -> bool:
    """One more of what ``key`` stands for, in a transaction of its own; whether that is more than ``most``."""
    with transaction.atomic():
        return count_up(key, window) > most


def is_troubled(committee_id: UUID) -> datetime | None:
    """Until when numbers of this committee are not looked up, because somebody guesses; None when they are."""
    row = Barrier.objects.filter(key=f"c:{committee_id.hex}").first()
    return row.shut_until if row is not None and _tally(row).is_shut(clock.now()) else None


def clear(now: datetime) -> int:
    """Rows that nobody touched for longer than any lock lasts."""
    return Barrier.objects.filter(touched_at__lt=now - KEPT).delete()[0]


def _held(key: str, now: datetime) -> Barrier:
    Barrier.objects.get_or_create(key=key, defaults={"touched_at": now})
    return Barrier.objects.select_for_update().get(key=key)


def _tally(row: Barrier) -> Tally:
    return Tally(row.count, row.since, row.level, row.shut_until)


def _keep(row: Barrier, tally: Tally, now: datetime) -> None:
    row.count, row.since, row.level, row.shut_until = tally.count, tally.since, tally.level, tally.shut_until
    row.touched_at = now
    row.save()
