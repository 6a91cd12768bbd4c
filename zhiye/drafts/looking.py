"""Reading a note before anything is written: the reader with the register's names, and a model where there is one.

Asked outside a transaction: a long note takes its time, a model on another machine takes longer, and nobody else
should wait for either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiye.drafts.colleagues import with_colleagues
from zhiye.drafts.gazetteer import gazetteer_for
from zhiye.journal.models import Entry
from zhiye.kernel.actor import Actor
from zhiye.reading.reader import read
from zhiye.second_reader.reader import read_too


@dataclass(frozen=True, slots=True)
class Looked:
    """The findings of one wording of a note."""

    version: int
    findings: Mapping[str, Any]


def look(actor: Actor, entry: Entry, ask_model: bool = True) -> Looked:
    """What the note says, read with the names that ``actor`` may see; the caller has been given the note."""
    names = gazetteer_for(actor, entry.text, entry.path)
    findings: Mapping[str, Any] = read(
        {"text": entry.text, "written_on": entry.written_on.isoformat()}, names
    )
    if ask_model:
        findings = read_too(entry.text, findings, names.people).findings
    return Looked(entry.version, with_colleagues(actor, findings, entry.path))
