"""What stands around words: a denial right before them, a question behind, news or a course they come from.

Rather a card too many than one too few: only a denial that governs the words, a set phrase, or a piece of news in
which nobody of here says anything keeps a card away.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiye.guidance.tables import pattern, read_toml
from zhiye.reading.text import Note, Span

_WORDS = read_toml("context.toml")
_ASKS = re.compile(_WORDS["asks"])
_NEWS, _COURSE, _SPEECH = (pattern(_WORDS[name]) for name in ("news", "course", "speech"))
_DENIES = re.compile(rf"{_WORDS['denies']}(?:{_WORDS['denied_through']})*$")
_FAR = 16  # characters before the words in which a denial may begin


@dataclass(frozen=True)
class Lexicon:
    """Words that call up a card, set phrases that do not, and words of a sentence that explain them away."""

    words: re.Pattern[str]
    phrases: re.Pattern[str]
    harmless: re.Pattern[str]
    unless: re.Pattern[str]


def lexicon(data: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a data file with ``words``, ``phrases``, ``harmless`` and ``unless``."""
    names = [word for group in data["words"].values() for word in group]
    return Lexicon(
        pattern(names), pattern(data["phrases"]), pattern(data["harmless"]), pattern(data["unless"])
    )


def spoken_of(note: Note, words: Lexicon) -> list[Span]:
    """The stretches of a note that speak of it in earnest, in order."""
    phrases = [Span(*hit.span()) for hit in words.phrases.finditer(note.plain)]
    found = []
    for sentence in note.sentences:
        plain = note.plain_of(sentence)
        if from_elsewhere(plain) or (words.harmless.search(plain) and not words.unless.search(plain)):
            continue
        for hit in words.words.finditer(plain):
            span = Span(sentence.start + hit.start(), sentence.start + hit.end())
            if hit.group() and not any(map(span.overlaps, phrases)) and not denied(note, span):
                found.append(span)
    return found


def denied(note: Note, span: Span) -> bool:
    """Whether the words right before say that it is not so: 没有想不开. Not 不再…, which says that it was so."""
    clause = note.clause_of(span.start)
    before = note.plain[max(clause.start, span.start - _FAR) : span.start]
    if not _DENIES.search(before):
        return False
    return not _ASKS.match(note.plain, span.end)


def from_elsewhere(sentence: str) -> bool:
    """Whether a sentence tells news or a course, and nobody in it says or does anything here."""
    return bool((_NEWS.search(sentence) or _COURSE.search(sentence)) and not _SPEECH.search(sentence))
