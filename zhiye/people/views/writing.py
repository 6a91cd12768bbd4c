"""Registering somebody, and correcting what is held."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff
from zhiye.people import commands, queries, showing
from zhiye.people.commands.person import MaybeSame
from zhiye.people.forms import EditForm, RegisterForm
from zhiye.people.queries import parts
from zhiye.places import queries as places
from zhiye.places.lookup import full_address, home_at
from zhiye.ui.toasts import tell

EDIT = "people.edit"


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """Somebody new; when somebody alike is there already, ask whether it is the same person."""
    committees = list(places.committees(request.actor, EDIT))
    if not committees:
        raise NotFound
    form = RegisterForm(request.POST or None, initial=_where_from(request))
    found: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            person = _register(request, form, committees[0])
        except MaybeSame as same:
            found = same.found
        except Refused as refused:
            show_refusal(form, refused)
        else:
            tell(request, _("登记好了。"))
            return redirect("people-detail", person.pk)
    return render(request, "people/new.html", {"form": form, "found": found, "home": _home_asked(request)})


@require_http_methods(["GET", "POST"])
@staff
def edit(request: StaffRequest, id: UUID) -> HttpResponse:
    """Correct what is held; what somebody else changed meanwhile is kept beside it."""
    person = parts.person_to_edit(request.actor, id)
    held = parts.written_values(request.actor, person)
    birth = showing.birth_text(person.birth, person.birth_precision)
    form = EditForm(request.POST or None, held=held, birth_text=birth, id_tail=person.id_tail)
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, form, person)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            _tell_corrected(request, id)
            return redirect("people-detail", person.pk)
    return render(request, "people/edit.html", {"form": form, "person": person})


@require_POST
@staff
def settle(request: StaffRequest, id: UUID) -> HttpResponse:
    """Choose one of two versions of a field."""
    rival = parts.rival_value(request.actor, id)
    keep = request.POST.get("keep") == "yes"
    commands.settle_rival(request.actor, rival=rival, keep=keep, op=op_of(request))
    tell(request, _("选好了。另一个写法也留在“谁改过”里。"))
    return redirect("people-detail", rival.person_id)


def _register(request: StaffRequest, form: RegisterForm, committee: Any) -> Any:
    text = form.cleaned_data["home"]
    home = home_at(request.actor, text, EDIT) if text else None
    return commands.register_person(
        request.actor,
        committee=places.committee_of(request.actor, home) if home else committee,
        values=form.person_values(),
        home=home,
        phone=form.cleaned_data["phone"],
        living=form.living(),
        sure="sure" in request.POST,
        op=op_of(request),
    )


def _correct(request: StaffRequest, form: EditForm, person: Any) -> None:
    commands.correct_person(
        request.actor,
        person=person,
        values=form.changes(),
        seen=form.seen(),
        reason=form.cleaned_data["reason"],
        op=op_of(request),
    )


def _tell_corrected(request: StaffRequest, id: UUID) -> None:
    file = queries.person_file(request.actor, queries.get_person(request.actor, id))
    if file.rivals:
        tell(request, _("您改的时候，同事也改了同一处。两个都留着，您选一个。"))
    else:
        tell(request, _("改好了。"))


def _where_from(request: StaffRequest) -> dict[str, str]:
    """The home whose page the worker comes from, if any; a search that found nobody fills in the name."""
    told = {"name": request.GET.get("name", "")[:60]}
    home = _home_asked(request)
    return told | {"home": full_address(home)} if home else told


def _home_asked(request: StaffRequest) -> Any:
    id_ = read_id(request.GET.get("home"))
    return places.place(request.actor, id_, EDIT, "home") if id_ else None
