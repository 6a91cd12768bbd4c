"""Reading doors, reports and receipts. A resident's pages ask as ``Nobody``: what they may know is decided here."""

from collections import Counter as Count
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from zhiye.audit.queries import looks_at
from zhiye.cases.models import Case
from zhiye.cases.permissions import EDIT, VIEW
from zhiye.cases.queries.seen import sees_case
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import SEGMENT, ancestors, within
from zhiye.people.commands.person import SHOWN_FOR
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import parts
from zhiye.places.queries import place as place_of
from zhiye.portal.commands.codes import AT
from zhiye.portal.commands.waiting import REVEAL
from zhiye.portal.limits import FALLBACK_TELEPHONE
from zhiye.portal.models import DRAFT, WAITING, Counter, DoorCode, Receipt, Report
from zhiye.portal.numbers import read_token
from zhiye.portal.permissions import CODES
from zhiye.portal.progress import Progress, progress_of
from zhiye.portal.sealed import phone_row, photo_row

MOST = 200  # rows of the quiet list
BUILDING_DEPTH = 4 * SEGMENT  # street, committee, estate, building


@dataclass(frozen=True, slots=True)
class Desk:
    """Whom a resident's page belongs to: the committee, its telephone, when somebody answers it."""

    committee: Place
    telephone: str
    hours: str
    own: bool  # whether the committee has written down a number of its own


@dataclass(frozen=True, slots=True)
class Door:
    """A door as its poster and its pages say it."""

    code: DoorCode
    place: Place
    name: str  # 梧桐花园 115号 2单元
    desk: Desk


def door(actor: Actor, token: str) -> Door:
    """The door of a code; also of one that has ended, for the page that says so. Raises NotFound."""
    found = DoorCode.objects.filter(token=read_token(token)).select_related("place").first()
    if found is None:
        raise NotFound
    chain = list(Place.objects.filter(path__in=ancestors(found.place.path)).order_by("path"))
    name = " ".join(one.name for one in chain if one.kind in AT)
    return Door(found, found.place, name, _desk(chain))


def desk_of(actor: Actor, path: str) -> Desk:
    """The same for what lies at ``path``."""
    return _desk(list(Place.objects.filter(path__in=ancestors(path))))


def draft(actor: Actor, id_: UUID, code: DoorCode) -> Report:
    """What was written at this door and not handed in yet. Raises NotFound."""
    found = Report.objects.filter(pk=id_, code=code, state=DRAFT).exclude(text="").first()
    if found is None:
        raise NotFound
    return found


def sent(actor: Actor, id_: UUID, code: DoorCode) -> Receipt:
    """The receipt of what was handed in at this door. Raises NotFound."""
    found = Receipt.objects.filter(report=id_, report__code=code).select_related("case", "report").first()
    if found is None:
        raise NotFound
    return found


def photo_of(actor: Actor, report: Report) -> bytes:
    """The photo of a draft (its page has been asked for with its signed id), or of a report; b"" for none."""
    raw = bytes(report.photo)
    return sealing.unseal_bytes(raw, photo_row(report.pk)) if raw else b""


def draft_phone(actor: Actor, report: Report) -> str:
    """The number in a draft, for whoever is still writing it."""
    return sealing.unseal(report.phone, phone_row(report.pk)) if report.state == DRAFT else ""


def by_number(actor: Actor, door_: Door, number: str) -> Receipt | None:
    """The receipt with these digits, as far as it concerns this door: what was said in its building, or in what
    the building stands in. Ask only through ``gate.attempt``."""
    return (
        _receipts().filter(_at_door(door_.place.path), committee=door_.desk.committee, number=number).first()
    )


def by_token(actor: Actor, token: str) -> Receipt:
    """The receipt of a slip's code. Raises NotFound."""
    found = _receipts().filter(token=read_token(token)).first()
    if found is None:
        raise NotFound
    return found


def granted(actor: Actor, id_: UUID) -> Receipt:
    """The receipt whose digits were typed on the page before. Raises NotFound."""
    found = _receipts().filter(pk=id_).first()
    if found is None:
        raise NotFound
    return found


