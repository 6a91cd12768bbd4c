"""Who handed a matter in through a partner: said why first, then seen for some minutes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.open311 import commands, queries
from zhiye.open311.forms import LookForm


@require_http_methods(["GET", "POST"])
@staff
def look(request: StaffRequest, id: UUID) -> HttpResponse:
    """Say why, then see who it was."""
    row = _to_look(request, id)
    form = LookForm(request.POST or None)

    def see(reason: str) -> Any:
        return commands.look_at_caller(request.actor, request=row, reason=reason, op=op_of(request))

    if carry_out(request, form, see):
        return redirect(_page(row))
    context = {"form": form, "request_row": row, "case": row.case}
    return render(request, "open311/look.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def call(request: StaffRequest, id: UUID) -> HttpResponse:
    """Show the number in order to dial it: one tap, and the trace says what for."""
    row = _to_look(request, id)
    commands.look_at_caller(request.actor, request=row, reason=_("打电话联系"), op=op_of(request))
    return redirect(_page(row))


def _to_look(request: StaffRequest, id_: UUID) -> Any:
    row = queries.request(request.actor, id_)
    if not queries.may_see_caller(request.actor, row.case):
        raise Forbidden(queries.REVEAL)
    return row


def _page(row: Any) -> str:
    return reverse("cases-detail", args=[row.case_id])
