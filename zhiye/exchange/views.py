"""Pages of the exchange: a roster comes in, is looked at, imported, taken back; a list goes out."""

import re
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.exchange import commands, originals, queries, showing, worker
from zhiye.exchange.details import left_out as left_out_workbook
from zhiye.exchange.exporting import COVERED, export_people, remembered_orders
from zhiye.exchange.forms import (
    ExportForm,
    TicketExportForm,
    TicketSheetForm,
    UploadForm,
    read_answers,
    read_columns,
)
from zhiye.exchange.permissions import IMPORT
from zhiye.exchange.ticket_sheets import OWN_ORDER as TICKET_ORDER
from zhiye.exchange.ticket_sheets import export_tickets, read_sheet
from zhiye.exchange.uploading import was_too_large
from zhiye.exchange.work import EXAMINE
from zhiye.figures.periods import month_of
from zhiye.hotline import queries as tickets
from zhiye.hotline.commands import take_sheet
from zhiye.hotline.permissions import EDIT as TAKE_TICKETS
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff
from zhiye.papers import excel

ROWS_A_PAGE = 100


def _part(op: UUID, name: str) -> UUID:
    """A gesture within a form's gesture (its second button, the process it starts): the same each time."""
    return uuid5(op, name)


@staff
@require_http_methods(["GET", "POST"])
def import_list(request: StaffRequest) -> HttpResponse:
    """The imports so far, and the place to drop the next one."""
    committees = queries.import_committees(request.actor)
    if not committees:
        raise Forbidden(IMPORT)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        committees=committees,
        too_large=request.method == "POST" and was_too_large(request),
    )
    if request.method == "POST" and form.is_valid():
        run = _receive(request, form.cleaned_data, committees)
        return redirect("import-run", run.pk)
    context = {
        "form": form,
        "runs": [(run, queries.was_interrupted(request.actor, run)) for run in queries.runs(request.actor)],
        "several": len(committees) > 1,
        "may_export": bool(queries.export_committees(request.actor)),
    }
    return render(request, "exchange/list.html", context, status=422 if form.errors else 200)


def _receive(request: StaffRequest, given: dict[str, Any], committees: list[Any]) -> Any:
    op = op_of(request)
    run = commands.receive(
        request.actor,
        committee=next(place for place in committees if str(place.pk) == given["committee"]),
        file_name=given["file"].name,
        chunks=given["file"].chunks(),
        uploaded_by=request.user,
        op=op,
    )
    worker.start(run.pk, EXAMINE, _part(op, "work"))
    return run


@staff
@require_GET
def import_run(request: StaffRequest, id: UUID) -> HttpResponse:
    """One import, at whatever point it stands."""
    run = queries.run(request.actor, id)
    interrupted = queries.was_interrupted(request.actor, run)
    context = {
        "run": run,
        "op": new_id(),
        "headline": showing.headline(run, interrupted),
        "import_words": showing.import_words(run.account),
        "interrupted": interrupted,
        "under_way": run.state in queries.UNDER_WAY and not interrupted,
        "progress": originals.progress(run.pk),
        "step_words": showing.step_words(originals.progress(run.pk)),
        "figures": showing.figures(run.account),
        "sheets": showing.sheets(run.account),
        "kinds": showing.kinds(),
        "result_sentence": showing.result_sentence(run.result),
        "same_before": queries.same_file_before(request.actor, run),
        "something": bool(run.account.get("people") or run.account.get("homes")),
        "left_out": bool(run.account.get("rejected") or run.account.get("doubtful")),
    }
    return render(request, "exchange/run.html", context)


@staff
@require_GET
def progress(request: StaffRequest, id: UUID) -> JsonResponse:
    """How far the worker is, for the page's own script."""
    run = queries.run(request.actor, id)
    interrupted = queries.was_interrupted(request.actor, run)
    told = originals.progress(run.pk)
    return JsonResponse(
        {
            "state": run.state,
            "interrupted": interrupted,
            "words": showing.step_words(told),
            "done": told.get("done", 0),
            "of": told.get("of", 0),
        }
    )


