"""Sign-in sheets: one to print, with a code that leads back; photos of one that was filled in."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.activities import queries
from zhiye.activities.forms import SheetForm
from zhiye.activities.permissions import WRITE
from zhiye.activities.sheets import drop_sheet, put_sheet
from zhiye.activities.wording import hours, weekday, where
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff, was_done
from zhiye.scans import pictures, work
from zhiye.ui.qr import drawing
from zhiye.ui.toasts import tell

PICTURE_POLICY = "default-src 'none'; sandbox"  # whatever the bytes are, the browser runs nothing of them
LINES = 20  # of 10 mm on the first page below its head
MOST_PAGES = 6


@require_GET
@staff
def paper(request: StaffRequest, id: UUID) -> HttpResponse:
    """A sheet to sign, A4, lines of 10 mm; as many pages as were asked for."""
    one = queries.activity(request.actor, id)
    asked = request.GET.get("pages", "")
    pages = (
        min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else 1
    )
    with override(settings.LANGUAGE_CODE):  # residents sign it, whoever prints it
        told_weekday = weekday(one)
    context = {
        "one": one,
        "weekday": told_weekday,
        "hours": hours(one),
        "where": where(one),
        "pages": [range(LINES * page + 1, LINES * (page + 1) + 1) for page in range(pages)],
        "more": pages + 1 if pages < MOST_PAGES else 0,
        "code": drawing(request.build_absolute_uri(reverse("activities-detail", args=[one.pk])), quiet=2),
    }
    return render(request, "activities/paper.html", context)


@require_http_methods(["GET", "POST"])
@staff
def put(request: StaffRequest, id: UUID) -> HttpResponse:
    """A photo comes to lie beside the activity."""
    one = queries.activity(request.actor, id)
    if not queries.may_write(request.actor, one):
        raise Forbidden(WRITE)
    form = SheetForm(request.POST or None, request.FILES or None)

    def keep(photo: Any) -> Any:
        if photo.size > pictures.LARGEST:
            told = {"most": pictures.LARGEST // 1024 // 1024}
            raise Refused(_("照片太大，最多 %(most)d MB。") % told, "photo")
        picture = pictures.cleaned(bytes(photo.read()))
        return put_sheet(request.actor, activity=one, picture=picture, op=op_of(request))

    if carry_out(request, form, keep):
        work.start()
        tell(request, _("照片放好了。"))
        return redirect(f"{reverse('activities-detail', args=[id])}#sheets")
    context = {"form": form, "one": one}
    return render(request, "activities/put.html", context, status=422 if form.errors else 200)


@require_GET
@staff
def picture(request: StaffRequest, id: UUID) -> HttpResponse:
    """The photo itself."""
    data = queries.sheet_bytes(request.actor, queries.sheet(request.actor, id))
    response = HttpResponse(data, content_type=pictures.MEDIA_TYPE)
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
@staff
def drop(request: StaffRequest, id: UUID) -> HttpResponse:
    """The wrong photo."""
    if was_done(request):
        return redirect("activities-list")  # the second tap: it is gone already
    one = drop_sheet(request.actor, sheet=queries.sheet(request.actor, id), op=op_of(request))
    tell(request, _("照片去掉了。"))
    return redirect("activities-detail", one.pk)
