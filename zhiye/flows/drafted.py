"""What the confirming of drafts needs to know of a note: its other drafts, its words, who and where is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.drafts.models import RIGHT, Draft
from zhiye.journal.models import Entry, Wording
from zhiye.journal.sources import note_about, note_source
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import NIL, read_id
from zhiye.people.models import Person
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import standing

LIST, EDIT = "people.list", "people.edit"


@dataclass
class Note:
    """One note while its drafts are confirmed. ``drafts`` are all of it, by id as text, held."""

    by: Actor
    entry: Entry
    drafts: dict[str, Draft]
    wordings: dict[int, str] = field(default_factory=dict)

    @cached_property
    def committee(self) -> Place:
        """The committee that keeps the note."""
        found = Place.objects.filter(path=self.entry.path[:24], kind=kinds.COMMITTEE).first()
        if found is None:
            raise Refused(_("这一笔没有记在哪个居民区，先把它写到一家或一处下面。"), "place")
        return found

    @cached_property
    def begun_at(self) -> Place | None:
        """Where the note was begun, when that is narrower than the committee."""
        return Place.objects.filter(path=self.entry.path).exclude(kind=kinds.COMMITTEE).first()

    def words(self, draft: Draft) -> str:
        """The wording in which the draft's places count: the present one, or an earlier one."""
        if draft.wording == self.entry.version:
            return self.entry.text
        if draft.wording not in self.wordings:
            told = Wording.objects.filter(entry=self.entry, number=draft.wording).first()
            self.wordings[draft.wording] = told.text if told else ""
        return self.wordings[draft.wording]

    def person_of(self, ref: object) -> Person | None:
        """The person whom another draft of the note was confirmed to be; None while it waits."""
        draft = self.drafts.get(str(ref or ""))
        if draft is None or draft.kind != "person" or draft.state != RIGHT or not draft.person_id:
            return None
        return present(Person.objects.get(pk=draft.person_id))

    def place_of(self, ref: object) -> Place | None:
        """The place that another draft of the note was confirmed to be, while it stands."""
        draft = self.drafts.get(str(ref or ""))
        if draft is None or draft.kind != "home" or draft.state != RIGHT or not draft.place_id:
            return None
        return Place.objects.filter(standing(), pk=draft.place_id).first()

    def people_of(self, draft: Draft, changes: Mapping[str, Any]) -> list[Person]:
        """Who is concerned: those chosen on the card, else those whom the confirmed drafts say."""
        if "people" in changes:
            return [self.person(id_) for id_ in changes["people"]]
        named = [self.person_of(ref) for ref in draft.proposal.get("people", [])]
        found = [person for person in (*named, self.known(draft)) if person is not None]
        return list({person.pk: person for person in found if self.by.may(LIST, person.path)}.values())

    def known(self, draft: Draft) -> Person | None:
        """Somebody written on a card that was added by hand."""
        return present(draft.person) if draft.by_hand and draft.person else None

    def person_for(self, draft: Draft, changes: Mapping[str, Any], key: str = "person") -> Person:
        """The one person a record is about. Raises Refused while nobody has said who that is."""
        if told := changes.get(key):
            return self.person(told)
        found = self.person_of(draft.proposal.get(key)) or (self.known(draft) if key == "person" else None)
        if found is None:
            raise Refused(_("还不知道说的是谁。先点“人”那一张，再点这一张。"), key)
        return found

    def person(self, id_: object) -> Person:
        """The person chosen on a card, as the file stands now. Raises NotFound outside the actor's reach."""
        found = Person.objects.filter(pk=read_id(id_) or NIL).first()
        if found is None:
            raise NotFound
        person = present(found)
        if not self.by.may(LIST, person.path):
            raise NotFound
        return person

    def place(self, id_: object) -> Place:
        """The place chosen on a card. Raises NotFound outside the actor's reach, Refused when it is no more."""
        found = Place.objects.filter(pk=read_id(id_) or NIL).first()
        if found is None or not self.by.may("places.view", found.path):
            raise NotFound
        if not Place.objects.filter(standing(), pk=found.pk).exists():
            raise Refused(_("“%(door)s”已经不在楼栋里了，换一处。") % {"door": found.spoken}, "place")
        return found

    def place_for(self, draft: Draft, changes: Mapping[str, Any]) -> Place | None:
        """Where a record belongs: chosen on the card, confirmed by its home's draft, else where the note was begun."""
        if "place" in changes:
            return self.place(changes["place"]) if changes["place"] else None
        by_hand = draft.place if draft.by_hand else None
        return by_hand or self.place_of(draft.proposal.get("home")) or self.begun_at

    def ring(self, draft: Draft, changes: Mapping[str, Any]) -> str:
        """Who may see the record: chosen on the card; else narrow where the draft or the note is."""
        narrow = draft.sensitive or self.entry.ring != "team"
        return str(changes.get("ring") or ("secretary" if narrow else "team"))

    def lead_back(
        self, draft: Draft, record: UUID, people: list[Person] | None = None, place: Place | None = None
    ) -> None:
        """The line from the record to the words, and whom the note is about."""
        concerned = people or []
        note_source(
            self.entry,
            start=draft.start,
            end=draft.end,
            quote=draft.quote,
            kind=draft.kind,
            record=record,
            person=concerned[0] if concerned else None,
            place=place,
            wording=draft.wording,
        )
        for person in concerned[1:]:
            note_about(self.entry, person=person)


def present(person: Person) -> Person:
    """The file that a merged one went into."""
    while person.merged_into_id:
        person = Person.objects.get(pk=person.merged_into_id)
    return person
