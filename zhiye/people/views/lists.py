"""The list of people, and what to look at again."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people import commands, queries
from zhiye.people.forms import FilterForm
from zhiye.people.queries import PeopleFilter, parts
from zhiye.places import kinds
from zhiye.places import queries as places
from zhiye.ui.toasts import tell

MOST_CHOICES = 200  # a list that a person can still scroll
LIST, VIEW, EDIT, SECRET = "people.list", "people.view", "people.edit", "people.secret"


@require_GET
@staff
def people(request: StaffRequest) -> HttpResponse:
    """People in door order, filtered, page after page; the filters stay in the address."""
    actor = request.actor
    form = FilterForm(
        {"standing": "resident"} | request.GET.dict(),
        places=_place_choices(actor),
        fine=actor.may(VIEW),
        secret=actor.may(SECRET),
    )
    wanted = _wanted(actor, form)
    page = queries.people_page(actor, wanted, request.GET.get("c", ""))
    context = {
        "form": form,
        "page": page,
        "chosen": form.chosen(),
        "previous_url": _page_url(request, page.before),
        "next_url": _page_url(request, page.after),
        "see": actor.may(VIEW),
        "may_edit": actor.may(EDIT),
    }
    return render(request, "people/list.html", context)


@require_GET
@staff
def to_verify(request: StaffRequest) -> HttpResponse:
    """Categories that somebody should look at again, soonest first."""
    if not request.actor.may(EDIT):
        raise NotFound
    rows, count = queries.to_verify(request.actor)
    context = {"rows": rows, "count": count, "more": count - len(rows), "today": clock.today()}
    return render(request, "people/verify.html", context)


@require_POST
@staff
def verified(request: StaffRequest, id: UUID) -> HttpResponse:
    """One tap: looked again today, it still holds. What needs a word more leads to where it is written."""
    holding = parts.holding(request.actor, id)
    try:
        commands.verify_category(request.actor, holding=holding, op=op_of(request))
    except Refused as refused:
        tell(request, refused.message)
        return redirect("people-category-verify", id)
    tell(request, _("记下了，今天核对过。"))
    return redirect("people-verify")


def _wanted(actor: Any, form: FilterForm) -> PeopleFilter:
    """What the form asks; a part that makes no sense is left out, and the form says so."""
    form.is_valid()
    data = form.cleaned_data
    place_id = read_id(data.get("at"))
    return PeopleFilter(
        at=places.place(actor, place_id, LIST).path if place_id else "",
        standing=data.get("standing", "resident"),
        category=data.get("category", ""),
        sex=data.get("sex", ""),
        age_from=data.get("age_from"),
        age_to=data.get("age_to"),
    )


def _place_choices(actor: Any) -> list[tuple[str, str]]:
    """Estates and buildings in door order, buildings a little further in; of very many only the estates."""
    served = places.parts(actor, (kinds.ESTATE, kinds.BUILDING), LIST)
    if served.count() > MOST_CHOICES:
        served = places.parts(actor, (kinds.ESTATE,), LIST)
    return [
        (str(id_), name if kind == kinds.ESTATE else f"　{name}（{estate}）")
        for id_, kind, name, estate in served.values_list("pk", "kind", "name", "parent__name")
    ]


def _page_url(request: StaffRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    kept = {key: text for key, text in request.GET.items() if text and key != "c"}
    return f"{reverse('people-list')}?{urlencode(kept | {'c': cursor})}"
