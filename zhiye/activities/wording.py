"""The words for what is told of an activity: labels of its fields, its day and hours, its counts."""

from collections.abc import Mapping

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.activities.kinds import TALLIES
from zhiye.activities.models import Activity

LABELS = {
    "title": gettext_lazy("叫什么"),
    "on": gettext_lazy("哪一天"),
    "person_times": gettext_lazy("来了多少人次"),
    "households": gettext_lazy("多少户"),
    "starts": gettext_lazy("几点开始"),
    "ends": gettext_lazy("几点结束"),
    "where": gettext_lazy("在哪里"),
    "place": gettext_lazy("在哪里"),
    "place_words": gettext_lazy("在哪里"),
    "organiser": gettext_lazy("谁牵头"),
    "partner": gettext_lazy("和谁一起办"),
    "heading": gettext_lazy("算在哪一方面"),
    "series": gettext_lazy("和哪些算一个系列"),
    "note": gettext_lazy("还要记一句"),
    "decided": gettext_lazy("商量定了什么"),
}


def label(field: str) -> str:
    """The words for a field or a tally."""
    return TALLIES[field].name if field in TALLIES else str(LABELS.get(field, field))


def hours(activity: Activity) -> str:
    """14:00–15:30, 14:00 起, or nothing."""
    if activity.starts and activity.ends:
        return f"{activity.starts:%H:%M}–{activity.ends:%H:%M}"
    if activity.starts:
        return _("%(hour)s 起") % {"hour": f"{activity.starts:%H:%M}"}
    return ""


def weekday(activity: Activity) -> str:
    """星期四."""
    return str(WEEKDAYS[activity.on.weekday()])


def where(activity: Activity) -> str:
    """The door, the place's name, or the words for it."""
    if activity.place is not None:
        return activity.place.spoken
    return activity.place_words


def counted(person_times: int | None, tallies: Mapping[str, int]) -> str:
    """23 人次，代下单 14 单; "" where nothing was counted."""
    told = [] if person_times is None else [_("%(n)d 人次") % {"n": person_times}]
    told += [
        f"{TALLIES[code].name} {count} {TALLIES[code].unit_name}"
        for code, count in tallies.items()
        if code in TALLIES
    ]
    return "，".join(told)
