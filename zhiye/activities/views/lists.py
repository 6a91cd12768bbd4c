"""A month of activities, and what one may begin from there."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhiye.activities import queries
from zhiye.activities.forms import FilterForm
from zhiye.activities.kinds import DAILY, KINDS
from zhiye.activities.permissions import VIEW, WRITE
from zhiye.activities.rules import EARLIEST
from zhiye.activities.showing import rows
from zhiye.activities.wording import counted
from zhiye.figures.periods import MONTH, Period, month_of, read_period
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.pages import StaffRequest, staff

SERIES = 4  # offered above the list


@require_GET
@staff
def month(request: StaffRequest) -> HttpResponse:
    """A month, newest first: each activity a row, each desk a row, and how many there were."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    chosen = FilterForm(request.GET)
    kept = chosen.cleaned_data if chosen.is_valid() else {}
    wanted = queries.Wanted(
        month_asked(request), kept.get("kind", ""), kept.get("heading", ""), request.GET.get("at", "")[:80]
    )
    found, may_write = queries.listed(request.actor, wanted), request.actor.may(WRITE)
    context = {
        "month": wanted.month,
        "wanted": wanted,
        "narrowed": bool(wanted.kind or wanted.heading),
        "filter": chosen,
        "found": found,
        "rows": rows(request.actor, found.leaf.rows),
        "desks": [_desk(wanted.month, one) for one in found.desks],
        "series": queries.series_to_repeat(request.actor, SERIES, queries.TIMES) if may_write else [],
        "daily": DAILY[0] if may_write else "",
        "may_write": may_write,
        "before_url": _link(wanted, month=wanted.month.before),
        "after_url": _link(wanted, month=wanted.month.after),
        "all_url": f"?month={wanted.month.key}",
        "next_url": _link(wanted, at=found.leaf.after) if found.leaf.after else "",
        "previous_url": _link(wanted, at=found.leaf.before) if found.leaf.before else "",
    }
    return render(request, "activities/list.html", context)


def month_asked(request: StaffRequest) -> Period:
    """The month in the address, else this one; activities are kept from 1990 on and planned a year ahead."""
    asked, today = read_period(request.GET.get("month", "")[:10]), clock.today()
    kept = asked and asked.kind == MONTH and EARLIEST <= asked.first.year < today.year + 3
    return asked if asked and kept else month_of(today)


def _link(wanted: queries.Wanted, month: Period | None = None, **more: str) -> str:
    told = {"month": (month or wanted.month).key, "kind": wanted.kind, "heading": wanted.heading} | more
    return f"?{urlencode({name: value for name, value in told.items() if value})}"


def _desk(month: Period, one: queries.DeskMonth) -> dict[str, Any]:
    query = {"kind": one.kind, "series": one.series, "month": month.key, "committee": one.committee}
    return {
        "name": one.series,
        "days": one.days,
        "unit": KINDS[one.kind].unit_name if one.kind in KINDS else "",
        "counted": counted(one.person_times or None, one.tallies),
        "query": urlencode(query),
    }
