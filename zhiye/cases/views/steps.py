"""How a matter moves: taken in hand, moved on, one step back, given to somebody else."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.cases import commands, queries
from zhiye.cases.forms import GiveForm, MoveForm
from zhiye.cases.permissions import EDIT
from zhiye.cases.states import MOVES, WORDS
from zhiye.cases.views.matters import case_form
from zhiye.kernel.errors import Conflict, Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.undo import tell_with_undo
from zhiye.ui.toasts import tell


@require_POST
@staff
def take(request: StaffRequest, id: UUID) -> HttpResponse:
    """我来办."""
    case = queries.case(request.actor, id)
    commands.take_case(request.actor, case=case, op=op_of(request))
    tell_with_undo(request, _("这件事在您手上了。"), "cases-back", id)
    return redirect("cases-detail", id)


@require_http_methods(["GET", "POST"])
@staff
def move(request: StaffRequest, id: UUID) -> HttpResponse:
    """Where the matter stands now, and one sentence."""
    case = _to_change(request, id)
    asked = request.GET.get("to", "")
    told = {"state": asked if asked in MOVES[case.state] else "", "version": case.version}
    form = MoveForm(request.POST or None, initial=told, state=case.state)

    def go(**values: Any) -> Any:
        return commands.move_case(request.actor, case=case, op=op_of(request), **values)

    try:
        moved = carry_out(request, form, go)
    except Conflict:
        moved, form = None, _once_more(request, case)
    if moved:
        words = _("记下了：%(state)s。") % {"state": WORDS[moved.state]}
        tell_with_undo(request, words, "cases-back", id)
        return redirect("cases-detail", id)
    return case_form(request, case, form, _("有进展了"), _("存"))


@require_POST
@staff
def back(request: StaffRequest, id: UUID) -> HttpResponse:
    """The last step was a slip of the hand."""
    case = queries.case(request.actor, id)
    commands.move_back(request.actor, case=case, op=op_of(request))
    tell(request, _("撤销了，又是“%(state)s”。") % {"state": WORDS[case.state]})
    return redirect("cases-detail", id)


@require_http_methods(["GET", "POST"])
@staff
def give(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another colleague has it in hand from now on."""
    case = _to_change(request, id)
    colleagues = {str(user.pk): user for user in queries.colleagues_for(request.actor, case)}
    form = GiveForm(request.POST or None, colleagues=[(key, user.name) for key, user in colleagues.items()])

    def pass_on(to: str) -> Any:
        return commands.give_case(request.actor, case=case, to=colleagues[to], op=op_of(request))

    if given := carry_out(request, form, pass_on):
        tell(request, _("交给%(name)s了。") % {"name": given.owner.name})
        return redirect("cases-list")
    return case_form(request, case, form, _("交给别人"), _("交给这位"))


def _to_change(request: StaffRequest, id_: UUID) -> Any:
    case = queries.case(request.actor, id_)
    if not queries.may_change(request.actor, case):
        raise Forbidden(EDIT)
    return case


def _once_more(request: StaffRequest, case: Any) -> MoveForm:
    """A colleague was quicker: the same form as of now, with what was typed, to be saved knowingly."""
    data = request.POST.copy()
    data["version"] = str(case.version)
    form = MoveForm(data, state=case.state)
    told = {"state": WORDS[case.state]}
    form.add_error(None, _("刚才有同事也改过，现在是“%(state)s”。看一看，还要改就再存一次。") % told)
    return form
