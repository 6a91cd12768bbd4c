"""One draft becomes a record: homes, matters, contacts, promises, and cards of guidance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Party
from zhiye.drafts.models import Draft
from zhiye.flows.drafted import EDIT, Note
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import NIL, read_id
from zhiye.people import commands as people
from zhiye.people import fields
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits import commands as visits

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What a draft became: the record (None where only something was noted), whom and which place it is about."""

    record: UUID | None
    person: Person | None = None
    place: Place | None = None
    also: Mapping[str, Any] = field(default_factory=dict)  # kept on the draft, for taking it back


def make_home(note: Note, draft: Draft, changes: Changes) -> Made:
    """The note is about this home or building."""
    chosen = changes.get("place") or draft.place_id
    if draft.place and not changes.get("place") and not note.by.may("places.view", draft.place.path):
        chosen = None
    if not chosen:
        if draft.proposal.get("candidates"):
            raise Refused(_("有几处都是这个门牌，先选是哪一处。"), "place")
        raise Refused(_("楼栋里没有找到这一家。选一处，或先在楼栋里添上。"), "place")
    place = note.place(chosen)
    note.lead_back(draft, place.pk, place=place)
    return Made(place.pk, place=place)


def make_case(note: Note, draft: Draft, changes: Changes) -> Made:
    """A new matter; or the note is one more line of a matter that is still open there."""
    told = {**draft.proposal, **changes}
    people_, place = note.people_of(draft, changes), note.place_for(draft, changes)
    existing = changes.get("case") or next(iter(draft.proposal.get("existing", [])), None)
    also: dict[str, Any] = {}
    if existing and existing != "new":
        case = _case(existing)
        cases.hold_case(note.by, case)
        also["joined"] = _join(note, case, people_)
    else:
        case = cases.open_case(
            note.by,
            title=str(told["title"]),
            code=str(told["code"]),
            place=place,
            people=people_,
            ring=note.ring(draft, changes),
            opened_on=note.entry.written_on,
        )
    note.lead_back(draft, case.pk, people_, place)
    return Made(case.pk, people_[0] if people_ else None, place, also)


def _join(note: Note, case: Case, people_: list[Person]) -> list[str]:
    """Those of the people who were not party to the matter before, by id."""
    before = set(Party.objects.filter(case=case).values_list("person_id", flat=True))
    new = [person for person in people_ if person.pk not in before]
    for person in new:
        cases.join_person(note.by, case=case, person=person)
    return [str(person.pk) for person in new]


def _case(id_: object) -> Case:
    found = Case.objects.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def make_contact(note: Note, draft: Draft, changes: Changes) -> Made:
    """What was done with whom, on the day told."""
    told = {**draft.proposal, **changes}
    people_, place = note.people_of(draft, changes), note.place_for(draft, changes)
    contact = visits.log_contact(
        note.by,
        kind=str(told["kind"]),
        outcome=str(told["outcome"]),
        on=_day(told.get("on")) or note.entry.written_on,
        people=people_,
        place=place,
        note=str(changes.get("note", "")),
        ring=note.ring(draft, changes),
    )
    note.lead_back(draft, contact.pk, people_, place)
    return Made(contact.pk, people_[0] if people_ else None, place)


def make_promise(note: Note, draft: Draft, changes: Changes) -> Made:
    """Who will do what by when; in the matter it answers, when that has been confirmed."""
    told = {**draft.proposal, **changes}
    people_, place = note.people_of(draft, changes), note.place_for(draft, changes)
    matter = note.drafts.get(str(draft.proposal.get("case") or ""))
    case = _case(matter.record) if matter and matter.kind == "case" and matter.record else None
    promise = cases.make_promise(
        note.by,
        what=str(told["what"]),
        who="" if told["who"] in ("我们", "我") else str(told["who"]),
        due=_day(told.get("due")),
        case=case,
        person=people_[0] if people_ else None,
        place=place,
        ring=note.ring(draft, changes),
        made_on=note.entry.written_on,
    )
    note.lead_back(draft, promise.pk, people_, place)
    return Made(promise.pk, people_[0] if people_ else None, place)


def heed_card(note: Note, draft: Draft, changes: Changes) -> Made:
    """Safety: somebody is called again today. Violence: how it is safe to reach them. Others are only noted."""
    people_ = note.people_of(draft, changes)
    person = people_[0] if people_ else None
    if draft.kind == "safety":
        # The words of the promise tell no reason: they stand on lists.
        promise = cases.make_promise(
            note.by,
            what=_("今天之内再联系一次"),
            due=clock.today(),
            person=person,
            ring=str(changes.get("ring") or "secretary"),
        )
        note.lead_back(draft, promise.pk, people_)
        return Made(promise.pk, person)
    if draft.kind == "violence" and changes.get("safe_contact"):
        return _safe_contact(note, draft, changes, person)
    return Made(None, person)


def _safe_contact(note: Note, draft: Draft, changes: Changes, person: Person | None) -> Made:
    if person is None:
        raise Refused(_("还不知道说的是谁。先点“人”那一张，再点这一张。"), "person")
    note.by.require(EDIT, person.path, seen_with="people.list")
    keys = [key for key in ("safe_contact", "safe_contact_note") if key in changes]
    people.correct_person(
        note.by,
        person=person,
        values={key: str(changes[key]) for key in keys},
        seen={key: fields.value(person, key) for key in keys},
    )
    note.lead_back(draft, person.pk, [person])
    return Made(person.pk, person)


def _day(told: object) -> date | None:
    """A day as a form or a proposal writes it. Raises Refused for one that does not exist."""
    if not told:
        return None
    if isinstance(told, date):
        return told
    try:
        return date.fromisoformat(str(told))
    except ValueError as wrong:
        raise Refused(_("没有这一天，改成像 2026-03-08 这样的日期。"), "due") from wrong
