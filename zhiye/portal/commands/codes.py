"""Codes for doors, the day their posters come down, and the telephone that stands on them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.paths import within
from zhiye.people.phone import read_phones
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import parts
from zhiye.portal.limits import HANGS
from zhiye.portal.models import Counter, DoorCode
from zhiye.portal.numbers import door_token
from zhiye.portal.permissions import CODES

SEEN_WITH = "places.view"
AT = (kinds.ESTATE, kinds.BUILDING, kinds.UNIT)
TOPS = (kinds.COMMITTEE, kinds.ESTATE)  # what codes are made for at one go


@command("portal.make_code", gettext_lazy("做了楼道码"))
def make_code(by: Actor, *, place: Place) -> DoorCode:
    """A new code for the door of a building, a unit or an estate; one that hangs there ends, its receipts stay.

    Raises Refused for a home: a code on a home's door would name who lives there.
    """
    by.require(CODES, place.path, seen_with=SEEN_WITH)
    if place.kind not in AT:
        raise Refused(_("楼道码贴在楼、单元或小区门口，不贴在一家的门上。"), "place")
    hold(place)
    was = DoorCode.objects.filter(place=place, ended_at=None).first()
    if was is not None:
        _end(was)
    code = DoorCode.objects.create(
        place=place, path=place.path, token=door_token(), made_at=clock.now(), by=account(by)
    )
    log.write(by, "portal.make_code", code, code.path, {"code": (was.pk if was else None, code.pk)})
    return code


@command("portal.make_codes", gettext_lazy("做了一批楼道码"))
def make_codes(by: Actor, *, tops: Iterable[Place]) -> int:
    """A first code for every building in ``tops`` (committees, estates) that has none; answers how many.

    Nothing that hangs already is touched, so two who tap at once make each code once. The posters are printed together:
    each code begins with the day on which its poster comes down. Each is ended on its own, by ``end_code``.
    """
    chosen = list(tops)
    for top in chosen:
        by.require(CODES, top.path, seen_with=SEEN_WITH)
    if not chosen or any(top.kind not in TOPS for top in chosen):
        raise Refused(_("选一个小区，或者整个居民区。"), "place")
    standing = parts(by, [kinds.BUILDING], CODES).filter(within("path", [top.path for top in chosen]))
    held = list(standing.select_for_update())
    coded = set(DoorCode.objects.filter(place__in=held, ended_at=None).values_list("place_id", flat=True))
    told = {"made_at": clock.now(), "by": account(by), "take_down_on": clock.today() + HANGS}
    codes = [
        DoorCode(place=one, path=one.path, token=door_token(), **told) for one in held if one.pk not in coded
    ]
    DoorCode.objects.bulk_create(codes)
    rows = [(code.pk, code.path, {"code": (None, code.pk)}) for code in codes]
    log.write_many(by, "portal.make_codes", DoorCode._meta.label_lower, rows)
    return len(codes)


@command("portal.end_code", gettext_lazy("停用了楼道码"))
def end_code(by: Actor, *, code: DoorCode) -> DoorCode:
    """The poster was torn off or misused: nothing comes in through it any more."""
    by.require(CODES, code.path, seen_with=SEEN_WITH)
    hold(code)
    if code.ended_at is None:
        _end(code)
    log.write(by, "portal.end_code", code, code.path, {"ended": (None, code.ended_at)})
    return code


@command("portal.note_poster", gettext_lazy("定了告示哪天取下"))
def note_poster(by: Actor, *, code: DoorCode, take_down_on: date) -> DoorCode:
    """The day that stands on the poster. Raises Refused for a day that has passed."""
    by.require(CODES, code.path, seen_with=SEEN_WITH)
    hold(code)
    if take_down_on <= clock.today():
        raise Refused(_("取下的日子写今天以后的一天。"), "take_down_on")
    was, code.take_down_on = code.take_down_on, take_down_on
    code.save(update_fields=["take_down_on"])
    log.write(by, "portal.note_poster", code, code.path, {"take_down_on": (was, take_down_on)})
    return code


@command("portal.write_counter", gettext_lazy("写了居委会的电话"))
def write_counter(by: Actor, *, committee: Place, telephone: str, hours: str = "") -> Counter:
    """The number on posters, slips and residents' pages; ``hours`` says when somebody answers it."""
    by.require(CODES, committee.path, seen_with=SEEN_WITH)
    found = read_phones(telephone)
    if committee.kind != kinds.COMMITTEE or len(found) != 1 or found[0].problem:
        raise Refused(_("写一个号码，比如 021-00000000。"), "telephone")
    counter = Counter.objects.filter(committee=committee).first()
    was = counter.telephone if counter else None
    told = {"telephone": found[0].number[:20], "hours": " ".join(hours.split())[:40]}
    counter, _made = Counter.objects.update_or_create(committee=committee, defaults=told)
    log.write(by, "portal.write_counter", counter, committee.path, {"telephone": (was, counter.telephone)})
    return counter


def account(by: Actor) -> User | None:
    """The account behind ``by``; None for a program and for residents."""
    return by.user if isinstance(by, UserActor) else None


def _end(code: DoorCode) -> None:
    code.ended_at = clock.now()
    code.save(update_fields=["ended_at"])
