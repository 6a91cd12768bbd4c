"""Whom we rang and what was said: the whole number, 联系上了, 没联系上, the call-back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.cases import commands, queries
from zhiye.cases.calling import callers
from zhiye.cases.closing_forms import CallBackForm
from zhiye.cases.views.form_pages import form_page, to_change
from zhiye.cases.workflow import HALF_SOLVED, NOT_SOLVED, SOLVED
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.commands import look_at
from zhiye.people.queries import parts
from zhiye.people.undo import tell_with_undo
from zhiye.ui.toasts import tell

UNREACHED = "unreached"
ANSWERS = (SOLVED, HALF_SOLVED, NOT_SOLVED, UNREACHED)
FROM_LIST = "list"  # in the address of a call-back opened from the list of them


@require_POST
@staff
def call(request: StaffRequest, id: UUID, way: UUID) -> HttpResponse:
    """Show a number in order to dial it: one tap; the look says for which matter."""
    case = queries.case(request.actor, id)
    number = parts.contact_way(request.actor, way)
    reason = _("打电话，为 %(number)s 这件事") % {"number": case.number}
    told = {"person": number.person, "field": "phone", "way": number, "reason": reason}
    look = look_at(request.actor, op=op_of(request), **told)
    asking = request.POST.get("to") == "callback"
    page = reverse("cases-callback" if asking else "cases-detail", args=[id])
    return redirect(f"{page}?look={look.pk}#ring")


@require_POST
@staff
def reply(request: StaffRequest, id: UUID) -> HttpResponse:
    """联系上了, or 没联系上: one tap each."""
    case = queries.case(request.actor, id)
    reached = request.POST.get("reached") == "yes"
    kind = request.POST.get("kind", "first")
    made = commands.note_reply(request.actor, case=case, kind=kind, reached=reached, op=op_of(request))
    words = _("记下了：联系上了。") if reached else _("记下了：没联系上。过一会儿再试。")
    tell_with_undo(request, words, "cases-reply-end", made.pk)
    return redirect("cases-detail", id)


@require_POST
@staff
def take_back(request: StaffRequest, id: UUID) -> HttpResponse:
    """A slip of the hand."""
    said = queries.reply(request.actor, id)
    commands.take_back_reply(request.actor, reply=said, op=op_of(request))
    tell(request, _("撤销了这一次。"))
    return redirect("cases-detail", said.case_id)


@require_http_methods(["GET", "POST"])
@staff
def callback(request: StaffRequest, id: UUID) -> HttpResponse:
    """办好了吗? The button is the answer."""
    case = to_change(request, id)
    form = CallBackForm(request.POST or None)
    answer = request.POST.get("answer", "")

    def note(satisfied: str, words: str) -> Any:
        told = {"solved": answer, "satisfied": satisfied} if answer != UNREACHED else {}
        reached = answer != UNREACHED
        return commands.note_reply(
            request.actor, case=case, kind="callback", reached=reached, words=words, op=op_of(request), **told
        )

    if answer in ANSWERS and (made := carry_out(request, form, note)):
        _tell_what_follows(request, made)
        return redirect(_back(request, id))
    file, course = queries.case_file(request.actor, case), queries.course(request.actor, case)
    look = read_id(request.GET.get("look"))
    more: dict[str, Any] = {"course": course, "callers": callers(request.actor, case, file.parties, look)}
    title, back = _("办好了吗？"), _back(request, id)
    told = {
        "title": title,
        "button": "",
        "back": back,
        "about": case.title,
        "template": "cases/callback.html",
    }
    return form_page(request, form, **told, case=case, **more)


def _back(request: StaffRequest, id_: UUID) -> str:
    """To the list of call-backs, for somebody who works through it; else to the matter."""
    return reverse("cases-callbacks") if FROM_LIST in request.GET else reverse("cases-detail", args=[id_])


def _tell_what_follows(request: StaffRequest, made: Any) -> None:
    """Where the matter stands after the answer, who has it, and a way back."""
    case, moved = made.case, queries.rests_on(request.actor, made)
    if not made.reached:
        count = len(queries.course(request.actor, case).missed)
        words = _("记下了：没联系上，一共 %(n)d 次。") % {"n": count}
        return tell_with_undo(request, words, "cases-reply-end", made.pk)
    told = {"name": case.owner.name, "number": case.number}
    words = {
        SOLVED: _("记下了：解决了。"),
        HALF_SOLVED: _("解决了一部分，剩下的%(name)s接着办。") % told,
        NOT_SOLVED: _("没解决，%(number)s 又打开了，在%(name)s手上。") % told,
    }[made.solved]
    if moved:
        return tell_with_undo(request, words, "cases-back", case.pk)
    return tell_with_undo(request, words, "cases-reply-end", made.pk)
