"""Matters for the one box, where neither a door nor a person is meant: by number, ticket number, words of a title."""

from zhiye.cases import queries as cases
from zhiye.cases.models import Case
from zhiye.hotline import queries as hotline
from zhiye.kernel.actor import Actor


def matters(actor: Actor, query: str) -> list[Case]:
    """Those that the actor may see, few; the matter of a ticket with that number alone."""
    ticket = hotline.ticket_told(actor, query)
    return [ticket.case] if ticket else cases.matters_told(actor, query)