@staff
@require_POST
def answer(request: StaffRequest, id: UUID) -> HttpResponse:
    """Columns and questions as the worker understands them: the file is read anew."""
    run = queries.run(request.actor, id)
    answers = read_answers(request.POST, run.account) | read_columns(request.POST, run.account)
    op = _part(op_of(request), "answer")
    commands.answer(request.actor, run=run, answers=answers, op=op)
    worker.start(run.pk, EXAMINE, _part(op, "work"))
    return redirect("import-run", run.pk)


@staff
@require_POST
def start(request: StaffRequest, id: UUID) -> HttpResponse:
    """导入. When columns were changed in the same breath, the file is looked at again first."""
    run = queries.run(request.actor, id)
    if read_columns(request.POST, run.account):
        messages.success(request, _("列改了，先按您改的重新看一遍，看好了再点导入。"))
        return answer(request, id)
    op = op_of(request)
    commands.begin(request.actor, run=run, answers=read_answers(request.POST, run.account), op=op)
    worker.start(run.pk, queries.next_step(request.actor, run), _part(op, "work"))
    return redirect("import-run", run.pk)


@staff
@require_POST
def again(request: StaffRequest, id: UUID) -> HttpResponse:
    """再来一次: after a break nothing had been written, so everything is done once more."""
    run = queries.run(request.actor, id)
    if not queries.was_interrupted(request.actor, run) and not run.is_broken_off:
        raise Refused(_("这张表正在做，等它做完再看。"))
    op = op_of(request)
    commands.resume(request.actor, run=run, op=op)
    worker.start(run.pk, queries.next_step(request.actor, run), _part(op, "work"))
    return redirect("import-run", run.pk)


@staff
@require_http_methods(["GET", "POST"])
def undo(request: StaffRequest, id: UUID) -> HttpResponse:
    """Take an import back, after one sentence that says what that means."""
    run = queries.run(request.actor, id)
    if request.method == "POST":
        commands.undo(request.actor, run=run, op=op_of(request))
        return redirect("import-run", run.pk)
    return render(request, "exchange/undo.html", {"run": run, "op": new_id()})


@staff
@require_GET
def rows(request: StaffRequest, id: UUID, kind: str) -> HttpResponse:
    """The rows behind one figure."""
    run = queries.run(request.actor, id)
    begin = request.GET.get("from", "")
    listed = queries.rows_of(
        request.actor, run, kind, int(begin) if re.fullmatch(r"[0-9]{1,9}", begin) else 0
    )
    context = {
        "run": run,
        "several_sheets": len(run.account.get("sheets", [])) > 1,
        "title": showing.FIGURES[kind],
        "sentence": showing.ROW_SENTENCES[kind],
        "listed": listed,
    }
    return render(request, "exchange/rows.html", context)


@staff
@require_GET
def left_out(request: StaffRequest, id: UUID) -> HttpResponse:
    """The rows that were not imported, as a workbook."""
    run = queries.run(request.actor, id)
    workbook = left_out_workbook(run.pk)
    if not workbook:
        raise NotFound
    name = _("没导入的行 %(file)s.xlsx") % {"file": run.file_name.rpartition(".")[0] or run.file_name}
    return _download(workbook, name)


