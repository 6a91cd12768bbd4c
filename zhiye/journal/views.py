"""Pages of the journal: what a note said before, and the column, for staff and for everybody."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.journal import commands, queries
from zhiye.journal.changed import marked
from zhiye.journal.forms import PieceForm, WithdrawForm
from zhiye.journal.masking import masked
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.kernel.actor import Nobody
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.ui.toasts import tell

MASK = "mask"  # the button that takes names, numbers and doors out


@require_GET
@staff
def wordings(request: StaffRequest, id: UUID) -> HttpResponse:
    """What a note says, and what it said before each correction, newest first."""
    entry = queries.entry(request.actor, id)
    earlier = queries.wordings(request.actor, entry)
    texts = [wording.text for wording in earlier] + [entry.text]
    steps = [
        {"wording": wording, "pieces": marked(wording.text, texts[number])}
        for number, wording in enumerate(earlier, 1)
    ]
    return render(request, "journal/wordings.html", {"entry": entry, "steps": steps[::-1]})


@require_GET
@staff
def column(request: StaffRequest) -> HttpResponse:
    """The pieces of the own committees, with the way to take one back."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    pieces = queries.pieces(request.actor)
    context = {
        "pieces": [(piece, queries.may_withdraw(request.actor, piece)) for piece in pieces],
        "columns": queries.columns(request.actor),
    }
    return render(request, "journal/column.html", context)


@require_http_methods(["GET", "POST"])
@staff
def publish(request: StaffRequest, id: UUID) -> HttpResponse:
    """Title and words for everybody, with what must still go told beside them."""
    actor = request.actor
    entry = queries.entry(actor, id)
    if not queries.may_correct(actor, entry):
        raise Forbidden(WRITE)
    form = PieceForm(request.POST or None, initial={"text": entry.text})
    if request.method == "POST" and MASK in request.POST:
        form = PieceForm(initial=_masked(request, entry.path))
    elif piece := carry_out(
        request,
        form,
        lambda **values: commands.publish_piece(actor, entry=entry, op=op_of(request), **values),
    ):
        tell(request, _("登上专栏了，谁都能看到。想收回随时可以。"))
        return redirect("journal-piece", piece.pk)
    text = str(form["text"].value() or "")
    context = {
        "entry": entry,
        "form": form,
        "open_piece": queries.piece_of(actor, entry),
        "found": [(one, _around(text, one)) for one in _found(request, text, entry.path)],
    }
    return render(request, "journal/publish.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """Take a piece back."""
    piece = queries.piece(request.actor, id)
    if piece.withdrawn_at is None and not queries.may_withdraw(request.actor, piece):
        raise Forbidden(WRITE)
    form = WithdrawForm(request.POST or None)

    def take_back(reason: str) -> Any:
        return commands.withdraw_piece(request.actor, piece=piece, reason=reason, op=op_of(request))

    if carry_out(request, form, take_back):
        tell(request, _("收回来了，外面看不到了。日志里的那一笔还在。"))
        return redirect("journal-column")
    return render(request, "journal/withdraw.html", {"piece": piece, "form": form})


@require_GET
def public_column(request: HttpRequest, id: UUID) -> HttpResponse:
    """A committee's pieces, in large type, for everybody."""
    committee, pieces = queries.committee_column(Nobody(), id)
    return render(request, "journal/public_column.html", {"committee": committee, "pieces": pieces})


@require_GET
def public_piece(request: HttpRequest, id: UUID) -> HttpResponse:
    """One piece, in large type, for everybody."""
    piece, committee = queries.public_piece(Nobody(), id)
    return render(request, "journal/public_piece.html", {"piece": piece, "committee": committee})


def _found(request: StaffRequest, text: str, path: str) -> list[queries.Found]:
    return queries.to_publish_check(request.actor, text.replace("\r\n", "\n"), path)


def _masked(request: StaffRequest, path: str) -> dict[str, str]:
    """What was typed, with everything certain taken out."""
    told = {}
    for field in ("title", "text"):
        text = request.POST.get(field, "").replace("\r\n", "\n")
        found = _found(request, text, path)
        told[field] = masked(text, [(one.kind, one.start, one.end) for one in found if one.certain])
    return told


def _around(text: str, found: queries.Found, beside: int = 10) -> tuple[str, str]:
    """A few characters before and after, to find the place again."""
    text = text.replace("\r\n", "\n")
    return text[max(found.start - beside, 0) : found.start], text[found.end : found.end + beside]
