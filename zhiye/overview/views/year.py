"""The year of the street, a figure of it opened, and its review on paper and as a file.

Nothing here leads to a person, a home or a door: rows are covered for whoever reads (``covering.Counter``).
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import override
from django.views.decorators.http import require_GET

from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.pages import StaffRequest, staff
from zhiye.overview import queries
from zhiye.overview.chapters import unit_of, year
from zhiye.overview.files import FORMATS
from zhiye.overview.opening import Opened, opened
from zhiye.overview.permissions import ASK, VIEW
from zhiye.overview.review import review
from zhiye.overview.showing import FIRST_YEAR, kinds_around, link, neighbours, period_of
from zhiye.papers.paper import Paper


@require_GET
@staff
def page(request: StaffRequest) -> HttpResponse:
    """All committees by name under four headings; a committee's own people read its lines only."""
    street, period, asked = _where(request)
    before, after = neighbours(period)
    told = year(request.actor, street, period)
    questions = queries.questions(request.actor)
    context = {
        "told": told,
        "period": period,
        "kinds": kinds_around(period),
        "before": before if period.before.first.year >= FIRST_YEAR else None,
        "after": after,
        "asked": asked,
        "streets": queries.streets(request.actor),
        "questions": len(questions),
        "writes_review": request.actor.may(ASK, street.path),
    }
    return render(request, "overview/year.html", context)


@require_GET
@staff
def figure(request: StaffRequest) -> HttpResponse:
    """How a figure is counted, its split, the covered rows of one committee."""
    street, period, asked = _where(request)
    code, at = request.GET.get("code", ""), request.GET.get("at", "")
    number = request.GET.get("page", "")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    told = opened(request.actor, code, street, period, at, wanted)
    context = {
        "told": told,
        "period": period,
        "asked": asked,
        "unit": unit_of(told.figure),
        "may_ask": request.actor.may(ASK, street.path),
        "back_url": link("overview", **asked),
        **_leaves(told, asked),
    }
    return render(request, "overview/figure.html", context)


@require_GET
@staff
def paper(request: StaffRequest) -> HttpResponse:
    """The review to be printed from the browser."""
    told, asked = _review(request)
    context = {
        "paper": told,
        "blocks": [(type(block).__name__, block) for block in told.blocks],
        "asked": asked,
        "formats": [(code, one.name) for code, one in FORMATS.items()],
        "back_url": link("overview", **asked),
        "paper_name": request.actor.name,
    }
    return render(request, "overview/paper.html", context)


@require_GET
@staff
def file(request: StaffRequest) -> HttpResponse:
    """The review as a file, in Chinese whoever takes it."""
    wanted = FORMATS.get(request.GET.get("format", ""))
    with override(settings.LANGUAGE_CODE):
        told, _asked = _review(request)
        if wanted is None:
            raise NotFound
        made = wanted.write(told)
    response = HttpResponse(made, content_type=wanted.type)
    name = content_disposition_header(True, f"{told.title}.{wanted.ending}")
    response.headers["Content-Disposition"] = name or "attachment"
    return response


def _where(request: StaffRequest) -> tuple[Any, Any, dict[str, str]]:
    """Street, period, and what of them an address has to repeat. Raises Forbidden, NotFound."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    id_ = request.GET.get("street", "")
    street, period = queries.street(request.actor, id_), period_of(request.GET.get("period", ""))
    return street, period, {"period": period.key} | ({"street": id_} if id_ else {})


def _review(request: StaffRequest) -> tuple[Paper, dict[str, str]]:
    if not request.actor.may(ASK):
        raise Forbidden(ASK)
    street, period, asked = _where(request)
    if not request.actor.may(ASK, street.path):
        raise NotFound
    return review(request.actor, street, period), asked


def _leaves(told: Opened, asked: dict[str, str]) -> dict[str, str]:
    """Addresses of the pages before and after."""
    if told.rows is None:
        return {}
    here = asked | {"code": told.figure.code, "at": str(told.rows.committee.pk)}
    number, most = told.rows.page, told.rows.pages
    return {
        "previous_url": link("overview-figure", **here, page=number - 1) if number > 1 else "",
        "next_url": link("overview-figure", **here, page=number + 1) if number < most else "",
    }
