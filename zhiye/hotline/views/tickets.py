"""Pages of tickets: the list, mending one, returning it, who watches it, who called, the flow sheet."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.cases.queries import case_file, course
from zhiye.cases.workflow import WORDS
from zhiye.hotline import commands, queries, sealed
from zhiye.hotline.forms import LookForm, ReturnForm, TicketForm, WatchForm
from zhiye.hotline.permissions import CALLER, EDIT, VIEW
from zhiye.hotline.queries.tickets import PAGE
from zhiye.hotline.rates import FORMULAS, TOP, chosen
from zhiye.hotline.reading.words import TYPES
from zhiye.hotline.seeing import may_see_caller
from zhiye.hotline.showing import caller_of, flow_lines, moment_words
from zhiye.hotline.views.periods import period_asked
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.ui.toasts import tell


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """Tickets, newest first; or exactly the rows of a figure."""
    actor = request.actor
    if not actor.may(VIEW):
        raise Forbidden(VIEW)
    asked = {name: request.GET.get(name, "") for name in ("kind", "state", "set", "first", "last")}
    start = int(told) if (told := request.GET.get("from", "")).isdecimal() and len(told) < 8 else 0
    found, count = queries.tickets_page(actor, _filter(request, asked), start)
    context = {
        "rows": found,
        "count": count,
        "asked": asked,
        "narrowed": any(asked.values()),
        "heading": _heading(asked),
        "kinds": [(code, _(one["name"])) for code, one in TYPES.items() if one["nature"]],
        "states": list(WORDS.items()),
        "previous_url": _with(asked, max(start - PAGE, 0)) if start else "",
        "next_url": _with(asked, start + PAGE) if start + PAGE < count else "",
        "may_take": actor.may(EDIT),
    }
    return render(request, "hotline/list.html", context)


def _filter(request: StaffRequest, asked: dict[str, str]) -> queries.TicketFilter:
    if not (asked["first"] or asked["set"]):
        kind, state = (
            asked[name] if asked[name] in known else "" for name, known in (("kind", TYPES), ("state", WORDS))
        )
        return queries.TicketFilter(kind, state)
    rows = queries.period_rows(request.actor, period_asked(request))
    found = [
        row.id
        for row in chosen(rows, asked["set"], clock.now())
        if asked["kind"] in ("", row.kind) and asked["state"] in ("", row.state)
    ]
    return queries.TicketFilter(ids=tuple(found))


def _heading(asked: dict[str, str]) -> str:
    """What the listed rows are, in words."""
    code, _dot, part = asked["set"].partition(".")
    if code in FORMULAS:
        formula = FORMULAS[code]
        return _("%(name)s：%(rows)s") % {
            "name": formula.name,
            "rows": formula.top if part == TOP else formula.bottom,
        }
    named = [_(TYPES[asked["kind"]]["name"])] if asked["kind"] in TYPES else []
    named += [str(WORDS[asked["state"]])] if asked["state"] in WORDS else []
    return _("工单：%(what)s") % {"what": "，".join(named)} if named else _("12345工单")


def _with(asked: dict[str, str], start: int) -> str:
    told = {name: value for name, value in asked.items() if value} | ({"from": str(start)} if start else {})
    return f"?{urlencode(told)}"


@require_http_methods(["GET", "POST"])
@staff
def edit(request: StaffRequest, id: UUID) -> HttpResponse:
    """What was misread is mended."""
    ticket = _to_change(request, id)
    with_caller = (
        may_see_caller(request.actor, ticket) and queries.seen_caller(request.actor, ticket) is not None
    )
    caller = {name: sealed.plain(ticket, name) for name in ("caller", "phone")}
    names = ("official_no", "kind", "urgency", "place_words", "wish", "body", "confidential")
    initial = {name: getattr(ticket, name) for name in names} | (caller if with_caller else {})
    form = TicketForm(request.POST or None, initial=initial, with_caller=with_caller)

    def mend(**told: Any) -> Any:
        who = {name: told.pop(name, caller[name]) for name in ("caller", "phone")}
        return commands.correct_ticket(request.actor, ticket=ticket, fields=told, op=op_of(request), **who)

    if carry_out(request, form, mend):
        tell(request, _("改好了。"))
        return redirect("cases-detail", ticket.case_id)
    hint = "" if with_caller else _("来电人的姓名和电话要改，先在这件事的页上看一下来电人，再来改。")
    return _form_page(request, ticket, form, _("改工单上的几项"), _("存"), hint)


@require_http_methods(["GET", "POST"])
@staff
def send_back(request: StaffRequest, id: UUID) -> HttpResponse:
    """It is not ours."""
    ticket = _to_change(request, id)
    form = ReturnForm(request.POST or None, initial={"version": ticket.case.version})

    def give_back(**told: Any) -> Any:
        return commands.return_ticket(request.actor, ticket=ticket, op=op_of(request), **told)

    if carry_out(request, form, give_back):
        tell(request, _("记成退回了。派单系统里也要点退单，把这里写的依据贴过去。"))
        return redirect("cases-detail", ticket.case_id)
    hint = _("退回要慎重：退回又转回来的，就不能再退了。")
    return _form_page(request, ticket, form, _("退回这张工单"), _("退回工单"), hint)


@require_http_methods(["GET", "POST"])
@staff
def watch(request: StaffRequest, id: UUID) -> HttpResponse:
    """Who watches it from above."""
    ticket = _to_change(request, id)
    form = WatchForm(request.POST or None, initial={"level": ticket.watched})

    def note(level: str) -> Any:
        return commands.watch_ticket(request.actor, ticket=ticket, level=level, op=op_of(request))

    if carry_out(request, form, note):
        tell(request, _("记下了。"))
        return redirect("cases-detail", ticket.case_id)
    return _form_page(request, ticket, form, _("督办"), _("存"))


@require_http_methods(["GET", "POST"])
@staff
def look(request: StaffRequest, id: UUID) -> HttpResponse:
    """Say why, then see who called."""
    ticket = _to_look(request, id)
    form = LookForm(request.POST or None)

    def see(reason: str) -> Any:
        return commands.look_at_caller(request.actor, ticket=ticket, reason=reason, op=op_of(request))

    if carry_out(request, form, see):
        back = "hotline-sheet" if request.GET.get("then") == "sheet" else ""
        return redirect(f"{reverse(back, args=[id])}?caller=1" if back else _page(ticket))
    return _form_page(request, ticket, form, _("看来电人"), _("看一下"))


@require_POST
@staff
def call(request: StaffRequest, id: UUID) -> HttpResponse:
    """Show the number in order to dial it: one tap, and the trace says what for."""
    ticket = _to_look(request, id)
    commands.look_at_caller(request.actor, ticket=ticket, reason=_("打电话联系"), op=op_of(request))
    return redirect(f"{_page(ticket)}?look={ticket.pk}")


@require_GET
@staff
def sheet(request: StaffRequest, id: UUID) -> HttpResponse:
    """The ticket's flow sheet on paper; the caller covered, unless somebody has just asked with a purpose."""
    actor = request.actor
    ticket = queries.ticket(actor, id)
    may = may_see_caller(actor, ticket)
    look = queries.seen_caller(actor, ticket) if request.GET.get("caller") and may else None
    case = ticket.case
    context = {
        "ticket": ticket,
        "case": case,
        "state_word": WORDS[case.state],
        "caller": caller_of(ticket, seen=look is not None, may=may),
        "purpose": look.reason if look else "",
        "may_look": may and look is None,
        "lines": flow_lines(ticket, case_file(actor, case), course(actor, case)),
        "received": moment_words(ticket.received_at),
        "dispatched": moment_words(ticket.dispatched_at),
        "signed": moment_words(ticket.signed_at),
        "due": moment_words(ticket.official_due or case.due_at),
        "now_due": moment_words(case.due_at),
        "contacted": moment_words(case.contacted_at),
        "paper_name": actor.name,
    }
    return render(request, "hotline/sheet.html", context)


def _page(ticket: Any) -> str:
    return reverse("cases-detail", args=[ticket.case_id])


def _to_change(request: StaffRequest, id_: UUID) -> Any:
    ticket = queries.ticket(request.actor, id_)
    if not queries.may_change(request.actor, ticket):
        raise Forbidden(EDIT)
    return ticket


def _to_look(request: StaffRequest, id_: UUID) -> Any:
    ticket = queries.ticket(request.actor, read_id(str(id_)) or id_)
    if not may_see_caller(request.actor, ticket):
        raise Forbidden(CALLER)
    return ticket


def _form_page(
    request: StaffRequest, ticket: Any, form: Any, title: str, button: str, hint: str = ""
) -> HttpResponse:
    context = {"form": form, "ticket": ticket, "title": title, "button": button, "hint": hint}
    return render(request, "hotline/form.html", context, status=422 if form.errors else 200)
