"""What the clock asks of somebody today: matters whose time runs out, calls to be made, extensions to agree to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from zhiye.cases import timing
from zhiye.cases.models import ASKED, MOVED, Case, Escalation, Extension, Step
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.workflow import ASKING, OPEN
from zhiye.journal import rings
from zhiye.kernel.actor import Actor

LOOKED_THROUGH = 200  # matters of one colleague of which first contacts and call-backs are reckoned


@dataclass(frozen=True)
class Waiting:
    """A matter and the moment that it waits for."""

    case: Case
    due: datetime


def running_out(actor: Actor, until: date, most: int) -> tuple[list[Case], int]:
    """Matters in the actor's hands whose deadline lies on that day or before, soonest first; and how many in all."""
    rows = _in_hand(actor).filter(due_at__lt=_end_of(until)).order_by("due_at", "id")
    found = list(rows[:most])
    return found, len(found) if len(found) < most else rows.count()


def told_to(actor: Actor, most: int) -> tuple[list[Case], int]:
    """Matters over their time that the clock told the actor about, in the hands of others; whatever the actor may
    see of them. For whoever may not see them they are a number and a committee."""
    mine = rings.writer_of(actor)
    told = Escalation.objects.filter(told=mine, due_at=F("case__due_at"), step__startswith=timing.OVERDUE)
    standing = Case.objects.filter(pk__in=told.values("case_id"), state__in=OPEN, withdrawn_at=None)
    rows = standing.exclude(owner=mine).exclude(level="street").order_by("due_at", "id")
    found = list(rows.select_related("place", "owner", "committee")[:most])
    return found, len(found) if len(found) < most else rows.count()


def to_contact(actor: Actor, until: date) -> list[Waiting]:
    """Matters in the actor's hands whose bringer is to be reached for the first time by that day, soonest first."""
    rows = _in_hand(actor).filter(contacted_at=None).exclude(source="desk").order_by("received_at")
    found = [(case, timing.limits_of(case).contact_by(case.received_at)) for case in rows[:LOOKED_THROUGH]]
    return _by(until, found)


def calls_due(actor: Actor, until: date) -> list[Waiting]:
    """Of the matters in the actor's hands that wait for the resident's answer those to be asked about by that day,
    soonest first. Where the rules name no day, from the day on which the matter came to wait."""
    found = _asking(Case.objects.filter(cases_seen(actor), owner=rings.writer_of(actor)), LOOKED_THROUGH)
    return _by(until, [(row.case, row.due) for row in found])


def to_call_back(actor: Actor, most: int) -> tuple[list[Waiting], int]:
    """All matters that wait for the resident's answer, the longest wait first, at most ``most``; and how many."""
    rows = Case.objects.filter(cases_seen(actor))
    found = _asking(rows, most)
    return found, len(found) if len(found) < most else rows.filter(state=ASKING).count()


def to_agree(actor: Actor, most: int) -> list[Extension]:
    """Extensions that the actor was asked to agree to and that still matter, oldest first."""
    rows = Extension.objects.filter(
        state=ASKED, approved_by=rings.writer_of(actor), was_due=F("case__due_at"), case__state__in=OPEN
    )
    seen = Case.objects.filter(cases_seen(actor)).values("pk")
    return list(rows.filter(case__in=seen).select_related("case", "case__place", "by").order_by("id")[:most])


def _in_hand(actor: Actor) -> QuerySet[Case]:
    mine = Q(owner=rings.writer_of(actor), state__in=OPEN) & ~Q(level="street")
    return Case.objects.filter(mine, cases_seen(actor)).select_related("place")


def _asking(rows: QuerySet[Case], most: int) -> list[Waiting]:
    """Those that wait for an answer, with the day on which it is to be asked for: one question."""
    steps = Step.objects.filter(case=OuterRef("pk"), state=ASKING, act=MOVED, undone_at=None).order_by("-id")
    asked = rows.filter(state=ASKING).annotate(asked_at=Subquery(steps.values("at")[:1]))
    found = asked.select_related("place", "owner").order_by("asked_at", "id")[:most]
    return [_to_ask(case, getattr(case, "asked_at", None) or case.received_at) for case in found]


def _to_ask(case: Case, asked: datetime) -> Waiting:
    return Waiting(case, timing.limits_of(case).callback_by(asked) or asked)


def _by(until: date, found: list[tuple[Case, datetime | None]]) -> list[Waiting]:
    end = _end_of(until)
    rows = [Waiting(case, due) for case, due in found if due is not None and due < end]
    return sorted(rows, key=lambda row: (row.due, row.case.pk))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
