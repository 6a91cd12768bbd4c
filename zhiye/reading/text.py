"""A note as the reader sees it: simplified, half-width, without damage, every place kept for quoting."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from zhiye.people.widths import half_width
from zhiye.reading.tables import read_toml

_SCRIPT = read_toml("traditional.toml")
_SIMPLIFIED = dict(zip(map(ord, _SCRIPT["traditional"]), _SCRIPT["simplified"], strict=True))
# Text copied through a wrong code page repeats a character's sound behind it: 學(xué)校.
_SOUND = re.compile(r"(?<=[\u3400-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡ]{1,7}\)")
_STOPS = re.compile(r"[。！？!?\n；;]+|(?<=[\u4e00-\u9fff])\.(?=\s|$)")
_PAUSES = re.compile(r"[，,、：:“”\"「」—\s()（）]+")
_BREAKS = re.compile(r"[。！？!?\n；;，,：:“”\"「」()（）]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff0-9])")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Note.plain``: from ``start`` up to ``end``, counted in characters."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Word:
    """A word a tagger cut: its stretch of ``Note.plain``, its tag (n, v, p, …, PER, LOC, ORG, TIME), and how sure."""

    span: Span
    tag: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Note:
    """``text`` as written, ``plain`` for looking; ``places[i]`` is where ``plain[i]`` stands in ``text``.

    ``words`` are a tagger's, in order and without blanks; () where there is none: then go by rules.
    """

    text: str
    plain: str
    places: tuple[int, ...]
    sentences: tuple[Span, ...] = field(default=())
    clauses: tuple[Span, ...] = field(default=())
    words: tuple[Word, ...] = field(default=())

    def quote(self, span: Span) -> str:
        """The words of the note itself, exactly as written."""
        start, end = self.span(span)
        return self.text[start:end]

    def span(self, span: Span) -> tuple[int, int]:
        """The same stretch, counted in characters of ``text``; damage inside it is part of it."""
        return self.places[span.start], self.places[max(span.start, span.end)]

    def plain_of(self, span: Span) -> str:
        """The words as the reader sees them."""
        return self.plain[span.start : span.end]

    def sentence_of(self, place: int) -> Span:
        """The sentence in which a place of ``plain`` stands."""
        return _holding(self.sentences, place)

    def clause_of(self, place: int) -> Span:
        """The clause in which a place of ``plain`` stands."""
        return _holding(self.clauses, place)

    def word_at(self, place: int) -> Word | None:
        """The tagger's word that covers a place of ``plain``, if any."""
        index = bisect_right(self.words, place, key=lambda word: word.span.start) - 1
        if index < 0 or self.words[index].span.end <= place:
            return None
        return self.words[index]

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """The tagger's words that share a character with a span."""
        first = bisect_right(self.words, span.start, key=lambda word: word.span.end)
        last = bisect_left(self.words, span.end, key=lambda word: word.span.start)
        return self.words[first:last]


def read_note(text: str) -> Note:
    """The note of a text; nothing is ever refused."""
    damage = {place for hit in _SOUND.finditer(text) for place in range(hit.start(), hit.end())}
    places = [place for place in range(len(text)) if place not in damage]
    plain = half_width("".join(text[place] for place in places)).translate(_SIMPLIFIED)
    return Note(text, plain, (*places, len(text)), _parts(plain, _STOPS), _parts(plain, _BREAKS))


def trimmed(plain: str, span: Span) -> Span:
    """The span without punctuation and blanks at either end."""
    start, end = span.start, span.end
    while start < end and _PAUSES.fullmatch(plain[start]):
        start += 1
    while end > start and (_PAUSES.fullmatch(plain[end - 1]) or _STOPS.fullmatch(plain[end - 1])):
        end -= 1
    return Span(start, end)


def _parts(plain: str, stops: re.Pattern[str]) -> tuple[Span, ...]:
    parts, start = [], 0
    for stop in stops.finditer(plain):
        if stop.start() > start:
            parts.append(Span(start, stop.start()))
        start = stop.end()
    if start < len(plain):
        parts.append(Span(start, len(plain)))
    return tuple(parts)


def _holding(spans: tuple[Span, ...], place: int) -> Span:
    for span in spans:
        if span.start <= place < span.end:
            return span
    return Span(place, place)
