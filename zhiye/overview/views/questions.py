"""去问一句: the street asks, the committee answers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.figures.headings import HEADINGS
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.overview import commands, queries
from zhiye.overview.chapters import figures_under
from zhiye.overview.forms import AnswerForm, AskForm, NamesForm
from zhiye.overview.permissions import ASK, TELL, VIEW
from zhiye.overview.showing import about, link, period_of
from zhiye.ui.toasts import tell


@require_http_methods(["GET", "POST"])
@staff
def ask(request: StaffRequest, id: UUID) -> HttpResponse:
    """One question to one committee about one figure."""
    committee = queries.committee(request.actor, id, VIEW)
    if not queries.may_ask(request.actor, committee):
        raise Forbidden(ASK)
    period = period_of(request.GET.get("period", ""))
    known = [one for heading in HEADINGS for one in figures_under(heading)]
    start = {"figure": request.GET.get("figure", "")}
    form = AskForm(request.POST or None, figures=[(one.code, str(one.name)) for one in known], initial=start)

    def put(**values: Any) -> Any:
        told = {"committee": committee, "period": period.key, "op": op_of(request)}
        return commands.ask(request.actor, **told, **values)

    back_url = link("overview", period=period.key)
    if carry_out(request, form, put):
        tell(request, _("问过去了，会列在%(name)s的今天里。") % {"name": committee.name})
        return redirect(back_url)
    context = {"form": form, "committee": committee, "period": period, "back_url": back_url}
    return render(request, "overview/ask.html", context, status=422 if form.errors else 200)


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """What was asked, those that wait first."""
    _require(request)
    rows = [(one, about(one)) for one in queries.questions(request.actor)]
    context = {"rows": rows, "waiting": sum(one.state == "asked" for one, _about in rows)}
    return render(request, "overview/questions.html", context)


@require_http_methods(["GET", "POST"])
@staff
def one(request: StaffRequest, id: UUID) -> HttpResponse:
    """One question: its words, the answer, and where the committee writes it."""
    question = queries.question(request.actor, id)
    may_answer = queries.may_answer(request.actor, question)
    if request.method == "POST" and not may_answer:
        raise Forbidden(TELL)
    before = {"words": question.answer} if question.answer else {}
    if question.answer:
        before["declined"] = "yes" if question.state == "declined" else "no"
    form = (NamesForm if question.wants_names else AnswerForm)(request.POST or None, initial=before)

    def write(**values: Any) -> Any:
        return commands.answer(request.actor, question=question, op=op_of(request), **values)

    if carry_out(request, form, write):
        tell(request, _("回过去了，街道看得到。"))
        return redirect("overview-questions")
    context = {
        "question": question,
        "about": about(question),
        "form": form,
        "may_answer": may_answer,
        "may_take_back": queries.may_take_back(request.actor, question),
        "figure_url": link(
            "overview-figure", code=question.figure, period=question.period, at=question.committee_id
        )
        if request.actor.may(VIEW, question.committee.path)
        else "",
    }
    return render(request, "overview/question.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def back(request: StaffRequest, id: UUID) -> HttpResponse:
    """The street asks no more."""
    question = queries.question(request.actor, id)
    commands.take_back(request.actor, question=question, op=op_of(request))
    tell(request, _("不问这一句了。"))
    return redirect("overview-questions")


def _require(request: StaffRequest) -> None:
    if not any(map(request.actor.may, (ASK, TELL, VIEW))):
        raise Forbidden(VIEW)
