"""What becomes of a ticket here: mended where it was misread, returned, watched from above."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.commands.keeping import line
from zhiye.cases.leave import LIST
from zhiye.cases.workflow import RETURNED
from zhiye.hotline import sealed
from zhiye.hotline.models import KINDS, URGENCIES, WATCHED, Ticket
from zhiye.hotline.permissions import EDIT
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold

_MENDED = ("official_no", "kind", "urgency", "body", "wish", "place_words", "confidential")


def hold_ticket(by: Actor, ticket: Ticket) -> None:
    """Hold the ticket and its matter, for somebody who may change both."""
    by.require(EDIT, ticket.committee.path, seen_with=LIST)
    cases.hold_case(by, ticket.case)
    hold(ticket)


@command("hotline.correct", gettext_lazy("改了工单上的几项"))
def correct_ticket(
    by: Actor, *, ticket: Ticket, caller: str, phone: str, fields: Mapping[str, Any]
) -> Ticket:
    """What was misread is mended (``fields``: some of number, kind, urgency, words, wish, place, confidential).

    Raises Refused for a number that another ticket has.
    """
    hold_ticket(by, ticket)
    _check(ticket, fields)
    changes: log.Changes = {
        name: (getattr(ticket, name), value)
        for name, value in fields.items()
        if name in _MENDED and getattr(ticket, name) != value
    }
    for name, (_old, value) in changes.items():
        setattr(ticket, name, value)
    told = {name: (log.SECRET, log.SECRET) if name in ("body", "wish", "place_words") else pair
            for name, pair in changes.items()}  # fmt: skip
    if (caller, phone) != (sealed.plain(ticket, "caller"), sealed.plain(ticket, "phone")):
        sealed.put(ticket, caller, phone, sealed.raw_of(ticket))
        told["caller"] = (log.SECRET, log.SECRET)
    ticket.save()
    log.write(by, "hotline.correct", ticket, ticket.case.path, told)
    return ticket


def _check(ticket: Ticket, fields: Mapping[str, Any]) -> None:
    if not str(fields.get("body", ticket.body)).strip():
        raise Refused(_("还没有写诉求内容，补上再存。"), "body")
    for name, choices in (("kind", KINDS), ("urgency", URGENCIES)):
        if name in fields and fields[name] not in dict(choices):
            raise Refused(_("从列出的几项里选一个。"), name)
    number = fields.get("official_no", "")
    others = Ticket.objects.filter(committee=ticket.committee, official_no=number).exclude(pk=ticket.pk)
    if number and others.exists():
        raise Refused(_("另一张工单已经是这个编号，看看是不是抄错了。"), "official_no")


@command("hotline.return", gettext_lazy("退回了工单"))
def return_ticket(by: Actor, *, ticket: Ticket, reason: str, basis: str, version: int) -> Ticket:
    """It is not ours: back to whoever sent it, with the reason and what it rests on.

    Raises Refused for one that was sent back to us already (潍坊市、北京市: what the centre has fixed is not returned
    again), and without a basis; Conflict when somebody changed the matter meanwhile.
    """
    hold_ticket(by, ticket)
    if ticket.fixed_at:
        raise Refused(_("这张工单退过一次，派单方又转了回来，不能再退。办不了的，写明原因结掉。"))
    why, rests = line(reason, 200, "reason"), line(basis, 200, "basis")
    if not why:
        raise Refused(_("写一句为什么不归本居民区，该归谁管。"), "reason")
    if not rests:
        raise Refused(_("写上依据，比如“门前道路由区市政养护”“不在本居民区四至范围内”。"), "basis")
    words = _("%(reason)s（依据：%(basis)s）") % {"reason": why, "basis": rests}
    cases.move_case(by, case=ticket.case, state=RETURNED, reason=words[:400], version=version)
    ticket.returned_at, ticket.basis = clock.now(), rests
    ticket.save(update_fields=["returned_at", "basis"])
    log.write(by, "hotline.return", ticket, ticket.case.path, {"returned": (None, True)})
    return ticket


@command("hotline.watch", gettext_lazy("记了工单的督办"))
def watch_ticket(by: Actor, *, ticket: Ticket, level: str) -> Ticket:
    """It is watched by the street, the district or the city; "" no longer."""
    hold_ticket(by, ticket)
    if level and level not in dict(WATCHED):
        raise Refused(_("从列出的几项里选一个。"), "level")
    was, ticket.watched = ticket.watched, level
    ticket.save(update_fields=["watched"])
    log.write(by, "hotline.watch", ticket, ticket.case.path, {"watched": (was, level)})
    return ticket
