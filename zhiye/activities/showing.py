"""Activities as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhiye.activities import queries
from zhiye.activities.models import Activity
from zhiye.activities.wording import counted, hours, weekday, where
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor


@dataclass(frozen=True)
class Row:
    """One activity in a list."""

    activity: Activity
    weekday: str
    where: str
    hours: str
    counted: str
    planned: bool


def rows(actor: Actor, found: Sequence[Activity]) -> list[Row]:
    """Each with its counts; one question for all."""
    besides, today = queries.tallies(actor, found), clock.today()
    return [
        Row(
            one,
            weekday(one),
            where(one),
            hours(one),
            counted(one.person_times, besides.get(one.pk, {})),
            one.on > today,
        )
        for one in found
    ]


def activity_url(activity: Any) -> str:
    """The page of an activity."""
    return reverse("activities-detail", args=[activity.pk])


def told_line(activity: Activity, count: str) -> str:
    """书法班，23 人次."""
    return f"{activity.title}，{count}" if count else activity.title
