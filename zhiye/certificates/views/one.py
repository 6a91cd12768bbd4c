"""One proof: its page, writing it anew, and each step it may take."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.certificates import commands, issuable, queries, workflow
from zhiye.certificates.forms import (
    BETWEEN,
    AllowForm,
    ApproveForm,
    ConfirmForm,
    DeclineForm,
    OwnTextForm,
    ReasonForm,
    SealForm,
    WriteForm,
)
from zhiye.certificates.numbering import check_code, told_number
from zhiye.certificates.permissions import VIEW
from zhiye.certificates.showing import guidance_lines, is_over, name_of
from zhiye.certificates.views.desk import beside_its_box, found_people
from zhiye.certificates.wording import paragraphs, to_ask
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.gestures import GestureForm, carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.queries import get_person
from zhiye.ui.toasts import tell


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """What was asked for, what stands on the paper, what comes next, what became of it."""
    one = queries.certificate(request.actor, id)
    item = issuable.item(one.kind, clock.today()) if one.kind else None
    context = _about(request, one) | {
        "may": queries.may_move(request.actor, one),
        "steps": [(step, workflow.WORDS[step.state]) for step in queries.steps_of(request.actor, one)],
        "uses": queries.seal_uses(request.actor, one),
        "check": check_code(one.token),
        "over": is_over(one),
        "to_check": item is not None and item.needs_local_basis and one.state == workflow.WAITING,
        "guidance": guidance_lines(one),
        "printed": one.state in workflow.PRINTED,
    }
    return render(request, "certificates/detail.html", context)


@require_http_methods(["GET", "POST"])
@staff
def write(request: StaffRequest, id: UUID) -> HttpResponse:
    """What came back, or what the secretary agreed to, is written."""
    one = _to_move(request, id, workflow.WAITING)
    query = request.GET.get("q", "")
    asked = request.GET.get("person", "")
    person = get_person(request.actor, asked, VIEW) if asked else one.person
    if person is None:
        context = _about(request, one) | {"query": query, "found": found_people(request, query)}
        return render(request, "certificates/whom_again.html", context)
    form = _write_form(request, one, person)

    def send(**_values: Any) -> Any:
        given = form.written() | {"person": person, "text": form.cleaned_data.get("text", "")}
        return beside_its_box(
            lambda: commands.rewrite_certificate(request.actor, certificate=one, op=op_of(request), **given)
        )

    if carry_out(request, form, send):
        tell(request, _("写好了，等书记或主任批。"))
        return redirect("certificates-detail", id)
    last = queries.steps_of(request.actor, one)[-1:]
    context = _about(request, one) | {"form": form, "told": last[0].words if last else "", "whom": person}
    return render(request, "certificates/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def approve(request: StaffRequest, id: UUID) -> HttpResponse:
    """The text, what was seen, the basis; then 同意."""
    one = _to_move(request, id, workflow.APPROVED)
    item = issuable.item(one.kind, clock.today()) if one.kind else None
    form = ApproveForm(request.POST or None, wanted=item is not None and item.needs_local_basis)

    def agree(local_basis: str = "") -> Any:
        return commands.approve_certificate(
            request.actor, certificate=one, local_basis=local_basis, op=op_of(request)
        )

    if made := carry_out(request, form, agree):
        told = {"number": told_number(made.number)}
        tell(request, _("批了，编号 %(number)s。打印出来盖章。") % told)
        return redirect("certificates-detail", id)
    context = _about(request, one) | {"form": form, "item": item}
    return render(request, "certificates/approve.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def allow(request: StaffRequest, id: UUID) -> HttpResponse:
    """The secretary agrees to a proof off the lists."""
    one = _to_move(request, id, workflow.DRAFTING, workflow.ASKED)
    form = AllowForm(request.POST or None)

    def agree(basis: str) -> Any:
        return commands.allow_certificate(request.actor, certificate=one, basis=basis, op=op_of(request))

    done = _("定下了，可以出。请同事写好再批。")
    return _act(request, one, form, agree, _("可以出，写明依据"), _("可以出"), done)


@require_http_methods(["GET", "POST"])
@staff
def decline(request: StaffRequest, id: UUID) -> HttpResponse:
    """Not issued; where else."""
    one = _to_move(request, id, workflow.REFUSED)
    form = DeclineForm(request.POST or None)

    def say_no(go: str, reason: str) -> Any:
        return commands.decline_certificate(
            request.actor, certificate=one, go=go, reason=reason, op=op_of(request)
        )

    done = _("定下了，不出。打印条子给居民。")
    return _act(request, one, form, say_no, _("不出，告诉居民去哪里"), _("不出"), done)


@require_http_methods(["GET", "POST"])
@staff
def send_back(request: StaffRequest, id: UUID) -> HttpResponse:
    """Something is missing."""
    one = _to_move(request, id, workflow.DRAFTING, workflow.WAITING)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("要补什么、改什么")

    def back(reason: str) -> Any:
        return commands.return_certificate(request.actor, certificate=one, reason=reason, op=op_of(request))

    return _act(request, one, form, back, _("退回去补"), _("退回去"), _("退回去了，会列在同事的今天里。"))


@require_http_methods(["GET", "POST"])
@staff
def seal(request: StaffRequest, id: UUID) -> HttpResponse:
    """The seal was used: on how many copies."""
    one = _to_move(request, id, workflow.ISSUED)
    form = SealForm(request.POST or None, initial={"copies": one.copies})

    def note(copies: int) -> Any:
        return commands.seal_certificate(request.actor, certificate=one, copies=copies, op=op_of(request))

    return _act(request, one, form, note, _("盖章"), _("盖了，记下"), _("记下了，已出。"))


@require_http_methods(["GET", "POST"])
@staff
def void(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was wrong; with ?anew=1 another one is begun with the same words."""
    one = _to_move(request, id, workflow.VOID)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("为什么作废")
    anew = request.GET.get("anew") == "1"
    act = commands.replace_certificate if anew else commands.void_certificate

    def withdraw(reason: str) -> Any:
        return act(request.actor, certificate=one, reason=reason, op=op_of(request))

    title = _("作废，另写一份") if anew else _("作废")
    done = _("作废了，编号留着。把发出去的收回来。")
    return _act(request, one, form, withdraw, title, title, done)


