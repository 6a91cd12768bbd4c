"""Lines back to the words. Plain functions: they are called inside a running command, which leaves the trace."""

from collections.abc import Iterable
from uuid import UUID

from zhiye.journal.models import About, Entry, Source
from zhiye.kernel import clock, running
from zhiye.kernel.errors import HouseFault
from zhiye.people.models import Person
from zhiye.places.models import Place


def note_source(
    entry: Entry,
    *,
    start: int,
    end: int,
    quote: str,
    kind: str,
    record: UUID,
    person: Person | None = None,
    place: Place | None = None,
    wording: int | None = None,
) -> Source:
    """``record`` was made from ``quote``, the characters from ``start`` to ``end`` of ``wording`` (the present one).

    The note is about ``person`` and ``place`` from now on. Raises HouseFault outside a command.
    """
    source = Source.objects.create(
        entry=entry,
        wording=wording or entry.version,
        start=start,
        end=end,
        quote=quote,
        kind=kind,
        record=record,
        person=person,
        place=place,
        op=_gesture(),
        at=clock.now(),
    )
    note_about(entry, person=person, place=place)
    return source


def undo_sources(records: Iterable[UUID], entry: Entry | None = None) -> int:
    """The records are taken back: their lines end, and what the notes are about follows. Returns how many lines.

    With ``entry`` only its own lines end: the record (a person, a home) stands, and others lead to it.
    """
    rows = Source.objects.select_for_update().filter(record__in=list(records), undone_at=None)
    lines = list(rows.filter(entry=entry) if entry else rows)
    _gesture()
    Source.objects.filter(pk__in=[line.pk for line in lines]).update(undone_at=clock.now())
    for line in lines:
        for field in ("person", "place"):
            _forget(line.entry_id, field, getattr(line, f"{field}_id"))
    return len(lines)


def note_about(
    entry: Entry, *, person: Person | None = None, place: Place | None = None, by_hand: bool = False
) -> None:
    """The note is about ``person``, about ``place``, or both; said twice is said once."""
    _gesture()
    for field, subject in (("person", person), ("place", place)):
        if subject is None:
            continue
        about, made = About.objects.get_or_create(
            entry=entry, **{field: subject}, defaults={"path": subject.path, "by_hand": by_hand}
        )
        if by_hand and not made and not about.by_hand:
            about.by_hand = True
            about.save(update_fields=["by_hand"])


def _forget(entry_id: UUID, field: str, subject_id: UUID | None) -> None:
    """Nothing made from the note concerns the subject any more: then it is not about it, unless its writer said so."""
    if subject_id is None:
        return
    this = {"entry_id": entry_id, f"{field}_id": subject_id}
    if not Source.objects.filter(undone_at=None, **this).exists():
        About.objects.filter(by_hand=False, **this).delete()


def _gesture() -> UUID:
    run = running.current()
    if run is None:
        raise HouseFault("a line back to the words is written inside a command only")
    return run.op
