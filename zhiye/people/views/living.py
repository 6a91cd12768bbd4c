"""Moving, leaving, coming back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.kernel import clock
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people import commands
from zhiye.people.forms import LeaveForm, MoveForm
from zhiye.people.queries import parts
from zhiye.people.undo import tell_with_undo
from zhiye.people.views.belonging import form_page
from zhiye.places.lookup import home_at
from zhiye.ui.toasts import tell

EDIT = "people.edit"


@require_http_methods(["GET", "POST"])
@staff
def move(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody lives elsewhere from some day on, or also there."""
    person = parts.person_to_edit(request.actor, id)
    form = MoveForm(request.POST or None)

    def house(home: str, **values: Any) -> Any:
        place = home_at(request.actor, home, EDIT)
        return commands.house_person(request.actor, person=person, home=place, op=op_of(request), **values)

    if residence := carry_out(request, form, house):
        tell(request, _("住处记好了：%(door)s。") % {"door": residence.home.door})
        return redirect("people-detail", id)
    return form_page(request, person, form, _("搬家，或另有住处"), _("记下"))


@require_POST
@staff
def end_residence(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody no longer lives, or is no longer registered, there."""
    residence = parts.residence(request.actor, id)
    commands.end_residence(request.actor, residence=residence, on=clock.today(), op=op_of(request))
    tell(request, _("记下了，不住 %(door)s 了。") % {"door": residence.home.door})
    return redirect("people-detail", residence.person_id)


@require_http_methods(["GET", "POST"])
@staff
def leave(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody has died or moved away for good."""
    person = parts.person_to_edit(request.actor, id)
    form = LeaveForm(request.POST or None)

    def go(**values: Any) -> Any:
        return commands.leave_register(request.actor, person=person, op=op_of(request), **values)

    if carry_out(request, form, go):
        tell_with_undo(request, _("记下了。名单和数里不再有这一位，资料还在。"), "people-return", person.pk)
        return redirect("people-detail", id)
    return form_page(request, person, form, _("搬走，或离世"), _("记下"))


@require_POST
@staff
def come_back(request: StaffRequest, id: UUID) -> HttpResponse:
    """The leaving was a mistake, or the person is back."""
    person = parts.person_to_edit(request.actor, id)
    commands.return_to_register(request.actor, person=person, op=op_of(request))
    tell(request, _("恢复了，又在名单里了。"))
    return redirect("people-detail", id)
