"""Pages of one matter: its story, a new one, its words, its people, taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases import commands, queries
from zhiye.cases.forms import EditForm, JoinForm, OpenForm, WithdrawForm
from zhiye.cases.lookup import place_at
from zhiye.cases.matter import matter_page
from zhiye.cases.permissions import EDIT
from zhiye.cases.views.form_pages import case_form, subject_form, to_change
from zhiye.cases.views.subjects import subject_of
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.queries import search
from zhiye.people.queries.parts import one_line
from zhiye.people.undo import tell_with_undo
from zhiye.ui.toasts import tell


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """One matter: what comes next, what was promised, how it came to be."""
    case = queries.case(request.actor, id)
    look = read_id(request.GET.get("look"))
    context = matter_page(request.actor, case, look) | {"paper_name": request.actor.name}
    return render(request, "cases/detail.html", context)


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """A matter comes in, about whom or what the address says. Looks like one that is in hand: that is shown first."""
    if not request.actor.may(EDIT):
        raise Forbidden(EDIT)
    subject = subject_of(request, EDIT)
    form = OpenForm(request.POST or None, place_known=subject.known)
    twins: list[Any] = []

    def open_it(sure: bool, home: str = "", **values: Any) -> Any:
        place = subject.place or place_at(request.actor, home, EDIT)
        if not sure:
            twins.extend(queries.suggestions(request.actor, values["title"], place, clock.today()))
        if twins:
            return None
        people = [subject.person] if subject.person else []
        return commands.open_case(request.actor, place=place, people=people, op=op_of(request), **values)

    if case := carry_out(request, form, open_it):
        tell(request, _("记下了，编号 %(number)s。") % {"number": case.number})
        return redirect("cases-detail", case.pk)
    if twins:
        return _twins_first(request, form, subject, twins)
    return subject_form(request, form, _("记一件事"), _("存"), subject)


def _twins_first(request: StaffRequest, form: Any, subject: Any, twins: list[Any]) -> HttpResponse:
    """What was typed stays in the page; one button saves it all the same."""
    context = {"typed": form, "twins": twins, "subject": subject}
    return render(request, "cases/twins_first.html", context)


@require_http_methods(["GET", "POST"])
@staff
def edit(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another title, place, kind or ring."""
    case = to_change(request, id)
    where = case.place.spoken if case.place else ""
    told = {"title": case.title, "home": where, "code": case.code, "ring": case.ring, "version": case.version}
    form = EditForm(request.POST or None, initial=told)

    def describe(home: str, **values: Any) -> Any:
        place = case.place if home == where else place_at(request.actor, home, EDIT)
        return commands.describe_case(request.actor, case=case, place=place, op=op_of(request), **values)

    if carry_out(request, form, describe):
        tell(request, _("改好了。"))
        return redirect("cases-detail", id)
    return case_form(request, case, form, _("改这件事"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was noted by mistake."""
    case = to_change(request, id)
    form = WithdrawForm(request.POST or None)

    def take_back(reason: str) -> Any:
        return commands.withdraw_case(request.actor, case=case, reason=reason, op=op_of(request))

    if carry_out(request, form, take_back):
        tell(request, _("撤销了，编号 %(number)s 不再用。说好的事还在。") % {"number": case.number})
        return redirect("cases-list")
    return case_form(request, case, form, _("这件事记错了"), _("撤销这件事"))


@require_http_methods(["GET", "POST"])
@staff
def join(request: StaffRequest, id: UUID) -> HttpResponse:
    """Find somebody whom the matter concerns."""
    case = to_change(request, id)
    query = request.GET.get("q", "")
    found = [hit.person for hit in search(request.actor, query, 20) if hit.person] if query else []
    choices = [(str(one.pk), one_line(request.actor, one)) for one in found]
    form = JoinForm(request.POST or None, found=choices)

    def put(person: str, part: str) -> Any:
        one = next(one for one in found if str(one.pk) == person)
        return commands.join_person(request.actor, case=case, person=one, part=part, op=op_of(request))

    if party := carry_out(request, form, put):
        tell_with_undo(request, _("写上了。"), "cases-part", party.pk)
        return redirect("cases-detail", id)
    context = {"case": case, "query": query, "found": found, "form": form}
    return render(request, "cases/join.html", context)


@require_POST
@staff
def part(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody has nothing to do with it after all."""
    party = queries.party(request.actor, id)
    case = commands.part_person(request.actor, party=party, op=op_of(request))
    tell(request, _("去掉了。"))
    return redirect("cases-detail", case.pk)
