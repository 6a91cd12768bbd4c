"""The register: a year's proofs with its figures, each opening to its rows; on paper, as a workbook."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.certificates import queries
from zhiye.certificates.exporting import register_workbook
from zhiye.certificates.forms import ExportForm
from zhiye.certificates.permissions import VIEW
from zhiye.certificates.showing import FIGURE_WORDS, figures, rows
from zhiye.certificates.wording import signature
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, staff
from zhiye.papers import excel

EXPORT = "people.export"


@require_GET
@staff
def book(request: StaffRequest) -> HttpResponse:
    """A year of the register, newest first."""
    wanted = _wanted(request)
    page = queries.book_page(request.actor, wanted, _number(request.GET.get("page", ""), 1))
    context = {
        "wanted": wanted,
        "years": sorted({*queries.years(request.actor), clock.today().year}, reverse=True),
        "rows": rows(request.actor, page.rows),
        "count": page.count,
        "kinds": page.kinds,
        "figures": [(name, word, n, _link(wanted, shown=name)) for name, word, n in figures(page.figures)],
        "shown_word": FIGURE_WORDS.get(wanted.shown, ""),
        "all_url": _link(wanted, shown="", kind=""),
        "paper_url": _link(wanted),
        "previous_url": _link(wanted, page=page.page - 1) if page.page > 1 else "",
        "next_url": _link(wanted, page=page.page + 1) if page.more else "",
        "may_export": request.actor.may(EXPORT),
    }
    return render(request, "certificates/book.html", context)


@require_GET
@staff
def book_paper(request: StaffRequest) -> HttpResponse:
    """The same on paper, for each committee of the reader."""
    wanted = _wanted(request)
    committees = []
    for place in queries.committees(request.actor):
        found = queries.book_rows(request.actor, place, wanted)
        copies = queries.sealed_copies(request.actor, found)
        shown = [(row, copies.get(row.certificate.pk, 0)) for row in rows(request.actor, found)]
        committees.append((signature(place), shown))
    context = {"wanted": wanted, "committees": committees, "shown_word": FIGURE_WORDS.get(wanted.shown, "")}
    return render(request, "certificates/book_paper.html", context)


@require_http_methods(["GET", "POST"])
@staff
def export(request: StaffRequest) -> HttpResponse:
    """The register goes out as a workbook: with a purpose, and with a trace."""
    if not (request.actor.may(VIEW) and request.actor.may(EXPORT)):
        raise Forbidden(EXPORT)
    wanted, committees = _wanted(request), queries.committees(request.actor, EXPORT)
    form = ExportForm(request.POST or None, committees=committees)

    def take_away(committee: str, purpose: str) -> Any:
        place = next(one for one in committees if str(one.pk) == committee)
        return register_workbook(request.actor, place, wanted, purpose)

    if made := carry_out(request, form, take_away):
        name = f"证明登记册{wanted.year}.xlsx"
        response = HttpResponse(made, content_type=excel.TYPE)
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response
    context = {
        "form": form,
        "title": _("导出%(year)s年证明登记册") % {"year": wanted.year},
        "about": _("导出的是 Excel，有姓名。谁导出、什么时候、做什么用，会写在表的末尾，也会记下来。"),
        "back_url": f"{reverse('certificates-book')}?year={wanted.year}",
        "back_name": _("登记册"),
    }
    return render(request, "ui/export.html", context, status=422 if form.errors else 200)


def _wanted(request: StaffRequest) -> queries.BookFilter:
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    this = clock.today().year
    year = _number(request.GET.get("year", ""), this)
    shown = request.GET.get("shown", "")
    kind = request.GET.get("kind", "")[:60].replace("\0", "")
    return queries.BookFilter(
        year if 1990 <= year <= this else this, shown if shown in FIGURE_WORDS else "", kind
    )


def _number(text: str, otherwise: int) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 6 and int(text) > 0:
        return int(text)
    return otherwise


def _link(wanted: queries.BookFilter, **changed: Any) -> str:
    told = {"year": wanted.year, "shown": wanted.shown, "kind": wanted.kind} | changed
    return f"?{urlencode({name: value for name, value in told.items() if value})}"
