"""Pages with one form: about a matter, a promise, or whom and what a new row is about."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhiye.cases import queries
from zhiye.cases.permissions import EDIT
from zhiye.cases.showing import name_for, promised
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.pages import StaffRequest


def form_page(
    request: StaffRequest,
    form: Any,
    *,
    title: str,
    button: str,
    back: str,
    about: str,
    template: str = "cases/form.html",
    **more: Any,
) -> HttpResponse:
    """``about`` is what stands on the way ``back``."""
    context = {"form": form, "title": title, "button": button, "back": back, "about": about, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def case_form(
    request: StaffRequest, case: Any, form: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    """A page with one form about one matter."""
    back = reverse("cases-detail", args=[case.pk])
    told = {"title": title, "button": button, "back": back, "about": case.title}
    return form_page(request, form, **told, **{"case": case} | more)


def promise_form(request: StaffRequest, promise: Any, form: Any, title: str, button: str) -> HttpResponse:
    """A page with one form about one promise."""
    back = reverse("cases-promise", args=[promise.pk])
    return form_page(request, form, title=title, button=button, back=back, about=promised(promise))


def subject_form(
    request: StaffRequest, form: Any, title: str, button: str, subject: Any, **more: Any
) -> HttpResponse:
    """A page with one form about whom or what it was opened from."""
    about = name_for(request.actor, subject.person)
    if subject.case:
        about = f"{subject.case.number} {subject.case.title}"
    elif subject.place and not about:
        about = subject.place.spoken
    return form_page(request, form, title=title, button=button, back=subject.back, about=about, **more)


def to_change(request: StaffRequest, id_: Any) -> Any:
    """The matter of the address, for somebody who may write in it. Raises NotFound, Forbidden."""
    case = queries.case(request.actor, id_)
    if not queries.may_change(request.actor, case):
        raise Forbidden(EDIT)
    return case
