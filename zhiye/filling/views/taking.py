"""After it was filled: the file, what changed, and a way on when its making broke off."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhiye.filling import choosing, queries, showing, work
from zhiye.filling import wanted as asked_for
from zhiye.filling.changes_sheet import write_changes
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.pages import StaffRequest, staff

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


@staff
@require_GET
def filling_done(request: StaffRequest, id: UUID) -> HttpResponse:
    """The filled form, to be taken by whoever filled it."""
    filling = queries.filling(request.actor, id)
    interrupted = queries.was_interrupted(request.actor, filling)
    contents = queries.contents_of(request.actor, filling)
    told = contents.differences if contents else None
    wanted = asked_for.read(filling.wanted)
    context = {
        "filling": filling,
        "form_row": filling.form,
        "whom": choosing.words_of(wanted),
        "one": showing.measure(wanted.what),
        "interrupted": interrupted,
        "under_way": filling.state == "making" and not interrupted,
        "compared": told,
        "changes": showing.table_of_differences(contents, contents.covered)
        if contents and told and told.any
        else [],
        "again_query": wanted.query,
        "of_figures": wanted.what == asked_for.FIGURES,
    }
    return render(request, "filling/done.html", context)


@staff
@require_GET
def filling_progress(request: StaffRequest, id: UUID) -> JsonResponse:
    """Whether the file is there, for the page's own script."""
    filling = queries.filling(request.actor, id)
    return JsonResponse(
        {"state": filling.state, "interrupted": queries.was_interrupted(request.actor, filling)}
    )


@staff
@require_POST
def filling_again(request: StaffRequest, id: UUID) -> HttpResponse:
    """再来一次: after a break the file is made from what is kept."""
    filling = queries.filling(request.actor, id)
    if not queries.was_interrupted(request.actor, filling):
        raise Refused(_("这张表正在填，或者已经填好了。"))
    work.work(filling.pk)
    return redirect("filling-done", filling.pk)


@staff
@require_GET
def filling_file(request: StaffRequest, id: UUID) -> HttpResponse:
    """The filled file."""
    filling = queries.filling(request.actor, id)
    content = queries.filled_file(request.actor, filling)
    return _download(content, filling.file_name)


@staff
@require_GET
def filling_blank(request: StaffRequest, id: UUID) -> HttpResponse:
    """The form as it was brought, for filling by hand."""
    form = queries.form(request.actor, id)
    name = f"{form.name.rpartition('.')[0] or form.name}.{form.kind}"
    return _download(queries.copy_in_hand(request.actor, form), name)


@staff
@require_GET
def filling_changes(request: StaffRequest, id: UUID) -> HttpResponse:
    """What changed since the last time, as a workbook."""
    filling = queries.filling(request.actor, id)
    contents = queries.contents_of(request.actor, filling)
    if contents is None or contents.differences is None or not contents.differences.any:
        raise NotFound
    stem = filling.file_name.rpartition(".")[0] or filling.file_name
    name = _("%(form)s 和上次比.xlsx") % {"form": stem}
    return _download(write_changes(showing.table_of_differences(contents, {})), name)


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(
        content, content_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
