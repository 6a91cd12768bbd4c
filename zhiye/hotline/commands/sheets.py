"""A whole sheet of tickets comes in, in one transaction: every row has its account, the same sheet twice is once."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.accounts.queries import colleagues_at
from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.commands.bringing import Brought, Went
from zhiye.cases.leave import LIST
from zhiye.cases.workflow import ASKING, DONE, EXPLAINED, PARTLY, RETURNED
from zhiye.hotline.commands.making import from_sheet, thanks_row, ticket_row
from zhiye.hotline.models import Thanks, Ticket, TicketSheet
from zhiye.hotline.permissions import EDIT, VIEW
from zhiye.hotline.reading.sheet import SheetReading, SheetRow
from zhiye.hotline.reading.topics import topic_of
from zhiye.hotline.reading.words import answer_word
from zhiye.hotline.values import SOURCE, TITLE_LONGEST, TicketValues, from_row
from zhiye.hotline.whereabouts import colleague_named, find_place
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.places.models import Place

TAKEN, SAME, CHANGED, PRAISE, UNREAD = "taken", "same", "changed", "praise", "unread"
_ENDS = {"yes": DONE, "partly": PARTLY, "no": EXPLAINED}


@dataclass
class _Taking:
    """One sheet on its way in."""

    by: Actor
    committee: Place
    sheet: TicketSheet
    colleagues: list[User]
    known: dict[str, tuple[UUID, str]]  # official number, or text_key -> (key, text_key)
    tickets: list[Ticket] = field(default_factory=list)
    brought: list[Brought] = field(default_factory=list)  # the matters of these tickets, in their order
    thanks: list[Thanks] = field(default_factory=list)
    account: list[list[Any]] = field(default_factory=list)


@command("hotline.take_sheet", gettext_lazy("收下了一张工单表"))
def take_sheet(
    by: Actor, *, committee: Place, file_name: str, reading: SheetReading, owner: User | None = None
) -> TicketSheet:
    """Every row becomes a ticket, a thanks, or is told why not; what is here already stays as it is.

    The matters are in the hands of ``owner``, else of whoever brings the sheet. A row with an answer comes in answered.
    """
    by.require(EDIT, committee.path, seen_with=LIST)
    hold(committee)
    if not reading.rows:
        raise Refused(_("这张表里没有一行工单，看看是不是选错了文件。"), "file")
    user = by.user if isinstance(by, UserActor) else None
    sheet = TicketSheet.objects.create(
        committee=committee,
        file_name=file_name[:200],
        heads=list(reading.heads),
        kinds=list(reading.kinds),
        taken_at=clock.now(),
        taken_by=user,
    )
    taking = _Taking(by, committee, sheet, colleagues_at(by, VIEW, committee), _known(committee))
    for row in reading.rows:
        taking.account.append([row.number, *_take_row(taking, row)])
    told = {"source": SOURCE, "brought": taking.brought, "owner": owner}
    matters = cases.bring_in(by, committee=committee, **told) if taking.brought else []
    for ticket, case in zip(taking.tickets, matters, strict=True):
        ticket.case = case
    Ticket.objects.bulk_create(taking.tickets, batch_size=500)
    Thanks.objects.bulk_create(taking.thanks, batch_size=500)
    counts = Counter(result for _row, result, *_rest in taking.account)
    sheet.account = {"counts": dict(counts), "rows": taking.account}
    sheet.save(update_fields=["account"])
    log.write(by, "hotline.take_sheet", sheet, committee.path, {key: (None, n) for key, n in counts.items()})
    return sheet


def _known(committee: Place) -> dict[str, tuple[UUID, str]]:
    """What the committee has already, by number, and by words what has no number."""
    known: dict[str, tuple[UUID, str]] = {}
    tickets = Ticket.objects.filter(committee=committee, case__withdrawn_at=None)
    praises = Thanks.objects.filter(committee=committee, withdrawn_at=None)
    for rows in (tickets, praises):
        for key, number, words in rows.order_by().values_list("pk", "official_no", "text_key"):
            known[number or words] = (key, words)
    return known


def _take_row(taking: _Taking, row: SheetRow) -> tuple[str, str, str]:
    """(what became of it, the key of that, why)."""
    if row.problem:
        return UNREAD, "", row.problem
    values = from_row(row, "", settings.REGION)
    key = values.official_no or values.text_key
    if known := taking.known.get(key):
        return (SAME if known[1] == values.text_key else CHANGED), str(known[0]), ""
    thing = _thank(taking, row, values) if row.only_thanks else _open(taking, row, values)
    taking.known[key] = (thing.pk, values.text_key)
    return (PRAISE if row.only_thanks else TAKEN), str(thing.pk), ""


def _thank(taking: _Taking, row: SheetRow, values: TicketValues) -> Thanks:
    named = colleague_named(taking.colleagues, "、".join(values.praised))
    thanks = thanks_row(taking.committee, values, named, "sheet")
    from_sheet(thanks, taking.sheet, row.number)
    taking.thanks.append(thanks)
    return thanks


def _open(taking: _Taking, row: SheetRow, values: TicketValues) -> Ticket:
    """A ticket and the matter that is to be made of it; the matters are made together."""
    values = replace(values, code=topic_of(values.title, values.body))
    place = find_place(taking.by, taking.committee, values.place_words) if values.place_words else None
    now = clock.now()
    received = min(filter(None, (values.dispatched_at or values.received_at, now)))
    went = _went(values)
    taking.brought.append(
        Brought(
            title=values.title or values.body[:TITLE_LONGEST],
            code=values.code,
            place=place or taking.committee,
            nature=values.nature,
            received_at=received,
            due_at=values.due if values.due and values.due >= received else None,
            went=went,
        )
    )
    ticket = ticket_row(taking.committee, values, "sheet")
    ticket.came_ended = went is not None
    ticket.returned_at = ticket.taken_at if went and went.state == RETURNED else None
    from_sheet(ticket, taking.sheet, row.number)
    taking.tickets.append(ticket)
    return ticket


def _went(values: TicketValues) -> Went | None:
    """A row that tells how it went: ended on the caller's answer; without one, ended where nobody can be asked, else
    waiting to be asked."""
    words, on = " ".join(values.answer.split())[:400], values.answered_on
    if answer_word(values.state, "returned"):
        return Went(RETURNED, words or values.state, on)
    if not words:
        return None
    if values.solved in _ENDS:
        satisfied = values.satisfied if values.satisfied in ("yes", "so_so", "no") else ""
        return Went(_ENDS[values.solved], words, on, values.solved, satisfied)
    if values.phone:
        return Went(ASKING, words, on)
    return Went(EXPLAINED, words, on, unasked="no_contact")
