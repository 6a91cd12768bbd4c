"""Taking a photo, asking how far its reading is, looking at it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhiye.journal import queries as journal
from zhiye.journal.permissions import WRITE
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.scans import commands, pictures, queries, work
from zhiye.ui.toasts import tell

PICTURE_POLICY = "default-src 'none'; sandbox"  # whatever the bytes are, the browser runs nothing of them


@staff
@require_POST
def take(request: StaffRequest) -> HttpResponse:
    """A photo comes in, for a note that is being typed (``note``) or beside one that is saved (``entry``)."""
    actor = request.actor
    if not actor.may(WRITE):
        raise Forbidden(WRITE)
    if request.headers.get("X-Typed-By", actor.key) != actor.key:
        told = _("这张照片是另一位同事拍的，等本人登录后再送。")
        return JsonResponse({"told": told, "login": True}, status=HTTPStatus.CONFLICT)
    entry = journal.entry(actor, request.POST["entry"]) if request.POST.get("entry") else None
    try:
        photo = commands.take_photo(
            actor,
            picture=pictures.cleaned(_sent(request)),
            note_op=read_id(request.POST.get("note")),
            entry=entry,
            op=op_of(request),
        )
    except Refused as refused:
        if _is_script(request):
            return JsonResponse({"told": refused.message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        raise
    work.start()
    if _is_script(request) or entry is None:
        photo.refresh_from_db()
        return JsonResponse(_told(request, photo))
    tell(request, _("照片放好了。字读好以后写在它旁边。"))
    return redirect(f"{reverse('writing-note', args=[entry.pk])}#photos")


@staff
@require_GET
def taken(request: StaffRequest) -> JsonResponse:
    """What was taken before: for the note that the gesture ``note`` will save, or beside the saved ``entry``."""
    note, saved = read_id(request.GET.get("note")), request.GET.get("entry")
    found = queries.photos_for(request.actor, note) if note else []
    if saved:
        entry = journal.entry(request.actor, saved)
        found = [one.photo for one in queries.photos_beside(request.actor, entry)]
    return JsonResponse({"photos": [_told(request, photo) for photo in found]})


@staff
@require_GET
def state(request: StaffRequest, id: UUID) -> JsonResponse:
    """How far the reading is. One that waits while no worker lives gets its worker here."""
    photo = queries.photo(request.actor, id)
    if queries.waits(request.actor, photo):
        work.start()
    return JsonResponse(_told(request, photo))


@staff
@require_POST
def again(request: StaffRequest, id: UUID) -> HttpResponse:
    """再试一次."""
    photo = queries.photo(request.actor, id)
    commands.read_again(request.actor, photo=photo, op=op_of(request))
    work.start()
    if _is_script(request):
        photo.refresh_from_db()
        return JsonResponse(_told(request, photo))
    return redirect(
        f"{reverse('writing-note', args=[photo.attachment.entry_id])}#photos" if photo.attachment else "/n"
    )


@staff
@require_POST
def drop(request: StaffRequest, id: UUID) -> JsonResponse:
    """The wrong page; with ``back`` the right one after all."""
    photo = queries.loose(request.actor, id)
    act = commands.restore_photo if request.POST.get("back") else commands.drop_photo
    act(request.actor, photo=photo, op=op_of(request))
    return JsonResponse(_told(request, photo))


@staff
@require_GET
def picture(request: StaffRequest, id: UUID) -> HttpResponse:
    """The photo itself. Somebody else's in a narrower ring leaves a trace, once a day and reader."""
    actor = request.actor
    photo = queries.photo(actor, id)
    if queries.is_covered(actor, photo) and photo.attachment is not None:
        gesture = uuid5(photo.pk, f"{actor.key} {clock.today()}")
        commands.look(actor, attachment=photo.attachment, op=gesture)
    response = HttpResponse(queries.photo_bytes(actor, photo), content_type=pictures.MEDIA_TYPE)
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _sent(request: StaffRequest) -> bytes:
    file: Any = request.FILES.get(
        "photo"
    )  # reads the body; one beyond the limit of all files is dropped there
    if file is None:
        too_large = getattr(request, "upload_too_large", False)
        raise Refused(_("照片太大，换一张小的。") if too_large else _("选一张照片。"), "photo")
    if file.size > pictures.LARGEST:
        raise Refused(_("照片太大，最多 %(most)d MB。") % {"most": pictures.LARGEST // 1024 // 1024}, "photo")
    return bytes(file.read())


def _told(request: StaffRequest, photo: Any) -> dict[str, Any]:
    shown = queries.shown(request.actor, photo)
    return {
        "id": str(photo.pk),
        "state": shown.state,
        "told": shown.sentence,
        "parts": shown.parts,
        "again": shown.may_try_again,
        "beside": photo.attachment_id is not None,
        "picture": reverse("scans-picture", args=[photo.pk]),
    }


def _is_script(request: StaffRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
