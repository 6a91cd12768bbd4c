"""The book of thanks: the list, one of them, seen, answered, taken out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.hotline import commands, queries
from zhiye.hotline.forms import AnswerForm
from zhiye.hotline.permissions import EDIT, VIEW
from zhiye.hotline.queries.thanks import PAGE
from zhiye.hotline.seeing import may_see_thanker
from zhiye.hotline.showing import caller_of
from zhiye.hotline.views.periods import period_asked
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.ui.toasts import tell


@require_GET
@staff
def book(request: StaffRequest) -> HttpResponse:
    """All thanks, newest first."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    start = int(told) if (told := request.GET.get("from", "")).isdecimal() and len(told) < 8 else 0
    period = period_asked(request) if request.GET.get("first") else None
    between = (period.first, period.last) if period else None
    found, count = queries.thanks_page(request.actor, start, between)
    days = f"first={period.first}&last={period.last}&" if period else ""
    context = {
        "rows": found,
        "count": count,
        "previous_url": f"?{days}from={max(start - PAGE, 0)}" if start else "",
        "next_url": f"?{days}from={start + PAGE}" if start + PAGE < count else "",
        "may_take": request.actor.may(EDIT),
    }
    return render(request, "hotline/book.html", context)


@require_http_methods(["GET", "POST"])
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """One of them; how it was answered."""
    actor = request.actor
    thanks = queries.thanks(actor, id)
    may = actor.may(EDIT, thanks.path)
    form = AnswerForm(request.POST or None, initial={"answer": thanks.answer})
    if request.method == "POST" and not may:
        raise Forbidden(EDIT)

    def answer(answer: str) -> Any:
        return commands.answer_thanks(actor, thanks=thanks, answer=answer, op=op_of(request))

    if carry_out(request, form, answer):
        tell(request, _("记下了。"))
        return redirect("hotline-thanks", id)
    context = {
        "thanks": thanks,
        "form": form,
        "may_change": may,
        "news": any(one.pk == thanks.pk for one in queries.thanks_waiting(actor)),
        "caller": caller_of(thanks, seen=False, may=may_see_thanker(actor, thanks)),
    }
    return render(request, "hotline/thanks.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def seen(request: StaffRequest, id: UUID) -> HttpResponse:
    """The good news has arrived."""
    thanks = queries.thanks(request.actor, id)
    commands.see_thanks(request.actor, thanks=thanks, op=op_of(request))
    tell(request, _("知道了。它在表扬簿里，随时能看。"))
    return redirect("today")


@require_POST
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was no praise."""
    thanks = queries.thanks(request.actor, id)
    commands.withdraw_thanks(request.actor, thanks=thanks, op=op_of(request))
    tell(request, _("从表扬簿里去掉了。要按工单办，再贴一次就收得进来。"))
    return redirect("hotline-book")
