"""What the worker did with whom: visits, talks, calls, meetings, rounds, help, handing on."""

from zhiye.reading.coded import Lexicon, coded_clauses
from zhiye.reading.tables import read_toml
from zhiye.reading.text import Note
from zhiye.reading.values import Coded, Promise

_LEXICON = Lexicon(read_toml("contacts.toml"))


def find_contacts(note: Note, promises: list[Promise]) -> list[Coded]:
    """Acts the note reports as done, in order; acts only promised are none."""
    found: list[Coded] = []
    for coded in coded_clauses(note, _LEXICON):
        if any(promise.span.overlaps(coded.span) for promise in promises):
            continue
        if not any(other.code == coded.code and coded.span.start - other.span.end < 60 for other in found):
            found.append(coded)
    return found
