"""Pages of contacts: one is noted in a tap and a sentence, looked at, taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases import queries as cases
from zhiye.cases.showing import name_for, promise_rows
from zhiye.cases.views.subjects import subject_of
from zhiye.journal.queries import sources_of
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff, was_done
from zhiye.people.undo import tell_with_undo
from zhiye.places.building_page import address_of
from zhiye.ui.toasts import tell
from zhiye.visits import commands, queries
from zhiye.visits.answering import About, answer_form, concerned
from zhiye.visits.permissions import EDIT
from zhiye.visits.showing import outcome_line
from zhiye.visits.slots import CONTACT_ACTIONS


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """Big answers, one sentence, 存."""
    if not request.actor.may(EDIT):
        raise Forbidden(EDIT)
    about = _about(request)
    those = concerned(request.actor, about)
    form = answer_form(request.actor, about, those, request.POST or None)

    def note(people: list[str], settles: bool, **values: Any) -> Any:
        met = [one for one in those.people if str(one.pk) in people]
        return commands.log_contact(
            request.actor,
            people=met,
            place=those.place,
            case=about.case(request.actor),
            settles=about.promise if settles else None,
            op=op_of(request),
            **values,
        )

    if contact := carry_out(request, form, note):
        tell_with_undo(request, _told(request, about, contact), "visits-back", contact.pk)
        return redirect("today") if about.promise else redirect(about.subject.back)
    context = {
        "form": form,
        "answer": {"form": form, "action": request.get_full_path()},
        "about": about,
        "back": about.back,
        "called": name_for(request.actor, about.person),
        "promised": promise_rows([about.promise]) if about.promise else [],
        "place": those.place,
    }
    return render(request, "visits/new.html", context, status=422 if form.errors else 200)


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """One contact: who, where, how it came out, the words it was made from."""
    contact = queries.contact(request.actor, id)
    met = queries.people_met(request.actor, [contact.pk])[contact.pk]
    context = {
        "contact": contact,
        "line": outcome_line(contact),
        "met": [(person, name_for(request.actor, person)) for person in met],
        "case": _case_of(request, contact),
        "sources": sources_of(request.actor, [contact.pk]).get(contact.pk, []),
        "place_url": address_of(contact.place) if contact.place else "",
        "may_take_back": queries.may_take_back(request.actor, contact),
        "actions": CONTACT_ACTIONS.collect(request.actor, contact),
    }
    return render(request, "visits/detail.html", context)


@require_POST
@staff
def back(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was noted by mistake."""
    if was_done(request):
        return redirect("today")  # the second tap: it is gone already
    contact = queries.contact(request.actor, id)
    met = queries.people_met(request.actor, [contact.pk])[contact.pk]
    commands.take_back_contact(request.actor, contact=contact, op=op_of(request))
    tell(request, _("撤销了，这一次不算。"))
    if met:
        return redirect("people-detail", met[0].pk)
    return redirect(address_of(contact.place)) if contact.place else redirect("today")


def _about(request: StaffRequest) -> About:
    """Read from the address; NotFound for nothing at all, and for what the actor may not write about."""
    subject, asked = subject_of(request, EDIT), request.GET.get("promise")
    if not asked and not subject.known:
        raise NotFound
    return About(subject, cases.promise(request.actor, asked) if asked else None)


def _told(request: StaffRequest, about: About, contact: Any) -> str:
    words = {"who": name_for(request.actor, about.person), "outcome": contact.outcome_name}
    sentence = _("记下了：%(who)s，%(outcome)s。") if words["who"] else _("记下了：%(outcome)s。")
    kept = _("说好的事还在今天里。") if about.promise and not contact.settled_id else ""
    return sentence % words + kept


def _case_of(request: StaffRequest, contact: Any) -> Any:
    if contact.case_id is None:
        return None
    try:
        return cases.case(request.actor, contact.case_id)
    except NotFound:
        return None
