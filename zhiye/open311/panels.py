"""What the partners' door shows on the page of a matter: what came with it, whom to ring."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.cases.calling import Caller
from zhiye.cases.models import Case
from zhiye.cases.slots import CASE_CALLERS, CASE_PANELS
from zhiye.kernel.actor import Actor
from zhiye.kernel.slots import Panel
from zhiye.open311 import queries, sealed


@CASE_PANELS.register(35, "open311.request")
def request_panel(actor: Actor, case: Case) -> Panel | None:
    """The words and the address as they came, and who said it, covered."""
    row = queries.request_of(actor, case) if case.source == "partner" else None
    if row is None:
        return None
    caller, look = sealed.caller_of(row), queries.seen_caller(actor, row)
    name, reach = sealed.covered(caller)
    context = {
        "row": row,
        "caller": caller,
        "name": sealed.called(caller) if look else name,
        "reach": [caller[way] for way in ("phone", "email") if way in caller]
        if look
        else [reach]
        if reach
        else [],
        "seen_at": look.at if look else None,
        "may_look": bool(caller) and look is None and queries.may_see_caller(actor, case),
    }
    return Panel(_("合作平台交来的"), "open311/_request.html", context, "partner")


@CASE_CALLERS.register(20, "open311.caller")
def caller_of_request(actor: Actor, case: Case) -> Caller | None:
    """Who handed it in, where a number was given."""
    row = queries.request_of(actor, case) if case.source == "partner" else None
    if row is None or not queries.may_see_caller(actor, case):
        return None
    caller = sealed.caller_of(row)
    if "phone" not in caller:
        return None
    look, (name, masked) = queries.seen_caller(actor, row), sealed.covered(caller)
    return Caller(
        (sealed.called(caller) if look else name) or _("反映的人"),
        masked,
        reverse("open311-call", args=[row.pk]),
        caller["phone"] if look else "",
        look.at if look else None,
    )
