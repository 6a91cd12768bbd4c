"""The desk: what is asked for, whether it may be issued, for whom; asking the secretary; where to go instead."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.certificates import commands, issuable, queries
from zhiye.certificates.forms import AskForm, RefuseForm, WriteForm
from zhiye.certificates.permissions import VIEW, WRITE
from zhiye.certificates.showing import NEXT, rows
from zhiye.certificates.wording import known, to_ask
from zhiye.guidance.proofs import barred_named, barred_proofs
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.queries import get_person
from zhiye.people.queries.files import called
from zhiye.people.queries.parts import one_line
from zhiye.places.queries import committee_of
from zhiye.ui.toasts import tell

WAITING_ROWS = 30


@require_GET
@staff
def desk(request: StaffRequest) -> HttpResponse:
    """What somebody asks for, typed or chosen; and what waits."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    asked, today = request.GET.get("q", "")[:60].strip(), clock.today()
    person = _person(request)
    waiting, count = queries.waiting_for(request.actor, WAITING_ROWS)
    context = {
        "asked": asked,
        "found": queries.by_number(request.actor, asked) if asked else [],
        "lawful": issuable.items_named(asked, today),
        "barred": barred_named(asked, today, settings.REGION),
        "all_lawful": issuable.items(today),
        "all_barred": barred_proofs(today, settings.REGION),
        "notes": issuable.notes(today),
        "person": person,
        "called": called(person) if person else "",
        "suffix": f"&person={person.pk}" if person else "",
        "waiting": [(row, NEXT[row.certificate.state]) for row in rows(request.actor, waiting)],
        "count": count,
        "may_write": request.actor.may(WRITE),
    }
    return render(request, "certificates/desk.html", context)


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """One of those that may be issued: for whom, then the blanks that the register does not know."""
    _writer(request)
    item = issuable.item(request.GET.get("kind", ""), clock.today())
    if item is None:
        return redirect("certificates-desk")
    person = _person(request)
    if person is None:
        return _whom(request, item)
    committee = committee_of(request.actor, person)
    asked = to_ask(item, person, committee)
    form = WriteForm(request.POST or None, blanks=asked, seen=item.evidence)

    def send(**_values: Any) -> Any:
        return beside_its_box(
            lambda: commands.request_certificate(
                request.actor, kind=item.code, person=person, op=op_of(request), **form.written()
            )
        )

    if made := carry_out(request, form, send):
        tell(request, _("写好了，等书记或主任批。"))
        return redirect("certificates-detail", made.pk)
    have = known(person, committee)
    context = {
        "form": form,
        "item": item,
        "person": person,
        "called": called(person),
        "known": [
            have[name] for name in ("name", "sex", "birth", "address") if name in item.names() & set(have)
        ],
    }
    return render(request, "certificates/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def elsewhere(request: StaffRequest) -> HttpResponse:
    """One of those that are not issued: where to go; noted without a name, and printed."""
    _writer(request)
    known_ones = {one.code: one for one in barred_proofs(clock.today(), settings.REGION)}
    barred = known_ones.get(request.GET.get("kind", ""))
    if barred is None:
        return redirect("certificates-desk")
    form = RefuseForm(request.POST or None)

    def note(unit: str) -> Any:
        at = _committee(request)
        return commands.refuse_with_guidance(
            request.actor, code=barred.code, unit=unit, committee=at, op=op_of(request)
        )

    if made := carry_out(request, form, note):
        return redirect("certificates-slip", made.pk)
    context = {"form": form, "barred": barred}
    return render(request, "certificates/elsewhere.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def ask(request: StaffRequest) -> HttpResponse:
    """On neither list: the secretary is asked first."""
    _writer(request)
    form = AskForm(request.POST or None, initial={"name": request.GET.get("name", "")[:60]})

    def put(**values: Any) -> Any:
        return commands.ask_secretary(
            request.actor, committee=_committee(request), op=op_of(request), **values
        )

    if made := carry_out(request, form, put):
        tell(request, _("问书记了，会列在书记的今天里。"))
        return redirect("certificates-detail", made.pk)
    context = {"form": form}
    return render(request, "certificates/ask.html", context, status=422 if form.errors else 200)


def beside_its_box(act: Callable[[], Any]) -> Any:
    """What ``act`` answers; what it says about the evidence stands beside the box in which that is typed."""
    try:
        return act()
    except Refused as refused:
        raise Refused(refused.message, "other" if refused.field == "evidence" else refused.field) from refused


def found_people(request: StaffRequest, text: str) -> list[tuple[Any, str]]:
    """People whom ``text`` may mean, each in one line."""
    return [(one, one_line(request.actor, one)) for one in queries.people_meant(request.actor, text)]


def _whom(request: StaffRequest, item: Any) -> HttpResponse:
    query = request.GET.get("q", "")
    context = {"item": item, "query": query, "found": found_people(request, query)}
    return render(request, "certificates/whom.html", context)


def _person(request: StaffRequest) -> Any:
    """Whom the address names, for somebody who may write for them. Raises NotFound."""
    id_ = request.GET.get("person", "")
    return get_person(request.actor, id_, WRITE) if id_ else None


def _committee(request: StaffRequest) -> Any:
    """The committee of the person the address names, else the only one; else the first."""
    person = _person(request)
    return committee_of(request.actor, person) if person else None


def _writer(request: StaffRequest) -> None:
    if not request.actor.may(WRITE):
        raise Forbidden(WRITE if request.actor.may(VIEW) else VIEW)
