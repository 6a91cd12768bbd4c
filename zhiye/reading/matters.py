"""Needs, complaints, problems, wishes and praise, by the codes of the guide."""

from zhiye.reading.coded import Lexicon, coded_clauses
from zhiye.reading.tables import read_toml
from zhiye.reading.text import Note
from zhiye.reading.values import Coded, Promise

_LEXICON = Lexicon(read_toml("matters.toml"))


def find_matters(note: Note, promises: list[Promise]) -> list[Coded]:
    """Matters in order: one a code and neighbourhood of sentences; what a promise says raises none."""
    found: list[Coded] = []
    for coded in coded_clauses(note, _LEXICON):
        if any(promise.span.overlaps(coded.span) for promise in promises):
            continue
        if not any(other.code == coded.code and _near(note, other, coded) for other in found):
            found.append(coded)
    return found


def _near(note: Note, one: Coded, other: Coded) -> bool:
    return other.span.start - one.span.end < 40
