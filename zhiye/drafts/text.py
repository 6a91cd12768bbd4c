"""A note's text as this room looks at it: sentences, clauses, where people are named."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiye.drafts.naming import Spelled, spell

_STOPS = re.compile(r"[。！？!?；;\n]+")
_BREAKS = re.compile(r"[。！？!?；;\n，,、：:“”\"「」]+")
_PRONOUN = re.compile("[她他](?!们)")
FAR = 240  # characters: beyond them nobody is still spoken of

Stretch = tuple[int, int]  # start, end, in characters of the text


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a note, cut at its stops."""

    words: str
    sentences: tuple[Stretch, ...]
    clauses: tuple[Stretch, ...]

    def sentence_of(self, place: int) -> Stretch:
        """The sentence in which a character stands."""
        return _holding(self.sentences, place)

    def clause_of(self, place: int) -> Stretch:
        """The clause in which a character stands."""
        return _holding(self.clauses, place)

    def __getitem__(self, stretch: Stretch) -> str:
        return self.words[stretch[0] : stretch[1]]


def cut(words: str) -> Text:
    """The text with its sentences and clauses."""
    return Text(words, _parts(words, _STOPS), _parts(words, _BREAKS))


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the findings' people: index, spelling, role, and all places at which the note names them."""

    index: int
    name: str
    spelled: Spelled
    role: str
    sex: str  # GB/T 2261.1
    age: int | None
    traits: tuple[str, ...]
    address: str
    span: Stretch
    confidence: float
    named: tuple[Stretch, ...]
    is_kin: bool = False  # named as somebody's kin: seldom the one the next sentence speaks of


def everybody(text: Text, findings: Mapping[str, Any]) -> list[Somebody]:
    """The people of the findings, in their order."""
    kin = {tie["person"] for tie in findings["kinship"]}
    return [
        _somebody(text, index, found, found["name"] in kin) for index, found in enumerate(findings["people"])
    ]


def _somebody(text: Text, index: int, found: Mapping[str, Any], is_kin: bool) -> Somebody:
    spelled, span = spell(found["name"]), (int(found["span"][0]), int(found["span"][1]))
    ways = {found["name"], spelled.full, spelled.called} - {""}
    named = {span, *(hit for way in ways if len(way) > 1 for hit in _all(text.words, way))}
    return Somebody(
        index,
        found["name"],
        spelled,
        found["role"],
        {"男": "1", "女": "2"}.get(found["sex"] or "", "0"),
        found["age"],
        tuple(found["traits"]),
        found["address"] or "",
        span,
        found["confidence"],
        tuple(sorted(named)),
        is_kin,
    )


def spoken_of(text: Text, span: Stretch, people: list[Somebody]) -> list[Somebody]:
    """Whom the words at ``span`` concern: those named in them; whom 她 or 他 means; those of their sentence; else
    who was spoken of last, kin in passing left aside."""
    inside = _named_in(span, people)
    if inside:
        return inside
    before = sorted(
        ((place[1], one) for one in people for place in one.named if 0 <= span[0] - place[1] <= FAR),
        key=lambda hit: -hit[0],
    )
    pronoun = _PRONOUN.search(text[span])
    if pronoun:
        sex = "2" if pronoun.group() == "她" else "1"
        meant = [one for _end, one in before if one.sex == sex] or [
            one for _e, one in before if one.sex == "0"
        ]
        heads = [one for one in meant if not one.is_kin]
        if meant:
            return (heads or meant)[:1]
    beside = _named_in(text.sentence_of(span[0]), people)
    heads = [one for one in beside if not one.is_kin]
    if beside:
        return heads or beside
    last = [one for _end, one in before]
    return ([one for one in last if not one.is_kin] or last)[:1]


def _named_in(stretch: Stretch, people: list[Somebody]) -> list[Somebody]:
    return [one for one in people if any(_within(place, stretch) for place in one.named)]


def nearest(place: int, stretches: list[Stretch], far: int = FAR) -> int | None:
    """Index of the stretch that ends last before ``place``, else of the one that begins first behind it."""
    before = [(place - one[1], index) for index, one in enumerate(stretches) if one[1] <= place]
    behind = [(one[0] - place, index) for index, one in enumerate(stretches) if one[0] >= place]
    inside = [(0, index) for index, one in enumerate(stretches) if one[0] < place < one[1]]
    for hits in (inside, before, behind):
        if hits and min(hits)[0] <= far:
            return min(hits)[1]
    return None


def _within(place: Stretch, stretch: Stretch) -> bool:
    return stretch[0] <= place[0] and place[1] <= stretch[1]


def _all(words: str, part: str) -> list[Stretch]:
    return [hit.span() for hit in re.finditer(re.escape(part), words)]


def _parts(words: str, stops: re.Pattern[str]) -> tuple[Stretch, ...]:
    parts, start = [], 0
    for stop in stops.finditer(words):
        if stop.start() > start:
            parts.append((start, stop.start()))
        start = stop.end()
    return (*parts, (start, len(words))) if start < len(words) else tuple(parts)


def _holding(parts: tuple[Stretch, ...], place: int) -> Stretch:
    index = bisect_right(parts, place, key=lambda part: part[0]) - 1
    if index >= 0 and place <= parts[index][1]:
        return parts[index]
    return (place, place)
