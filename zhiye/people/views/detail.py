"""One person's page, their own sheet on paper, and looking at what is covered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.kernel.errors import NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people import commands, queries, showing
from zhiye.people.forms import ReasonForm
from zhiye.people.queries import parts
from zhiye.people.slots import PERSON_ACTIONS, PERSON_PANELS

VIEW, LIST = "people.view", "people.list"
MAY = {
    "edit": "people.edit",
    "see": VIEW,
    "phone": "people.reveal_phone",
    "id_number": "people.reveal_id",
    "secret": "people.secret",
}


@require_GET
@staff
def detail(request: StaffRequest, id: UUID) -> HttpResponse:
    """The whole file, as far as the actor may see; for helpers the form of address and the door."""
    actor = request.actor
    person = queries.get_person(actor, id)
    file = queries.person_file(actor, person)
    may = {name: actor.may(permission, person.path) for name, permission in MAY.items()}
    context = {
        "file": file,
        "person": person,
        "may": may,
        "panels": PERSON_PANELS.collect(actor, person),
        "actions": PERSON_ACTIONS.collect(actor, person),
    }
    if may["see"]:
        context |= _history(request, person, may) | _opened(request, person) | _family(file)
    return render(request, "people/detail.html", context)


@require_GET
@staff
def sheet(request: StaffRequest, id: UUID) -> HttpResponse:
    """我的资料: what is held of a person, from where, who may see it and who looked. For the person, on paper."""
    actor = request.actor
    person = queries.get_person(actor, id, VIEW)
    # The person's own copy leaves out what is noted for the secretary alone: it may lie open at home.
    told = showing.steps(queries.history_of(actor, person), secret=False)
    context = {
        "file": queries.person_file(actor, person),
        "person": person,
        "facts": showing.facts(person, told),
        "id_source": showing.source_of("id_number", told),
        "brought": showing.brought_in(told),
        "steps": told,
        "paper_name": actor.name,
    }
    return render(request, "people/sheet.html", context)


@require_http_methods(["GET", "POST"])
@staff
def look(request: StaffRequest, id: UUID, what: str) -> HttpResponse:
    """Say why, then see: the ID number, or a telephone number by its id."""
    person = queries.get_person(request.actor, id, VIEW)
    field, way = _covered(request, person, what)
    if not request.actor.may(MAY[field], person.path):
        raise NotFound
    form = ReasonForm(request.POST or None)

    def see(reason: str) -> Any:
        return commands.look_at(
            request.actor, person=person, field=field, way=way, reason=reason, op=op_of(request)
        )

    if seen := carry_out(request, form, see):
        return redirect(_page_with(person, seen))
    name = _("证件号") if field == "id_number" else _("电话")
    context = {
        "title": _("看%(name)s") % {"name": name},
        "form": form,
        "person": person,
        "button": _("看一下"),
    }
    return render(request, "people/form.html", context)


@require_POST
@staff
def call(request: StaffRequest, id: UUID) -> HttpResponse:
    """Show a number in order to dial it: one tap, and the trace says what for."""
    way = parts.contact_way(request.actor, id)
    seen = commands.look_at(
        request.actor, person=way.person, field="phone", way=way, reason=_("打电话联系"), op=op_of(request)
    )
    return redirect(_page_with(way.person, seen))


def _covered(request: StaffRequest, person: Any, what: str) -> tuple[str, Any]:
    if what == "id_number":
        return what, None
    way_id = read_id(what)
    if way_id is None:
        raise NotFound
    way = parts.contact_way(request.actor, way_id)
    if way.person_id != person.pk:
        raise NotFound
    return "phone", way


def _page_with(person: Any, look: Any) -> str:
    return f"{reverse('people-detail', args=[person.pk])}?look={look.pk}#covered"


def _history(request: StaffRequest, person: Any, may: dict[str, bool]) -> dict[str, Any]:
    told = showing.steps(queries.history_of(request.actor, person), may["secret"])
    return {
        "steps": told,
        "facts": showing.facts(person, told),
        "id_source": showing.source_of("id_number", told),
        "brought": showing.brought_in(told),
    }


def _family(file: queries.PersonFile) -> dict[str, Any]:
    """The household, each with the tie of kin if one is known; and kin who do not live in it."""
    ties = {tie.other_id: tie for tie in file.kin}
    together = [(mate, ties.pop(mate.person_id, None)) for mate in file.housemates]
    return {"together": together, "elsewhere": list(ties.values())}


def _opened(request: StaffRequest, person: Any) -> dict[str, Any]:
    """What the asker may read for a few minutes: the value, and whose it is (a number's id, or ID number)."""
    asked = parts.look_at_person(request.actor, person, read_id(request.GET.get("look")))
    if asked is None:
        return {}
    try:
        value = queries.opened(request.actor, asked)
    except NotFound:
        return {}
    return {"opened": value, "opened_at": asked.at, "opened_what": asked.field.rpartition(":")[2]}
