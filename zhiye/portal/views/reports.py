"""Staff pages of what came through doors: what waits for a look, photo and number of a report, slips to print."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases import queries as cases
from zhiye.cases.permissions import EDIT
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.ids import new_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.portal import commands, queries
from zhiye.portal.forms import SlipForm
from zhiye.portal.numbers import spaced
from zhiye.portal.progress import neutral_words
from zhiye.scans.pictures import MEDIA_TYPE
from zhiye.ui.qr import drawing
from zhiye.ui.toasts import tell

PICTURE_POLICY = "default-src 'none'; sandbox"
A_SHEET = 4  # slips of A6 on A4


@require_http_methods(["GET", "POST"])
@staff
def waiting(request: StaffRequest) -> HttpResponse:
    """The quiet list: tick what is real; or say that none of it is."""
    actor = request.actor
    if not actor.may(EDIT):
        raise Forbidden(EDIT)
    if request.method == "POST":
        chosen = queries.some(actor, request.POST.getlist("report"))
        if not chosen:
            tell(request, _("先勾上要办的几件。"))
            return redirect("portal-waiting")
        _decide(request, chosen)
        return redirect("portal-waiting" if queries.waiting_count(actor) else "today")
    found = queries.waiting(actor)
    return render(request, "portal/waiting.html", {"reports": found, "count": queries.waiting_count(actor)})


@require_POST
@staff
def put_back(request: StaffRequest) -> HttpResponse:
    """都不是 was a slip of the hand."""
    chosen = queries.some(request.actor, request.GET.get("ids", "").split(","))
    if not chosen:
        raise NotFound
    commands.put_back(request.actor, reports=chosen, op=op_of(request))
    tell(request, _("放回来了。"))
    return redirect("portal-waiting")


@require_GET
@staff
def photo(request: StaffRequest, id: UUID) -> HttpResponse:
    """The photo itself."""
    report = queries.report(request.actor, id)
    if report.case is not None:
        cases.case(request.actor, report.case.pk)  # its ring decides
    data = queries.photo_of(request.actor, report)
    if not data:
        raise NotFound
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
@staff
def phone(request: StaffRequest, id: UUID) -> HttpResponse:
    """Show the number in order to dial it: one tap; the look says for which matter."""
    report = queries.report(request.actor, id)
    if report.case is None or not report.phone_tail:
        raise NotFound
    case = cases.case(request.actor, report.case.pk)
    reason = _("打电话，为 %(number)s 这件事") % {"number": case.number}
    commands.look_at(request.actor, report=report, reason=reason, op=op_of(request))
    page = "cases-callback" if request.POST.get("to") == "callback" else "cases-detail"
    return redirect(f"{reverse(page, args=[case.pk])}#ring")


@require_http_methods(["GET", "POST"])
@staff
def slip(request: StaffRequest, id: UUID) -> HttpResponse:
    """A slip for somebody who came to the counter: what it calls the matter, then the sheet."""
    case = cases.case(request.actor, id)
    if not cases.may_change(request.actor, case):
        raise Forbidden(EDIT)
    held = queries.receipt_of(request.actor, case)
    words = held.words if held is not None and held.words else neutral_words(case)
    form = SlipForm(request.POST or None, initial={"words": words})
    if case.ring != "team":
        del form.fields["words"]

    def put(words: str = "") -> Any:
        return commands.make_receipt(request.actor, case=case, words=words, op=op_of(request))

    if made := carry_out(request, form, put):
        return redirect("portal-sheet", made.pk)
    context = {
        "form": form,
        "case": case,
        "held": held,
        "today": queries.slips_of_day(request.actor, clock.today()),
    }
    return render(request, "portal/slip_form.html", context, status=422 if form.errors else 200)


@require_GET
@staff
def sheet(request: StaffRequest, id: UUID) -> HttpResponse:
    """One slip on paper."""
    held = queries.receipt(request.actor, id)
    return _sheet(request, [held])


@require_GET
@staff
def sheets(request: StaffRequest) -> HttpResponse:
    """All slips one made today, four to a sheet."""
    if not request.actor.may(EDIT):
        raise Forbidden(EDIT)
    return _sheet(request, queries.slips_of_day(request.actor, clock.today()))


def _sheet(request: StaffRequest, held: list[Any]) -> HttpResponse:
    shown = [
        {
            "receipt": one,
            "number": spaced(one.number),
            "desk": queries.desk_of(request.actor, one.path),
            "code": drawing(request.build_absolute_uri(reverse("portal-slip", args=[one.token]))),
        }
        for one in held
    ]
    pages = [shown[at : at + A_SHEET] for at in range(0, len(shown), A_SHEET)]
    back = reverse("cases-detail", args=[held[0].case_id]) if len(held) == 1 else reverse("cases-list")
    return render(request, "portal/slips.html", {"pages": pages, "back": back})


def _decide(request: StaffRequest, chosen: list[Any]) -> None:
    if "none" in request.POST:
        count = commands.drop_reports(request.actor, reports=chosen, op=op_of(request))
        ids = ",".join(str(one.pk) for one in chosen)
        undo = f"{reverse('portal-put-back')}?{urlencode({'ids': ids, 'op': new_id()})}"
        sentence = ngettext("%(n)d 件不是，放到一边了。", "%(n)d 件不是，放到一边了。", count) % {"n": count}
        tell(request, sentence, undo)
        return
    count = commands.take_reports(request.actor, reports=chosen, op=op_of(request))
    told = ngettext("%(n)d 件收下了，在事项里。", "%(n)d 件收下了，在事项里。", count) % {"n": count}
    tell(request, told)
