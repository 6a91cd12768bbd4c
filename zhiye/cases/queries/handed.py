"""The way of a matter through the levels, and what the street reads of it: never a person, a home or a title."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from zhiye.cases.codes import full_words_of
from zhiye.cases.levels import STREET as AT_STREET
from zhiye.cases.levels import building_of
from zhiye.cases.models import Case, Escalation, Handing, HandingNote
from zhiye.cases.permissions import STREET
from zhiye.cases.workflow import OPEN
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within

MOST = 200  # rows of the street's page
ENDED = 30  # of those that went back, the last ones


@dataclass(frozen=True)
class Stretch:
    """One stretch of the way, and what was noted in it."""

    handing: Handing
    notes: list[HandingNote]

    @property
    def late(self) -> bool:
        """Whether it went, or goes, beyond its own clock."""
        due = self.handing.due_at
        return due is not None and (self.handing.ended_at or clock.now()) > due


@dataclass(frozen=True)
class StreetRow:
    """A stretch with the street, as far as the street may read it."""

    handing: Handing
    number: str
    committee: str
    kind: str
    building: str
    state: str
    late: bool


@dataclass(frozen=True)
class LateRow:
    """A matter of a committee about which the clock told the street: no more than that it waits.

    Of one for few eyes not even the kind: 家庭暴力 and a building's committee may be enough to know whom."""

    number: str
    committee: str
    kind: str
    due_at: datetime


def way(actor: Actor, case: Case) -> list[Stretch]:
    """The way of a matter that the actor has been given, oldest first; empty for one that never left its level."""
    rows = list(Handing.objects.filter(case=case).select_related("unit", "owner", "by"))
    return _with_notes(rows)


def handing(actor: Actor, id_: UUID | str) -> Handing:
    """One stretch of a matter, for its committee; the caller asks for the matter itself. Raises NotFound."""
    rows = Handing.objects.select_related("case", "case__committee", "case__owner", "unit")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def street_handing(actor: Actor, id_: UUID | str) -> Stretch:
    """One stretch with the street, for somebody who works there. Raises NotFound."""
    found = _at_street(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return _with_notes([found])[0]


def street_rows(actor: Actor) -> tuple[list[StreetRow], list[StreetRow]]:
    """What was handed up and waits, soonest first; and what went back lately."""
    rows = _at_street(actor)
    waiting = rows.filter(ended_at=None).order_by("due_at", "id")[:MOST]
    ended = rows.exclude(ended_at=None).order_by("-ended_at")[:ENDED]
    return [street_row(actor, one) for one in waiting], [street_row(actor, one) for one in ended]


def street_row(actor: Actor, found: Handing) -> StreetRow:
    """What the street reads of a stretch that ``actor`` has been given."""
    case, building = found.case, building_of(found.case)
    return StreetRow(
        found,
        case.number,
        case.committee.name,
        full_words_of(case.code),
        building.spoken if building else "",
        str(case.get_state_display()),
        Stretch(found, []).late,
    )


def waiting_at_street(actor: Actor) -> tuple[list[Handing], int]:
    """What nobody of the street has taken yet, and what is late there; soonest first, and how many."""
    rows = _at_street(actor).filter(ended_at=None)
    found = [
        one
        for one in rows.order_by("due_at", "id")[:MOST]
        if one.owner is None or not one.owner.is_active or Stretch(one, []).late
    ]
    return found, len(found)


def told_to_street(actor: Actor) -> list[LateRow]:
    """Open matters about which the clock told the street, by committee and number; nothing else of them."""
    told = Escalation.objects.filter(
        step__startswith="overdue", told__in=_colleagues(actor), due_at=F("case__due_at")
    )
    rows = Case.objects.filter(
        within("path", actor.scope(STREET)), pk__in=told.values("case_id"), state__in=OPEN, withdrawn_at=None
    ).exclude(level=AT_STREET)
    found = rows.select_related("committee").order_by("committee__path", "number")[:MOST]
    return [
        LateRow(
            one.number, one.committee.name, full_words_of(one.code) if one.ring == "team" else "", one.due_at
        )
        for one in found
        if one.due_at
    ]


def _colleagues(actor: Actor) -> list[UUID]:
    user = getattr(actor, "user", None)
    return [user.pk] if user else []


def _at_street(actor: Actor) -> QuerySet[Handing]:
    rows = Handing.objects.filter(
        within("unit__path", actor.scope(STREET)), level=AT_STREET, case__withdrawn_at=None
    )
    return rows.select_related("case", "case__committee", "case__place", "unit", "owner")


def _with_notes(rows: Iterable[Handing]) -> list[Stretch]:
    stretches = list(rows)
    notes: dict[UUID, list[HandingNote]] = defaultdict(list)
    for note in HandingNote.objects.filter(handing__in=stretches).select_related("by"):
        notes[note.handing_id].append(note)
    return [Stretch(one, notes[one.pk]) for one in stretches]
