"""What the hotline shows on the page of a matter: the ticket's fields, its buttons, whom to ring."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.calling import Caller
from zhiye.cases.models import Case
from zhiye.cases.slots import CASE_ACTIONS, CASE_CALLERS, CASE_PANELS, CASE_WORDS, CASES_ACTIONS
from zhiye.hotline import queries, sealed
from zhiye.hotline.covering import covered_name, covered_phone
from zhiye.hotline.permissions import EDIT
from zhiye.hotline.seeing import may_see_caller
from zhiye.hotline.showing import caller_of, moment_words
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.kernel.slots import Panel


@CASE_PANELS.register(10, "hotline.ticket")
def ticket_panel(actor: Actor, case: Case) -> Panel | None:
    """What the ticket says."""
    ticket = queries.ticket_of(actor, case)
    if ticket is None:
        return None
    look = queries.seen_caller(actor, ticket)
    may = may_see_caller(actor, ticket)
    context = {
        "ticket": ticket,
        "caller": caller_of(ticket, seen=look is not None, may=may),
        "seen_at": look.at if look else None,
        "may_look": may,
        "may_change": queries.may_change(actor, ticket),
        "received": moment_words(ticket.received_at),
        "due": moment_words(ticket.official_due),
    }
    return Panel(_("12345工单"), "hotline/_ticket.html", context, "ticket")


@CASE_ACTIONS.register(40, "hotline.sheet")
def print_flow_sheet(actor: Actor, case: Case) -> Action | None:
    """The flow sheet on paper."""
    ticket = queries.ticket_of(actor, case)
    if ticket is None:
        return None
    return Action(gettext_lazy("打印流转单"), reverse("hotline-sheet", args=[ticket.pk]), "print")


@CASE_WORDS.register(10, "hotline.body")
def words_of_tickets(actor: Actor, keys: Collection[UUID]) -> dict[UUID, str]:
    """What was said on the telephone; only compared, never shown."""
    return queries.bodies(actor, keys)


@CASE_CALLERS.register(10, "hotline.caller")
def caller_of_ticket(actor: Actor, case: Case) -> Caller | None:
    """Who called the hotline, first among those to ring."""
    ticket = queries.ticket_of(actor, case)
    if ticket is None or not may_see_caller(actor, ticket):
        return None
    phone, name = sealed.plain(ticket, "phone"), sealed.plain(ticket, "caller")
    if not phone:
        return None
    look = queries.seen_caller(actor, ticket)
    return Caller(
        (name if look else covered_name(name)) or _("来电人"),
        covered_phone(phone),
        reverse("hotline-call", args=[ticket.pk]),
        phone if look else "",
        look.at if look else None,
        _("来电人要求保密") if ticket.confidential else "",
    )


@CASES_ACTIONS.register(10, "hotline.new")
def paste_ticket(actor: Actor) -> Action | None:
    """A ticket comes in, from the list of matters."""
    return Action(gettext_lazy("贴一张工单"), reverse("hotline-new"), "phone") if actor.may(EDIT) else None
