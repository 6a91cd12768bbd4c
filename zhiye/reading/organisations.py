"""Named units in a note: committees, companies, hospitals, stations, offices; not 物业 or 社区 alone."""

import re

from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span

_WORDS = read_toml("organisations.toml")
_END = either(_WORDS["ends"])
_ALONE = frozenset(_WORDS["alone"])
_NAME = re.compile(
    rf"(?:\*\*|“[\u4e00-\u9fff]{{1,6}}”)?[\u4e00-\u9fff]{{0,14}}?(?:{_END})(?:(?:第?[一二三四五六七八九十]+)?(?:{_END}))*(?![员长])"
)
_CUT = re.compile(rf".*(?:{either(_WORDS['cut'])})")


def find_organisations(note: Note, taken: list[Span], known: tuple[str, ...] = ()) -> list[Span]:
    """Names of units in order, each once; ``taken`` spans (homes) end what stands in front.

    ``known`` names are found without a telling end.
    """
    places = [(note.plain.find(name), name) for name in known if name]
    found = [Span(place, place + len(name)) for place, name in places if place >= 0]
    for hit in _NAME.finditer(note.plain):
        span = _named(note, Span(*hit.span()), taken)
        if span and not any(note.plain_of(span) in note.plain_of(other) for other in found):
            found = [other for other in found if note.plain_of(other) not in note.plain_of(span)] + [span]
    return sorted(found)


def _named(note: Note, span: Span, taken: list[Span]) -> Span | None:
    start = max([span.start, *(other.end for other in taken if span.start < other.end < span.end)])
    words = note.plain[start : span.end]
    tail = re.search(rf"(?:{_END})$", words)
    head = words[: tail.start()] if tail else words
    name = _CUT.sub("", head) + (tail.group() if tail else "")
    if (
        len(name) < 3
        or name in _ALONE
        or not tail
        or (tail.group() in _ALONE and len(name) - len(tail.group()) < 2)
    ):
        return None
    return Span(span.end - len(name), span.end)
