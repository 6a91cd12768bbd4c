"""收一张工单: paste, look at four lines, say who gets it, save."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiye.accounts.queries import colleagues_at
from zhiye.cases.permissions import EDIT as HAVE_MATTERS
from zhiye.cases.queries import suggestions
from zhiye.cases.serving import owner_for
from zhiye.cases.showing import day_words
from zhiye.hotline import commands, queries
from zhiye.hotline.forms import CheckForm, PasteForm, ThanksForm
from zhiye.hotline.permissions import EDIT, VIEW
from zhiye.hotline.reading.paste import TicketReading, read_ticket
from zhiye.hotline.showing import pieces, unsure
from zhiye.hotline.values import TicketValues, from_reading, rule_due
from zhiye.hotline.whereabouts import colleague_named, find_place
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, show_refusal, staff
from zhiye.places.lookup import full_address
from zhiye.ui.toasts import tell


@require_http_methods(["GET", "POST"])
@staff
def new(request: StaffRequest) -> HttpResponse:
    """A ticket comes in: first its text, then what was read from it."""
    committees = queries.committees_to_take(request.actor)
    if not committees:
        raise Forbidden(EDIT)
    step = {"ticket": _ticket, "thanks": _thanks}.get(request.POST.get("step", ""))
    if step is not None:
        return step(request, committees)
    listed = [(str(one.pk), one.name) for one in committees]
    form = PasteForm(request.POST or None, committees=listed)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        reading = read_ticket(text, clock.today())
        committee = _committee(committees, form.cleaned_data["committee"])
        if reading.only_thanks and request.POST.get("as") != "ticket":
            return _show_thanks(request, committee, reading)
        if reading.is_ticket or request.POST.get("as") == "ticket":
            return _show_check(request, committee, reading)
        show_refusal(form, Refused(_no_ticket(), "text"))
    return render(request, "hotline/new.html", {"form": form}, status=422 if form.errors else 200)


def _no_ticket() -> str:
    return _(
        "没看出这是一张工单：没有编号，也没有来电时间、电话或类型。看看是不是只贴了一半；"
        "确实只有这些，就点“照样收下”，自己补上几项。"
    )


def _committee(committees: list[Any], key: str) -> Any:
    if not key and len(committees) == 1:
        return committees[0]
    found = next((one for one in committees if str(one.pk) == key), None)
    if found is None:
        raise Forbidden(EDIT)
    return found


def _show_check(request: StaffRequest, committee: Any, reading: TicketReading) -> HttpResponse:
    """What was read, to be looked at; nothing is saved yet."""
    values = from_reading(reading, settings.REGION)
    if known := queries.known_ticket(request.actor, committee, values.official_no):
        told = {
            "day": day_words(timezone.localdate(known.taken_at), clock.today()),
            "number": known.case.number,
        }
        tell(request, _("这张工单%(day)s已经收下了，就是这一件，编号 %(number)s。") % told)
        return redirect("cases-detail", known.case_id)
    place = find_place(request.actor, committee, values.place_words) if values.place_words else None
    suggested = owner_for(place or committee)
    form = CheckForm(
        colleagues=_colleagues(request, committee),
        initial={
            "committee": committee.pk,
            "text": reading.text,
            "title": values.title,
            "place": full_address(place) if place else values.place_words,
            "due": rule_due(values, clock.now(), settings.REGION),
            "caller": values.caller,
            "phone": values.phone,
            "owner": str(suggested.pk) if suggested else "",
            "official_no": values.official_no,
            "kind": values.kind,
            "code": values.code,
            "urgency": values.urgency,
            "received_at": values.received_at,
            "confidential": values.confidential,
            "wish": values.wish,
            "body": values.body,
        },
    )
    return _check_page(request, committee, form, reading, place)


def _check_page(
    request: StaffRequest, committee: Any, form: CheckForm, reading: TicketReading, place: Any
) -> HttpResponse:
    values = from_reading(reading, settings.REGION)
    told = f"{values.title}。{values.body}"
    context = {
        "form": form,
        "committee": committee,
        "alike": suggestions(request.actor, told, place or committee, _day_of(values)),
        "pieces": pieces(reading),
        "unsure": unsure(reading),
        "place": place,
        "place_words": values.place_words,
        "official_due": values.due,
        "more": reading.more,
    }
    return render(request, "hotline/check.html", context, status=422 if form.errors else 200)


def _day_of(values: TicketValues) -> date:
    """The day on which the ticket came."""
    return timezone.localtime(values.received_at).date() if values.received_at else clock.today()


def _ticket(request: StaffRequest, committees: list[Any]) -> HttpResponse:
    """The four lines were looked at: save."""
    committee = _committee(committees, request.POST.get("committee", ""))
    form = CheckForm(request.POST, colleagues=_colleagues(request, committee))
    reading = read_ticket(request.POST.get("text", ""), clock.today())
    colleagues = {str(user.pk): user for user in colleagues_at(request.actor, HAVE_MATTERS, committee)}

    def take(owner: str, ring: str, place: str, **told: Any) -> Any:
        values = _told_values(reading, place=place, **told)
        where = find_place(request.actor, committee, place) if place else None
        return commands.take_ticket(
            request.actor,
            committee=committee,
            values=values,
            place=where,
            owner=colleagues[owner],
            ring=ring,
            op=op_of(request),
        )

    if ticket := carry_out(request, form, take):
        told = {"number": ticket.case.number, "name": ticket.case.owner.name}
        again = _("这张退回过又转回来了，接着办，编号还是 %(number)s。")
        tell(request, (again if ticket.fixed_at else _("收下了，编号 %(number)s，派给了%(name)s。")) % told)
        return redirect("cases-detail", ticket.case_id)
    words = request.POST.get("place", "")
    where = find_place(request.actor, committee, words) if words else None
    return _check_page(request, committee, form, reading, where)


def _told_values(reading: TicketReading, *, place: str, **told: Any) -> TicketValues:
    """What was read, as far as nobody put it differently. A limit that is only ours is left to the rules."""
    read = from_reading(reading, settings.REGION)
    given = {name: value for name, value in told.items() if name not in ("committee", "text")}
    given["due"] = _official(read, given.pop("due"))
    return replace(read, place_words=place, **given)


def _official(read: TicketValues, told: Any) -> Any:
    ours = rule_due(read, clock.now(), settings.REGION)
    same = told and ours and abs((told - ours).total_seconds()) < 60  # the form drops seconds
    return read.due if same else told


def _show_thanks(request: StaffRequest, committee: Any, reading: TicketReading) -> HttpResponse:
    """It only thanks: whom, in which words."""
    values = from_reading(reading, settings.REGION)
    named = colleague_named(colleagues_at(request.actor, VIEW, committee), values.body)
    form = ThanksForm(
        colleagues=_colleagues(request, committee),
        initial={
            "committee": committee.pk,
            "text": reading.text,
            "praised_words": "、".join(values.praised),
            "praised": str(named.pk) if named else "",
            "body": values.body,
            "official_no": values.official_no,
        },
    )
    return _thanks_page(request, committee, form)


def _thanks_page(request: StaffRequest, committee: Any, form: ThanksForm) -> HttpResponse:
    context = {"form": form, "committee": committee}
    return render(request, "hotline/check_thanks.html", context, status=422 if form.errors else 200)


def _thanks(request: StaffRequest, committees: list[Any]) -> HttpResponse:
    """The praise was looked at: into the book."""
    committee = _committee(committees, request.POST.get("committee", ""))
    form = ThanksForm(request.POST, colleagues=_colleagues(request, committee))
    reading = read_ticket(request.POST.get("text", ""), clock.today())
    users = {str(user.pk): user for user in colleagues_at(request.actor, HAVE_MATTERS, committee)}

    def take(praised: str, praised_words: str, body: str, official_no: str, **_rest: Any) -> Any:
        read = from_reading(reading, settings.REGION)
        words = tuple(part for part in (praised_words,) if part)
        values = replace(read, body=body, official_no=official_no, praised=words)
        return commands.take_thanks(
            request.actor, committee=committee, values=values, praised=users.get(praised), op=op_of(request)
        )

    if thanks := carry_out(request, form, take):
        tell(request, _("记进表扬簿了，不算工单，没有时限。"))
        return redirect("hotline-thanks", thanks.pk)
    return _thanks_page(request, committee, form)


def _colleagues(request: StaffRequest, committee: Any) -> list[tuple[str, str]]:
    """Who may have it in hand: oneself first, then the others by name."""
    me = writer_of(request.actor)
    users = colleagues_at(request.actor, HAVE_MATTERS, committee)
    listed = sorted(users, key=lambda user: user.pk != me)
    return [
        (str(one.pk), _("我（%(name)s）") % {"name": one.name} if one.pk == me else one.name)
        for one in listed
    ]
