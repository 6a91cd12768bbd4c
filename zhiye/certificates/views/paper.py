"""What is printed: the paper with its stub, the slip that says where to go; and the page that checks a paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhiye.certificates import issuable, queries, workflow
from zhiye.certificates.numbering import check_code, told_number
from zhiye.certificates.showing import guidance_lines, is_over, name_of
from zhiye.certificates.wording import CLOSING, ID_LINE, day_words, paragraphs, signature
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.kernel.pages import StaffRequest, staff
from zhiye.ui.qr import drawing


@require_GET
@staff
def paper(request: StaffRequest, id: UUID) -> HttpResponse:
    """The proof as it is sealed and handed over, with the stub that stays."""
    one = queries.certificate(request.actor, id)
    if one.state not in workflow.PRINTED:
        raise Refused(_("批了才能打印。这一份现在是“%(state)s”。") % {"state": workflow.WORDS[one.state]})
    item = issuable.item(one.kind, clock.today()) if one.kind else None
    lines = paragraphs(one)
    to_whom = lines[0] if lines and lines[0].endswith("：") else ""
    address = request.build_absolute_uri(reverse("certificates-check", args=[one.token]))
    context = {
        "one": one,
        "called": name_of(request.actor, one),
        "title": item.title if item else _("证明"),
        "to_whom": to_whom,
        "lines": lines[1:] if to_whom else lines,
        "closing": CLOSING,
        "id_line": ID_LINE if item and item.id_line else "",
        "number": told_number(one.number),
        "signature": signature(one.committee),
        "day": day_words(one.numbered_on or one.asked_on),
        "until": day_words(one.valid_until) if one.valid_until else "",
        "check": check_code(one.token),
        "qr": drawing(address, quiet=0),
        "sealed": sum(use.copies for use in queries.seal_uses(request.actor, one)),
    }
    return render(request, "certificates/paper.html", context)


@require_GET
@staff
def slip(request: StaffRequest, id: UUID) -> HttpResponse:
    """Where to go and what to bring, without a name on it."""
    one = queries.certificate(request.actor, id)
    if one.state != workflow.REFUSED:
        raise Refused(
            _("这一份现在是“%(state)s”，没有去哪里办的条子。") % {"state": workflow.WORDS[one.state]}
        )
    context = {
        "one": one,
        "lines": guidance_lines(one),
        "signature": signature(one.committee),
        "number": told_number(one.number),
    }
    return render(request, "certificates/slip.html", context)


@require_GET
def check(request: StaffRequest, token: str) -> HttpResponse:
    """Whether a paper holds, for whoever has it in hand: number, kind, day; nobody's name."""
    one = queries.checked(request.actor, token)
    context = {
        "one": one,
        "number": told_number(one.number),
        "signature": signature(one.committee),
        "holds": one.state in workflow.PRINTED and not is_over(one),
        "void": one.state == workflow.VOID,
        "waits": one.state == workflow.APPROVED,
        "check": check_code(one.token),
    }
    response = render(request, "certificates/check.html", context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
