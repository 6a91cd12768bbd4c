"""A stretch of days, as figures and exports are asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and with another."""

    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Its beginning and its end as moments."""
        start = timezone.make_aware(datetime.combine(self.first, time(0)))
        return start, timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time(0)))


def month_of(day: date) -> Period:
    """From the first of its month to the last."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first, following - timedelta(days=1))
