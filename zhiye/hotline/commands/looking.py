"""Looking at who called, and taking tickets out of the house: both leave a trace."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.audit.models import Look
from zhiye.cases.leave import LIST, require_row
from zhiye.cases.permissions import VIEW as SEE_CASES
from zhiye.hotline.models import Ticket
from zhiye.hotline.permissions import CALLER, EDIT
from zhiye.hotline.seeing import may_see_caller
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.places.models import Place

FIELD = "caller"


@command("hotline.look", gettext_lazy("看了来电人"))
def look_at_caller(by: Actor, *, ticket: Ticket, reason: str) -> Look:
    """Note that ``by`` looks at who called, and why. Of a caller who asked for secrecy only the secretary and whoever
    has the matter in hand. Raises Refused without a reason."""
    case = ticket.case
    by.require(CALLER)
    require_row(by, SEE_CASES, ring=case.ring, path=case.path, writers=(case.opened_by_id, case.owner_id))
    if not may_see_caller(by, ticket):
        raise Forbidden(CALLER)
    if not reason.strip():
        raise Refused(_("写一下为什么要看，比如“回电话”。"), "reason")
    role = getattr(by, "role_names", str)()
    return log.note_look(by, ticket, FIELD, case.path, reason.strip()[:400], role[:40])


@command("hotline.export_note", gettext_lazy("导出了工单表"))
def note_tickets_export(by: Actor, *, committee: Place, count: int, purpose: str) -> int:
    """Leave the trace of an export of ``count`` tickets, with its purpose."""
    by.require(EDIT, committee.path, seen_with=LIST)
    if not purpose.strip():
        raise Refused(_("写一下导出做什么用。"), "purpose")
    log.write(
        by,
        "hotline.export_note",
        committee,
        committee.path,
        {"tickets": (None, count)},
        purpose.strip()[:400],
    )
    return count
