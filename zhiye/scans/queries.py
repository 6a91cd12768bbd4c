"""Reading photos: one's own on their way, and those beside a note that one may open."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhiye.journal import queries as journal
from zhiye.journal import rings
from zhiye.journal.models import Entry
from zhiye.journal.permissions import WRITE
from zhiye.journal.rings import writer_of
from zhiye.kernel import sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.scans import queue
from zhiye.scans.models import Photo
from zhiye.scans.sealed import seal_row
from zhiye.scans.states import BROKEN, MAY_TRY_AGAIN, READ, READING, SENTENCES, WAITING


@dataclass(frozen=True)
class Shown:
    """A photo as pages show it."""

    photo: Photo
    state: str
    sentence: str
    parts: list[tuple[str, bool]]  # the text in pieces; True where it may be wrong
    may_try_again: bool
    covered: bool  # opened by a tap only, which leaves a trace


def photo(actor: Actor, id_: UUID | str) -> Photo:
    """One photo: the taker's own, or beside a note that the actor may open. Raises NotFound."""
    rows = Photo.objects.select_related("attachment__entry", "taker").defer("sealed", "attachment__sealed")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None or not _may_open(actor, found):
        raise NotFound
    return found


def photo_bytes(actor: Actor, of: Photo) -> bytes:
    """The JPEG; the caller has been given the photo. Raises NotFound when it has been forgotten."""
    if of.attachment is not None:
        return journal.attachment_bytes(actor, of.attachment)
    if not of.sealed:
        raise NotFound
    return sealing.unseal_bytes(bytes(of.sealed), seal_row(of.pk))


def photos_for(actor: Actor, note_op: UUID) -> list[Photo]:
    """The actor's own photos for a note that is not saved yet."""
    own = Photo.objects.filter(taker=writer_of(actor), note_op=note_op, attachment=None, dropped_at=None)
    return list(own.exclude(sealed=b"").defer("sealed"))


def photos_beside(actor: Actor, entry: Entry) -> list[Shown]:
    """The photos beside a note; the caller has been given the note."""
    rows = Photo.objects.filter(attachment__entry=entry).select_related("attachment__entry")
    return [shown(actor, one) for one in rows.defer("sealed", "attachment__sealed")]


def shown(actor: Actor, of: Photo) -> Shown:
    """How the photo stands; one whose worker was killed counts as broken."""
    state = BROKEN if was_interrupted(actor, of) else of.state
    covered = is_covered(actor, of)
    return Shown(
        of,
        state,
        str(SENTENCES[state]),
        _parts(of) if state == READ else [],
        state in MAY_TRY_AGAIN and writer_of(actor) == of.taker_id and actor.may(WRITE),
        covered,
    )


def was_interrupted(actor: Actor, of: Photo) -> bool:
    """Whether a photo says it is being read while no worker is alive."""
    if of.state != READING or queue.is_worked_on():
        return False
    of.refresh_from_db(fields=["state"])  # the worker may have finished between the two looks
    return of.state == READING


def is_covered(actor: Actor, of: Photo) -> bool:
    """Whether looking at it leaves a trace: somebody else's, in a ring that is not for everybody."""
    entry = of.attachment.entry if of.attachment else None
    return entry is not None and entry.ring != "team" and entry.author_id != rings.writer_of(actor)


def waits(actor: Actor, of: Photo) -> bool:
    """Whether nobody has begun with it."""
    return of.state == WAITING


def _may_open(actor: Actor, of: Photo) -> bool:
    if of.attachment is not None:
        return journal.may_open(actor, of.attachment.entry)
    return of.dropped_at is None and of.taker_id == writer_of(actor) and actor.may(WRITE)


def loose(actor: Actor, id_: UUID | str) -> Photo:
    """One of the actor's own that lies beside no note, dropped ones too. Raises NotFound."""
    own: Any = writer_of(actor) or NIL
    found = Photo.objects.filter(pk=read_id(id_) or NIL, taker=own, attachment=None).first()
    if found is None:
        raise NotFound
    return found


def _parts(of: Photo) -> list[tuple[str, bool]]:
    parts, at = [], 0
    for start, end in of.doubts:
        parts += [(of.text[at:start], False), (of.text[start:end], True)]
        at = end
    return [part for part in [*parts, (of.text[at:], False)] if part[0]]
