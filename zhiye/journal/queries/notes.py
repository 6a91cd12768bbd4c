"""Reading notes. "Not yours" and "not there" are one answer; a reflection goes to its writer alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from zhiye.journal import rings
from zhiye.journal.models import About, Attachment, Entry, Wording
from zhiye.journal.permissions import VIEW
from zhiye.journal.sealed import seal_row
from zhiye.kernel import sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.leafing import newest_first
from zhiye.kernel.paths import within

PAGE = 30


@dataclass(frozen=True)
class EntryFilter:
    """Which notes: the actor's own only, about a person, at or about a place, of days (inclusive), with words."""

    mine: bool = False
    person: UUID | None = None
    at: str = ""  # a path: notes that belong there, or are about somebody or something there
    day_from: date | None = None
    day_to: date | None = None
    words: str = ""


@dataclass(frozen=True)
class EntriesPage:
    """One page, newest day first, and the cursors around it."""

    rows: list[Entry]
    after: str  # of the next, older page
    before: str


def entry(actor: Actor, id_: UUID | str) -> Entry:
    """The note, with its author; without the reflection for anybody else. Raises NotFound."""
    found = _entries(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return _for_eyes_of(actor, found)


def may_correct(actor: Actor, entry: Entry) -> bool:
    """Whether the note is the actor's own."""
    return entry.author_id == rings.writer_of(actor)


def entries_page(
    actor: Actor, wanted: EntryFilter | None = None, cursor: str = "", size: int = PAGE
) -> EntriesPage:
    """The page that ``cursor`` (from another page) points to; the newest without."""
    rows = _by_day(actor).filter(_condition(actor, wanted or EntryFilter()))
    leaf = newest_first(rows, "written_on", cursor, size)
    return EntriesPage([_for_eyes_of(actor, row) for row in leaf.rows], leaf.after, leaf.before)


def wordings(actor: Actor, entry: Entry) -> list[Wording]:
    """What the note said before, first wording first; the caller has been given the note."""
    return list(Wording.objects.filter(entry=entry).select_related("by").order_by("number"))


def attachments(actor: Actor, entry: Entry) -> list[Attachment]:
    """What lies beside the note, without the bytes; the caller has been given the note."""
    return list(Attachment.objects.filter(entry=entry).defer("sealed").order_by("id"))


def attachment(actor: Actor, id_: UUID | str) -> Attachment:
    """One of them, with its entry, for somebody who may open the note. Raises NotFound."""
    found = Attachment.objects.filter(pk=read_id(id_) or NIL).select_related("entry").first()
    if found is None or not may_open(actor, found.entry):
        raise NotFound
    return found


def attachment_bytes(actor: Actor, attachment: Attachment) -> bytes:
    """The photo or file as it was put there; the caller has been given the attachment."""
    return sealing.unseal_bytes(bytes(attachment.sealed), seal_row(attachment.pk))


def subjects(actor: Actor, entry: Entry) -> list[About]:
    """Whom and what the note is about, as far as the actor may see them; the caller has been given the note."""
    rows = About.objects.filter(entry=entry).select_related("person", "person__home", "place").order_by("id")
    return [
        row
        for row in rows
        if (row.person and actor.may("people.list", row.person.path))
        or (row.place and actor.may("places.view", row.place.path))
    ]


def _by_day(actor: Actor) -> QuerySet[Entry]:
    """The same rows for a page cut from the newest: SQLite is to walk the days, not to sort all rows of a path.

    An expression keeps it from using the index by path; measured on 50,000 notes: 390 ms before, 5 ms now.
    """
    rows = Entry.objects.annotate(at=Concat("path", Value("")))
    mine = rings.visible(actor, VIEW, writer="author", path="at")
    return rows.filter(mine, removed_at=None).select_related("author")


def _entries(actor: Actor) -> QuerySet[Entry]:
    mine = rings.visible(actor, VIEW, writer="author")
    return Entry.objects.filter(mine, removed_at=None).select_related("author")


def may_open(actor: Actor, entry: Entry) -> bool:
    """Whether ``actor`` may read the note at all."""
    if entry.removed_at:
        return False
    return rings.may_see(actor, VIEW, ring=entry.ring, path=entry.path, writer=entry.author_id)


def _for_eyes_of(actor: Actor, entry: Entry) -> Entry:
    if entry.author_id != rings.writer_of(actor):
        entry.reflection = ""
    return entry


def _condition(actor: Actor, wanted: EntryFilter) -> Q:
    condition = Q(author=rings.writer_of(actor)) if wanted.mine else Q()
    if wanted.person:
        condition &= Q(pk__in=About.objects.filter(person=wanted.person).values("entry_id"))
    if wanted.at:
        there = About.objects.filter(within("path", [wanted.at])).values("entry_id")
        condition &= within("path", [wanted.at]) | Q(pk__in=there)
    if wanted.day_from:
        condition &= Q(written_on__gte=wanted.day_from)
    if wanted.day_to:
        condition &= Q(written_on__lte=wanted.day_to)
    for word in wanted.words.replace("\0", "").split()[:5]:
        condition &= Q(text__contains=word)
    return condition