@require_http_methods(["GET", "POST"])
@staff
def drop(request: StaffRequest, id: UUID) -> HttpResponse:
    """Not wanted any more."""
    one = _to_move(request, id, workflow.DROPPED)
    form = ConfirmForm(request.POST or None)

    def let_go() -> Any:
        return commands.drop_certificate(request.actor, certificate=one, op=op_of(request))

    done = _("不办了。写过的和是给谁的都不留。")
    return _act(request, one, form, let_go, _("这份不办了"), _("这份不办了"), done)


def _act(
    request: StaffRequest,
    one: Any,
    form: GestureForm,
    act: Callable[..., Any],
    title: str,
    button: str,
    done: str,
) -> HttpResponse:
    """A page with one form and one act."""
    if made := carry_out(request, form, act):
        tell(request, done)
        return redirect("certificates-detail", getattr(made, "certificate_id", made.pk))
    context = _about(request, one) | {"form": form, "title": title, "button": button}
    return render(request, "certificates/act.html", context, status=422 if form.errors else 200)


def _about(request: StaffRequest, one: Any) -> dict[str, Any]:
    """What every page about a proof shows."""
    return {
        "one": one,
        "called": name_of(request.actor, one),
        "number": told_number(one.number),
        "word": workflow.WORDS[one.state],
        "paragraphs": paragraphs(one),
    }


def _to_move(request: StaffRequest, id_: UUID, to: str, only_from: str = "") -> Any:
    """The proof, for somebody who may bring it to ``to`` from where it stands.

    Raises NotFound, Forbidden; Refused, with a sentence, where it is past that already.
    """
    one = queries.certificate(request.actor, id_)
    needed = {moves[to] for moves in workflow.MOVES.values() if to in moves}
    if not any(request.actor.may(permission, one.committee.path) for permission in needed):
        raise Forbidden(sorted(needed)[0])
    was_done = request.method == "POST"  # sent twice: the command gives its first answer
    if not was_done and (to not in workflow.MOVES[one.state] or (only_from and one.state != only_from)):
        raise Refused(_("这一份现在是“%(state)s”，不用再点了。") % {"state": workflow.WORDS[one.state]})
    return one


def _write_form(request: StaffRequest, one: Any, person: Any) -> WriteForm:
    """The form with what was written before."""
    item = issuable.item(one.kind, clock.today()) if one.kind else None
    before = {"purpose": one.purpose, "unit": one.unit, "copies": one.copies, **one.blanks}
    if item is None:
        before |= {"text": one.text, "other": one.evidence}
        return OwnTextForm(request.POST or None, initial=before)
    seen = [part for part in one.evidence.split(BETWEEN) if part]
    before |= {"seen": [part for part in seen if part in item.evidence]}
    before |= {"other": BETWEEN.join(part for part in seen if part not in item.evidence)}
    asked = to_ask(item, person, one.committee)
    return WriteForm(request.POST or None, initial=before, blanks=asked, seen=item.evidence)
