"""What tickets are counted as: how many came, of which kind, thanks apart, and the rates of data/formulas.toml.

The page of the hotline reckons the same rates from rows (``rates.py``); a test holds both together.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zhiye.cases.models import Case, Reply
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.workflow import CLOSED, MERGED, RETURNED, SOLVED, WORDS
from zhiye.figures.chosen import KeyIn
from zhiye.figures.conditions import at_moments, on_days
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Rate, Sentence, register
from zhiye.hotline.limits import contact_by
from zhiye.hotline.models import KINDS, Thanks, Ticket
from zhiye.hotline.permissions import VIEW
from zhiye.hotline.rates import BOTTOM, FORMULAS, TOP, Formula
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.places.models import Place

CONSULT, YES = "consult", "yes"
Found = Callable[[Period], QuerySet[Any, Any]]


def tickets(period: Period) -> QuerySet[Ticket]:
    """Tickets by the moment they were received; without one, that they were written down here."""
    rows = Ticket.objects.filter(case__withdrawn_at=None).annotate(when=Coalesce("received_at", "taken_at"))
    return rows.filter(at_moments("when", period))


def of_kind(kind: str) -> Found:
    """Those of a kind."""

    def found(period: Period) -> QuerySet[Ticket]:
        return tickets(period).filter(kind=kind)

    return found


def thanks(period: Period) -> QuerySet[Thanks]:
    """Praise."""
    return Thanks.objects.filter(on_days("on", period), withdrawn_at=None)


def asked(period: Period) -> QuerySet[Any, Any]:
    """Tickets of which the caller said whether it is solved; ``last`` is what they said last."""
    return _said(_ours(period).exclude(kind=CONSULT), "solved")


def solved(period: Period) -> QuerySet[Any, Any]:
    """Those of them that are solved."""
    return asked(period).filter(last=SOLVED)


def satisfaction_told(period: Period) -> QuerySet[Any, Any]:
    """Tickets of which the caller said how content they are."""
    return _said(_ours(period), "satisfied")


def satisfied(period: Period) -> QuerySet[Any, Any]:
    """Those of them whose caller is content."""
    return satisfaction_told(period).filter(last=YES)


def ended(period: Period) -> QuerySet[Ticket]:
    """Tickets with a limit that are over, as far as it is known when."""
    known = Q(came_ended=False) | Q(answered_on__isnull=False)
    return _ours(period).filter(known, case__state__in=CLOSED, case__due_at__isnull=False)


def ended_in_time(period: Period) -> QuerySet[Ticket]:
    """Those of them that were over on the last day or before."""
    rows = ended(period).annotate(ended_on=Coalesce("answered_on", "case__closed_on"))
    return rows.filter(case__due_at__date__gte=F("ended_on"))


def to_contact(period: Period) -> QuerySet[Ticket]:
    """Tickets whose caller was reached, or should have been by now."""
    rows = _ours(period).filter(came_ended=False)
    now = clock.now()
    due = [pk for pk, by, _reached in _limits(rows.filter(case__contacted_at=None)) if by and by <= now]
    return rows.filter(Q(case__contacted_at__isnull=False) | Q(KeyIn(due)))


def contacted_in_time(period: Period) -> QuerySet[Ticket]:
    """Those of them whose caller was reached in time."""
    reached = _ours(period).filter(came_ended=False, case__contacted_at__isnull=False)
    late = [pk for pk, by, at in _limits(reached) if by and at > by]
    return reached.filter(~Q(KeyIn(late)))


def _ours(period: Period) -> QuerySet[Ticket]:
    """Neither given back nor joined to another one."""
    return tickets(period).exclude(case__state__in=(RETURNED, MERGED))


def _said(rows: QuerySet[Ticket], field: str) -> QuerySet[Any, Any]:
    answers = Reply.objects.filter(case=OuterRef("case"), undone_at=None, reached=True).exclude(**{field: ""})
    last = answers.order_by("-id").values(field)[:1]
    return rows.filter(Exists(answers)).annotate(last=Subquery(last))


def _limits(rows: QuerySet[Ticket]) -> list[tuple[Any, Any, Any]]:
    """Each one's key, by when its caller is to be reached, when that was. Rules tell working hours, SQL cannot."""
    limit = cache(contact_by)
    told = rows.values_list("pk", "case__received_at", "case__nature", "case__contacted_at")
    return [(pk, limit(received, nature), reached) for pk, received, nature, reached in told]


