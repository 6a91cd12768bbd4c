"""我的提醒: where I am told, what I was told; and the same for a committee's group."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.kernel import clock
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff, was_done
from zhiye.notices import commands, queries
from zhiye.notices.answers import in_words
from zhiye.notices.forms import GroupForm, OwnForm
from zhiye.notices.hours import hours_on
from zhiye.notices.sending import try_out as send_trial
from zhiye.ui.toasts import tell


@staff
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """Where I am told, and what I was told lately."""
    context = {
        "channel": queries.own_channel(request.actor),
        "told": queries.told_lately(request.actor),
        "may_manage": request.actor.may(queries.MANAGE),
        "hours": hours_on(clock.today()),
    }
    return render(request, "notices/mine.html", context)


@staff
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """A robot of my own, or another one."""
    me = queries.myself(request.actor)
    form = OwnForm(request.POST or None)
    added = carry_out(
        request, form, lambda **given: commands.add_own(request.actor, owner=me, op=op_of(request), **given)
    )
    if added is not None:
        tell(request, _("加好了。点“试一条”，看看收不收得到。"))
        return redirect("notices-mine")
    context = {"form": form, "back": reverse("notices-mine")}
    return render(request, "notices/add.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def groups(request: StaffRequest) -> HttpResponse:
    """The groups of the committees I look after."""
    found: list[dict[str, Any]] = [
        {"committee": committee, "key": str(committee.pk), "channel": channel}
        for committee, channel in queries.groups(request.actor)
    ]
    return render(request, "notices/groups.html", {"groups": found})


@staff
@require_http_methods(["GET", "POST"])
def add_group(request: StaffRequest) -> HttpResponse:
    """A robot in a committee's group, or another one."""
    held = queries.managed_committees(request.actor)
    form = GroupForm(request.POST or None, committees=held, initial={"committee": request.GET.get("at", "")})
    added = carry_out(
        request, form, lambda **given: commands.add_group(request.actor, op=op_of(request), **given)
    )
    if added is not None:
        tell(request, _("加好了。点“试一条”，看看群里收不收得到。"))
        return redirect("notices-groups")
    context = {"form": form, "back": reverse("notices-groups"), "group": True}
    return render(request, "notices/add.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def go(request: StaffRequest, id: UUID) -> HttpResponse:
    """From the message on the phone to the thing itself. Nothing is noted: nobody learns that it was opened."""
    notice = queries.notice(request.actor, id)
    return redirect(notice.url or reverse("notices-mine"))


@staff
@require_POST
def try_out(request: StaffRequest, id: UUID) -> HttpResponse:
    """[试一条]: one message, and what the other side said to it."""
    channel = queries.channel(request.actor, id)
    if not was_done(request) and channel.ended_at is None:
        answer = send_trial(channel)
        commands.note_trial(request.actor, channel=channel, answer=answer, op=op_of(request))
        tell(request, _("试发了一条。%(told)s") % {"told": in_words(answer)})
    return _back(channel)


@staff
@require_POST
def digest(request: StaffRequest, id: UUID) -> HttpResponse:
    """The morning digest: wanted or not."""
    channel, wanted = queries.channel(request.actor, id), bool(request.POST.get("wanted"))
    commands.choose_digest(request.actor, channel=channel, wanted=wanted, op=op_of(request))
    tell(request, _("以后早上也发一条。") if wanted else _("以后早上不发了，有事才发。"))
    return _back(channel)


@staff
@require_POST
def end(request: StaffRequest, id: UUID) -> HttpResponse:
    """不用了."""
    channel = queries.channel(request.actor, id)
    commands.end_channel(request.actor, channel=channel, op=op_of(request))
    tell(request, _("不往那里发了。"), reverse("notices-restore", args=[channel.pk]))
    return _back(channel)


@staff
@require_POST
def restore(request: StaffRequest, id: UUID) -> HttpResponse:
    """撤销 of the former."""
    channel = queries.channel(request.actor, id)
    commands.restore_channel(request.actor, channel=channel, op=op_of(request))
    tell(request, _("又往那里发了。"))
    return _back(channel)


def _back(channel: Any) -> HttpResponse:
    return redirect("notices-groups" if channel.committee_id else "notices-mine")
