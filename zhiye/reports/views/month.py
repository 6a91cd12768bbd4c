"""The month, quarter or year of a committee: on the screen, on paper, as a file; how its figures are counted."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhiye.figures.comparing import BEFORE
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, RATES
from zhiye.figures.units import UNITS
from zhiye.kernel import clock
from zhiye.kernel.pages import StaffRequest, staff
from zhiye.reports import queries
from zhiye.reports.addresses import Asked, asked, query_of
from zhiye.reports.asking import compared, wider
from zhiye.reports.commands import EXPORT, title_of
from zhiye.reports.filing import NAMES, answer_file, files_of
from zhiye.reports.papering import issuer_of
from zhiye.reports.permissions import WRITE
from zhiye.reports.saying import Account
from zhiye.reports.slicing import pictures
from zhiye.reports.telling import compare, told_now


@require_GET
@staff
def home(request: StaffRequest) -> HttpResponse:
    """The sentences of a period, each figure leading to its list."""
    about = asked(request, request.actor)
    if about.reach.outside and len(about.places) > 1 and "at" not in request.GET:
        return redirect("overview")  # the street sees all its committees first
    account = told_now(about.actor, about.place, about.period, about.reach, about.figure)
    context = _told(about, account) | _around(about)
    return render(request, "reports/month.html", context)


@require_GET
@staff
def paper(request: StaffRequest) -> HttpResponse:
    """The same as an office prints it."""
    about = asked(request, request.actor)
    account = told_now(about.actor, about.place, about.period, about.reach, lambda code: "")
    context = _told(about, account) | {
        "title": title_of(about.place, about.period),
        "issuer": issuer_of(about.place),
    }
    return render(request, "reports/paper.html", context)


@require_GET
@staff
def file(request: StaffRequest, at: UUID, kind: str) -> HttpResponse:
    """The same as PDF, Word or Excel."""
    about = asked(request, request.actor, at)
    return answer_file(kind, title_of(about.place, about.period), lambda: files_of(about))


@require_GET
@staff
def rules(request: StaffRequest) -> HttpResponse:
    """How everything is counted that can be."""
    about = asked(request, request.actor)
    figures = [(figure, UNITS[figure.unit].name, about.figure(figure.code)) for figure in FIGURES.values()]
    context = {"about": about, "figures": figures, "rates": RATES.values()}
    return render(request, "reports/rules.html", context)


def _told(about: Asked, account: Account) -> dict[str, Any]:
    today, period = clock.today(), about.period
    before = compared(period, today)
    changes = compare(about.actor, account, before, about.reach)
    return {
        "about": about,
        "account": account,
        "said": account.said,
        "changes": [(number, words, about.figure(number.code)) for number, words in changes],
        "before": before_words(period),
        "pictures": pictures(about.actor, account, about.reach, about.part),
        "as_of": as_of(about),
    }


def before_words(period: Period) -> str:
    """With what it is compared: 上月, or so many days of it while this one still runs."""
    return f"{BEFORE[period.kind]}{same_days(period)}"


def same_days(period: Period) -> str:
    """（10月1日 至 10月22日，同样几天）, when the days before are cut to as many; "" when they are whole."""
    before = compared(period, clock.today())
    if before == period.before:
        return ""
    told = {"first": _day(before.first), "last": _day(before.last)}
    return _("（%(first)s 至 %(last)s，同样几天）") % told


def as_of(about: Asked) -> str:
    """截至 11-21 09:00, while the period still runs; "" afterwards."""
    if not about.period.contains(clock.today()):
        return ""
    return _("截至 %(when)s") % {"when": f"{timezone.localtime(clock.now()):%m-%d %H:%M}"}


def _day(day: Any) -> str:
    return _("%(month)d月%(day)d日") % {"month": day.month, "day": day.day}


def _around(about: Asked) -> dict[str, Any]:
    """What leads away from the page."""
    period, today = about.period, clock.today()
    later = period.after if period.after.first <= today else None
    kinds = {"month": _("月"), "quarter": _("季"), "year": _("年")}
    return {
        "earlier": about.home(period.before),
        "later": about.home(later) if later else "",
        "kinds": [(kinds[kind], about.home(one), kind == period.kind) for kind, one in wider(period, today)],
        "kinds_of_file": NAMES,
        "choices": [(one, query_of(one, period), one == about.place) for one in about.places],
        "kept": queries.report_of(about.actor, about.place, period.key),
        "may_keep": about.actor.may(WRITE, about.place.path),
        "may_export": about.actor.may(EXPORT, about.place.path),
        "runs": period.contains(today) and period.last != today,
    }
