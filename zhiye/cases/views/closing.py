"""How a matter ends, gets more time, is joined to its twin, is split."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.cases import closing as choices
from zhiye.cases import commands, queries
from zhiye.cases.closing_forms import CloseForm, ExtendForm, MergeForm, RefuseForm, SplitForm
from zhiye.cases.permissions import APPROVE, EDIT
from zhiye.cases.showing import clock_of, name_for
from zhiye.cases.views.form_pages import case_form, form_page, to_change
from zhiye.cases.views.steps import as_of_now, once_more
from zhiye.cases.workflow import DONE, MERGED, WORDS, is_open
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.undo import tell_with_undo
from zhiye.ui.toasts import tell


@require_http_methods(["GET", "POST"])
@staff
def close(request: StaffRequest, id: UUID) -> HttpResponse:
    """办好了 ▾: how it ended, what the resident said, what the resident will read."""
    case = to_change(request, id)
    if request.POST.get("state") == MERGED:
        return redirect("cases-twins", id)
    answer = queries.course(request.actor, case).answer
    form = _close_form(case, request.POST or None, answer)

    def end(**values: Any) -> Any:
        return commands.move_case(request.actor, case=case, op=op_of(request), **values)

    try:
        moved = carry_out(request, form, end)
    except Conflict as quicker:
        moved, form = None, once_more(case, _close_form(case, as_of_now(request, case), answer), quicker)
    if moved:
        tell_with_undo(request, _("记下了：%(state)s。") % {"state": WORDS[moved.state]}, "cases-back", id)
        return redirect("cases-detail", id)
    told = {"template": "cases/close.html", "answer": answer, "sentences": choices.sentences(case)}
    return case_form(request, case, form, _("办得怎么样"), _("存"), **told)


def _close_form(case: Any, data: Any, answer: Any) -> CloseForm:
    sentences = choices.sentences(case)
    first = {"state": DONE, "version": case.version, "public_line": sentences[DONE]}
    if answer:
        first |= {"answer": answer.solved, "satisfied": answer.satisfied}
    told = {"state": case.state, "sentences": sentences, "may_tell": case.ring == "team"}
    return CloseForm(data, initial=first, **told)


@require_http_methods(["GET", "POST"])
@staff
def extend(request: StaffRequest, id: UUID) -> HttpResponse:
    """More time: given by whoever may agree, asked for by others."""
    case = to_change(request, id)
    at_once = request.actor.may(APPROVE, case.path)
    approvers = {} if at_once else {str(user.pk): user for user in queries.approvers_for(request.actor, case)}
    listed = [(key, user.name) for key, user in approvers.items()]
    form = ExtendForm(request.POST or None, initial={"version": case.version}, approvers=listed)

    def more(approved_by: str = "", **values: Any) -> Any:
        by = approvers.get(approved_by)
        return commands.extend_case(request.actor, case=case, approved_by=by, op=op_of(request), **values)

    try:
        given = carry_out(request, form, more)
    except Conflict as quicker:
        form = ExtendForm(as_of_now(request, case), approvers=listed)
        given, form = None, once_more(case, form, quicker)
    if given:
        told = {"when": clock_of(given.new_due, clock.now()).words, "name": given.approved_by.name}
        tell(request, (_("延到%(when)s。") if at_once else _("请%(name)s看了，同意了才算。")) % told)
        return redirect("cases-detail", id)
    button = _("延期") if at_once else _("请这位同意")
    running = clock_of(case.due_at, clock.now())
    return case_form(request, case, form, _("延期"), button, template="cases/extend.html", clock=running)


@require_POST
@staff
def agree(request: StaffRequest, id: UUID) -> HttpResponse:
    """同意 to more time."""
    asked = queries.extension(request.actor, id)
    commands.answer_extension(request.actor, extension=asked, agree=True, op=op_of(request))
    tell(request, _("同意了，延到%(when)s。") % {"when": clock_of(asked.new_due, clock.now()).words})
    return redirect("cases-detail", asked.case_id)


@require_http_methods(["GET", "POST"])
@staff
def refuse(request: StaffRequest, id: UUID) -> HttpResponse:
    """No more time, and why."""
    asked = queries.extension(request.actor, id)
    if not request.actor.may(APPROVE, asked.case.path):
        raise Forbidden(APPROVE)
    form = RefuseForm(request.POST or None)

    def no(answer: str) -> Any:
        told = {"extension": asked, "agree": False, "answer": answer}
        return commands.answer_extension(request.actor, op=op_of(request), **told)

    if carry_out(request, form, no):
        tell(request, _("没有同意，时限不变。"))
        return redirect("cases-detail", asked.case_id)
    return case_form(request, asked.case, form, _("不同意延期"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def split(request: StaffRequest, id: UUID) -> HttpResponse:
    """A part of it becomes a matter of its own."""
    case = to_change(request, id)
    parties = {str(one.person_id): one.person for one in queries.case_file(request.actor, case).parties}
    listed = [(key, name_for(request.actor, person)) for key, person in parties.items()]
    form = SplitForm(request.POST or None, initial={"code": case.code}, people=listed)

    def part(people: list[str] = (), **values: Any) -> Any:  # type: ignore[assignment]
        chosen = [parties[key] for key in people]
        return commands.split_case(request.actor, case=case, people=chosen, op=op_of(request), **values)

    if made := carry_out(request, form, part):
        tell(request, _("分出来一件，编号 %(number)s。") % {"number": made.number})
        return redirect("cases-detail", made.pk)
    return case_form(request, case, form, _("拆成两件"), _("分出来"))


@require_http_methods(["GET"])
@staff
def twins(request: StaffRequest, id: UUID) -> HttpResponse:
    """Which other matter is this one? Those that look alike, or one found by its number or words."""
    case = to_change(request, id)
    query = request.GET.get("q", "").strip()[:60]
    found = queries.cases_found(request.actor, case, query) if query else []
    looks = queries.twins_of(request.actor, [case])
    twin = looks.get(case.pk)
    beside = [] if query else queries.cases_beside(request.actor, case)
    if twin:
        beside = [one for one in beside if one.pk != twin.case.pk]
    context = {"case": case, "query": query, "found": found, "twin": twin, "beside": beside}
    return render(request, "cases/twins.html", context)


@require_http_methods(["GET", "POST"])
@staff
def merge(request: StaffRequest) -> HttpResponse:
    """Two matters side by side; the one that stays is chosen."""
    if not request.actor.may(EDIT):
        raise Forbidden(EDIT)
    both = _both(request)
    if len(both) != 2:
        tell(request, _("要挑两件，不多不少。"))
        return redirect(f"{reverse('cases-list')}?pick=1")
    first = _first_to_stay(both)
    listed = [(str(one.pk), f"{one.number} {one.title}") for one in both]
    versions = ",".join(str(one.version) for one in both)
    form = MergeForm(
        request.POST or None, initial={"stays": str(first.pk), "versions": versions}, both=listed
    )

    def join(stays: str, versions: str) -> Any:
        into = next(one for one in both if str(one.pk) == stays)
        gone = next(one for one in both if one is not into)
        seen = dict(zip((str(one.pk) for one in both), versions.split(","), strict=False))
        if seen.get(str(gone.pk)) != str(gone.version):
            raise Refused(_("刚才有同事改过其中一件，看看现在的样子再并。"))
        told = {"case": gone, "into": into, "version": gone.version}
        return commands.merge_cases(request.actor, op=op_of(request), **told)

    if gone := carry_out(request, form, join):
        told = {"gone": gone.number, "number": gone.into.number}
        tell_with_undo(request, _("%(gone)s 并到 %(number)s 了。") % told, "cases-back", gone.pk)
        return redirect("cases-detail", gone.into_id)
    if form.is_bound:  # a colleague was quicker: from here on it is done knowingly
        form.data = request.POST.copy()
        form.data["versions"] = versions
    sides = [_side(request, one) for one in both]
    told = {"title": _("是同一件吗？"), "button": _("并成一件"), "back": reverse("cases-list"), "about": ""}
    return form_page(request, form, **told, template="cases/merge.html", sides=sides)


def _both(request: StaffRequest) -> list[Any]:
    """The matters of the address, each once, which the actor may change. Raises NotFound."""
    ids = list(dict.fromkeys(request.GET.getlist("one")))[:3]
    found = [queries.case(request.actor, id_) for id_ in ids]
    if not all(queries.may_change(request.actor, one) for one in found):
        raise NotFound
    return found


def _first_to_stay(both: list[Any]) -> Any:
    """An open one before an ended one, then the older one."""
    return min(both, key=lambda one: (not is_open(one.state), one.opened_on, one.number))


def _side(request: StaffRequest, case: Any) -> dict[str, Any]:
    file = queries.case_file(request.actor, case)
    names = [name_for(request.actor, party.person) for party in file.parties]
    return {
        "case": case,
        "clock": clock_of(case.due_at if is_open(case.state) else None, clock.now()),
        "people": _("、").join(filter(None, names)),
        "promises": sum(promise.state == "open" for promise in file.promises),
    }
