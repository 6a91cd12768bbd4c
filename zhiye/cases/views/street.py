"""The street's pages: what the committees handed up, one of them, and entrusting a matter to a committee.

Nothing here leads to a person, a home or the title of a matter: only to what was written for the street.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases import commands, queries
from zhiye.cases.clocks import day_ends
from zhiye.cases.permissions import STREET
from zhiye.cases.slots import STREET_ACTIONS
from zhiye.cases.street_forms import AnswerForm, EntrustForm, NoteForm
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.places.queries import committees
from zhiye.ui.toasts import tell


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """What waits at the street, soonest first; what went back lately; what is late in the committees."""
    _require(request)
    waiting, ended = queries.street_rows(request.actor)
    late, actions = queries.told_to_street(request.actor), STREET_ACTIONS.collect(request.actor)
    context = {"waiting": waiting, "ended": ended, "late": late, "actions": actions}
    return render(request, "cases/street_list.html", context)


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """One stretch with the street: what was written for it, what was done, how it ended."""
    stretch = queries.street_handing(request.actor, id)
    context = {
        "stretch": stretch,
        "row": queries.street_row(request.actor, stretch.handing),
        "open": stretch.handing.ended_at is None,
        "note_form": NoteForm(),
    }
    return render(request, "cases/street_detail.html", context)


@require_POST
@staff
def accept(request: StaffRequest, id: UUID) -> HttpResponse:
    """我来办."""
    stretch = queries.street_handing(request.actor, id)
    commands.accept_handing(request.actor, handing=stretch.handing, op=op_of(request))
    tell(request, _("在您手上了，居民区看得到。"))
    return redirect("cases-street-one", id)


@require_http_methods(["GET", "POST"])
@staff
def note(request: StaffRequest, id: UUID) -> HttpResponse:
    """办到哪一步了."""
    stretch = queries.street_handing(request.actor, id)
    form = NoteForm(request.POST or None)

    def write(words: str) -> Any:
        return commands.note_handing(request.actor, handing=stretch.handing, words=words, op=op_of(request))

    if carry_out(request, form, write):
        tell(request, _("记下了，居民区看得到。"))
        return redirect("cases-street-one", id)
    return _form_page(request, form, _("办到哪一步了"), _("存"), stretch.handing)


@require_http_methods(["GET", "POST"])
@staff
def answer(request: StaffRequest, id: UUID) -> HttpResponse:
    """办完交回."""
    stretch = queries.street_handing(request.actor, id)
    form = AnswerForm(request.POST or None)

    def give_back(result: str, solved: bool) -> Any:
        told = {"result": result, "solved": solved, "op": op_of(request)}
        return commands.answer_handing(request.actor, handing=stretch.handing, **told)

    if carry_out(request, form, give_back):
        tell(request, _("交回居民区了。"))
        return redirect("cases-street")
    return _form_page(request, form, _("办完交回"), _("交回"), stretch.handing)


@require_http_methods(["GET", "POST"])
@staff
def entrust(request: StaffRequest) -> HttpResponse:
    """街道交办."""
    _require(request)
    known = {str(one.pk): one for one in committees(request.actor, STREET)}
    form = EntrustForm(request.POST or None, committees=[(key, one.name) for key, one in known.items()])

    def give(committee: str, due: Any, **values: Any) -> Any:
        due_at = day_ends(due, settings.REGION) if due else None
        told = {"committee": known[committee], "due_at": due_at, "op": op_of(request)}
        return commands.entrust_case(request.actor, **told, **values)

    if case := carry_out(request, form, give):
        told = {"name": case.committee.name, "number": case.number}
        tell(request, _("交给%(name)s了，编号 %(number)s。") % told)
        return redirect("cases-street")
    return _form_page(request, form, _("交办给居民区"), _("交办"), None)


def _require(request: StaffRequest) -> None:
    if not request.actor.may(STREET):
        raise Forbidden(STREET)


def _form_page(request: StaffRequest, form: Any, title: str, button: str, handing: Any) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "handing": handing}
    return render(request, "cases/street_form.html", context, status=422 if form.errors else 200)
