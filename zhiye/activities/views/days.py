"""A month of a desk that is open every day, on one page: a line a day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from zhiye.activities import commands, queries
from zhiye.activities.forms import HEADS, DaysForm, days_of
from zhiye.activities.kinds import DAILY, KINDS, Kind
from zhiye.activities.permissions import WRITE
from zhiye.activities.views.lists import month_asked
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.ui.toasts import tell


@require_http_methods(["GET", "POST"])
@staff
def days(request: StaffRequest) -> HttpResponse:
    """What is recorded stands there; the empty lines are filled in as many as one likes, and go in together."""
    actor = request.actor
    if not actor.may(WRITE):
        raise Forbidden(WRITE)
    kind, home, month = KINDS[_kind(request)], _committee(request), month_asked(request)
    names = queries.desk_names(actor, home, kind.code)
    series = request.GET.get("series", "").replace("\0", "")[:60] or next(iter(names), kind.name)
    known = queries.desk_days(actor, home, kind.code, series, month)
    open_days = days_of(month, clock.today(), list(known))
    form = DaysForm(
        request.POST or None, kind=kind, days=_posted(request, open_days), initial={"title": series}
    )

    def record(title: str, **_values: Any) -> Any:
        told = form.told()
        return commands.record_days(
            actor, kind=kind.code, days=told, title=title, committee=home, op=op_of(request)
        )

    if count := carry_out(request, form, record):
        tell(request, ngettext("记下了 %(n)d 天。", "记下了 %(n)d 天。", count) % {"n": count})
        return redirect(f"{reverse('activities-list')}?month={month.key}")
    context = {
        "form": form,
        "kind": kind,
        "series": series,
        "month": month,
        "known": _known(request, kind, known),
        "columns": [words for _code, words in form.columns],
        "before_url": _link(kind, series, home, month.before.key),
        "after_url": _link(kind, series, home, month.after.key) if month.last < clock.today() else "",
        "desks": [(name, _link(kind, name, home, month.key)) for name in names if name != series],
    }
    return render(request, "activities/days.html", context, status=422 if form.errors else 200)


def _kind(request: StaffRequest) -> str:
    asked = request.GET.get("kind", DAILY[0])
    if asked not in DAILY:
        raise NotFound
    return asked


def _committee(request: StaffRequest) -> Any:
    mine, asked = queries.committees(request.actor), read_id(request.GET.get("committee"))
    found = next((one for one in mine if one.pk == asked), None) if asked else next(iter(mine), None)
    if found is None:
        raise NotFound
    return found


def _posted(request: StaffRequest, open_days: list[Any]) -> list[Any]:
    """The lines of the form. One recorded meanwhile keeps its line, so that what was typed for it is not lost."""
    if request.method != "POST":
        return open_days
    month, today = month_asked(request), clock.today()
    return [day for day in days_of(month, today, []) if day in open_days or _typed(request, day)]


def _typed(request: StaffRequest, day: Any) -> bool:
    names = [name for name in request.POST if name.startswith(f"{day.isoformat()}:")]
    return any(request.POST.get(name, "").strip() for name in names)


def _known(request: StaffRequest, kind: Kind, known: dict[Any, Any]) -> list[dict[str, Any]]:
    counts = queries.tallies(request.actor, known.values())
    return [
        {
            "one": one,
            "weekday": WEEKDAYS_ABBR[day.weekday()],
            "cells": [
                (words, one.person_times if code == HEADS else counts.get(one.pk, {}).get(code))
                for code, words in [
                    (HEADS, _("人次")),
                    *((t.code, f"{t.name}（{t.unit_name}）") for t in kind.tallies),
                ]
            ],
        }
        for day, one in sorted(known.items())
    ]


def _link(kind: Kind, series: str, home: Any, month: str) -> str:
    return f"?{urlencode({'kind': kind.code, 'series': series, 'committee': home.pk, 'month': month})}"
