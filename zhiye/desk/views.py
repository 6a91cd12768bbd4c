"""The staff's own pages: 今天, the search, 更多, the hand-over of a colleague's work."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.accounts import queries as accounts
from zhiye.desk.beside import beside
from zhiye.desk.finding import find, holds_number
from zhiye.desk.finding_matters import matters
from zhiye.desk.forms import HandOverForm
from zhiye.desk.machine import machine
from zhiye.desk.today import today as assembled
from zhiye.flows.hand_over_work import hand_over_work
from zhiye.kernel.actor import Nobody
from zhiye.kernel.errors import Refused
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff, was_done
from zhiye.ui import navigation
from zhiye.ui.toasts import tell


@require_GET
def door(request: StaffRequest) -> HttpResponse:
    """The bare address leads to 今天, or to the log-in."""
    return redirect("account_login" if isinstance(request.actor, Nobody) else "today")


@staff
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    """What needs me today."""
    ahead = "ahead" in request.GET
    context = {
        "today": assembled(request.actor, all_of_it="all" in request.GET, ahead=ahead),
        "ahead": ahead,
        "chosen": beside(request.actor, request.GET.get("at")),
        "kept": "&all=1" if "all" in request.GET else "&ahead=1" if ahead else "",
        "machine": machine() if request.actor.may("machine.run") else None,
        "may_import": request.actor.may("exchange.import"),
        "colleagues": len(accounts.managed_users(request.actor)) if request.actor.may("machine.run") else 0,
    }
    return render(request, "desk/today.html", context)


@staff
@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """One box. The box posts, so that whole numbers stay out of addresses and logs; the rest gets an address.

    A door that is all there is to find opens at once.
    """
    query = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()
    if request.method == "POST" and not holds_number(query):
        return redirect(f"{reverse('search')}?{urlencode({'q': query})}")
    results = find(request.actor, query) if query else None
    if results and results.sole_door:
        return redirect(results.sole_door)
    nobody = results is not None and not results.count and not holds_number(query)
    context = {
        "results": results,
        "matters": matters(request.actor, query) if nobody else [],
        "may_read_notes": nobody and request.actor.may("journal.view"),
        "query": "" if holds_number(query) else query,
        "may_register": request.actor.may("people.edit"),
    }
    return render(request, "desk/search.html", context)


@staff
@require_GET
def more(request: StaffRequest) -> HttpResponse:
    """Every door that does not fit into the bar, and what belongs to the reader alone."""
    bar = {item.url_name for item in navigation.bar_for(request.actor)}
    doors = [item for item in navigation.places_for(request.actor) if item.url_name not in bar]
    context = {
        "doors": [(item.name, reverse(item.url_name)) for item in doors],
        "name": request.actor.name,
        "roles": getattr(request.actor, "role_names", str)(),
        "may_export": request.actor.may("people.export"),
    }
    return render(request, "desk/more.html", context)


@staff
@require_http_methods(["GET", "POST"])
def hand_over(request: StaffRequest, id: UUID) -> HttpResponse:
    """A colleague leaves: their roles go to somebody else, their devices are signed out."""
    if request.method == "POST" and was_done(request):
        return redirect("staff-list")  # the second tap: the leaver is nobody's colleague any more
    leaver = accounts.managed_user(request.actor, id)
    others = [c for c in accounts.managed_users(request.actor) if c != leaver and c.is_active]
    form = HandOverForm(request.POST or None, colleagues=others)
    if request.method == "POST" and form.is_valid():
        successor = next((c for c in others if str(c.pk) == form.cleaned_data["successor"]), None)
        given = {"leaver": leaver, "successor": successor, "reason": form.cleaned_data["reason"]}
        try:
            hand_over_work(request.actor, op=op_of(request), **given)
            tell(request, _("交接好了，%(name)s的设备都已退出。") % {"name": leaver.name})
            return redirect("staff-list")
        except Refused as refused:
            show_refusal(form, refused)
    context = {"form": form, "leaver": leaver, "held": accounts.held_roles(request.actor, leaver)}
    return render(request, "desk/hand_over.html", context, status=422 if form.errors else 200)
