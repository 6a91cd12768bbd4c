"""Which days a page is asked about, and the figures of those days."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhiye.cases.workflow import WORDS
from zhiye.figures.periods import month_of
from zhiye.hotline import queries
from zhiye.hotline.forms import PeriodForm
from zhiye.hotline.permissions import VIEW
from zhiye.hotline.rates import NOTE, counted, rates
from zhiye.hotline.reading.words import TYPES
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.pages import StaffRequest, staff


def period_asked(request: StaffRequest) -> queries.Period:
    """The days in the address; this month where there are none, or none that make sense."""
    form = PeriodForm(request.GET)
    if form.is_valid():
        return queries.Period(form.cleaned_data["first"], form.cleaned_data["last"])
    return month_of(clock.today())


@require_GET
@staff
def figures(request: StaffRequest) -> HttpResponse:
    """Counts by kind and state, praise apart, then rates with their formula and n. Every figure leads to its rows."""
    actor = request.actor
    if not actor.may(VIEW):
        raise Forbidden(VIEW)
    period = period_asked(request)
    rows = queries.period_rows(actor, period)
    kinds, states = counted(rows)
    days = f"first={period.first}&last={period.last}"
    before, after = month_of(period.first - timedelta(days=1)), month_of(period.last + timedelta(days=1))
    context = {
        "form": PeriodForm(initial={"first": period.first, "last": period.last}),
        "period": period,
        "days": days,
        "count": len(rows),
        "covered": max(queries.received_count(actor, period) - len(rows), 0),
        "kinds": [(code, _(one["name"]), kinds[code]) for code, one in TYPES.items() if kinds.get(code)],
        "states": [(code, word, states[code]) for code, word in WORDS.items() if states.get(code)],
        "praise": queries.praise_count(actor, period),
        "rates": rates(rows, clock.now()),
        "note": NOTE,
        "before": f"?first={before.first}&last={before.last}",
        "after": f"?first={after.first}&last={after.last}" if after.first <= clock.today() else "",
        "title": _title(period),
    }
    return render(request, "hotline/figures.html", context)


def _title(period: queries.Period) -> str:
    if period == month_of(period.first):
        return _("%(year)d年%(month)d月的工单") % {"year": period.first.year, "month": period.first.month}
    return _("%(first)s到%(last)s的工单") % {"first": period.first, "last": period.last}
