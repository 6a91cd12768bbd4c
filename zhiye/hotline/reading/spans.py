"""Stretches of a ticket's text: what was read, where it stood, how sure."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the plain text: from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time of day where one is told."""

    day: date
    at: time | None = None

    def when(self, zone: ZoneInfo, otherwise: time) -> datetime:
        """The moment; at ``otherwise`` where no time is told."""
        return datetime.combine(self.day, self.at or otherwise, zone)


@dataclass(frozen=True, slots=True)
class Within:
    """A stretch of time that was given: so many working days, days or hours."""

    count: int
    unit: str  # workday, day, hour


@dataclass(frozen=True, slots=True)
class Said:
    """One field as read: ``quote`` is exactly ``text[start:end]`` of the ticket; not ``sure`` asks for a look."""

    value: Any
    start: int
    end: int
    quote: str
    sure: bool = True
