"""Staff pages: which platforms may hand matters in, letting one in, its key (told once), ending it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases.codes import words_of
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.open311 import commands, queries
from zhiye.open311.forms import KeyForm, PartnerForm, ServicesForm
from zhiye.open311.jurisdictions import jurisdiction_of
from zhiye.open311.keys import hash_of
from zhiye.open311.permissions import PARTNERS
from zhiye.ui.toasts import tell


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """All of them, those in force first."""
    _may(request)
    found = queries.partners(request.actor)
    context = {
        "running": [one for one in found if one.ended_at is None],
        "ended": [one for one in found if one.ended_at is not None],
    }
    return render(request, "open311/partners.html", context)


@require_http_methods(["GET", "POST"])
@staff
def add(request: StaffRequest) -> HttpResponse:
    """Another one. Its key is told on the answer to this one form and nowhere else."""
    _may(request)
    actor = request.actor
    places = [(one, queries.place_words(actor, one)) for one in queries.places_for_partners(actor)]
    form = PartnerForm(request.POST or None, places=places)
    made = carry_out(request, form, lambda **given: commands.make_partner(actor, op=op_of(request), **given))
    if made is not None:
        return _key_page(request, made, form.cleaned_data["key"])
    return render(request, "open311/add.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@staff
def partner(request: StaffRequest, id: UUID) -> HttpResponse:
    """One of them."""
    found = queries.partner(request.actor, id)
    context = {
        "partner": found,
        "where": queries.place_words(request.actor, found.place),
        "jurisdiction": jurisdiction_of(found.place),
        "services": [words_of(code) for code in found.services],
        "handed_in": queries.handed_in(request.actor, found),
        "endpoint": _endpoint(request),
    }
    return render(request, "open311/partner.html", context)


@require_http_methods(["GET", "POST"])
@staff
def renew_key(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another key; the former opens nothing any more."""
    found = queries.partner(request.actor, id)
    form = KeyForm(request.POST or None)
    made = carry_out(
        request,
        form,
        lambda **given: commands.renew_key(request.actor, partner=found, op=op_of(request), **given),
    )
    if made is not None:
        return _key_page(request, made, form.cleaned_data["key"])
    context = {"form": form, "partner": found}
    return render(request, "open311/renew.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff
def services(request: StaffRequest, id: UUID) -> HttpResponse:
    """Which matters it may hand in."""
    found = queries.partner(request.actor, id)
    form = ServicesForm(request.POST or None, initial={"services": found.services})

    def choose(services: list[str]) -> Any:
        return commands.choose_services(request.actor, partner=found, services=services, op=op_of(request))

    if carry_out(request, form, choose):
        tell(request, _("记下了。"))
        return redirect("open311-partner", found.pk)
    context = {"form": form, "partner": found}
    return render(request, "open311/services.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def end(request: StaffRequest, id: UUID) -> HttpResponse:
    """不再接."""
    found = queries.partner(request.actor, id)
    commands.end_partner(request.actor, partner=found, op=op_of(request))
    tell(request, _("停用了，它的钥匙打不开了。已经交来的事照样办。"), reverse("open311-resume", args=[id]))
    return redirect("open311-partner", id)


@require_POST
@staff
def resume(request: StaffRequest, id: UUID) -> HttpResponse:
    """撤销 of the former."""
    found = queries.partner(request.actor, id)
    commands.resume_partner(request.actor, partner=found, op=op_of(request))
    tell(request, _("又接进来了，用原来的钥匙。"))
    return redirect("open311-partner", id)


def _may(request: StaffRequest) -> None:
    if not request.actor.may(PARTNERS):
        raise Forbidden(PARTNERS)


def _key_page(request: StaffRequest, made: Any, key: str) -> HttpResponse:
    """The key; or, where somebody came back to an old form, that it has been told already."""
    context = {
        "partner": made,
        "key": key if made.key_hash == hash_of(key) else "",
        "jurisdiction": jurisdiction_of(made.place),
        "endpoint": _endpoint(request),
    }
    return render(request, "open311/key.html", context)


def _endpoint(request: StaffRequest) -> str:
    return request.build_absolute_uri(reverse("open311-services", args=["json"])).rpartition("/")[0]
