"""Residents' pages: the door, saying something, looking it through, the receipt, progress, the answer."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.kernel.actor import Nobody
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id, read_id
from zhiye.kernel.pages import show_refusal
from zhiye.portal import commands, gate, photos, queries, signed
from zhiye.portal.actor import Resident
from zhiye.portal.forms import AnswerForm, DigitsForm, SayForm
from zhiye.portal.limits import EXIT_URL, LEAST, REPORTS
from zhiye.portal.numbers import LAST, spaced
from zhiye.portal.progress import next_of
from zhiye.portal.views.showing import BIGGER, page, resident
from zhiye.ui.qr import drawing

ANYBODY = Nobody()
HOUR = timedelta(hours=1)
BOTH = ["GET", "POST"]


@require_GET
@resident
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What one can do at this door."""
    it = queries.door(ANYBODY, token)
    if it.code.ended_at is not None:
        return page(request, "ended", it.desk, {"door": it}, status=410)
    return page(request, "door", it.desk, {"door": it})


@require_http_methods(BOTH)
@resident
def say(request: HttpRequest, token: str) -> HttpResponse:
    """A sentence, a photo, a number, all on one page."""
    it = _open_door(token)
    before = _draft(request.GET.get("d", "") or request.POST.get("draft", ""), it)
    form = SayForm(request.POST or None, request.FILES or None, initial=_said(before))
    if request.method == "POST" and BIGGER not in request.POST and form.is_valid():
        try:
            report = _write(request, it, form, before)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("portal-check", it.code.token, signed.write(signed.DRAFT, report.pk))
    if request.method == "POST" and BIGGER in request.POST:
        form = SayForm(initial=_typed(request) | {"draft": request.POST.get("draft", "")})
    context = {"door": it, "form": form, "kept": bool(before and before.photo)}
    return page(request, "say", it.desk, context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(BOTH)
@resident
def check(request: HttpRequest, token: str, word: str) -> HttpResponse:
    """看一遍再交."""
    it = _open_door(token)
    report_id = signed.read(signed.DRAFT, word)
    if request.method == "POST":
        receipt = _hand_in(request, it, report_id)
        return redirect("portal-done", it.code.token, signed.write(signed.DONE, receipt.report_id))
    try:
        report = queries.draft(ANYBODY, report_id, it.code)
    except NotFound:  # handed in already: whoever comes back by the browser gets the receipt again
        queries.sent(ANYBODY, report_id, it.code)
        return redirect("portal-done", it.code.token, signed.write(signed.DONE, report_id))
    photo = queries.photo_of(ANYBODY, report)
    context = {
        "door": it,
        "report": report,
        "phone": queries.draft_phone(ANYBODY, report),
        "picture": photos.small(photo) if photo else "",
        "draft": word,
    }
    return page(request, "check", it.desk, context)


@require_GET
@resident
def done(request: HttpRequest, token: str, word: str) -> HttpResponse:
    """The number, what happens next, how to keep it."""
    return _receipt_page(request, token, word, "done")


@require_GET
@resident
def paper(request: HttpRequest, token: str, word: str) -> HttpResponse:
    """The same as a slip of A6."""
    return _receipt_page(request, token, word, "paper")


@require_http_methods(BOTH)
@resident
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Six digits at the door: how far it is. A wrong number and a shut door look the same."""
    it = _open_door(token)
    form = DigitsForm(_digits_of(request))
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["number"]
        guards = gate.guards_of_door(gate.address_of(request), it.code.pk, it.desk.committee.pk)
        found = gate.attempt(guards, lambda: queries.by_number(ANYBODY, it, number))
        if found is not None:
            return _progress(request, found, it.desk, back=reverse("portal-door", args=[it.code.token]))
        form.add_error("number", _unknown())
    context = {"form": form, "back": reverse("portal-door", args=[it.code.token]), "door": it}
    return page(request, "ask", it.desk, context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
@resident
def slip(request: HttpRequest, token: str) -> HttpResponse:
    """A slip's code and the last four digits."""
    receipt = queries.by_token(ANYBODY, token)
    desk = queries.desk_of(ANYBODY, receipt.path)
    form = DigitsForm(_digits_of(request), digits=LAST)
    if form.is_bound and form.is_valid():
        digits = form.cleaned_data["number"]
        guards = gate.guards_of_slip(gate.address_of(request), receipt.pk)
        right = gate.attempt(guards, lambda: digits[-LAST:] == receipt.number[-LAST:] or None)
        if right:
            return _progress(request, receipt, desk)
        form.add_error("number", _unknown())
    context = {"form": form, "back": "", "door": None}
    return page(request, "ask", desk, context, status=422 if form.errors else 200)


@require_POST
@resident
def answer(request: HttpRequest) -> HttpResponse:
    """办好了, 还没有, 办了一部分."""
    word = request.POST.get("grant", "")
    receipt = queries.granted(ANYBODY, signed.read(signed.GRANT, word))
    form = AnswerForm(None if BIGGER in request.POST else request.POST, initial=_typed(request))
    if form.is_bound and form.is_valid():
        said = {"solved": form.cleaned_data["solved"], "words": form.cleaned_data["words"]}
        op = read_id(request.POST.get("op")) or new_id()
        try:
            commands.answer(Resident(receipt.path), receipt=receipt, op=op, **said)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("portal-thanks", word, said["solved"])
    return _progress(request, receipt, queries.desk_of(ANYBODY, receipt.path), form)


@require_GET
@resident
def thanks(request: HttpRequest, word: str, solved: str) -> HttpResponse:
    """The answer has arrived, and what it does."""
    receipt = queries.granted(ANYBODY, signed.read(signed.GRANT, word))
    return page(request, "thanks", queries.desk_of(ANYBODY, receipt.path), {"solved": solved})


def _open_door(token: str) -> queries.Door:
    it = queries.door(ANYBODY, token)
    if it.code.ended_at is not None:
        raise NotFound
    return it


def _draft(word: str, it: queries.Door) -> Any:
    return queries.draft(ANYBODY, signed.read(signed.DRAFT, word), it.code) if word else None


def _said(before: Any) -> dict[str, str]:
    told = {"drawn": signed.stamp()}
    if before is None:
        return told
    draft = signed.write(signed.DRAFT, before.pk)
    return told | {"text": before.text, "phone": queries.draft_phone(ANYBODY, before), "draft": draft}


def _typed(request: HttpRequest) -> dict[str, str]:
    """What stood in the fields when the letters were to grow."""
    names = ("text", "phone", "drawn", "solved", "words", "grant")
    return {name: request.POST[name] for name in names if name in request.POST}


def _write(request: HttpRequest, it: queries.Door, form: SayForm, before: Any) -> Any:
    file = form.cleaned_data["photo"]
    if getattr(request, "upload_too_large", False):
        raise Refused(_("照片太大，换一张小的。不带照片也能交。"), "photo")
    photo = _photo(request, file) if file else (b"" if "no_photo" in request.POST else None)
    age = signed.age(form.cleaned_data["drawn"])
    return commands.write_report(
        Resident(it.code.path),
        code=it.code,
        text=form.cleaned_data["text"],
        phone=form.cleaned_data["phone"],
        photo=photo,
        report=before,
        sender=gate.address_of(request),
        hasty=age is None or age < LEAST,
        robot=bool(form.cleaned_data["website"]),
        op=new_id(),
    )


def _photo(request: HttpRequest, file: Any) -> bytes:
    """The photo drawn anew; so many an hour from one address, whatever comes of the form."""
    if gate.is_too_much(f"p:{gate.address_of(request)}"[:64], HOUR, REPORTS["address_photos_hour"]):
        raise Refused(_("刚才从这里传来的照片太多了。不带照片也能交，或者过一小时再传。"), "photo")
    return photos.kept(bytes(file.read()))


def _hand_in(request: HttpRequest, it: queries.Door, report_id: Any) -> Any:
    """The receipt; of what was handed in a moment ago as well: a second tap, or the way back in the browser."""
    try:
        report = queries.draft(ANYBODY, report_id, it.code)
    except NotFound:
        return queries.sent(ANYBODY, report_id, it.code)
    op = read_id(request.POST.get("op")) or new_id()
    sender = gate.address_of(request)
    return commands.send_report(Resident(it.code.path), report=report, sender=sender, op=op)


def _receipt_page(request: HttpRequest, token: str, word: str, name: str) -> HttpResponse:
    it = queries.door(ANYBODY, token)
    receipt = queries.sent(ANYBODY, signed.read(signed.DONE, word), it.code)
    url = request.build_absolute_uri(reverse("portal-slip", args=[receipt.token]))
    context = {
        "door": it,
        "receipt": receipt,
        "number": spaced(receipt.number),
        "next": next_of(receipt.made_at),
        "called": bool(receipt.report and receipt.report.phone_tail),
        "code": drawing(url),
        "word": word,
    }
    return page(request, name, it.desk, context)


def _progress(
    request: HttpRequest, receipt: Any, desk: queries.Desk, form: Any = None, back: str = ""
) -> HttpResponse:
    told = queries.progress(ANYBODY, receipt)
    grant = signed.write(signed.GRANT, receipt.pk)
    context = {
        "told": told,
        "form": form or AnswerForm(initial={"grant": grant}),
        "exit_url": EXIT_URL,
        "day": receipt.made_at,
        "back": back,
    }
    wrong = form is not None and form.is_bound and form.errors
    return page(request, "progress", desk, context, status=422 if wrong else 200)


def _digits_of(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" and BIGGER not in request.POST else None


def _unknown() -> str:
    return _("没有找到这个号。看看是不是抄错了，注意 1 和 7；没抄错的话过一会儿再试，或者打电话问。")