@staff
@require_http_methods(["GET", "POST"])
def export(request: StaffRequest) -> HttpResponse:
    """A list of people goes out: with a purpose, and with a trace."""
    committees = queries.export_committees(request.actor)
    if not committees:
        raise Forbidden("people.export")
    orders = remembered_orders(request.actor)
    covered = [(kind, name) for kind, (permission, name) in COVERED.items() if request.actor.may(permission)]
    form = ExportForm(
        request.POST or None,
        committees=committees,
        orders=[(key, order.name) for key, order in orders.items()],
        covered=covered,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _download(*export_people(request.actor, form.cleaned_data, committees, orders))
        except Refused as refused:
            show_refusal(form, refused)
    context = {
        "form": form,
        "title": _("导出名单"),
        "about": _("导出的是 Excel。谁导出、什么时候、做什么用，会写在表的末尾，也会记下来。"),
        "back_url": reverse("import-list"),
        "back_name": _("导入名册"),
    }
    return render(request, "ui/export.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def ticket_sheets(request: StaffRequest) -> HttpResponse:
    """Sheets of 12345 tickets: bring one in, what became of the earlier ones."""
    committees = tickets.committees_to_take(request.actor)
    if not committees:
        raise Forbidden(TAKE_TICKETS)
    too_large = request.method == "POST" and was_too_large(request)
    form = TicketSheetForm(
        request.POST or None, request.FILES or None, committees=committees, too_large=too_large
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sheet = take_sheet(
                request.actor,
                committee=next(place for place in committees if str(place.pk) == given["committee"]),
                file_name=given["file"].name,
                reading=read_sheet(given["file"].chunks(), given["file"].name),
                op=op_of(request),
            )
            return redirect("ticket-sheet", sheet.pk)
        except Refused as refused:
            show_refusal(form, refused)
    context = {"form": form, "sheets": tickets.sheets(request.actor)}
    return render(request, "exchange/ticket_sheets.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def ticket_sheet(request: StaffRequest, id: UUID) -> HttpResponse:
    """What became of every row of a sheet."""
    sheet = tickets.sheet(request.actor, id)
    wanted = request.GET.get("result", "")
    rows = [row for row in sheet.account["rows"] if wanted in ("", row[1])]
    start = int(told) if (told := request.GET.get("from", "")).isdecimal() and len(told) < 8 else 0
    page = rows[start : start + ROWS_A_PAGE]
    words = showing.TICKET_RESULTS
    context = {
        "sheet": sheet,
        "count": len(rows),
        "results": [(key, words[key], n) for key, n in sheet.account["counts"].items()],
        "wanted": wanted,
        "rows": [showing.ticket_row(row, tickets.case_of_row(request.actor, row[1], row[2])) for row in page],
        "previous_url": f"?result={wanted}&from={max(start - ROWS_A_PAGE, 0)}" if start else "",
        "next_url": f"?result={wanted}&from={start + ROWS_A_PAGE}" if start + ROWS_A_PAGE < len(rows) else "",
    }
    return render(request, "exchange/ticket_sheet.html", context)


@staff
@require_http_methods(["GET", "POST"])
def ticket_export(request: StaffRequest) -> HttpResponse:
    """Tickets go out, in the column order of the last sheet or in our own."""
    committees = tickets.committees_to_take(request.actor)
    if not committees:
        raise Forbidden(TAKE_TICKETS)
    order = next(filter(None, (tickets.last_order(request.actor, one) for one in committees)), None)
    month = month_of(clock.today())
    form = TicketExportForm(
        request.POST or None,
        committees=committees,
        order_name=order.name if order else "",
        initial={"first": month.first, "last": month.last},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            workbook = export_tickets(
                request.actor,
                next(place for place in committees if str(place.pk) == given["committee"]),
                tickets.Period(given["first"], given["last"]),
                order.columns if order and given["order"] == "last" else TICKET_ORDER,
                with_caller=given["with_caller"],
                purpose=given["purpose"],
            )
            return _download(*workbook)
        except Refused as refused:
            show_refusal(form, refused)
    context = {
        "form": form,
        "title": _("导出工单表"),
        "about": _(
            "选街道那张表的次序，列名和次序就和它一样。谁导出、什么时候、做什么用，会写在表的末尾，也会记下来。"
        ),
        "back_url": reverse("ticket-sheets"),
        "back_name": _("导入工单表"),
    }
    return render(request, "ui/export.html", context, status=422 if form.errors else 200)


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=excel.TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
