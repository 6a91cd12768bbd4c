"""The note itself: begun, shown, corrected, listed, printed."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.drafts import queries as drafts
from zhiye.journal import commands, queries
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff
from zhiye.ui.toasts import tell
from zhiye.writing import pages, showing
from zhiye.writing.answers import is_script, not_saved, other_account, saved
from zhiye.writing.beside import note_context, read_into_drafts
from zhiye.writing.forms import RING_CHOICES, CorrectionForm, NoteForm
from zhiye.writing.saving import SavedBefore, join_matter, part_of, save_note

PROBLEM = HTTPStatus.UNPROCESSABLE_ENTITY


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """记一笔: the page, and the note that comes from it."""
    actor = request.actor
    if not pages.may_write(actor):
        raise Forbidden(WRITE)
    given = request.POST if request.method == "POST" else request.GET
    begun = _beginning(request, given)
    if request.method == "POST":
        return other_account(request, actor) or _save_new(request, begun)
    form = NoteForm(
        initial={
            "written_on": clock.today(),
            "weather": pages.weather_today(actor),
            "ring": begun.case.ring if begun.case else "team",
            "text": begun.words,
        }
    )
    return _new_page(request, form, begun)


def _beginning(request: StaffRequest, given: Any) -> pages.Beginning:
    """Where the note begins. A matter that is gone when the note is saved does not stand in its way."""
    about = (given.get("home", ""), given.get("person", ""))
    try:
        return pages.beginning(request.actor, *about, given.get("case", ""))
    except NotFound:
        if request.method != "POST" or not given.get("case"):
            raise
        return pages.beginning(request.actor, *about)


def _save_new(request: StaffRequest, begun: pages.Beginning) -> HttpResponse:
    form, fresh = NoteForm(request.POST), False
    if form.is_valid():
        try:
            entry = save_note(request.actor, **form.values(), place=begun.place, op=op_of(request))
            if begun.case:
                join_matter(request.actor, begun.case, entry, part_of(op_of(request), "case"))
            return _after_saving(request, entry, begun)
        except Refused as refused:
            show_refusal(form, refused)
            fresh = isinstance(refused, SavedBefore)
    if is_script(request):
        return not_saved(form, fresh)
    if fresh:
        form.data = _with(form.data, op=str(new_id()))
    return _new_page(request, form, begun)


def _after_saving(request: StaffRequest, entry: Any, begun: pages.Beginning) -> HttpResponse:
    """To the drafts; else to the matter it was begun in, or to the note."""
    url = reverse("writing-note", args=[entry.pk])
    if request.POST.get("then") == "drafts":
        if not read_into_drafts(request.actor, entry, part_of(op_of(request), "read")):
            tell(request, _("存好了。这次没有整理出来，可以再点一次，或者自己添。"))
        return saved(request, f"{url}#drafts")
    if not is_script(request):
        tell(request, _("存好了。"), f"{reverse('writing-remove', args=[entry.pk])}?op={new_id()}")
    return saved(request, reverse("cases-detail", args=[begun.case.pk]) if begun.case else url)


def _new_page(request: HttpRequest, form: NoteForm, begun: pages.Beginning) -> HttpResponse:
    context = {
        "form": form,
        "begun": begun,
        "day": showing.day_in_words(clock.today(), clock.today()),
        "weathers": [_(word) for word in showing.WEATHERS],
        "rings": RING_CHOICES,
    }
    return render(request, "writing/new.html", context, status=PROBLEM if form.errors else 200)


def _with(typed: Any, **values: str) -> Any:
    """What was typed, with some values of ours: they will be on the page that is shown again."""
    changed = typed.copy()
    for name in values:
        changed.setlist(name, [values[name]])
    return changed


@require_GET
@staff
def note(request: StaffRequest, id: UUID) -> HttpResponse:
    """The note."""
    entry = queries.entry(request.actor, id)
    return render(request, "writing/note.html", note_context(request.actor, entry))


@require_http_methods(["GET", "POST"])
@staff
def edit(request: StaffRequest, id: UUID) -> HttpResponse:
    """The writer says it better. What was typed stays on the page when somebody was quicker."""
    actor = request.actor
    entry = queries.entry(actor, id)
    if not (queries.may_correct(actor, entry) and pages.may_write(actor)):
        raise Forbidden(WRITE)
    if request.method == "POST":
        return other_account(request, actor) or _save_correction(request, entry)
    names = ("written_on", "weather", "text", "reflection", "version")
    form = CorrectionForm(initial={name: getattr(entry, name) for name in names})
    return _edit_page(request, entry, form)


def _save_correction(request: StaffRequest, entry: Any) -> HttpResponse:
    form, theirs = CorrectionForm(request.POST), None
    if form.is_valid():
        try:
            commands.correct_entry(request.actor, entry=entry, **form.values(), op=op_of(request))
            if drafts.drafts_of(request.actor, entry):  # what waits is read anew, what was answered stays
                read_into_drafts(request.actor, entry, part_of(op_of(request), "read"))
            return saved(request, reverse("writing-note", args=[entry.pk]))
        except Refused as refused:
            show_refusal(form, refused)
        except Conflict as conflict:
            theirs = conflict
            form.add_error(None, _("这一笔刚在别处改过。您写的还在下面，对照着改好再存。"))
    if is_script(request):
        return not_saved(form, page=theirs is not None)
    if theirs:
        form.data = _with(form.data, version=str(entry.version))
    return _edit_page(request, entry, form, theirs is not None)


def _edit_page(request: HttpRequest, entry: Any, form: CorrectionForm, differs: bool = False) -> HttpResponse:
    context = {
        "form": form,
        "entry": entry,
        "differs": differs,
        "weathers": [_(word) for word in showing.WEATHERS],
        "day": showing.day_in_words(entry.written_on, clock.today()),
    }
    return render(request, "writing/edit.html", context, status=PROBLEM if form.errors else 200)


@require_POST
@staff
def ring(request: StaffRequest, id: UUID) -> HttpResponse:
    """Who may read it from now on."""
    entry = queries.entry(request.actor, id)
    commands.change_ring(request.actor, entry=entry, ring=request.POST.get("ring", ""), op=op_of(request))
    tell(request, _("改好了，%(who)s。") % {"who": dict(RING_CHOICES)[entry.ring]})
    return redirect("writing-note", id)


@require_POST
@staff
def remove(request: StaffRequest, id: UUID) -> HttpResponse:
    """A slip of the hand, on the same day."""
    entry = queries.entry(request.actor, id)
    commands.remove_entry(request.actor, entry=entry, op=op_of(request))
    undo = f"{reverse('writing-restore', args=[id])}?op={new_id()}"
    tell(request, _("去掉了“%(words)s”。") % {"words": showing.excerpt(entry.text)[:20]}, undo)
    return redirect("writing-list")


@require_POST
@staff
def restore(request: StaffRequest, id: UUID) -> HttpResponse:
    """It was no slip."""
    entry = pages.removed_note(request.actor, id)
    commands.restore_entry(request.actor, entry=entry, op=op_of(request))
    tell(request, _("放回来了。"))
    return redirect("writing-note", id)


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """工作日志: the writer's own notes, or those of the team that the reader may open."""
    if not pages.may_read(request.actor):
        raise Forbidden(VIEW)
    team, words = "team" in request.GET, request.GET.get("q", "").strip()[:60]
    wanted = queries.EntryFilter(mine=not team, words=words)
    page = queries.entries_page(request.actor, wanted, request.GET.get("c", ""))
    context = {
        "days": pages.by_day(page.rows, pages.pending(request.actor)),
        "page": page,
        "team": team,
        "words": words,
        "kept": urlencode(({"team": 1} if team else {}) | ({"q": words} if words else {})),
        "may_write": pages.may_write(request.actor),
    }
    return render(request, "writing/list.html", context)


@require_GET
@staff
def sheet(request: StaffRequest) -> HttpResponse:
    """The writer's own notes of some days on paper; the reflections only when asked for."""
    if not pages.may_write(request.actor):
        raise Forbidden(WRITE)
    today = clock.today()
    span = {"week": 7, "month": 31}.get(request.GET.get("days", ""), 31)
    entries = pages.to_print(request.actor, today - timedelta(days=span - 1), today)
    context = {
        "days": pages.by_day(entries),
        "reflections": "reflections" in request.GET,
        "day": showing.day_in_words(today, today),
    }
    return render(request, "writing/sheet.html", context)
