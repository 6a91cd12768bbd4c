"""When a notice may go out, when it is tried again, when the morning digest is made. No database; moments are aware."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from zhiye.kernel.dated import in_force

DATA = Path(__file__).parent / "data" / "hours.toml"


@dataclass(frozen=True, slots=True)
class Hours:
    """The rules of one day. ``waits`` are minutes between attempts."""

    quiet_from: time
    quiet_until: time
    digest_at: time
    digest_until: time
    waits: tuple[int, ...]
    kept_days: int

    @property
    def attempts(self) -> int:
        """How often a notice is tried before it counts as failed."""
        return len(self.waits) + 1


def hours_on(day: date, region: str = "") -> Hours:
    """The rules in force on ``day``, those of the nearest region (the machine's own by default)."""
    (rule,) = in_force(_entries(), day, region or settings.REGION)
    times = (rule["quiet_from"], rule["quiet_until"], rule["digest_at"], rule["digest_until"])
    return Hours(*times, tuple(rule["waits"]), rule["kept_days"])


def is_quiet(moment: datetime, hours: Hours) -> bool:
    """Whether colleagues are left in peace at ``moment``: from the first time up to, not including, the second."""
    now = _on_the_wall(moment)
    if hours.quiet_from <= hours.quiet_until:
        return hours.quiet_from <= now < hours.quiet_until
    return now >= hours.quiet_from or now < hours.quiet_until


def out_of_quiet(moment: datetime, hours: Hours) -> datetime:
    """``moment`` itself, or the end of the quiet stretch it lies in."""
    if not is_quiet(moment, hours):
        return moment
    local = timezone.localtime(moment)
    end = local.replace(hour=hours.quiet_until.hour, minute=hours.quiet_until.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)


def wait_after(attempt: int, hours: Hours) -> timedelta:
    """How long to wait after the ``attempt``-th attempt (from 1) before the next one."""
    return timedelta(minutes=hours.waits[min(attempt, len(hours.waits)) - 1])


def is_digest_time(moment: datetime, hours: Hours) -> bool:
    """Whether the morning digest is made now."""
    return hours.digest_at <= _on_the_wall(moment) < hours.digest_until


def _on_the_wall(moment: datetime) -> time:
    return timezone.localtime(moment).time()


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(DATA.read_text("utf-8"))["hours"])
