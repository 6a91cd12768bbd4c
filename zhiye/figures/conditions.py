"""Conditions by which a room's rows fall into a period."""

from django.db.models import Q

from zhiye.figures.periods import Period


def on_days(field: str, period: Period) -> Q:
    """Rows whose day ``field`` lies in the period."""
    return Q(**{f"{field}__gte": period.first, f"{field}__lte": period.last})


def at_moments(field: str, period: Period) -> Q:
    """Rows whose moment ``field`` lies in the period, by the clock on the wall here."""
    start, end = period.moments
    return Q(**{f"{field}__gte": start, f"{field}__lt": end})
