"""A figure opened: its rule, its rows, its months; its rows taken away as a workbook."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.figures import comparing, counting
from zhiye.figures.registry import Figure
from zhiye.figures.splitting import kept_back
from zhiye.figures.units import UNITS
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, staff
from zhiye.reports.addresses import Asked, asked, query_of
from zhiye.reports.asking import compared
from zhiye.reports.commands import EXPORT, title_of
from zhiye.reports.exporting import period_workbook, rows_workbook
from zhiye.reports.filing import TYPES, as_file
from zhiye.reports.forms import PurposeForm
from zhiye.reports.saying import Number
from zhiye.reports.slicing import MONTH, Part, part_of, picture
from zhiye.reports.telling import number_of, told_now
from zhiye.reports.views.month import same_days


@require_GET
@staff
def figure(request: StaffRequest, at: UUID, code: str) -> HttpResponse:
    """As many rows as the figure says; a covered one for each that the reader may not open."""
    about, part = _of(request, at, code)
    opened = counting.opened(about.actor, part.figure, about.place, part.period, _page(request))
    number = _number(about, part, opened.count)
    context = {
        "about": about,
        "part": part,
        "number": number,
        "opened": opened,
        "rows": [] if number.few else opened.rows,
        "may_ask": counting.can_ask(part.figure, part.period),
        "change": _change(about, part, number),
        "same_days": same_days(about.period),
        "pictures": _months(about, part, opened.count),
        "previous_url": _turned(about, part, opened.page - 1, opened.pages),
        "next_url": _turned(about, part, opened.page + 1, opened.pages),
        "export_url": _export_url(about, part) if opened.lines and not number.few else "",
    }
    return render(request, "reports/figure.html", context)


@require_http_methods(["GET", "POST"])
@staff
def export(request: StaffRequest, at: UUID, code: str) -> HttpResponse:
    """The rows go out as a workbook: with a purpose, and with a trace."""
    about, part = _of(request, at, code)
    if not about.actor.may(EXPORT, about.place.path):
        raise Forbidden(EXPORT)
    form = PurposeForm(request.POST or None)

    def take_away(purpose: str) -> Any:
        return rows_workbook(about, part, purpose)

    if made := carry_out(request, form, take_away):
        return as_file(made, f"{_name(part)} {about.place.name} {part.period.key}.xlsx", TYPES["xlsx"])
    count = counting.opened(about.actor, part.figure, about.place, part.period, size=1).lines
    context = {"form": form, "about": about, "part": part, "name": _name(part), "count": count}
    context["back"] = about.part(part.figure.code, about.period, part.key)
    return render(request, "reports/export.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def export_period(request: StaffRequest, at: UUID) -> HttpResponse:
    """All rows of a report go out in one workbook, a sheet a figure."""
    about = asked(request, request.actor, at)
    if not about.actor.may(EXPORT, about.place.path):
        raise Forbidden(EXPORT)
    form = PurposeForm(request.POST or None)

    def take_away(purpose: str) -> Any:
        return period_workbook(about, purpose)

    name = title_of(about.place, about.period)
    if made := carry_out(request, form, take_away):
        return as_file(made, f"{name}（带名单）.xlsx", TYPES["xlsx"])
    context = {"form": form, "about": about, "name": name, "back": about.home(about.period)}
    return render(request, "reports/export.html", context, status=422 if form.errors else 200)


def _of(request: StaffRequest, at: UUID, code: str) -> tuple[Asked, Part]:
    """The figure of the address, or the part of it that is asked for. From outside nobody asks for parts."""
    about, whole = asked(request, request.actor, at), counting.figure_of(code)
    part = None if about.reach.outside else part_of(whole, request.GET.get("only", ""), about.period)
    return about, part or Part("", "", whole, about.period)


def _number(about: Asked, part: Part, count: int) -> Number:
    """The figure as its reader may be told it: from outside, as it stands in the sentence beside the others."""
    if about.reach.outside:
        code = part.figure.code  # what its sentences cover depends on no other sentence
        account = told_now(about.actor, about.place, about.period, about.reach, lambda _code: "", code)
        said = next((one for one in account.numbers if one.code == code), None)
        if said is not None:
            return said
    number = number_of(part.figure, count, about.reach)
    if not about.reach.outside or not count:
        return number
    return replace(number, few=number.few or number.code in _kept_back(about, part))


def _kept_back(about: Asked, part: Part) -> frozenset[str]:
    return kept_back(about.actor, about.place, about.period, (part.figure.code,))


def _name(part: Part) -> str:
    name = str(part.figure.name)
    return _("%(name)s（%(part)s）") % {"name": name, "part": part.label} if part.label else name


def _page(request: StaffRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _turned(about: Asked, part: Part, page: int, pages: int) -> str:
    """The address of another page of the list; "" where there is none."""
    inside = 1 <= page <= pages
    return f"?{query_of(about.place, about.period, only=part.key, page=page)}" if inside else ""


def _change(about: Asked, part: Part, number: Number) -> str:
    """How it differs from the days before, in words; "" where that cannot be said."""
    figure: Figure = part.figure
    if figure.stock or about.reach.outside:
        return ""
    before = compared(part.period, clock.today())
    then = number_of(figure, counting.count(about.actor, figure, about.place, before), about.reach)
    return "" if then.few else comparing.difference(number.count, then.count, figure.unit, part.period.kind)


def _months(about: Asked, part: Part, total: int) -> list[Any]:
    if part.key or len(about.period.months) < 2:
        return []
    if about.reach.outside and UNITS[part.figure.unit].people:
        return []  # what a month keeps back beside the other committees, its bar would tell
    drawn = picture(
        about.actor, about.place, part.figure, MONTH, about.period, about.reach, about.part, total
    )
    return [drawn] if drawn else []


def _export_url(about: Asked, part: Part) -> str:
    if not about.actor.may(EXPORT, about.place.path):
        return ""
    query = query_of(about.place, about.period, only=part.key)
    return f"{reverse('reports-figure-export', args=[about.place.pk, part.figure.code])}?{query}"
