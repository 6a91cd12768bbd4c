"""Staff pages of door codes: which doors have one, a door's own page, its poster, the committee's telephone."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.places import kinds
from zhiye.places.building_page import address_of
from zhiye.places.queries import place as place_of
from zhiye.portal import commands, gate, queries
from zhiye.portal.commands.codes import AT
from zhiye.portal.forms import CounterForm, PosterForm
from zhiye.portal.limits import HANGS
from zhiye.portal.permissions import CODES
from zhiye.ui.qr import drawing
from zhiye.ui.toasts import tell

SHEETS = ("a4", "a3")


@require_GET
@staff
def listed(request: StaffRequest) -> HttpResponse:
    """All doors that may have a code, estate by estate."""
    if not request.actor.may(CODES):
        raise Forbidden(CODES)
    estates, desks = queries.doors(request.actor), queries.committees_with_desk(request.actor)
    bare = {estate.pk: sum(row.bare for row in rows) for estate, rows in estates}
    context = {
        "tops": [(estate, bare[estate.pk]) for estate, _rows in estates if bare[estate.pk]],
        "bare": sum(bare.values()),
        "day": clock.today(),
        "made_today": len(queries.codes_of_day(request.actor, clock.today())),
        "estates": estates,
        "with_code": sum(row.code is not None for _estate, rows in estates for row in rows),
        "desks": [(desk, gate.is_troubled(desk.committee.pk)) for desk in desks],
        "waiting": queries.waiting_count(request.actor),
    }
    return render(request, "portal/doors.html", context)


@require_http_methods(["GET", "POST"])
@staff
def code(request: StaffRequest, id: UUID) -> HttpResponse:
    """One door: its code, and the poster to print."""
    place = _place(request, id)
    held = queries.code_at(request.actor, place)
    day = clock.today() + HANGS
    form = PosterForm(request.POST or None, day=(held and held.take_down_on) or day)

    def date_it(take_down_on: Any, sheet: str) -> Any:
        commands.note_poster(request.actor, code=held, take_down_on=take_down_on, op=op_of(request))
        return sheet

    if held is not None and (sheet := carry_out(request, form, date_it)):
        return redirect(f"{reverse('portal-poster', args=[id])}?sheet={sheet}")
    context = {
        "place": place,
        "name": queries.door_name(request.actor, place),
        "place_url": address_of(place),
        "code": held,
        "address": _short(request, held) if held else "",
        "form": form,
        "earlier": queries.earlier_codes(request.actor, place),
        "desk": queries.desk_of(request.actor, place.path),
    }
    return render(request, "portal/code.html", context, status=422 if form.errors else 200)


@require_POST
@staff
def make(request: StaffRequest, id: UUID) -> HttpResponse:
    """A first code, or another one."""
    place = _place(request, id)
    commands.make_code(request.actor, place=place, op=op_of(request))
    tell(request, _("做好了。打印一张告示，贴到门口就能用。"))
    return redirect("portal-code", id)


@require_POST
@staff
def make_all(request: StaffRequest) -> HttpResponse:
    """A first code for every building of the chosen estates that has none; their posters come next, on one page."""
    if not request.actor.may(CODES):
        raise Forbidden(CODES)
    chosen = queries.tops(request.actor, request.POST.getlist("place"))
    made = commands.make_codes(request.actor, tops=chosen, op=op_of(request))
    if not made:  # a colleague was quicker
        tell(request, _("每幢楼都已经有码了。"))
        return redirect("portal-codes")
    return redirect(f"{reverse('portal-posters')}?day={clock.today():%Y-%m-%d}")


@require_GET
@staff
def posters(request: StaffRequest) -> HttpResponse:
    """The posters of all codes made on one day (?day=, else today), a page each."""
    if not request.actor.may(CODES):
        raise Forbidden(CODES)
    codes = queries.codes_of_day(request.actor, _day(request.GET.get("day", "")))
    return _poster_page(request, codes, reverse("portal-codes"))


@require_POST
@staff
def end(request: StaffRequest, id: UUID) -> HttpResponse:
    """Nothing comes in through it any more."""
    place = _place(request, id)
    held = queries.code_at(request.actor, place)
    if held is not None:
        commands.end_code(request.actor, code=held, op=op_of(request))
    tell(request, _("停用了，扫这个码的人会看到电话。已经给出的回执照样能查。"))
    return redirect("portal-code", id)


@require_GET
@staff
def poster(request: StaffRequest, id: UUID) -> HttpResponse:
    """The poster of one door; of an estate with ``all`` one of each door that has a code."""
    place = _place(request, id)
    held = queries.code_at(request.actor, place)
    codes = queries.in_force(request.actor, place) if request.GET.get("all") else [held]
    return _poster_page(request, [one for one in codes if one], reverse("portal-code", args=[id]))


@require_http_methods(["GET", "POST"])
@staff
def counter(request: StaffRequest, id: UUID) -> HttpResponse:
    """The committee's telephone, as posters, slips and residents' pages say it."""
    committee = place_of(request.actor, id, CODES, kinds.COMMITTEE)
    desk = queries.desk_of(request.actor, committee.path)
    told = {"telephone": desk.telephone if desk.own else "", "hours": desk.hours}
    form = CounterForm(request.POST or None, initial=told)

    def write(**values: Any) -> Any:
        return commands.write_counter(request.actor, committee=committee, op=op_of(request), **values)

    if carry_out(request, form, write):
        tell(request, _("记下了。已经贴出去的告示要换上新的。"))
        return redirect("portal-codes")
    return render(
        request, "portal/counter.html", {"form": form, "desk": desk}, status=422 if form.errors else 200
    )


def _day(text: str) -> date:
    """The day of the address; today for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()


def _place(request: StaffRequest, id_: UUID) -> Any:
    found = place_of(request.actor, id_)
    if found.kind not in AT:
        raise NotFound
    if not request.actor.may(CODES, found.path):
        raise Forbidden(CODES)
    return found


def _short(request: StaffRequest, held: Any) -> str:
    """What somebody types who cannot scan: without https://."""
    return request.get_host() + reverse("portal-door", args=[held.token])


def _poster_page(request: StaffRequest, codes: list[Any], back: str) -> HttpResponse:
    """One print job. Raises NotFound where no code is in force."""
    doors = queries.posters(request.actor, codes)
    if not doors:
        raise NotFound
    asked = request.GET.get("sheet", "")
    context = {
        "posters": [_on_poster(request, door) for door in doors],
        "sheet": asked if asked in SHEETS else SHEETS[0],
        "back": back,
    }
    return render(request, "portal/poster.html", context)


def _on_poster(request: StaffRequest, door: Any) -> dict[str, Any]:
    url = request.build_absolute_uri(reverse("portal-door", args=[door.code.token]))
    return {
        "name": door.name,
        "desk": door.desk,
        "code": drawing(url),
        "address": _short(request, door.code),
        "take_down_on": door.code.take_down_on or clock.today() + HANGS,
    }
