"""The list of matters, the one looked at beside it on wide windows; and those that wait for a call-back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhiye.cases import queries, workflow
from zhiye.cases.codes import NAMES
from zhiye.cases.forms import SOURCE_CODES, FilterForm
from zhiye.cases.matter import matter_page
from zhiye.cases.permissions import EDIT, VIEW
from zhiye.cases.showing import Clock, clock_of, due_tag, due_words, promised
from zhiye.cases.slots import CASES_ACTIONS
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.pages import StaffRequest, staff

MOST = 60  # matters on one page of call-backs
ASKED = ("state", "mine", "code", "source", "late")


@dataclass(frozen=True)
class Row:
    """One line of the list: the matter, its soonest promise in words, its clock, a matter that looks the same."""

    case: Any
    next: str
    due: str
    clock: Clock
    url: str
    twin: Any = None


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """Open matters, newest first; by state, kind, source, one's own, those over time."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    asked = {name: request.GET.get(name, "") for name in ASKED}
    wanted = _filter(asked)
    page = queries.cases_page(request.actor, wanted, request.GET.get("from", ""))
    chosen = request.GET.get("open", "")
    context = {
        "rows": _rows(request, page, asked),
        "count": sum(page.counts.values()),
        "states": _state_links(asked, page),
        "wanted": wanted,
        "to_call_back": page.counts.get(workflow.ASKING, 0),
        "ways_in": CASES_ACTIONS.collect(request.actor),
        "narrowed": any(asked[name] for name in ("mine", "code", "source", "late")),
        "filter": FilterForm(initial=asked),
        "picking": "pick" in request.GET,
        "pick_url": _with(asked | {"pick": "1"}, request.GET.get("from", "")),
        "keep_url": _with(asked, request.GET.get("from", "")) or "?",
        "previous_url": _with(asked, page.before) if page.before else "",
        "next_url": _with(asked, page.after) if page.after else "",
        "may_open": request.actor.may(EDIT),
    }
    return render(request, "cases/list.html", _chosen(request, chosen) | context)


@require_GET
@staff
def callbacks(request: StaffRequest) -> HttpResponse:
    """Matters that we are done with and whose resident has not said so yet; the longest wait first."""
    if not request.actor.may(VIEW):
        raise Forbidden(VIEW)
    found, count = queries.asking(request.actor, MOST)
    context = {"rows": found, "count": count}
    return render(request, "cases/callbacks.html", context)


def _filter(asked: dict[str, str]) -> queries.CaseFilter:
    code = asked["code"] if asked["code"] in NAMES else ""
    source = asked["source"] if asked["source"] in SOURCE_CODES else ""
    state = asked["state"]
    return queries.CaseFilter(state, bool(asked["mine"]), code, source=source, late=bool(asked["late"]))


def _chosen(request: StaffRequest, id_: str) -> dict[str, Any]:
    """The matter beside the list; nothing for one that is not the reader's."""
    if not id_:
        return {}
    try:
        return matter_page(request.actor, queries.case(request.actor, id_))
    except NotFound:
        return {}


def _rows(request: StaffRequest, page: queries.CasesPage, asked: dict[str, str]) -> list[Row]:
    now, twins = clock.now(), queries.twins_of(request.actor, page.rows)
    return [
        _row(page, case, asked, now, twins.get(case.pk), request.GET.get("from", "")) for case in page.rows
    ]


def _row(
    page: queries.CasesPage, case: Any, asked: dict[str, str], now: datetime, twin: Any, cursor: str
) -> Row:
    promise, today = page.promises.get(case.pk), clock.today()
    words = f"{due_words(promise.due, today)} {promised(promise)}".strip() if promise else ""
    tag = due_tag(promise.due, today) if promise else ""
    running = clock_of(case.due_at if workflow.is_open(case.state) else None, now)
    return Row(case, words, tag, running, _with(asked | {"open": str(case.pk)}, cursor), twin)


def _state_links(asked: dict[str, str], page: queries.CasesPage) -> list[dict[str, Any]]:
    """What is over time, and the states, as links; the open ones with how many."""
    listed = [("", "", _("手上的"), sum(page.counts.values())), ("", "1", _("过了时限"), page.late)]
    listed += [(state, "", str(workflow.WORDS[state]), page.counts.get(state, 0)) for state in workflow.OPEN]
    listed += [(state, "", str(workflow.WORDS[state]), -1) for state in workflow.CLOSED]
    listed += [("all", "", _("所有的"), -1)]
    now = (asked["state"], "1" if asked["late"] else "")
    return [
        {
            "name": name if count < 0 else f"{name} {count}",
            "url": _with(asked | {"state": state, "late": late}, "") or "?",
            "current": (state, late) == now,
            "open": count >= 0,
        }
        for state, late, name, count in listed
        if count or (state, late) == now
    ]


def _with(asked: dict[str, str], cursor: str) -> str:
    told = {name: value for name, value in asked.items() if value} | ({"from": cursor} if cursor else {})
    return f"?{urlencode(told)}" if told else ""