def progress(actor: Actor, receipt: Receipt) -> Progress:
    """What it tells today."""
    return progress_of(receipt, clock.today())


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A place where a poster may hang, and the code that hangs there."""

    place: Place
    code: DoorCode | None
    overdue: bool  # the poster's day has passed

    @property
    def bare(self) -> bool:
        """Whether it is a building without a code: those get one at one go."""
        return self.code is None and self.place.kind == kinds.BUILDING


def doors(actor: Actor) -> list[tuple[Place, list[CodeRow]]]:
    """Every estate the actor prints posters for, with its buildings and units."""
    found = list(parts(actor, AT, CODES))
    codes = {
        code.place_id: code
        for code in DoorCode.objects.filter(within("path", actor.scope(CODES)), ended_at=None)
    }
    rows = [CodeRow(one, codes.get(one.pk), _overdue(codes.get(one.pk), clock.today())) for one in found]
    estates = [one for one in found if one.kind == kinds.ESTATE]
    return [(estate, [row for row in rows if row.place.path.startswith(estate.path)]) for estate in estates]


def tops(actor: Actor, ids: Iterable[str]) -> list[Place]:
    """The places with these ids, for whoever makes codes there. Raises NotFound."""
    return [place_of(actor, id_, CODES) for id_ in ids]


def codes_of_day(actor: Actor, day: date) -> list[DoorCode]:
    """Codes made on ``day`` that are still in force, in door order: their posters are one print job."""
    found = DoorCode.objects.filter(within("path", actor.scope(CODES)), ended_at=None, made_at__date=day)
    return list(found.select_related("place").order_by("path"))


def code_at(actor: Actor, place: Place) -> DoorCode | None:
    """The code in force at ``place``."""
    return DoorCode.objects.filter(place=place, ended_at=None).first()


def earlier_codes(actor: Actor, place: Place) -> list[DoorCode]:
    """Codes that hung there before, newest first."""
    return list(DoorCode.objects.filter(place=place).exclude(ended_at=None).order_by("-ended_at")[:5])


def in_force(actor: Actor, estate: Place) -> list[DoorCode]:
    """All codes in force at and below ``estate``, in door order."""
    here = within("path", [estate.path])
    return list(DoorCode.objects.filter(here, ended_at=None).select_related("place").order_by("path"))


def door_name(actor: Actor, place: Place) -> str:
    """梧桐花园 115号, as its poster says."""
    chain = Place.objects.filter(path__in=ancestors(place.path), kind__in=AT).order_by("path")
    return " ".join(one.name for one in chain)


def posters(actor: Actor, codes: list[DoorCode]) -> list[Door]:
    """The same of many doors in two questions, each with the desk whose telephone stands on its poster."""
    paths = {path for code in codes for path in ancestors(code.place.path)}
    known = {one.path: one for one in Place.objects.filter(path__in=paths)}
    desks: dict[str, Desk] = {}
    made = []
    for code in codes:
        chain = [known[path] for path in sorted(ancestors(code.place.path)) if path in known]
        committee = next(one.path for one in chain if one.kind == kinds.COMMITTEE)
        desks[committee] = desks.get(committee) or _desk(chain)
        name = " ".join(one.name for one in chain if one.kind in AT)
        made.append(Door(code, code.place, name, desks[committee]))
    return made


def committees_with_desk(actor: Actor) -> list[Desk]:
    """The committees whose telephone the actor keeps."""
    found = parts(actor, [kinds.COMMITTEE], CODES)
    return [_desk([one]) for one in found]


def waiting(actor: Actor) -> list[Report]:
    """Reports that wait for a look, oldest first."""
    pictured = ExpressionWrapper(~Q(photo=b""), output_field=BooleanField())
    found = _waiting(actor).select_related("place").defer("photo", "phone").annotate(pictured=pictured)
    return list(found.order_by("sent_at")[:MOST])


def waiting_count(actor: Actor) -> int:
    """How many there are."""
    return _waiting(actor).count()


def waiting_at(actor: Actor) -> Count[str]:
    """How many wait at which door."""
    return Count(_waiting(actor).values_list("place__name", flat=True)[:MOST])


def some(actor: Actor, ids: Iterable[str]) -> list[Report]:
    """Those of the named reports that the actor may decide about."""
    keys = [key for key in map(read_id, ids) if key]
    return list(Report.objects.filter(within("path", actor.scope(EDIT)), pk__in=keys))


def report_of(actor: Actor, case: Case) -> Report | None:
    """What came through a door and became ``case``; the caller has been given the matter."""
    return Report.objects.filter(case=case).first()


def report(actor: Actor, id_: UUID) -> Report:
    """A report whose matter, or whose place while it waits, the actor may see. Raises NotFound."""
    found = Report.objects.filter(pk=id_).exclude(state=DRAFT).select_related("case").first()
    if found is None or not actor.may(VIEW, found.path):
        raise NotFound
    return found


def receipt_of(actor: Actor, case: Case) -> Receipt | None:
    """The slip of ``case``, however it came; the caller has been given the matter."""
    return Receipt.objects.filter(Q(case=case) | Q(report__case=case), ended_at=None).first()


def receipt(actor: Actor, id_: UUID) -> Receipt:
    """A slip to print. Raises NotFound."""
    found = _receipts().filter(pk=id_).first()
    if found is None or not actor.may(EDIT, found.path):
        raise NotFound
    if found.case is not None and not sees_case(actor, found.case):
        raise NotFound
    return found


def slips_of_day(actor: Actor, day: date) -> list[Receipt]:
    """Slips that the actor made on ``day``, oldest first: printed four to a sheet."""
    mine = getattr(getattr(actor, "user", None), "pk", NIL)
    rows = _receipts().filter(within("path", actor.scope(EDIT)), by=mine, made_at__date=day)
    return list(rows.order_by("id")[:40])


def seen_phone(actor: Actor, report_: Report) -> tuple[str, datetime | None]:
    """The whole number and when it was asked for, to whoever did so a few minutes ago; else nothing."""
    looks = looks_at(actor, report_.pk, REVEAL, 10) if actor.may(REVEAL, report_.path) else []
    fresh = clock.now() - SHOWN_FOR
    mine = next((one for one in looks if one.actor_key == actor.key and one.at >= fresh), None)
    return (sealing.unseal(report_.phone, phone_row(report_.pk)), mine.at) if mine else ("", None)


def _at_door(path: str) -> Q:
    """Condition: receipts that a door at ``path`` answers for."""
    building = path[:BUILDING_DEPTH]
    return within("path", [building]) | Q(path__in=ancestors(path))


def _waiting(actor: Actor) -> QuerySet[Report]:
    return Report.objects.filter(within("path", actor.scope(EDIT)), state=WAITING)


def _receipts() -> QuerySet[Receipt]:
    return Receipt.objects.filter(ended_at=None).select_related("case__into", "report")


def _desk(chain: list[Place]) -> Desk:
    committee = next((one for one in chain if one.kind == kinds.COMMITTEE), None)
    if committee is None:
        raise NotFound
    counter = Counter.objects.filter(committee=committee).first()
    if counter is None:
        return Desk(committee, FALLBACK_TELEPHONE, "", own=False)
    return Desk(committee, counter.telephone, counter.hours, own=True)


def _overdue(code: DoorCode | None, today: date) -> bool:
    return code is not None and code.take_down_on is not None and code.take_down_on <= today
