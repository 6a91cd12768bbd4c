"""Sheets that came in, and tickets on their way out in the order of the last one."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from zhiye.figures.periods import Period
from zhiye.hotline.models import Thanks, Ticket, TicketSheet
from zhiye.hotline.permissions import EDIT
from zhiye.hotline.queries.tickets import seen_tickets
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within
from zhiye.places.models import Place

FEW = 20


@dataclass(frozen=True, slots=True)
class Order:
    """The columns of a sheet: (head, kind), left to right."""

    name: str
    columns: tuple[tuple[str, str], ...]


def sheets(actor: Actor) -> list[TicketSheet]:
    """The newest sheets."""
    rows = TicketSheet.objects.filter(within("committee__path", actor.scope(EDIT)))
    return list(rows.select_related("taken_by")[:FEW])


def sheet(actor: Actor, id_: UUID | str) -> TicketSheet:
    """One sheet with the account of its rows. Raises NotFound."""
    found = TicketSheet.objects.filter(pk=read_id(id_) or NIL).select_related("committee").first()
    if found is None or not actor.may(EDIT, found.committee.path):
        raise NotFound
    return found


def case_of_row(actor: Actor, result: str, key: str) -> str:
    """The address of what a row became or met: a matter, a praise; "" where it is not to be seen."""
    if not read_id(key):
        return ""
    ticket = seen_tickets(actor).filter(pk=key).values_list("case_id", flat=True).first()
    if ticket:
        return reverse("cases-detail", args=[ticket])
    return reverse("hotline-thanks", args=[key]) if Thanks.objects.filter(pk=key).exists() else ""


def last_order(actor: Actor, committee: Place) -> Order | None:
    """The columns of the newest sheet that came in; None before the first."""
    if not actor.may(EDIT, committee.path):
        return None
    found = TicketSheet.objects.filter(committee=committee).first()
    if found is None:
        return None
    return Order(found.file_name, tuple(zip(found.heads, found.kinds, strict=True)))


def tickets_for_export(actor: Actor, committee: Place, period: Period) -> list[Ticket]:
    """The tickets of a committee received in the period."""
    start, end = period.moments
    rows = seen_tickets(actor).filter(committee=committee).select_related("case", "case__owner", "sheet")
    return [one for one in rows if start <= (one.received_at or one.taken_at) < end]


def thanks_for_export(actor: Actor, committee: Place, period: Period) -> list[Thanks]:
    """The praise of a committee in the period."""
    if not actor.may(EDIT, committee.path):
        return []
    rows = Thanks.objects.filter(committee=committee, withdrawn_at=None).select_related("sheet")
    return list(rows.filter(on__gte=period.first, on__lte=period.last))
