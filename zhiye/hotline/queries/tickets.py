"""Tickets: one, that of a matter, the list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhiye.audit.models import Look
from zhiye.audit.queries import looks_at
from zhiye.cases.leave import committees_of
from zhiye.cases.models import Case
from zhiye.cases.queries import may_change as may_change_case
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.workflow import RETURNED
from zhiye.hotline.models import Ticket
from zhiye.hotline.permissions import CALLER, EDIT, VIEW
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.places.models import Place

PAGE = 50
SHORTEST = 4  # characters of a number that is looked for
SHOWN_FOR = timedelta(minutes=5)  # how long whoever asked reads who called


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets: of a kind, in a state ("open" for all that are), among some ids."""

    kind: str = ""
    state: str = ""
    ids: tuple[UUID, ...] | None = None


def seen_tickets(actor: Actor) -> QuerySet[Ticket]:
    """All tickets whose matter the actor may see."""
    if not actor.may(VIEW):
        return Ticket.objects.none()
    return Ticket.objects.filter(case__in=Case.objects.filter(cases_seen(actor)))


def ticket(actor: Actor, id_: UUID | str) -> Ticket:
    """The ticket with its matter. Raises NotFound."""
    rows = seen_tickets(actor).select_related("case", "case__place", "case__owner", "committee")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def ticket_of(actor: Actor, case: Case) -> Ticket | None:
    """The ticket of a matter that the caller has been given; None where there is none, or it is not to be seen."""
    if not actor.may(VIEW):
        return None
    return Ticket.objects.filter(case=case).select_related("case", "committee").first()


def known_ticket(actor: Actor, committee: Place, official_no: str) -> Ticket | None:
    """The committee's ticket of that number, unless it was returned; None where none is to be seen."""
    if not official_no:
        return None
    rows = seen_tickets(actor).filter(committee=committee, official_no=official_no, case__withdrawn_at=None)
    return rows.exclude(case__state=RETURNED).select_related("case").first()


def ticket_told(actor: Actor, text: str) -> Ticket | None:
    """The ticket with the number that was typed, whatever became of it; None where none is to be seen."""
    number = "".join(text.replace("\0", "").split()).upper()  # PostgreSQL keeps no NUL
    if not actor.may(VIEW) or len(number) < SHORTEST or not any(sign.isdecimal() for sign in number):
        return None
    return (
        seen_tickets(actor)
        .filter(official_no__iexact=number)
        .select_related("case__place", "case__owner")
        .first()
    )


def bodies(actor: Actor, cases: Collection[UUID]) -> dict[UUID, str]:
    """What was said on the telephone of matters that the caller has been given, by their keys."""
    if not actor.may(VIEW):
        return {}
    return dict(Ticket.objects.filter(case__in=cases).values_list("case_id", "body"))


def tickets_page(actor: Actor, wanted: TicketFilter, start: int = 0) -> tuple[list[Ticket], int]:
    """One page of tickets, newest first, and how many there are in all."""
    rows = seen_tickets(actor).select_related("case", "case__place", "case__owner")
    if wanted.ids is not None:
        page = rows.filter(pk__in=wanted.ids[start : start + PAGE])
        return sorted(page, key=lambda one: wanted.ids.index(one.pk) if wanted.ids else 0), len(wanted.ids)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = rows.filter(case__state=wanted.state)
    return list(rows[start : start + PAGE]), rows.count()


def may_change(actor: Actor, ticket: Ticket) -> bool:
    """Whether the actor may mend or return the ticket."""
    return actor.may(EDIT, ticket.committee.path) and may_change_case(actor, ticket.case)


def seen_caller(actor: Actor, ticket: Ticket) -> Look | None:
    """The actor's own look at who called, while it may still be read."""
    looks = looks_at(actor, ticket.pk, CALLER, 10) if actor.may(CALLER) else []
    fresh = clock.now() - SHOWN_FOR
    return next((one for one in looks if one.actor_key == actor.key and one.at >= fresh), None)


def committees_to_take(actor: Actor, permission: str = EDIT) -> list[Place]:
    """The committees for which the actor may take tickets in."""
    found: list[Any] = committees_of(actor, permission)
    return found
