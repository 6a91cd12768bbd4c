"""Rows of activities of a period, oldest first."""

from collections.abc import Callable
from typing import Any

from zhiye.activities.kinds import KINDS
from zhiye.activities.leave import visible
from zhiye.activities.models import Activity
from zhiye.figures.periods import read_period
from zhiye.filling.known.row import Asked, Row, picked


def activity_rows(asked: Asked) -> list[Row]:
    """One row an activity that was not taken back and has not still to come."""
    period = read_period(asked.wanted.period)
    if period is None:
        return []
    rows = Activity.objects.filter(
        visible(asked.actor),
        committee=asked.committee,
        on__gte=period.first,
        on__lte=min(period.last, asked.today),
        withdrawn_at=None,
    )
    found = rows.select_related("place").order_by("on", "id")
    names = [code.partition(".")[2] for code in asked.codes if code.startswith("activity.")]
    return [
        Row(
            str(one.pk),
            f"{one.on:%m-%d} {one.title}",
            _place(one),
            {f"activity.{name}": value for name, value in picked(_FUNCTIONS, names, one).items()},
        )
        for one in found
    ]


def _place(activity: Activity) -> str:
    if activity.place is None:
        return activity.place_words
    return activity.place.door or activity.place.name


def _hours(activity: Activity) -> str:
    ends = f"-{activity.ends:%H:%M}" if activity.ends else ""
    return f"{activity.starts:%H:%M}{ends}" if activity.starts else ""


_FUNCTIONS: dict[str, Callable[[Activity], Any]] = {
    "on": lambda one: one.on,
    "hours": _hours,
    "title": lambda one: one.title,
    "kind": lambda one: KINDS[one.kind].name if one.kind in KINDS else one.kind,
    "place": _place,
    "person_times": lambda one: one.person_times,
    "households": lambda one: one.households,
    "organiser": lambda one: one.organiser,
    "partner": lambda one: one.partner,
    "note": lambda one: one.note,
    "decided": lambda one: one.decided,
}
CODES = {f"activity.{name}" for name in _FUNCTIONS}
