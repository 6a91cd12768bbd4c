"""What the street sees of a committee, from the committee's side: its stories beside the figures; and the street's
own choice among them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff, was_done
from zhiye.overview import commands, queries
from zhiye.overview.forms import StoryForm
from zhiye.overview.permissions import TELL, VIEW
from zhiye.overview.showing import about, link
from zhiye.ui.toasts import tell

MOST_PIECES = 30


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """街道看到的我们: what was asked, what we chose, what there is to choose from."""
    if not request.actor.may(TELL):
        raise Forbidden(TELL)
    context = {
        "committees": queries.own_committees(request.actor),
        "may_view": request.actor.may(VIEW),
        "waiting": [(one, about(one)) for one in queries.waiting(request.actor)],
        "stories": queries.own_stories(request.actor),
        "pieces": queries.pieces_to_choose(request.actor)[:MOST_PIECES],
    }
    return render(request, "overview/stories.html", context)


@require_http_methods(["GET", "POST"])
@staff
def choose(request: StaffRequest, id: UUID) -> HttpResponse:
    """A published piece goes beside the figures."""
    piece = queries.piece_to_choose(request.actor, id)
    this = clock.today().year
    start = {"year": timezone.localdate(piece.published_at).year}
    form = StoryForm(request.POST or None, years=[this, this - 1], initial=start)

    def put(**values: Any) -> Any:
        return commands.choose_story(request.actor, piece=piece, op=op_of(request), **values)

    if carry_out(request, form, put):
        tell(request, _("选好了，街道在数的旁边看得到。"))
        return redirect("overview-stories")
    context = {"form": form, "piece": piece}
    return render(request, "overview/choose.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def drop(request: StaffRequest, id: UUID) -> HttpResponse:
    """It stands there no more."""
    if was_done(request):
        return redirect("overview-stories")  # the second tap: it is gone already
    commands.drop_story(request.actor, story=queries.story(request.actor, id), op=op_of(request))
    tell(request, _("撤下来了，专栏里的那一篇还在。"))
    return redirect("overview-stories")


@require_POST
@staff
def review(request: StaffRequest, id: UUID) -> HttpResponse:
    """写进回顾, or not after all."""
    story = queries.story(request.actor, id)
    put_in = request.POST.get("in") == "1"
    act = commands.put_into_review if put_in else commands.take_out_of_review
    act(request.actor, story=story, op=op_of(request))
    tell(request, _("写进回顾了。") if put_in else _("从回顾里拿出来了，故事还在这里。"))
    return redirect(f"{link('overview', period=str(story.year))}#{story.heading}")
