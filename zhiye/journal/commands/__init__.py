"""Writing the journal. Every command asks leave first and leaves a trace."""

from zhiye.journal.commands.notes import (
    attach,
    change_ring,
    correct_entry,
    note_text,
    remove_entry,
    restore_entry,
    write_entry,
)
from zhiye.journal.commands.pieces import publish_piece, withdraw_piece

__all__ = [
    "attach",
    "change_ring",
    "correct_entry",
    "note_text",
    "publish_piece",
    "remove_entry",
    "restore_entry",
    "withdraw_piece",
    "write_entry",
]
