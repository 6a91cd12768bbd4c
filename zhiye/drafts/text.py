"""A note's text as this room looks at it: sentences, clauses, where people are named."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zhiye.drafts.naming import Spelled, spell, with_family

_STOPS = re.compile(r"[。！？!?；;\n]+")
_BREAKS = re.compile(r"[。！？!?；;\n，,：:“”\"「」]+")
PRONOUN = re.compile("[她他](?!们|自己)")
_SURNAME = re.compile("(?P<who>[她他])?(?:本人)?姓(?P<family>[\u4e00-\u9fff]{1,2})(?=[，,。；;：:、）)]|$)")
_LIVES = re.compile("(?:住在?|家在)$")
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


def span_of(found: Any) -> Stretch:
    """Where the words of a finding stand."""
    start, end = found["span"]
    return int(start), int(end)


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
    people = [
        _somebody(text, index, found, found["name"] in kin) for index, found in enumerate(findings["people"])
    ]
    for hit in _SURNAME.finditer(text.words):
        _surname_told(text, findings, people, hit)
    return people


def _surname_told(
    text: Text, findings: Mapping[str, Any], people: list[Somebody], hit: re.Match[str]
) -> None:
    """一位阿姨来…她姓罗，住12号楼302: the only one without a name who can be meant is 罗阿姨, and lives there."""
    sexes = {"她": ("2", "0"), "他": ("1", "0")}.get(hit["who"] or "", ("1", "2", "0"))
    meant = [
        (one, spelled)
        for one in people
        if one.span[0] < hit.start() and one.sex in sexes and not one.spelled.written
        if (spelled := with_family(one.name, hit["family"])).written
    ]
    if len(meant) != 1:
        return
    (one, spelled), (start, end) = meant[0], text.sentence_of(hit.start())
    homes = [
        found["text"]
        for found in findings["addresses"]
        if start <= found["span"][0] < end and _LIVES.search(text.words[start : found["span"][0]])
    ]
    people[one.index] = replace(one, spelled=spelled, address=one.address or "".join(homes[:1]))


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


class Named:
    """All places at which some people are named, in order."""

    def __init__(self, people: Iterable[Somebody]) -> None:
        hits = sorted(((place, one) for one in people for place in one.named), key=lambda hit: hit[0])
        self._hits = hits
        self._starts = [place[0] for place, _one in hits]

    def inside(self, stretch: Stretch) -> list[Somebody]:
        """Those named inside the stretch, each once."""
        first = bisect_left(self._starts, stretch[0])
        last = bisect_right(self._starts, stretch[1])
        found = {one.index: one for place, one in self._hits[first:last] if place[1] <= stretch[1]}
        return list(found.values())

    def before(self, place: int) -> list[Somebody]:
        """Those named in the ``FAR`` characters before ``place``, the last one first."""
        first, last = bisect_left(self._starts, place - FAR), bisect_left(self._starts, place)
        return [one for where, one in reversed(self._hits[first:last]) if where[1] <= place]


def spoken_of(text: Text, span: Stretch, named: Named) -> list[Somebody]:
    """Whom the words at ``span`` concern: those named in them; whom 她 or 他 means; those of their sentence; else
    who was spoken of last, kin in passing left aside."""
    inside = named.inside(span)
    if inside:
        return inside
    before = named.before(span[0])
    pronoun = PRONOUN.search(text[span])
    if pronoun:
        sex = "2" if pronoun.group() == "她" else "1"
        meant = [one for one in before if one.sex == sex] or [one for one in before if one.sex == "0"]
        if meant:
            return _heads(meant)[:1]
    beside = named.inside(text.sentence_of(span[0]))
    return _heads(beside) if beside else _heads(before)[:1]


def _heads(people: list[Somebody]) -> list[Somebody]:
    """Those who are not named as somebody's kin, when there are such."""
    return [one for one in people if not one.is_kin] or people


def nearest(place: int, stretches: list[Stretch], far: int = FAR) -> int | None:
    """Index of the stretch that ends last before ``place``, else of the one that begins first behind it."""
    before = [(place - one[1], index) for index, one in enumerate(stretches) if one[1] <= place]
    behind = [(one[0] - place, index) for index, one in enumerate(stretches) if one[0] >= place]
    inside = [(0, index) for index, one in enumerate(stretches) if one[0] < place < one[1]]
    for hits in (inside, before, behind):
        if hits and min(hits)[0] <= far:
            return min(hits)[1]
    return None


def find_again(text: str, quote: str, start: int) -> Stretch | None:
    """Where ``quote`` stands in ``text`` nearest to ``start``; None when it does not."""
    if not quote:
        return None
    found = [at for at in (text.find(quote, start), text.rfind(quote, 0, start + len(quote))) if at >= 0]
    at = min(found, key=lambda place: abs(place - start), default=None)
    return None if at is None else (at, at + len(quote))


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
