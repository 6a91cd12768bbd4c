"""Pages of promises: one with its likely answers, a new one, another day, done, not needed, a mistake."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases import commands, queries
from zhiye.cases.forms import DropForm, GiveForm, MovePromiseForm, PromiseForm, WithdrawForm
from zhiye.cases.permissions import EDIT
from zhiye.cases.queries.seen import shown_case
from zhiye.cases.showing import due_words, name_for, promise_rows
from zhiye.cases.slots import PROMISE_PANELS
from zhiye.cases.views.form_pages import promise_form, subject_form
from zhiye.cases.views.subjects import Subject, subject_of
from zhiye.journal.queries import sources_of
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.undo import tell_with_undo
from zhiye.places.building_page import address_of
from zhiye.ui.toasts import tell


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """What was promised, to whom, where it was said; and the two or three likely answers."""
    promise = queries.promise(request.actor, id)
    row = promise_rows([promise])[0]
    may = queries.may_settle(request.actor, promise)
    context = {
        "promise": promise,
        "row": row,
        "case": shown_case(request.actor, promise),
        "called": name_for(request.actor, promise.person),
        "place_url": address_of(promise.place) if promise.place else "",
        "may_change": may,
        "panels": PROMISE_PANELS.collect(request.actor, promise) if may and promise.state == "open" else [],
        "sources": sources_of(request.actor, [promise.pk]).get(promise.pk, []),
    }
    return render(request, "cases/promise.html", context)


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """Something was promised, about whom or what the address says."""
    if not request.actor.may(EDIT):
        raise Forbidden(EDIT)
    subject = subject_of(request, EDIT)
    narrow = bool(subject.case and subject.case.ring == "secretary")
    others = {str(user.pk): user for user in queries.colleagues_around(request.actor, subject.path)}
    listed = [(key, user.name) for key, user in others.items()]
    form = PromiseForm(request.POST or None, ring_known=narrow, colleagues=listed)

    def note(owner: str = "", **values: Any) -> Any:
        about = {"case": subject.case, "person": subject.person, "place": subject.place}
        if not subject.known and values.get("due") is None:  # it would stand on no page, and never come up
            raise Refused(_("写个日子。这一件不挂在谁、哪件事上，只有到了日子才会列在今天里。"), "due")
        values |= about | {"owner": others.get(owner)}
        return commands.make_promise(request.actor, op=op_of(request), **values)

    if made := carry_out(request, form, note):
        dated, undated = _("记下了，到日子会列在今天里。"), _("记下了。没写哪天，所以不会列在今天里。")
        tell_with_undo(request, dated if made.due else undated, "cases-promise-withdraw", made.pk)
        return redirect(subject.back) if subject.known else redirect("cases-promise", made.pk)
    return subject_form(request, form, _("说好的事"), _("存"), subject)


@require_POST
@staff
def keep(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was done."""
    promise = queries.promise(request.actor, id)
    commands.keep_promise(request.actor, promise=promise, op=op_of(request))
    tell_with_undo(request, _("办到了。"), "cases-promise-reopen", id)
    return _back(request, promise)


@require_POST
@staff
def reopen(request: StaffRequest, id: UUID) -> HttpResponse:
    """It is not done after all."""
    promise = queries.promise(request.actor, id)
    commands.reopen_promise(request.actor, promise=promise, op=op_of(request))
    tell(request, _("重新打开了。"))
    return redirect("cases-promise", id)


@require_http_methods(["GET", "POST"])
@staff
def move(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another day."""
    promise = _to_settle(request, id)
    form = MovePromiseForm(request.POST or None)

    def put_off(day: str, due: date | None) -> Any:
        to = due or date.fromisoformat(day)
        return commands.move_promise(request.actor, promise=promise, due=to, op=op_of(request))

    if moved := carry_out(request, form, put_off):
        tell(request, _("改到%(day)s。") % {"day": due_words(moved.due, clock.today())})
        return _back(request, promise)
    return promise_form(request, promise, form, _("改天"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def give(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another colleague looks after it from now on."""
    promise = _to_settle(request, id)
    colleagues = {str(user.pk): user for user in queries.colleagues_for_promise(request.actor, promise)}
    form = GiveForm(request.POST or None, colleagues=[(key, user.name) for key, user in colleagues.items()])

    def pass_on(to: str) -> Any:
        return commands.give_promise(request.actor, promise=promise, to=colleagues[to], op=op_of(request))

    if given := carry_out(request, form, pass_on):
        tell(request, _("派给%(name)s了。") % {"name": given.owner.name})
        return _back(request, promise)
    return promise_form(request, promise, form, _("派给别人"), _("派给这位"))


@require_http_methods(["GET", "POST"])
@staff
def drop(request: StaffRequest, id: UUID) -> HttpResponse:
    """It need not be done any more."""
    promise = _to_settle(request, id)
    form = DropForm(request.POST or None)

    def let_go(reason: str) -> Any:
        return commands.drop_promise(request.actor, promise=promise, reason=reason, op=op_of(request))

    if carry_out(request, form, let_go):
        tell_with_undo(request, _("记下了，不用办了。"), "cases-promise-reopen", id)
        return _back(request, promise)
    return promise_form(request, promise, form, _("不用办了"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """Nobody promised that."""
    promise = _to_settle(request, id)
    form = WithdrawForm(request.POST or None)

    def take_back(reason: str) -> Any:
        return commands.withdraw_promise(request.actor, promise=promise, reason=reason, op=op_of(request))

    if carry_out(request, form, take_back):
        tell(request, _("撤销了。"))
        return _back(request, promise)
    return promise_form(request, promise, form, _("这一条记错了"), _("撤销"))


def _to_settle(request: StaffRequest, id_: UUID) -> Any:
    promise = queries.promise(request.actor, id_)
    if not queries.may_settle(request.actor, promise):
        raise Forbidden(EDIT)
    return promise


def _back(request: StaffRequest, promise: Any) -> HttpResponse:
    """To the matter or the person it belongs to; else to 今天."""
    case = shown_case(request.actor, promise)
    if case is None and promise.person is None and promise.place is None:
        return redirect("today")
    return redirect(Subject(promise.person, promise.place, case).back)