_ROWS: dict[str, tuple[Found, Found]] = {
    "response": (contacted_in_time, to_contact),
    "solved": (solved, asked),
    "satisfied": (satisfied, satisfaction_told),
    "in_time": (ended_in_time, ended),
}


def seen(actor: Actor) -> Q:
    """Tickets whose matter the actor may open."""
    if not actor.may(VIEW):
        return Q(pk__in=[])
    return cases_seen(actor, "case__")


def thanks_seen(actor: Actor) -> Q:
    """Praise of the places where the actor works."""
    return within("path", actor.scope(VIEW))


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Tickets by number and title, under the day they came."""
    cases = Case.objects.in_bulk([row.case_id for row in rows])
    doors = dict(
        Place.objects.filter(path__in=[one.path for one in cases.values()]).values_list("path", "door")
    )
    return [_line(row, cases[row.case_id], doors) for row in rows]


def thanks_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Praise in its words."""
    return [
        Line(one.on, one.words[:60], one.official_no, url=reverse("hotline-thanks", args=[one.pk]))
        for one in rows
    ]


def _line(ticket: Ticket, case: Case, doors: dict[str, str]) -> Line:
    return Line(
        timezone.localtime(ticket.received_at or ticket.taken_at).date(),
        f"{ticket.official_no or case.number} {case.title}",
        doors.get(case.path, ""),
        f"{ticket.get_kind_display()} · {WORDS[case.state]}",
        reverse("cases-detail", args=[case.pk]),
    )


def _tickets(code: str, name: Any, rule: Any, found: Found, heading: str = "") -> Figure:
    return Figure(
        f"hotline.{code}", name, "ticket", rule, found, seen, lines,
        path="case__path", day="when", reference="case__number", heading=heading,
    )  # fmt: skip


def _kind(code: str, name: Any) -> Figure:
    rule = gettext_lazy("这段日子里收到的这一类工单；退回的、并到另一件的也算收到过，表扬不算。")
    return _tickets(f"kind.{code}", name, rule, of_kind(code))


def _formula(one: Formula) -> tuple[Figure, Figure, Rate]:
    """What stands above the line, what below, and the rate, with the words of the formula."""
    top, bottom = (f"{one.code}.{part}" for part in (TOP, BOTTOM))
    above, below = _ROWS[one.code]
    return (
        _tickets(top, one.top, f"{one.top}。{one.why}。", above),
        _tickets(bottom, one.bottom, f"{one.bottom}。{one.why}。", below),
        Rate(
            f"hotline.{one.code}", one.name, f"hotline.{top}", f"hotline.{bottom}",
            f"{one.top} ÷ {one.bottom}。{one.why}。{one.source}",
        ),
    )  # fmt: skip


register(
    _tickets(
        "tickets", gettext_lazy("收到的12345工单"),
        gettext_lazy("这段日子里收到的工单；退回的、并到另一件的也算收到过，表扬不算。"),
        tickets, "difficulties",
    ),
    *(_kind(code, name) for code, name in KINDS),
    Figure(
        "hotline.thanks", gettext_lazy("收到的表扬"), "thanks",
        gettext_lazy("这段日子里收到的表扬；记错撤掉的不算，不算在任何比率里。"), thanks, thanks_seen, thanks_lines,
    ),
    *(piece for one in FORMULAS.values() for piece in _formula(one)),
    Sentence(
        300,
        gettext_lazy("[收到12345工单 {hotline.tickets}；][另有表扬 {hotline.thanks}]。"),
        heading="difficulties",
    ),
    Sentence(
        310,
        gettext_lazy(
            "12345工单：[响应率 {hotline.response}，][解决率 {hotline.solved}，][满意率 {hotline.satisfied}，]"
            "[按时办结率 {hotline.in_time}，]。"
        ),
        heading="difficulties",
    ),
)  # fmt: skip
