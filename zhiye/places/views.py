"""Pages of places: the wall, a building, a home, and changing the tree."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.kernel.errors import NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.places import building_page, commands, kinds, queries
from zhiye.places.forms import FORMS, CoverForm, EndForm, PlaceForm
from zhiye.places.lookup import full_address, place_to_edit
from zhiye.places.slots import COUNT_PANELS, HOME_PANELS, PLACE_ACTIONS
from zhiye.places.wall import walls
from zhiye.ui.toasts import tell

EDIT, VIEW, COUNT = "places.edit", "places.view", "places.count"


@require_GET
@staff
def wall(request: StaffRequest) -> HttpResponse:
    """All buildings; for those who see only figures, the figures."""
    if not request.actor.may(VIEW):
        return counts(request)
    return render(
        request, "places/list.html", {"walls": walls(request.actor), "may_edit": request.actor.may(EDIT)}
    )


@require_GET
@staff
def counts(request: StaffRequest) -> HttpResponse:
    """Figures of each committee, without a way down to anybody."""
    if not request.actor.may(COUNT):
        raise NotFound
    return render(request, "places/counts.html", {"panels": COUNT_PANELS.collect(request.actor)})


@require_GET
@staff
def building(request: StaffRequest, id: UUID) -> HttpResponse:
    """One building, its homes as a matrix, one layer at a time."""
    place = building_page.building_for(request.actor, id)
    return render(request, "places/building.html", building_page.context(request.actor, place, request.GET))


@require_GET
@staff
def building_sheet(request: StaffRequest, id: UUID) -> HttpResponse:
    """The same on paper, without names."""
    place = building_page.building_for(request.actor, id)
    shown = building_page.context(request.actor, place, request.GET) | {"paper_name": request.actor.name}
    return render(request, "places/building_sheet.html", shown)


@require_GET
@staff
def home(request: StaffRequest, id: UUID) -> HttpResponse:
    """One home: what the rooms above know of it."""
    place = queries.place(request.actor, id, kind=kinds.HOME)
    above = queries.chain(request.actor, place)
    building = next((p for p in above if p.kind == kinds.BUILDING), None)
    context = {
        "home": place,
        "estate": next((p for p in above if p.kind == kinds.ESTATE), None),
        "building": building,
        "former": queries.former_names(request.actor, place),
        "panels": HOME_PANELS.collect(request.actor, place),
        "actions": PLACE_ACTIONS.collect(request.actor, place),
        "may_edit": request.actor.may(EDIT, place.path),
    }
    beside = building_page.beside(request.actor, building, place) if building else {}
    return render(request, "places/home.html", context | beside)


@require_http_methods(["GET", "POST"])
@staff
def add(request: StaffRequest, id: UUID, kind: str) -> HttpResponse:
    """A new place of ``kind`` in another one."""
    parent = place_to_edit(request.actor, id)
    if kind not in kinds.KINDS or parent.kind not in kinds.KINDS[kind].under:
        raise NotFound
    form = FORMS.get(kind, PlaceForm)(request.POST or None)

    def put(**values: object) -> object:
        return commands.add_place(request.actor, parent=parent, kind=kind, op=op_of(request), **values)

    if made := carry_out(request, form, put):
        tell(request, _("添上了%(name)s。") % {"name": made.name})
        return redirect(building_page.address_of(made))
    name = kinds.KINDS[kind].name
    title = _("给%(parent)s添一处：%(kind)s") % {"parent": parent.name, "kind": name}
    return render(request, "places/form.html", _form_page(parent, form, title, _("添上")))


@require_http_methods(["GET", "POST"])
@staff
def end(request: StaffRequest, id: UUID) -> HttpResponse:
    """A place is no more from some day."""
    place = place_to_edit(request.actor, id)
    form = EndForm(request.POST or None)

    def stop(**values: object) -> object:
        return commands.end_place(request.actor, place=place, op=op_of(request), **values)

    if carry_out(request, form, stop):
        tell(request, _("记下了，%(name)s不再有。以前的记录都还在。") % {"name": place.name})
        return redirect("places-list")
    title = _("不再有%(name)s") % {"name": full_address(place) if place.kind == kinds.HOME else place.name}
    return render(request, "places/form.html", _form_page(place, form, title, _("记下")))


@require_http_methods(["GET", "POST"])
@staff
def cover(request: StaffRequest, id: UUID) -> HttpResponse:
    """A building goes to a grid or a building group."""
    place = place_to_edit(request.actor, id)
    committee = queries.committee_of(request.actor, place)
    overlays = [o for kind in kinds.OVERLAYS for o in queries.overlays(request.actor, committee, kind)]
    form = CoverForm(request.POST or None, overlays=overlays)

    def draw(**values: object) -> object:
        return commands.cover(request.actor, covered=place, op=op_of(request), **values)

    if drawn := carry_out(request, form, draw):
        tell(request, _("%(name)s划给了%(overlay)s。") % {"name": place.name, "overlay": drawn.overlay.name})
        return redirect(building_page.address_of(place))
    context = _form_page(place, form, _("%(name)s由谁管") % {"name": place.name}, _("划给它"))
    return render(request, "places/cover.html", context | {"committee": committee, "overlays": overlays})


def _form_page(place: Any, form: object, title: str, button: str) -> dict[str, object]:
    return {
        "form": form,
        "title": title,
        "button": button,
        "back": building_page.address_of(place),
        "place": place,
    }
