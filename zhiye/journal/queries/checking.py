"""What must not stand in a piece for everybody: names of the register, numbers, doors."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from zhiye.journal.rings import committee_path
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import batched
from zhiye.kernel.paths import within
from zhiye.people.forms_of_address import TITLES_AFTER
from zhiye.people.models import OtherName, Person, SearchKey
from zhiye.people.names import surname
from zhiye.people.searchkeys import pairs
from zhiye.reading.homes import find_homes
from zhiye.reading.text import Note, Span, read_note

NAME, NUMBER, DOOR, CALLED = "name", "number", "door", "called"
WORDS: dict[str, Any] = {
    NAME: gettext_lazy("登记的姓名"),
    NUMBER: gettext_lazy("电话或证件号"),
    DOOR: gettext_lazy("门牌"),
    CALLED: gettext_lazy("称呼"),
}
_COMMON = frozenset(
    tomllib.loads((Path(__file__).parents[1] / "data" / "words_like_names.toml").read_text("utf-8"))["words"]
)
_GAP = r"[ \-.·–—]?"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(?:\d{_GAP}){{17}}[\dXx]|(?:\d{_GAP}){{14}}\d|1[3-9]\d(?:{_GAP}\d){{8}}"
    rf"|\(?0\d{{2,3}}\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}|[2-9]\d{{6,7}})(?!\d)"
)
_SHORT_DOOR = re.compile(r"(?<![\d.\-/:])\d{1,4}(?:-\d{1,2})?-\d{3,4}(?![\d\-/])")
_TITLED = re.compile("|".join(sorted(map(re.escape, TITLES_AFTER), key=len, reverse=True)))
_KEYS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that stands in the text from ``start`` to ``end`` and should go.

    ``certain`` is False for a word that somebody of the register happens to be called (高峰), and for
    王奶奶, by which neighbours know each other: to look at, no more.
    """

    kind: str  # name | number | door | called
    text: str
    start: int
    end: int
    certain: bool = True

    @property
    def word(self) -> Any:
        """The kind in words."""
        return WORDS[self.kind]


def to_publish_check(actor: Actor, text: str, path: str) -> list[Found]:
    """What is to be taken out of ``text`` before everybody reads it, in order; ``path`` tells the committee.

    The whole committee's register is asked, also where ``actor`` serves a part of it: everybody reads a piece.
    """
    note = read_note(text.replace("\0", " "))  # PostgreSQL keeps no NUL
    hits = [
        *((NUMBER, span) for span in _spans(_NUMBER, note)),
        *((DOOR, home.span) for home in find_homes(note) if home.room),
        *((DOOR, span) for span in _spans(_SHORT_DOOR, note)),
        *((NAME, span) for span in _names(note, committee_path(path))),
    ]
    sure = len(hits)
    hits += [(CALLED, span) for span in _called(note)]
    found: list[Found] = []
    taken: list[Span] = []
    for number, (kind, span) in enumerate(hits):
        if any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        words = note.quote(span)
        certain = number < sure and (kind != NAME or words not in _COMMON)
        found.append(Found(kind, words, *note.span(span), certain))
    return sorted(found, key=lambda one: one.start)


def _spans(pattern: re.Pattern[str], note: Note) -> Iterator[Span]:
    return (Span(*hit.span()) for hit in pattern.finditer(note.plain))


def _called(note: Note) -> Iterator[Span]:
    """王奶奶, 小顾阿姨: a title with a family name before it."""
    for hit in _TITLED.finditer(note.plain):
        before = note.plain[max(0, hit.start() - 2) : hit.start()]
        family = next((part for part in (before, before[-1:]) if part and surname(f"{part}某") == part), "")
        if family:
            yield Span(hit.start() - len(family), hit.end())


def _names(note: Note, path: str) -> Iterator[Span]:
    """Where names of the committee's register stand, longer names first.

    Blanks inside a name do not hide it; it is looked for as written and in simplified characters.
    """
    places = [place for place, character in enumerate(note.plain) if not character.isspace()]
    dense = "".join(note.plain[place] for place in places)
    written = "".join(note.text[note.places[place]] for place in places)
    for text in dict.fromkeys((dense, written)):
        for name in sorted(_known_names(text, path), key=len, reverse=True):
            at = text.find(name)
            while at >= 0:
                yield Span(places[at], places[at + len(name) - 1] + 1)
                at = text.find(name, at + len(name))


def _known_names(text: str, path: str) -> set[str]:
    """Names of two characters or more that stand in ``text`` and that somebody of the committee bears."""
    standing: set[str] = set()
    for keys in batched(pairs(text), _KEYS_AT_ONCE):
        named = SearchKey.objects.filter(key__in=keys).values_list("name", flat=True).distinct()
        standing.update(name for name in named if len(name) > 1 and name in text)
    borne: set[str] = set()
    for names in batched(sorted(standing), _KEYS_AT_ONCE):
        here = within("path", [path])
        borne.update(Person.objects.filter(here, name__in=names).values_list("name", flat=True))
        there = within("person__path", [path])
        borne.update(OtherName.objects.filter(there, name__in=names).values_list("name", flat=True))
    return borne
