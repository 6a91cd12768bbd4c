"""A note without names, homes and numbers, for sending, and the way back from its words to those of the note."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhiye.people.tables import read_table
from zhiye.reading.homes import find_homes
from zhiye.reading.mentions import find_mentions
from zhiye.reading.text import Note, Span, read_note

PERSON, PLACE, NUMBER = "人", "处", "号"
_NUMBERS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # mail
    r"|(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"  # mobile, also in groups
    r"|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)"
    r"|\d(?:[ -]?\d){5,}[Xx]?"  # ID, bank, account and other long numbers, whatever their length
    r"|[零〇一二三四五六七八九幺]{6,}"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{5,6}"  # number plate
    r"|(?:微信号?|QQ号?|qq)[:是为 ]{0,2}[A-Za-z0-9_-]{5,20}"
)
_SURNAME = "|".join(
    sorted((re.escape(row["surname"]) for row in read_table("surnames.csv")), key=len, reverse=True)
)
# 小陈, 老李, 王某: also where the reader is not sure that somebody is named. Better one word covered in vain.
_CALLED = re.compile(
    rf"[小老阿](?:{_SURNAME})(?![\u4e00-\u9fff]?(?:区|时|年人|师|板|学|组))|(?:{_SURNAME})某{{1,2}}"
)
_NAMING = ("name", "title")


@dataclass(frozen=True, slots=True)
class Covered:
    """``sent`` is what leaves the machine; ``places[i]`` is where ``sent[i]`` stands in the note, -1 inside a cover."""

    text: str
    sent: str
    places: tuple[int, ...]

    def span_of(self, quote: object) -> tuple[int, int] | None:
        """Where a quote of ``sent`` stands in the note; None when it is no exact part, or cuts a cover in two."""
        if not isinstance(quote, str) or not quote.strip():
            return None
        at = self.sent.find(quote)
        while at >= 0:
            start, end = self.places[at], self.places[at + len(quote)]
            if start >= 0 and end >= 0:
                return start, end
            at = self.sent.find(quote, at + 1)
        return None


def cover(text: str, names: Iterable[str] = ()) -> Covered:
    """The note with every name, home and long number behind a cover: 〔人1〕 the same each time for the same words.

    Names are those the reader sees, ``names`` (of the register), and 小陈, 老李, 王某 wherever they stand. A name that
    neither rules nor the register know stays: so a server outside the house is a decision (docs/settings.md).
    """
    note = read_note(text)
    left, right = _brackets(text)
    numbers: dict[tuple[str, str], int] = {}
    sent: list[str] = []
    places: list[int] = []
    at = 0
    for span, kind in _spans(note, tuple(name for name in names if name)):
        start, end = note.span(span)
        if start < at:
            continue
        sent.append(text[at:start])
        places += range(at, start)
        words = (kind, text[start:end])
        number = numbers.setdefault(words, 1 + sum(one == kind for one, _words in numbers))
        mark = f"{left}{kind}{number}{right}"
        sent.append(mark)
        places += [start, *[-1] * (len(mark) - 1)]
        at = end
    sent.append(text[at:])
    places += range(at, len(text) + 1)
    return Covered(text, "".join(sent), tuple(places))


def _spans(note: Note, names: tuple[str, ...]) -> list[tuple[Span, str]]:
    """What is covered, in order, the longer first where two begin alike."""
    homes = find_homes(note)
    found = [(home.span, PLACE) for home in homes]
    found += [(Span(*hit.span()), NUMBER) for hit in _NUMBERS.finditer(note.plain)]
    found += [(Span(*hit.span()), PERSON) for hit in _CALLED.finditer(note.plain)]
    mentions = [m for m in find_mentions(note, homes, names) if m.kind in _NAMING]
    found += [(mention.span, PERSON) for mention in mentions]
    for word in _words({mention.words for mention in mentions} | set(names)):
        found += [(Span(*hit.span()), PERSON) for hit in re.finditer(re.escape(word), note.plain)]
    taken: list[tuple[Span, str]] = []
    for span, kind in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        if span.end > span.start and not (taken and span.overlaps(taken[-1][0])):
            taken.append((span, kind))
        elif taken and span.end > taken[-1][0].end and span.overlaps(taken[-1][0]):
            taken[-1] = (Span(taken[-1][0].start, span.end), taken[-1][1])
    return taken


def _words(names: set[str]) -> set[str]:
    """The names, and of full names the part without the surname, by which kin are spoken of (桂珍)."""
    return names | {name[-2:] for name in names if len(name) == 3 and re.match(_SURNAME, name)}


def _brackets(text: str) -> tuple[str, str]:
    """Brackets the note itself does not use, so that nothing in it looks like a cover."""
    pairs = ("〔〕", "⟦⟧", "〖〗", "⟪⟫", "❲❳")
    free = next((pair for pair in pairs if not set(pair) & set(text)), pairs[0])
    return free[0], free[1]
