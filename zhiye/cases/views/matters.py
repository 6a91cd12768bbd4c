"""Pages of matters: the list, one with its story, a new one, its words, its people, taking it back."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases import commands, queries, states
from zhiye.cases.codes import MATTERS
from zhiye.cases.forms import EditForm, JoinForm, OpenForm, WithdrawForm
from zhiye.cases.lookup import place_at
from zhiye.cases.permissions import EDIT, VIEW
from zhiye.cases.showing import due_tag, due_words, name_for, promise_rows, promised
from zhiye.cases.slots import CASE_ACTIONS
from zhiye.cases.story import case_story
from zhiye.cases.views.subjects import subject_of
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.queries import search
from zhiye.people.queries.parts import one_line
from zhiye.people.undo import tell_with_undo
from zhiye.places.building_page import address_of
from zhiye.ui.toasts import tell

FIRST = 12  # rows of the story that stand open


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """Open matters, newest first; by state, by kind, one's own."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    asked = {name: request.GET.get(name, "") for name in ("state", "mine", "code")}
    code = asked["code"] if asked["code"] in MATTERS else ""
    wanted = queries.CaseFilter(asked["state"], bool(asked["mine"]), code)
    page = queries.cases_page(request.actor, wanted, request.GET.get("from", ""))
    today = clock.today()
    context = {
        "rows": [(case, _next_thing(page, case), _tag_of(page, case, today)) for case in page.rows],
        "count": sum(page.counts.values()),
        "states": _state_links(asked, page.counts),
        "wanted": wanted,
        "codes": list(MATTERS.items()),
        "previous_url": _with(asked, page.before) if page.before else "",
        "next_url": _with(asked, page.after) if page.after else "",
        "may_open": request.actor.may(EDIT),
    }
    return render(request, "cases/list.html", context)


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """One matter: what comes next, what was promised, how it came to be."""
    case = queries.case(request.actor, id)
    file = queries.case_file(request.actor, case)
    rows = case_story(request.actor, file)
    may = queries.may_change(request.actor, case)
    context = {
        "case": case,
        "file": file,
        "kind": MATTERS.get(case.code, case.code),
        "place_url": address_of(case.place) if case.place else "",
        "state_word": states.WORDS[case.state],
        "open": states.is_open(case.state),
        "unanswered": case.state in states.UNANSWERED,
        "promises": promise_rows(file.promises),
        "parties": [(party, name_for(request.actor, party.person)) for party in file.parties],
        "story": {"rows": rows[:FIRST], "older": rows[FIRST:], "cut": False},
        "may_change": may,
        "may_undo": may and file.last is not None and file.last.on == clock.today(),
        "actions": CASE_ACTIONS.collect(request.actor, case) if may else [],
    }
    return render(request, "cases/detail.html", context)


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """A matter comes in, about whom or what the address says."""
    if not request.actor.may(EDIT):
        raise Forbidden(EDIT)
    subject = subject_of(request, EDIT)
    form = OpenForm(request.POST or None, place_known=subject.known)

    def open_it(home: str = "", **values: Any) -> Any:
        place = subject.place or place_at(request.actor, home, EDIT)
        people = [subject.person] if subject.person else []
        return commands.open_case(request.actor, place=place, people=people, op=op_of(request), **values)

    if case := carry_out(request, form, open_it):
        tell(request, _("记下了，编号 %(number)s。") % {"number": case.number})
        return redirect("cases-detail", case.pk)
    return form_page(request, form, _("记一件事"), _("存"), subject)


@require_http_methods(["GET", "POST"])
@staff
def edit(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another title, kind or ring."""
    case = _to_change(request, id)
    told = {"title": case.title, "code": case.code, "ring": case.ring, "version": case.version}
    form = EditForm(request.POST or None, initial=told)

    def describe(**values: Any) -> Any:
        return commands.describe_case(request.actor, case=case, op=op_of(request), **values)

    if carry_out(request, form, describe):
        tell(request, _("改好了。"))
        return redirect("cases-detail", id)
    return case_form(request, case, form, _("改这件事"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was noted by mistake."""
    case = _to_change(request, id)
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
    case = _to_change(request, id)
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


def case_form(request: StaffRequest, case: Any, form: Any, title: str, button: str) -> HttpResponse:
    """A page with one form about one matter."""
    context = {"form": form, "case": case, "title": title, "button": button}
    return render(request, "cases/case_form.html", context, status=422 if form.errors else 200)


def form_page(request: StaffRequest, form: Any, title: str, button: str, subject: Any) -> HttpResponse:
    """A page with one form about whom or what it was opened from."""
    name, id_ = subject.back
    context = {
        "form": form,
        "title": title,
        "button": button,
        "subject": subject,
        "called": name_for(request.actor, subject.person),
        "back": subject.back,
    }
    return render(request, "cases/form.html", context, status=422 if form.errors else 200)


def _to_change(request: StaffRequest, id_: UUID) -> Any:
    case = queries.case(request.actor, id_)
    if not queries.may_change(request.actor, case):
        raise Forbidden(EDIT)
    return case


def _next_thing(page: queries.CasesPage, case: Any) -> str:
    """The soonest promise of a matter in words, for its row."""
    promise = page.promises.get(case.pk)
    if promise is None:
        return ""
    due = due_words(promise.due, clock.today())
    return f"{due} {promised(promise)}".strip()


def _tag_of(page: queries.CasesPage, case: Any, today: Any) -> str:
    promise = page.promises.get(case.pk)
    return due_tag(promise.due, today) if promise else ""


def _state_links(asked: dict[str, str], counts: dict[str, int]) -> list[dict[str, Any]]:
    """The states as links, the open ones with how many."""
    listed = [("", _("手上的"), sum(counts.values()))]
    listed += [(state, str(states.WORDS[state]), counts.get(state, 0)) for state in states.OPEN]
    listed += [(state, str(states.WORDS[state]), -1) for state in states.CLOSED]
    listed += [("all", _("所有的"), -1)]
    return [
        {
            "name": name if count < 0 else f"{name} {count}",
            "url": _with(asked | {"state": state}, ""),
            "current": asked["state"] == state,
        }
        for state, name, count in listed
        if count or state == asked["state"]
    ]


def _with(asked: dict[str, str], cursor: str) -> str:
    told = {name: value for name, value in asked.items() if value} | ({"from": cursor} if cursor else {})
    return f"?{urlencode(told)}"
