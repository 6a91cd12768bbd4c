"""一页讲清: a matter retold on one page, on screen with the way back to each record, on paper as one A4."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhiye.cases import queries
from zhiye.cases.brief import brief_of
from zhiye.kernel.pages import StaffRequest, staff


@require_GET
@staff
def brief(request: StaffRequest, id: UUID) -> HttpResponse:
    """Who wants what, what was promised, what was done, what is next."""
    case = queries.case(request.actor, id)
    context = {"case": case, "page": brief_of(request.actor, case), "paper_name": request.actor.name}
    return render(request, "cases/brief.html", context)
