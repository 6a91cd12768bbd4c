"""Lines back to the words, for those who may read them; for others the day and that there is a note."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.journal.links import note_url, words_url
from zhiye.journal.models import NOTE, Entry, Source
from zhiye.journal.queries.notes import may_open
from zhiye.journal.slots import SourceLine
from zhiye.kernel.actor import Actor

EXCERPT = 120  # characters of a note shown where it stands among other things


def sources(actor: Actor, entry: Entry) -> list[Source]:
    """What was made from the note and still stands; the caller has been given the note."""
    rows = Source.objects.filter(entry=entry, undone_at=None).exclude(kind=NOTE)
    return list(rows.select_related("person", "place").order_by("start", "id"))


def sources_of(actor: Actor, record_ids: Iterable[UUID]) -> dict[UUID, list[SourceLine]]:
    """For each record made from a note: the lines back to the words, oldest first. Two questions at most.

    Whoever may not open the note gets its day and 一笔记录, neither quote nor address.
    """
    rows = list(
        Source.objects.filter(record__in=set(record_ids), undone_at=None)
        .exclude(kind=NOTE)
        .select_related("entry")
        .defer("entry__text", "entry__reflection")
        .order_by("id")
    )
    seen = {row.pk for row in rows if may_open(actor, row.entry)}
    older = {row.entry_id for row in rows if row.pk in seen and row.wording != row.entry.version}
    texts = dict(Entry.objects.filter(pk__in=older).values_list("pk", "text")) if older else {}
    found: dict[UUID, list[SourceLine]] = defaultdict(list)
    for row in rows:
        line = _line(row, texts.get(row.entry_id, "")) if row.pk in seen else _unopened(row)
        if line not in found[row.record]:
            found[row.record].append(line)
    return dict(found)


def notes_of(actor: Actor, record: UUID) -> list[tuple[UUID, SourceLine]]:
    """Whole notes that belong to a record of any room, oldest first: the line's id, the note's first words, its page.

    Whoever may not open a note gets its day and 一笔记录.
    """
    rows = Source.objects.filter(record=record, kind=NOTE, undone_at=None, entry__removed_at=None)
    return [
        (row.pk, _beginning(row) if may_open(actor, row.entry) else _unopened(row))
        for row in rows.select_related("entry", "entry__author").defer("entry__reflection").order_by("id")
    ]


def records_of(actor: Actor, entry: Entry) -> list[UUID]:
    """The records that a whole note belongs to; the caller has been given the note."""
    rows = Source.objects.filter(entry=entry, kind=NOTE, undone_at=None).order_by("id")
    return list(rows.values_list("record", flat=True))


def _beginning(row: Source) -> SourceLine:
    words = " ".join(row.entry.text.split())
    shown = words if len(words) <= EXCERPT else f"{words[:EXCERPT]}……"
    return SourceLine(row.entry.written_on, shown, note_url(row.entry_id), row.entry.author.name)


def _line(source: Source, text_now: str) -> SourceLine:
    return SourceLine(source.entry.written_on, source.quote, words_url(source, source.entry, text_now))


def _unopened(source: Source) -> SourceLine:
    return SourceLine(source.entry.written_on, "", "", _("一笔记录"))
