"""What activities put on 今天: one quiet line about yesterday for who writes it. Never a quota: tomorrow it is gone."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.activities import queries
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.ui.today import CARDS, Card, TodayRow

ORDER = 49  # after everything else
MOST = 2


@CARDS.register(90, "activities")
def not_noted_yet(actor: Actor) -> Card | None:
    """昨天的书法班还没记，记一下？"""
    found = queries.missed_yesterday(actor, MOST)
    yesterday = clock.today() - timedelta(days=1)
    rows = []
    for one in found:
        planned = one.on == yesterday
        url = (
            reverse("activities-edit", args=[one.pk])
            if planned
            else f"{reverse('activities-new')}?from={one.pk}"
        )
        what = _("昨天来了多少人，写一下？") if planned else _("昨天的还没记，记一下？")
        rows.append(TodayRow(ORDER, one.series, "", what, url, clock.today()))
    return Card(rows, len(rows)) if rows else None
