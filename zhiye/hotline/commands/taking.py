"""A ticket or a thanks comes in."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.leave import LIST
from zhiye.cases.workflow import AGAIN, RETURNED
from zhiye.hotline.commands.making import open_matter, thanks_row, ticket_row
from zhiye.hotline.models import Thanks, Ticket
from zhiye.hotline.permissions import EDIT
from zhiye.hotline.values import TicketValues
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.places.models import Place


class Known(Refused):
    """The ticket is here already; ``ticket`` is the one that is."""

    def __init__(self, sentence: str, ticket: Ticket) -> None:
        super().__init__(sentence, "official_no")
        self.ticket = ticket


@command("hotline.take", gettext_lazy("收下了12345工单"))
def take_ticket(
    by: Actor,
    *,
    committee: Place,
    values: TicketValues,
    place: Place | None = None,
    owner: User | None = None,
    ring: str = "team",
    came: str = "paste",
) -> Ticket:
    """A ticket and its matter, in the hands of ``owner``, else of whoever takes it in; a program names the owner.

    One that we had returned and that comes again takes its matter up again, and cannot be returned any more. Raises
    Known for one that is here already, Refused for one without words.
    """
    by.require(EDIT, committee.path, seen_with=LIST)
    hold(committee)  # two who paste the same ticket at once queue here
    if not values.body.strip():
        raise Refused(_("还没有写诉求内容，补上再存。"), "body")
    if known := _known(committee, values):
        return _again(by, known)
    case = open_matter(by, committee, values, place, owner, ring)
    ticket = ticket_row(committee, values, came)
    ticket.case = case
    ticket.save(force_insert=True)
    log.write(by, "hotline.take", ticket, case.path, {"official_no": (None, values.official_no)})
    return ticket


@command("hotline.take_thanks", gettext_lazy("收下了一条表扬"))
def take_thanks(
    by: Actor, *, committee: Place, values: TicketValues, praised: User | None = None, came: str = "paste"
) -> Thanks:
    """Somebody thanks: kept in the book, told to whom it is meant for. Raises Refused for one that is here already."""
    by.require(EDIT, committee.path, seen_with=LIST)
    hold(committee)
    if not values.body.strip():
        raise Refused(_("还没有写表扬的话，补上再存。"), "body")
    if values.official_no and _thanks_known(committee, values.official_no):
        raise Refused(_("这条表扬已经在簿子里了，不用再收。"), "official_no")
    thanks = thanks_row(committee, values, praised, came)
    thanks.save(force_insert=True)
    log.write(by, "hotline.take_thanks", thanks, thanks.path, {"official_no": (None, values.official_no)})
    return thanks


def _known(committee: Place, values: TicketValues) -> Ticket | None:
    """The ticket of the same number; of one without a number, that of the same words and day."""
    rows = Ticket.objects.filter(committee=committee, case__withdrawn_at=None).select_related("case")
    if values.official_no:
        return rows.filter(official_no=values.official_no).first()
    return rows.filter(official_no="", text_key=values.text_key).first()


def _thanks_known(committee: Place, official_no: str) -> bool:
    rows = Thanks.objects.filter(committee=committee, official_no=official_no, withdrawn_at=None)
    return rows.exists()


def _again(by: Actor, ticket: Ticket) -> Ticket:
    """The same ticket a second time: after a return it is fixed; else it is told that it is here."""
    case = ticket.case
    if case.state != RETURNED:
        day = timezone.localtime(ticket.taken_at).date()
        told = {"month": day.month, "day": day.day, "number": case.number}
        sentence = _("这张工单%(month)d月%(day)d日已经收下了，编号 %(number)s，不用再收。") % told
        raise Known(sentence, ticket)
    reason = _("退回以后派单方又转了回来，定下由我们办。")
    cases.move_case(by, case=case, state=AGAIN, reason=reason, version=case.version)
    ticket.fixed_at = clock.now()
    ticket.save(update_fields=["fixed_at"])
    log.write(by, "hotline.take", ticket, case.path, {"fixed": (None, True)})
    return ticket
