"""What the door codes show on pages below: posters for places, slip and report for matters."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.calling import Caller
from zhiye.cases.commands import describing
from zhiye.cases.models import Case
from zhiye.cases.permissions import EDIT
from zhiye.cases.slots import CASE_ACTIONS, CASE_CALLERS, CASE_PANELS
from zhiye.flows import reroute_place, undo_import
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.kernel.slots import Panel
from zhiye.places.models import Place
from zhiye.places.slots import PLACE_ACTIONS
from zhiye.portal import queries
from zhiye.portal.commands.codes import AT
from zhiye.portal.commands.receipts import receipts_follow
from zhiye.portal.commands.waiting import REVEAL
from zhiye.portal.models import DoorCode, Receipt, Report
from zhiye.portal.permissions import CODES

# The stories below cannot name rooms above them; what they must know of our tables is told from here.
reroute_place.PATHS.extend([DoorCode, Report, Receipt])
undo_import.PLACE_USERS.extend([(DoorCode, "place"), (Report, "place")])
describing.FOLLOW.append(receipts_follow)


@PLACE_ACTIONS.register(40, "portal.poster")
def poster_action(actor: Actor, place: Place) -> Action | None:
    """A poster with the door's code."""
    if place.kind not in AT or not actor.may(CODES, place.path):
        return None
    return Action(gettext_lazy("打印楼道告示"), reverse("portal-code", args=[place.pk]), "print", lead=True)


@CASE_ACTIONS.register(60, "portal.slip")
def slip_action(actor: Actor, case: Case) -> Action | None:
    """A slip for whoever came to the counter."""
    if not actor.may(EDIT, case.path):
        return None
    return Action(gettext_lazy("打印回执"), reverse("portal-slip-make", args=[case.pk]), "print")


@CASE_PANELS.register(30, "portal.report")
def report_panel(actor: Actor, case: Case) -> Panel | None:
    """What the resident handed in: words, photo, whether a number was left."""
    report = queries.report_of(actor, case) if case.source == "door" else None
    if report is None:
        return None
    context = {"report": report, "receipt": queries.receipt_of(actor, case)}
    return Panel(_("楼道码交来的"), "portal/_report.html", context, "portal")


@CASE_CALLERS.register(20, "portal.resident")
def resident_of_report(actor: Actor, case: Case) -> Caller | None:
    """Whoever left a number before the door: no name is known."""
    report = queries.report_of(actor, case) if case.source == "door" else None
    if report is None or not report.phone_tail or not actor.may(REVEAL, report.path):
        return None
    number, seen_at = queries.seen_phone(actor, report)
    masked = "•••• " + report.phone_tail
    return Caller(_("扫码来说的居民"), masked, reverse("portal-phone", args=[report.pk]), number, seen_at)
