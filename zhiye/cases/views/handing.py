"""A matter is handed up by its committee, and asked back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiye.cases import commands, queries
from zhiye.cases.codes import full_words_of
from zhiye.cases.levels import building_of, ways_up
from zhiye.cases.street_forms import HandUpForm, RecallForm
from zhiye.cases.views.form_pages import case_form, to_change
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.ui.conflicts import author_words
from zhiye.ui.toasts import tell


@require_http_methods(["GET", "POST"])
@staff
def hand_up(request: StaffRequest, id: UUID) -> HttpResponse:
    """请街道来一起办, 移交街道, 交到居民区."""
    case = to_change(request, id)
    ways = ways_up(request.actor, case)
    building = building_of(case)
    # Never the title: it may name somebody in a way that no register knows. Where and what kind are known.
    known = [building.spoken] if building else []
    known += [full_words_of(case.code)] if case.ring == "team" and case.code != "other" else []
    told = {"brief": f"{'，'.join(known)}：" if known else "", "version": case.version}
    form = HandUpForm(request.POST or None, initial=told, ways=ways)

    def go(way: str, brief: str, version: int) -> Any:
        act, _dot, level = way.partition(".")
        told = {"case": case, "brief": brief, "version": version, "op": op_of(request)}
        if act == "refer":
            return commands.refer_case(request.actor, **told)
        return commands.transfer_case(request.actor, level=level, **told)

    try:
        handed = carry_out(request, form, go)
    except Conflict as quicker:
        handed = None
        form = HandUpForm(_with_version(request, case), ways=ways)
        told = {"who": author_words(quicker, clock.today())}
        form.add_error(None, _("刚才有人也改过这件事。%(who)s看一看，还要交就再存一次。") % told)
    if handed:
        tell(request, _("交上去了，还是这个编号 %(number)s。") % {"number": case.number})
        return redirect("cases-detail", id)
    return case_form(request, case, form, _("交给上一级"), _("交上去"))


@require_http_methods(["GET", "POST"])
@staff
def recall(request: StaffRequest, id: UUID) -> HttpResponse:
    """要回来."""
    handing = queries.handing(request.actor, id)
    case = to_change(request, handing.case_id)
    form = RecallForm(request.POST or None)

    def take_back(reason: str) -> Any:
        return commands.recall_handing(request.actor, handing=handing, reason=reason, op=op_of(request))

    if carry_out(request, form, take_back):
        tell(request, _("要回来了，这件事在%(name)s手上。") % {"name": case.owner.name})
        return redirect("cases-detail", case.pk)
    return case_form(request, case, form, _("把交上去的要回来"), _("要回来"))


def _with_version(request: StaffRequest, case: Any) -> Any:
    data = request.POST.copy()
    data["version"] = str(case.version)
    return data
