"""Pages about colleagues: who is here with which role, a new account, a new password, what a role may do."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.accounts import commands, queries
from zhiye.accounts.forms import AccountForm, PasswordForm, RoleForm
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.ids import new_id
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff, was_done
from zhiye.ui.toasts import tell


@staff
@require_GET
def colleagues(request: StaffRequest) -> HttpResponse:
    """Everybody whose account the actor looks after, with their roles."""
    if not request.actor.may(queries.MANAGE):
        raise Forbidden(queries.MANAGE)
    listed = queries.colleagues(request.actor)
    context = {
        "here": [entry for entry in listed if entry.user.is_active],
        "gone": [entry for entry in listed if not entry.user.is_active],
    }
    return render(request, "accounts/colleagues.html", context)


@staff
@never_cache
@require_http_methods(["GET", "POST"])
def open_account(request: StaffRequest) -> HttpResponse:
    """A new colleague. The password is told on the answer to this one form and nowhere else."""
    form = _role_form(request, AccountForm)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = commands.open_account(
                request.actor,
                username=given["username"],
                name=given["name"],
                role=given["role"],
                place=queries.place_for(request.actor, given["role"], given["place"]),
                password=given["password"],
                op=op_of(request),
            )
            return render(request, "accounts/told.html", {"colleague": user, "password": given["password"]})
        except Refused as refused:
            show_refusal(form, refused)
    return render(request, "accounts/open.html", {"form": form}, status=422 if form.errors else 200)


@staff
@require_GET
def colleague(request: StaffRequest, id: UUID) -> HttpResponse:
    """One colleague: the roles they hold, and what can be done about the account."""
    user = queries.managed_user(request.actor, id)
    context = {
        "colleague": user,
        "held": queries.held_roles(request.actor, user),
        "password_form": PasswordForm(),
        "op": new_id(),
        "myself": user == request.user,
    }
    return render(request, "accounts/colleague.html", context)


@staff
@require_http_methods(["GET", "POST"])
def grant(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another role for a colleague."""
    user = queries.managed_user(request.actor, id)
    form = _role_form(request, RoleForm)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            place = queries.place_for(request.actor, given["role"], given["place"])
            commands.grant_role(
                request.actor, member=user, role=given["role"], place=place, op=op_of(request)
            )
            tell(request, _("给好了，对方刷新页面就能用。"))
            return redirect("staff-member", user.pk)
        except Refused as refused:
            show_refusal(form, refused)
    return render(
        request, "accounts/grant.html", {"form": form, "colleague": user}, status=422 if form.errors else 200
    )


@staff
@require_POST
def end_role(request: StaffRequest, id: UUID) -> HttpResponse:
    """A role ends today."""
    if was_done(request):
        return redirect("staff-list")  # the second tap: the role is held no more
    membership = queries.membership(request.actor, id)
    commands.end_role(request.actor, membership=membership, op=op_of(request))
    tell(request, _("这个职责结束了，对方马上就看不到了。"))
    return redirect("staff-member", membership.member_id)


@staff
@never_cache
@require_POST
def reset_password(request: StaffRequest, id: UUID) -> HttpResponse:
    """A new first password, told once on this answer."""
    user = queries.managed_user(request.actor, id)
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return redirect("staff-member", user.pk)
    password = form.cleaned_data["password"]
    commands.reset_password(request.actor, user=user, password=password, op=op_of(request))
    return render(request, "accounts/told.html", {"colleague": user, "password": password})


@staff
@require_GET
def roles(request: StaffRequest) -> HttpResponse:
    """What each role may do, in words; open to everybody who holds one."""
    return render(request, "accounts/roles.html", {"roles": queries.roles_in_words(request.actor)})


def _role_form(request: StaffRequest, form: type[RoleForm]) -> Any:
    if not request.actor.may(queries.MANAGE):
        raise Forbidden(queries.MANAGE)
    return form(
        request.POST or None,
        roles=queries.roles_to_give(request.actor),
        places=queries.places_to_give(request.actor),
    )
