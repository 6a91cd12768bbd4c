"""Promises and plans that are still open at the end of the note, with the day they fall due."""

import re
from datetime import date

from zhiye.reading.tables import read_toml
from zhiye.reading.text import Note, Span, trimmed
from zhiye.reading.values import Day, Promise

_WORDS = read_toml("commitments.toml")
_STRONG, _WEAK, _SLOGAN, _PAST = (
    re.compile("|".join(_WORDS[name])) for name in ("strong", "weak", "slogan", "past")
)
_COMMA = re.compile(r"[，,]\s*")
_LONGEST = 60


def find_promises(note: Note, days: list[Day], written_on: date) -> list[Promise]:
    """Promises in order. A due day never lies before the day of writing; one that would is left out."""
    found: list[Promise] = []
    for piece in [piece for clause in note.clauses for piece in _pieces(note, clause, days)]:
        words = note.plain_of(piece)
        inside = [day for day in days if piece.start <= day.span.start < piece.end]
        if not _binds(words, inside, written_on):
            continue
        span, due = trimmed(note.plain, piece), _due(inside, written_on)
        if found and _continues(note, found[-1], span):
            found[-1] = _joined(found[-1], span, due)
        else:
            found.append(Promise(span, due))
    return [promise for promise in found if promise.span.end - promise.span.start >= 4]


def _binds(words: str, days: list[Day], written_on: date) -> bool:
    if _SLOGAN.search(words) or _PAST.search(words):
        return False
    if _STRONG.search(words):
        return True
    ahead = [day for day in days if day.due and day.due > written_on and _is_day(day)]
    return bool(ahead) and bool(_WEAK.search(words))


def _is_day(day: Day) -> bool:
    return len(day.value) >= 10


def _due(days: list[Day], written_on: date) -> date | None:
    open_days = [day.due for day in days if day.due and day.due >= written_on and len(day.value) > 4]
    return open_days[0] if open_days else None


def _pieces(note: Note, clause: Span, days: list[Day]) -> list[Span]:
    """The clause; of a long one without punctuation, what stands around each day or binding word."""
    if clause.end - clause.start <= _LONGEST:
        return [clause]
    middles = {day.span.start for day in days if clause.start <= day.span.start < clause.end}
    middles |= {hit.start() for hit in _STRONG.finditer(note.plain, clause.start, clause.end)}
    pieces: list[Span] = []
    for middle in sorted(middles):
        start = max([clause.start, middle - 8, *(piece.end for piece in pieces[-1:])])
        if start <= middle:
            pieces.append(Span(start, min(clause.end, middle + 14)))
    return pieces


def _continues(note: Note, promise: Promise, span: Span) -> bool:
    """小宁一口答应，下周一开始…: a clause behind a comma carries the promise on if that was short."""
    gap = note.plain[promise.span.end : span.start]
    short = promise.span.end - promise.span.start <= 12
    return bool(_COMMA.fullmatch(gap)) and (short and promise.due is None)


def _joined(promise: Promise, span: Span, due: date | None) -> Promise:
    return Promise(Span(promise.span.start, span.end), promise.due or due)
