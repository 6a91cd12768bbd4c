"""Before it is filled: the first rows, what is missing, what changed, what is still to be written."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhiye.filling import choosing, commands, limits, queries, showing, work
from zhiye.filling.forms import FillForm, read_typed
from zhiye.filling.plan import Plan, make_plan
from zhiye.filling.preparing import Prepared, prepare
from zhiye.filling.wanted import Wanted, from_query
from zhiye.kernel.errors import Refused
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff


@staff
@require_http_methods(["GET", "POST"])
def filling_look(request: StaffRequest, id: UUID) -> HttpResponse:
    """The form in thought; 填好 makes it."""
    row = queries.form(request.actor, id)
    read = queries.read_form(request.actor, row)
    wanted = from_query(request.GET)
    earlier = queries.remembered(request.actor, row, wanted.what)
    plan = make_plan(read, wanted.what, earlier, row.committee.name)
    typed = read_typed(request.POST) if request.method == "POST" else {}
    try:
        ready = prepare(request.actor, row, plan, wanted, typed)
    except Refused as refused:
        told = {"form_row": row, "wanted": wanted, "sentence": refused.message}
        return render(request, "filling/cannot.html", told, status=422)
    initial = {"purpose": queries.last_purpose(request.actor, row, read)}
    form = FillForm(request.POST or None, needed=ready.holds_people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return _fill(request, row, plan, wanted, typed, form.cleaned_data.get("purpose", ""))
        except Refused as refused:
            show_refusal(form, refused)
    context = _context(request, row, ready, typed) | {"form": form}
    return render(request, "filling/look.html", context, status=422 if form.errors else 200)


def _fill(
    request: StaffRequest,
    row: Any,
    plan: Plan,
    wanted: Wanted,
    typed: dict[str, dict[str, str]],
    purpose: str,
) -> HttpResponse:
    made = commands.fill(
        request.actor, form=row, plan=plan, wanted=wanted, typed=typed, purpose=purpose, op=op_of(request)
    )
    work.start(made, plan.sheet)
    return redirect("filling-done", made.pk)


def _context(
    request: StaffRequest, row: Any, ready: Prepared, typed: dict[str, dict[str, str]]
) -> dict[str, Any]:
    missing, kept, later = showing.to_type(ready, typed)
    told = ready.contents.differences
    doors = queries.buildings(request.actor, row.committee) if ready.wanted.buildings else []
    chosen = [place.name for place in doors if str(place.pk) in ready.wanted.buildings]
    return {
        "form_row": row,
        "wanted": ready.wanted,
        "count": ready.count,
        "one": showing.measure(ready.wanted.what),
        "whom": choosing.words_of(ready.wanted, chosen),
        "nobody": showing.nobody_words(ready.wanted, chosen),
        "kept_from": choosing.kept_from(request.actor, row.committee, ready.wanted),
        "without_birth": ready.without_birth,
        "sheet": ready.plan.sheet,
        "preview": showing.preview(ready, row.committee),
        "around": showing.around(ready.plan, ready.contents),
        "gaps": [showing.gap_words(gap, ready.wanted.what) for gap in ready.gaps],
        "compared": showing.difference_words(told, len(ready.missing), ready.wanted.what) if told else "",
        "changes": showing.table_of_differences(ready.contents, ready.contents.covered)[: limits.MOST_ASKED]
        if told
        else [],
        "last": ready.last,
        "missing": missing,
        "kept": kept,
        "later": later,
        "covered": sorted(ready.covered),
        "notes": ready.plan.form.notes,
        "given": sum(table.given for table in ready.plan.form.tables),
    }
