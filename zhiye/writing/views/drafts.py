"""The drafts beside a note: read, answered, added by hand. With scripts only the piece of the page comes back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhiye.journal import queries
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.ui.toasts import tell
from zhiye.writing.answering import Outcome
from zhiye.writing.answering import answer as carry_out
from zhiye.writing.beside import note_context, read_into_drafts
from zhiye.writing.by_hand import add_by_hand

PIECE = "text/html; piece=drafts"


@require_POST
@staff
def read(request: StaffRequest, id: UUID) -> HttpResponse:
    """整理成草稿, for a note that was saved without, or was corrected since."""
    entry = queries.entry(request.actor, id)
    if not read_into_drafts(request.actor, entry, op_of(request)):
        tell(request, _("这次没有整理出来，写的都在。可以再点一次，或者点下面的自己添。"))
    return redirect(f"{reverse('writing-note', args=[id])}#drafts")


@require_POST
@staff
def answer(request: StaffRequest, id: UUID) -> HttpResponse:
    """One tap on a card."""
    entry = queries.entry(request.actor, id)
    return _answered(request, entry, carry_out(request.actor, entry, request.POST, op_of(request)))


@require_POST
@staff
def add(request: StaffRequest, id: UUID) -> HttpResponse:
    """A chip: what the reader missed."""
    entry = queries.entry(request.actor, id)
    outcome, form = add_by_hand(request.actor, entry, request.POST, op_of(request))
    return _answered(request, entry, outcome, form if outcome.told else None)


def _answered(request: StaffRequest, entry: Any, outcome: Outcome, form: Any = None) -> HttpResponse:
    entry.refresh_from_db()
    entry = queries.entry(request.actor, entry.pk)  # without what is for its writer alone
    status = HTTPStatus.OK if outcome.went_well else HTTPStatus.UNPROCESSABLE_ENTITY
    if request.headers.get("Accept") == PIECE:
        context = note_context(request.actor, entry, outcome.replies, outcome.told, form)
        return render(request, "writing/_drafts.html", context, status=status)
    if outcome.went_well:
        return redirect(f"{reverse('writing-note', args=[entry.pk])}#drafts")
    context = note_context(request.actor, entry, outcome.replies, outcome.told, form)
    return render(request, "writing/note.html", context, status=status)
