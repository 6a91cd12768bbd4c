"""How often somebody may be wrong: so many in a stretch of time, then a lock that doubles with each further one.

Pure; the moment is passed in. What keeps a million guesses away from a number of six digits is ``most_wrong``.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rule:
    """``most`` wrong tries in ``window``; then ``first_lock``, doubled up to ``longest_lock``."""

    most: int
    window: timedelta
    first_lock: timedelta
    longest_lock: timedelta

    def lock(self, level: int) -> timedelta:
        """How long the lock of this level lasts."""
        doubled: timedelta = self.first_lock * (1 << min(level - 1, 30))
        return min(doubled, self.longest_lock)

    def calm(self, level: int) -> timedelta:
        """How long it must be quiet after that lock until the level falls by one."""
        return max(self.window, self.lock(level))


@dataclass(frozen=True, slots=True)
class Tally:
    """Wrong tries since ``since`` while open; ``level`` locks so far, the last one until ``shut_until``."""

    count: int = 0
    since: datetime | None = None
    level: int = 0
    shut_until: datetime | None = None

    def is_shut(self, now: datetime) -> bool:
        """Whether nothing is looked at now. Tries meanwhile are not counted: they learn nothing."""
        return self.shut_until is not None and now < self.shut_until


def eased(tally: Tally, rule: Rule, now: datetime) -> Tally:
    """What quiet time has forgiven: a level at a time."""
    level, free = tally.level, tally.shut_until
    while level and free is not None and now >= free + rule.calm(level):
        free += rule.calm(level)
        level -= 1
    return replace(tally, level=level, shut_until=free if level else None) if level != tally.level else tally


def counted(tally: Tally, rule: Rule, now: datetime) -> Tally:
    """The tally after one more wrong try at ``now``, when it was not shut."""
    tally = eased(tally, rule, now)
    if tally.level:
        return _locked(tally.level + 1, rule, now)
    fresh = tally.since is None or now - tally.since >= rule.window
    count = 1 if fresh else tally.count + 1
    if count >= rule.most:
        return _locked(1, rule, now)
    return Tally(count, now if fresh else tally.since)


def most_wrong(rule: Rule, period: timedelta) -> int:
    """An upper bound of the wrong tries that are looked at in ``period``, however they are spread.

    While open: ``most`` a window, and one window more because it need not begin with the period. At level 1 and
    above one try a lock: going up costs at most the doublings to the longest lock, and each further one either a
    longest lock or, after a fall, a window of quiet.
    """
    windows = period // rule.window + 2
    doublings = 0
    while rule.first_lock * 2**doublings < rule.longest_lock:
        doublings += 1
    return rule.most * windows + doublings + 1 + windows


def _locked(level: int, rule: Rule, now: datetime) -> Tally:
    return Tally(0, None, level, now + rule.lock(level))
