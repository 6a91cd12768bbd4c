"""The tickets of a period as rows for figures."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from zhiye.cases.leave import committees_of
from zhiye.cases.models import Reply
from zhiye.figures.counting import COUNT, count, figure_of
from zhiye.figures.periods import Period
from zhiye.hotline.limits import contact_by
from zhiye.hotline.models import Thanks
from zhiye.hotline.permissions import VIEW
from zhiye.hotline.queries.tickets import seen_tickets
from zhiye.hotline.rates import Row
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within

_COLUMNS = (
    *(
        "pk",
        "kind",
        "came_ended",
        "answered_on",
        "case_id",
        "case__state",
        "case__nature",
        "case__received_at",
    ),
    *("case__contacted_at", "case__due_at", "case__closed_on", "when"),
)


def period_rows(actor: Actor, period: Period) -> list[Row]:
    """The tickets that were received in the period, newest first."""
    start, end = period.moments
    when = Coalesce("received_at", "taken_at")
    tickets = seen_tickets(actor).annotate(when=when).filter(when__gte=start, when__lt=end)
    values = list(tickets.order_by("-when", "-pk").values(*_COLUMNS))
    answers = _answers(actor, tickets.values("case_id"))
    limit = cache(contact_by)
    return [_row(one, answers.get(one["case_id"], ("", "")), limit) for one in values]


def received_count(actor: Actor, period: Period) -> int:
    """How many tickets came in the period as reports count them, those that the actor may not open among them."""
    tickets = figure_of("hotline.tickets")
    return sum(count(actor, tickets, place, period) for place in committees_of(actor, COUNT))


def praise_count(actor: Actor, period: Period) -> int:
    """How many thanks came in the period."""
    rows = Thanks.objects.filter(within("path", actor.scope(VIEW)), withdrawn_at=None)
    return rows.filter(Q(on__gte=period.first) & Q(on__lte=period.last)).count()


def _answers(actor: Actor, cases: Any) -> dict[Any, tuple[str, str]]:
    """What each caller said last: solved, satisfied."""
    found: dict[Any, tuple[str, str]] = {}
    said = Reply.objects.filter(case__in=cases, undone_at=None, reached=True)
    for case_id, solved, satisfied in said.order_by("id").values_list("case_id", "solved", "satisfied"):
        was = found.get(case_id, ("", ""))
        found[case_id] = (solved or was[0], satisfied or was[1])
    return found


def _row(
    told: dict[str, Any], answer: tuple[str, str], limit: Callable[[datetime, str], datetime | None]
) -> Row:
    due = told["case__due_at"]
    return Row(
        id=told["pk"],
        kind=told["kind"],
        state=told["case__state"],
        received=timezone.localtime(told["when"]).date(),
        contacted_at=told["case__contacted_at"],
        contact_by=limit(told["case__received_at"], told["case__nature"]),
        due=timezone.localtime(due).date() if due else None,
        ended_on=told["answered_on"] or told["case__closed_on"],
        came_ended=told["came_ended"],
        end_known=not told["came_ended"] or told["answered_on"] is not None,
        solved=answer[0],
        satisfied=answer[1],
    )
