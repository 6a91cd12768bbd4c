"""Pages: find the other file, compare, join, undo; rename and move a place."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.flows.merge_people import merge_people, unmerge_people
from zhiye.flows.reroute_place import move_place, rename_place
from zhiye.kernel.errors import NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people.queries import search
from zhiye.people.undo import tell_with_undo
from zhiye.places import kinds
from zhiye.places import queries as places
from zhiye.places.building_page import address_of
from zhiye.places.lookup import place_to_edit
from zhiye.register.forms import MergeForm, MoveForm, RenameForm
from zhiye.register.queries import MERGE, merge_by_id, mergeable, side_by_side
from zhiye.ui.toasts import tell

EDIT = "places.edit"


@require_GET
@staff
def merge_find(request: StaffRequest, id: UUID) -> HttpResponse:
    """Find the other file: by name to begin with, since duplicates mostly share it."""
    person = mergeable(request.actor, id)
    query = request.GET.get("q", person.name)
    found = [
        hit
        for hit in search(request.actor, query, 30)
        if hit.person and hit.person.pk != id and request.actor.may(MERGE, hit.person.path)
    ]
    return render(request, "register/merge_find.html", {"person": person, "query": query, "found": found})


@require_http_methods(["GET", "POST"])
@staff
def merge(request: StaffRequest, id: UUID, other: UUID) -> HttpResponse:
    """Both files side by side; on yes the other goes into this one."""
    kept, gone = mergeable(request.actor, id), mergeable(request.actor, other)
    form = MergeForm(request.POST or None)

    def join(reason: str) -> Any:
        return merge_people(request.actor, kept=kept, gone=gone, reason=reason, op=op_of(request))

    if merged := carry_out(request, form, join):
        tell_with_undo(request, _("合成一份了。"), "register-unmerge", merged.pk)
        return redirect("people-detail", kept.pk)
    pairs = side_by_side(request.actor, kept, gone)
    return render(request, "register/merge.html", {"kept": kept, "gone": gone, "pairs": pairs, "form": form})


@require_POST
@staff
def unmerge(request: StaffRequest, id: UUID) -> HttpResponse:
    """They are two people after all."""
    joined = merge_by_id(request.actor, id)
    unmerge_people(request.actor, merge=joined, op=op_of(request))
    tell(request, _("撤销了，又是两份。"))
    return redirect("people-detail", joined.kept_id)


@require_http_methods(["GET", "POST"])
@staff
def rename(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another number or name."""
    place = place_to_edit(request.actor, id)
    form = RenameForm(request.POST or None, initial={"code": place.code})

    def give(**values: Any) -> Any:
        return rename_place(request.actor, place=place, op=op_of(request), **values)

    if renamed := carry_out(request, form, give):
        tell(request, _("改好了：%(name)s。用原来的名字也还找得到。") % {"name": renamed.name})
        return redirect(address_of(renamed))
    context = {
        "form": form,
        "title": _("%(name)s改名或改门牌") % {"name": place.name},
        "back": address_of(place),
    }
    return render(request, "register/place_form.html", context | {"button": _("改好")})


@require_http_methods(["GET", "POST"])
@staff
def move(request: StaffRequest, id: UUID) -> HttpResponse:
    """The place stands in another one from now on."""
    place = place_to_edit(request.actor, id)
    form = MoveForm(request.POST or None, places=_ends_of_a_move(request, place))

    def put(**values: Any) -> Any:
        return move_place(request.actor, place=place, op=op_of(request), **values)

    if moved := carry_out(request, form, put):
        tell(request, _("换好了，里面的家和人都跟着走。"))
        return redirect(address_of(moved))
    context = {
        "form": form,
        "title": _("%(name)s换到另一处下面") % {"name": place.name},
        "back": address_of(place),
    }
    return render(request, "register/place_form.html", context | {"button": _("换过去")})


def _ends_of_a_move(request: StaffRequest, place: Any) -> list[tuple[Any, str]]:
    """Where the place could stand, within its committee, in door order: (place, words)."""
    if place.kind not in (kinds.BUILDING, kinds.UNIT, kinds.HOME):
        raise NotFound
    committee = places.committee_of(request.actor, place)
    under = kinds.KINDS[place.kind].under
    found = [
        one
        for kind in under
        for one in places.below(request.actor, committee, kind, EDIT)
        if one.pk != place.parent_id
    ]
    return [(one, f"{one.parent.name if one.parent else ''} {one.name}") for one in found]
