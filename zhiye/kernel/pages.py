"""What every page of the staff does alike: ask for a log-in, read the gesture's id, show a refusal on its form."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiye.kernel.actor import Actor, Nobody
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id, read_id
from zhiye.kernel.models import Operation

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request as pages get it: with its actor."""

    actor: Actor


def staff(view: View) -> View:
    """Only for people who logged in and hold a role; others are led to the log-in, or told whom to ask."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.actor, Nobody):
            return redirect_to_login(request.get_full_path())
        if not getattr(request.actor, "held", list)():
            return render(request, "ui/no_role.html")
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")  # nobody's file stays in a browser
        return response

    return guarded


def op_of(request: HttpRequest) -> UUID:
    """The id of the gesture that the form, or the address of a 撤销, carries; a fresh one when there is none."""
    return read_id(request.POST.get("op") or request.GET.get("op")) or new_id()


def was_done(request: HttpRequest) -> bool:
    """Whether the form's gesture has been carried out already: for pages whose subject is gone afterwards."""
    return Operation.objects.filter(pk=op_of(request)).exists()


def show_refusal(form: Form, refused: Refused) -> None:
    """Put the refusal's sentence beside the field it names, or above the form."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
