"""Reading the journal. Every query starts with the actor; "not yours" and "not there" are one answer."""

from zhiye.journal.queries.checking import Found, to_publish_check
from zhiye.journal.queries.column import (
    columns,
    committee_column,
    may_withdraw,
    piece,
    piece_of,
    pieces,
    public_piece,
)
from zhiye.journal.queries.lines import notes_of, records_of, sources, sources_of
from zhiye.journal.queries.notes import (
    EntriesPage,
    EntryFilter,
    attachment,
    attachment_bytes,
    attachments,
    entries_page,
    entry,
    may_correct,
    may_open,
    subjects,
    wordings,
)
from zhiye.journal.queries.timeline import notes_about

__all__ = [
    "EntriesPage",
    "EntryFilter",
    "Found",
    "attachment",
    "attachment_bytes",
    "attachments",
    "columns",
    "committee_column",
    "entries_page",
    "entry",
    "may_correct",
    "may_open",
    "may_withdraw",
    "piece",
    "piece_of",
    "notes_about",
    "notes_of",
    "pieces",
    "public_piece",
    "records_of",
    "sources",
    "sources_of",
    "subjects",
    "to_publish_check",
    "wordings",
]
