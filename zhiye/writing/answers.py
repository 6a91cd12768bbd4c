"""Two ways to answer what was typed: a page for plain forms, a few words for the script that keeps notes till sent."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import GestureForm
from zhiye.kernel.ids import new_id


def is_script(request: HttpRequest) -> bool:
    """Whether the page's own script asks: it wants a few words, not a page."""
    return request.headers.get("Accept") == "application/json"


def other_account(request: HttpRequest, actor: Actor) -> JsonResponse | None:
    """Refuse what another account typed in this browser: kept there until that colleague logs in again."""
    typed_by = request.headers.get("X-Typed-By", actor.key)
    if typed_by == actor.key:
        return None
    told = _("这一笔是另一位同事写的，等本人登录后再送。")
    return JsonResponse({"told": told, "login": True}, status=HTTPStatus.CONFLICT)


def saved(request: HttpRequest, url: str) -> HttpResponse:
    """The way to the page that shows what was saved."""
    return JsonResponse({"url": url}) if is_script(request) else redirect(url)


def not_saved(form: GestureForm, fresh: bool = False, page: bool = False) -> JsonResponse:
    """What the form complains of, for the script.

    ``fresh``: the next try needs a gesture of its own. ``page``: what to do about it is seen on the page only.
    """
    complaints: dict[str, Any] = form.errors
    told = [str(error) for errors in complaints.values() for error in errors]
    answer = {"told": "".join(told), "field": next(iter(complaints), ""), "page": page}
    return JsonResponse(
        answer | ({"op": str(new_id())} if fresh else {}), status=HTTPStatus.UNPROCESSABLE_ENTITY
    )
