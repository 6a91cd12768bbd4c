"""Conditions by which a room's rows fall into a period."""

from typing import Any

from django.db.models import DateField, Func, Q

from zhiye.figures.periods import Period


class DayBefore(Func):
    """The day before a day, reckoned by the database itself: on SQLite Django would ask Python for every row."""

    template, output_field = "(%(expressions)s - 1)", DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """As SQLite takes it."""
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '-1 day')", **more)


def on_days(field: str, period: Period) -> Q:
    """Rows whose day ``field`` lies in the period."""
    return Q(**{f"{field}__gte": period.first, f"{field}__lte": period.last})


def at_moments(field: str, period: Period) -> Q:
    """Rows whose moment ``field`` lies in the period, by the clock on the wall here."""
    start, end = period.moments
    return Q(**{f"{field}__gte": start, f"{field}__lt": end})
