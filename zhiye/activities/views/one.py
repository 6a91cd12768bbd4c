"""One activity: choosing its kind, recording it, its page, telling it better, taking it back."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.activities import commands, queries
from zhiye.activities.forms import ActivityForm, SheetForm
from zhiye.activities.kinds import KINDS, Kind
from zhiye.activities.lookup import place_meant, typed_again
from zhiye.activities.permissions import WRITE
from zhiye.activities.rules import TALLY
from zhiye.activities.showing import activity_url, told_line
from zhiye.activities.wording import counted, hours, weekday, where
from zhiye.cases import queries as cases
from zhiye.figures.headings import HEADINGS
from zhiye.journal.queries import sources_of
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff, was_done
from zhiye.people.undo import tell_with_undo
from zhiye.places.building_page import address_of
from zhiye.scans.states import READING, WAITING
from zhiye.ui.toasts import tell
from zhiye.visits import queries as visits

SERIES = 12  # offered beside the kinds
WEEK = timedelta(days=7)


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """The kinds to choose from; then the day, how many came, 存. After another one: only what changes is asked."""
    actor = request.actor
    if not actor.may(WRITE):
        raise Forbidden(WRITE)
    last = queries.activity(actor, request.GET["from"]) if request.GET.get("from") else None
    kind = KINDS.get(last.kind if last else request.GET.get("kind", ""))
    about = {name: request.GET[name] for name in ("case", "contact") if request.GET.get(name)}
    case = cases.case(actor, about["case"]) if "case" in about else None
    contact = visits.contact(actor, about["contact"]) if "contact" in about else None
    if kind is None:
        return _choose(request, about)
    committees = queries.committees(actor)
    first = (
        _copied(last) if last else {"heading": kind.heading, "on": contact.on if contact else clock.today()}
    )
    form = ActivityForm(request.POST or None, kind=kind, committees=committees, initial=first)

    def record(**_values: Any) -> Any:
        named = form.cleaned_data.get("committee")
        home = next((one for one in committees if str(one.pk) == named), committees[0])
        told = form.told(*place_meant(actor, form.cleaned_data["where"], home))
        return commands.record_activity(
            actor, told=told, committee=home, case=case, contact=contact, op=op_of(request)
        )

    if made := carry_out(request, form, record):
        line = told_line(made, counted(made.person_times, queries.tallies(actor, [made]).get(made.pk, {})))
        tell_with_undo(request, _("记下了：%(line)s。") % {"line": line}, "activities-withdraw", made.pk)
        return redirect("activities-detail", made.pk)
    context = {"form": form, "kind": kind, "last": last, "case": case, "contact": contact}
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """When, where, how many, what was agreed; its matter, the words it was made from, its sign-in sheet."""
    one = queries.activity(request.actor, id)
    photos = queries.sheets(request.actor, one)
    may_write = queries.may_write(request.actor, one)
    context = {
        "one": one,
        "weekday": weekday(one),
        "hours": hours(one),
        "where": where(one),
        "place_url": address_of(one.place) if one.place else "",
        "heading": HEADINGS[one.heading],
        "counted": counted(one.person_times, queries.tallies(request.actor, [one]).get(one.pk, {})),
        "planned": one.on > clock.today(),
        "case": queries.case_of(request.actor, one),
        "sources": sources_of(request.actor, [one.contact_id]).get(one.contact_id, [])
        if one.contact_id
        else [],
        "photos": photos,
        "being_read": any(photo.state in (WAITING, READING) for photo in photos),
        "lines": queries.lines_read(request.actor, one) if photos else 0,
        "sheet_form": SheetForm() if may_write else None,
        "may_write": may_write,
        "month": f"{one.on:%Y-%m}",
    }
    return render(request, "activities/detail.html", context)


@require_http_methods(["GET", "POST"])
@staff
def edit(request: StaffRequest, id: UUID) -> HttpResponse:
    """It is told better; its kind stays."""
    actor = request.actor
    one = queries.activity(actor, id)
    if not queries.may_write(actor, one):
        raise Forbidden(WRITE)
    kind = KINDS.get(one.kind)
    if kind is None:
        raise NotFound
    lines = queries.lines_read(actor, one)
    form = ActivityForm(request.POST or None, kind=kind, lines=lines, initial=_typed(request, one))

    def change(**_values: Any) -> Any:
        told = form.told(*place_meant(actor, form.cleaned_data["where"], one.committee))
        version = form.cleaned_data["version"] or 0
        return commands.change_activity(actor, activity=one, told=told, version=version, op=op_of(request))

    if carry_out(request, form, change):
        tell(request, _("改好了。"))
        return redirect("activities-detail", id)
    context = {"form": form, "kind": kind, "one": one}
    return render(request, "activities/edit.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was noted by mistake."""
    if was_done(request):
        return redirect("activities-list")
    one = commands.withdraw_activity(
        request.actor, activity=queries.activity(request.actor, id), op=op_of(request)
    )
    tell_with_undo(
        request, _("撤销了，%(title)s不算了。") % {"title": one.title}, "activities-restore", one.pk
    )
    return redirect(f"{reverse('activities-list')}?month={one.on:%Y-%m}")


@require_POST
@staff
def restore(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was no mistake."""
    one = queries.activity(request.actor, id, withdrawn=True)
    commands.restore_activity(request.actor, activity=one, op=op_of(request))
    tell(request, _("恢复了，还算在里面。"))
    return redirect(activity_url(one))


def _choose(request: StaffRequest, about: dict[str, str]) -> HttpResponse:
    suffix = "".join(f"&{urlencode({name: value})}" for name, value in about.items())
    context = {
        "kinds": [kind for kind in KINDS.values() if not kind.daily],
        "desks": [kind for kind in KINDS.values() if kind.daily and not about],
        "series": [] if about else queries.series_to_repeat(request.actor, SERIES),
        "suffix": suffix,
    }
    return render(request, "activities/choose.html", context)


def _copied(last: Any) -> dict[str, Any]:
    """The next one of a series: as the last one, on its weekday, without counts."""
    kept = ("title", "series", "heading", "starts", "ends", "organiser", "partner")
    told = {name: getattr(last, name) for name in kept} | {"where": typed_again(last)}
    return told | {"on": _next_day(last.on, KINDS[last.kind]), "committee": str(last.committee_id)}


def _next_day(last: date, kind: Kind) -> date:
    """A week later; where more than one such day has gone by, the latest of them. Of a desk, today."""
    today = clock.today()
    if kind.daily:
        return today
    weeks = max((today - last).days // 7, 1)
    return last + weeks * WEEK


def _typed(request: StaffRequest, one: Any) -> dict[str, Any]:
    """The activity as its form shows it."""
    names = ["title", "series", "heading", "on", "starts", "ends", "organiser", "partner", "person_times"]
    names += ["households", "note", "decided", "version"]
    told = {name: getattr(one, name) for name in names} | {"where": typed_again(one)}
    counts = queries.tallies(request.actor, [one]).get(one.pk, {})
    return told | {TALLY + code: count for code, count in counts.items()}
