"""What the door that saves notes calls afterwards: photos taken while a note was typed come to lie beside it."""

from uuid import UUID, uuid5

from zhiye.journal.models import Entry
from zhiye.kernel.actor import Actor
from zhiye.scans import commands, queries


def put_photos_beside(by: Actor, entry: Entry, note_op: UUID) -> None:
    """Those taken for the note that ``note_op`` saved. Safe to call again; does nothing where there are none."""
    if queries.photos_for(by, note_op):
        commands.put_beside(by, entry=entry, note_op=note_op, op=uuid5(note_op, "photos"))
