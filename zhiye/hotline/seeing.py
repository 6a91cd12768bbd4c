"""Who may see who called."""

from zhiye.hotline.models import Thanks, Ticket
from zhiye.hotline.permissions import CALLER
from zhiye.journal.rings import SECRET, writer_of
from zhiye.kernel.actor import Actor


def may_see_caller(actor: Actor, ticket: Ticket) -> bool:
    """Whoever holds the permission where the matter is, or has it in hand; of a caller who asked for secrecy only the
    secretary and whoever has it in hand."""
    if ticket.case.owner_id == writer_of(actor):
        return actor.may(CALLER)
    if not actor.may(CALLER, ticket.case.path):
        return False
    return not ticket.confidential or actor.may(SECRET, ticket.case.path)


def may_see_thanker(actor: Actor, thanks: Thanks) -> bool:
    """The same for a praise, which is in nobody's hand."""
    return actor.may(CALLER, thanks.path) and (not thanks.confidential or actor.may(SECRET, thanks.path))
