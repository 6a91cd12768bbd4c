"""Rows out of values: a ticket with its matter, a thanks. Inside a command that has asked leave."""

from typing import Any

from django.utils import timezone

from zhiye.accounts.models import User
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.hotline import sealed
from zhiye.hotline.models import Thanks, Ticket, TicketSheet
from zhiye.hotline.reading.words import OTHER, TYPES
from zhiye.hotline.values import SOURCE, TITLE_LONGEST, TicketValues
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place


def open_matter(
    by: Actor, committee: Place, values: TicketValues, place: Place | None, owner: User | None, ring: str
) -> Case:
    """The matter of a ticket. A moment still to come (a clock that goes wrong) counts as now."""
    now = clock.now()
    received = min(filter(None, (values.dispatched_at or values.received_at, now)))
    due = values.due if values.due and values.due >= received else None
    case: Case = cases.open_case(
        by,
        title=values.title or values.body[:TITLE_LONGEST],
        code=values.code,
        place=place or committee,
        owner=owner,
        ring=ring,
        source=SOURCE,
        nature=values.nature,
        received_at=received,
        due_at=due,
    )
    return case


def ticket_row(committee: Place, values: TicketValues, came: str) -> Ticket:
    """A ticket, not yet saved and without its matter."""
    ticket = Ticket(
        id=new_id(),
        committee=committee,
        official_no=values.official_no,
        text_key=values.text_key,
        kind=values.kind if values.kind in TYPES and values.nature else OTHER,
        category=values.category,
        urgency=values.urgency or "normal",
        body=values.body,
        wish=values.wish,
        place_words=values.place_words,
        channel=values.channel,
        received_at=values.received_at,
        dispatched_at=values.dispatched_at,
        signed_at=values.signed_at or (clock.now() if came == "paste" else None),
        official_due=values.due,
        answered_on=values.answered_on,
        anonymous=values.anonymous and not values.caller,
        confidential=values.confidential,
        came=came,
        taken_at=clock.now(),
    )
    sealed.put(ticket, values.caller, values.phone, values.raw)
    return ticket


def thanks_row(
    committee: Place, values: TicketValues, praised: User | None, came: str, **more: Any
) -> Thanks:
    """A praise, not yet saved; of the day on which it was said."""
    said = timezone.localtime(values.received_at).date() if values.received_at else clock.today()
    thanks = Thanks(
        id=new_id(),
        committee=committee,
        path=committee.path,
        official_no=values.official_no,
        text_key=values.text_key,
        on=min(said, clock.today()),
        words=values.body,
        praised_words="、".join(values.praised)[:120],
        praised=praised,
        confidential=values.confidential,
        answer=values.answer[:400],
        answered_on=values.answered_on if values.answer else None,
        came=came,
        taken_at=clock.now(),
        **more,
    )
    sealed.put(thanks, values.caller, values.phone, values.raw)
    return thanks


def from_sheet(thing: Any, sheet: TicketSheet, row: int) -> None:
    """Note which row it was."""
    thing.sheet, thing.row = sheet, row
