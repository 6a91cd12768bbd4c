"""Records made before somebody said who or where that was: they get the person, or the home, once it is known."""

from contextlib import suppress

from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Promise
from zhiye.drafts.models import RIGHT, Draft
from zhiye.drafts.shapes import refs_in
from zhiye.flows.drafted import EDIT, Note
from zhiye.journal.models import Source
from zhiye.journal.sources import note_about
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.ids import NIL
from zhiye.people import commands as people
from zhiye.people.models import Person
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.visits import commands as visits
from zhiye.visits.models import Contact


def join_later(note: Note, draft: Draft) -> None:
    """``draft`` has just been confirmed: what was made from the note before, and names it, follows."""
    if draft.kind == "person" and draft.person:
        for other in _naming(note, draft):
            _join_person(note, other, draft.person)
    if draft.kind == "home" and draft.place and draft.place.kind == kinds.HOME:
        for other in _naming(note, draft):
            if other.kind == "person" and other.person_id:
                _house(note, other, draft.place)


def _naming(note: Note, draft: Draft) -> list[Draft]:
    """Confirmed drafts of the note that name ``draft``."""
    return [
        other
        for other in note.drafts.values()
        if other.state == RIGHT and other.record and str(draft.pk) in refs_in(other.proposal)
    ]


def _join_person(note: Note, other: Draft, person: Person) -> None:
    """A record that was taken back meanwhile, or is beyond the actor's reach, stays as it is."""
    with suppress(NotFound, Forbidden):
        if other.kind == "case":
            cases.join_person(note.by, case=Case.objects.get(pk=other.record or NIL), person=person)
        elif other.kind == "contact":
            visits.join_person(note.by, contact=Contact.objects.get(pk=other.record or NIL), person=person)
        elif other.kind in ("promise", "safety"):
            _promise_to(note, other, person)
        else:
            return
        lines = Source.objects.filter(
            record=other.record or NIL, entry=note.entry, person=None, undone_at=None
        )
        if lines.update(person=person):
            note_about(note.entry, person=person)


def _promise_to(note: Note, other: Draft, person: Person) -> None:
    promise = (
        Promise.objects.select_for_update()
        .filter(pk=other.record or NIL, person=None, withdrawn_at=None)
        .first()
    )
    if promise is not None:
        promise.person = person
        if promise.place_id is None and promise.case_id is None:
            promise.path = person.path  # as if the person had been known when it was made
        promise.save(update_fields=["person", "path"])
        log.write(note.by, "flows.confirm_drafts", promise, promise.path, {"person": (None, person.pk)})


def _house(note: Note, other: Draft, home: Place) -> None:
    """Somebody registered from this note without a home lives here; those who have one stay where they are."""
    person = Person.objects.get(pk=other.person_id or NIL)
    if person.home_id is None and person.origin == other.op and note.by.may(EDIT, person.path):
        people.house_person(note.by, person=person, home=home)
