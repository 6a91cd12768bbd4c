"""How a matter moves: taken in hand, moved on, a step back, given to others, up again; what the resident reads."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.cases import commands, queries
from zhiye.cases.closing_forms import LineForm
from zhiye.cases.forms import GiveForm, MoveForm, StepForm
from zhiye.cases.public import public_line
from zhiye.cases.views.form_pages import case_form, to_change
from zhiye.cases.workflow import AGAIN, DOING, WAITING, WORDS, offered
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict
from zhiye.kernel.gestures import GestureForm, carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.undo import tell_with_undo
from zhiye.ui.conflicts import author_words
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
    """Where the matter stands now, and one sentence; with ``?to=`` only the sentence is asked for."""
    case = to_change(request, id)
    to = request.GET.get("to", "")
    to = to if to in offered(case.state) and to in (DOING, WAITING) else ""
    form = _move_form(case, to, request.POST or None)

    def go(state: str = to, **values: Any) -> Any:
        return commands.move_case(request.actor, case=case, state=state, op=op_of(request), **values)

    try:
        moved = carry_out(request, form, go)
    except Conflict as quicker:
        moved, form = None, once_more(case, _move_form(case, to, as_of_now(request, case)), quicker)
    if moved:
        words = _("记下了：%(state)s。") % {"state": WORDS[moved.state]}
        tell_with_undo(request, words, "cases-back", id)
        return redirect("cases-detail", id)
    titles = {DOING: _("接着办"), WAITING: _("等别人")}
    return case_form(request, case, form, titles.get(to, _("有进展了")), _("存"))


@require_POST
@staff
def back(request: StaffRequest, id: UUID) -> HttpResponse:
    """The last step was a slip of the hand."""
    case = queries.case(request.actor, id)
    commands.move_back(request.actor, case=case, op=op_of(request))
    tell(request, _("撤销了，又是“%(state)s”。") % {"state": WORDS[case.state]})
    return redirect("cases-detail", id)


@require_POST
@staff
def again(request: StaffRequest, id: UUID) -> HttpResponse:
    """又来了: one tap, the same number."""
    case = queries.case(request.actor, id)
    try:
        told = {"state": AGAIN, "version": version_of(request)}
        moved = commands.move_case(request.actor, case=case, op=op_of(request), **told)
    except Conflict as quicker:
        told = {"who": author_words(quicker, clock.today())}
        tell(request, _("刚才有人也改过，看看现在的样子。%(who)s") % told)
        return redirect("cases-detail", id)
    told = {"number": moved.number, "name": moved.owner.name}
    tell_with_undo(request, _("%(number)s 又打开了，在%(name)s手上。") % told, "cases-back", id)
    return redirect("cases-detail", id)


@require_http_methods(["GET", "POST"])
@staff
def line(request: StaffRequest, id: UUID) -> HttpResponse:
    """The sentence the resident reads, said better."""
    case = to_change(request, id)
    form = LineForm(request.POST or None, initial={"line": public_line(case)})

    def say(line: str) -> Any:
        return commands.set_public_line(request.actor, case=case, line=line, op=op_of(request))

    if carry_out(request, form, say):
        tell(request, _("改好了，居民下次看就是这一句。"))
        return redirect("cases-detail", id)
    return case_form(request, case, form, _("居民看到的一句"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def give(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another colleague has it in hand from now on."""
    case = to_change(request, id)
    colleagues = {str(user.pk): user for user in queries.colleagues_for(request.actor, case)}
    form = GiveForm(request.POST or None, colleagues=[(key, user.name) for key, user in colleagues.items()])

    def pass_on(to: str) -> Any:
        return commands.give_case(request.actor, case=case, to=colleagues[to], op=op_of(request))

    if given := carry_out(request, form, pass_on):
        tell(request, _("派给%(name)s了。") % {"name": given.owner.name})
        still = queries.may_change(request.actor, given)  # of a narrow ring the giver may not see it any more
        return redirect("cases-detail", id) if still else redirect("cases-list")
    return case_form(request, case, form, _("派给别人"), _("派给这位"))


def version_of(request: StaffRequest) -> int:
    """The version that was on the page; 0 when there was none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def as_of_now(request: StaffRequest, case: Any) -> Any:
    """What was typed, with the version of now."""
    data = request.POST.copy()
    data["version"] = str(case.version)
    return data


def once_more(case: Any, form: Any, quicker: Conflict) -> Any:
    """A colleague was quicker: the same form as of now, with what was typed, to be saved knowingly."""
    told = {"state": WORDS[case.state], "who": author_words(quicker, clock.today())}
    form.add_error(None, _("刚才有人也改过，现在是“%(state)s”。%(who)s看一看，还要改就再存一次。") % told)
    return form


def _move_form(case: Any, to: str, data: Any) -> GestureForm:
    told = {"version": case.version}
    return StepForm(data, initial=told, to=to) if to else MoveForm(data, initial=told, state=case.state)
