"""Proofs a committee does not issue (民发〔2020〕20号): met in a note as issued or wanted, answered by where to go.

A proof that was refused, that somebody else issued, or with which somebody was sent to the right office needs no
card. The committee is warned, never stopped: practice varies.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhiye.guidance.card import Action, GuidanceCard, located
from zhiye.guidance.context import from_elsewhere
from zhiye.guidance.tables import read_toml
from zhiye.kernel.dated import Rule, in_force, told_source
from zhiye.reading.text import Note, Span, read_note

_DATA = read_toml("proofs.toml")
_SIGNS = _DATA["signs"]
_NEAR = 80  # characters to either side that say what became of a proof
_OFFICE = "|".join(_SIGNS["office"])
_US = "|".join(_SIGNS["us"])
_ISSUED, _WANTS, _REFUSED, _HELD, _LAWFUL, _LEDGER, _VERB = (
    re.compile(_SIGNS[name]) for name in ("issued", "wants", "refused", "held", "lawful", "ledger", "verb")
)
_ROUTED = re.compile(_SIGNS["routed"].replace("{OFFICE}", _OFFICE))
_ACTOR = re.compile(rf"(?P<office>{_OFFICE})|(?P<us>{_US})")
_ASKS = re.compile(_SIGNS["asks"])
_BY_OFFICE = re.compile(
    rf"[^,。;!?]{{0,6}}(?:{_OFFICE})(?!{_SIGNS['asks']})[^,。;!?]{{0,6}}(?:{_SIGNS['verb']})"
)


@dataclass(frozen=True, slots=True)
class BarredProof:
    """A kind of proof that a committee does not issue: where to go and what to bring instead."""

    code: str
    name: str
    go: str
    bring: str
    law: str
    source: str


def barred_proofs(day: date, region: str) -> list[BarredProof]:
    """All kinds that are not issued on ``day`` in ``region``, in the order of the list."""
    rules = [rule for rule in in_force(_DATA["proof"], day, region) if not _lifted(rule["code"], day, region)]
    return [
        BarredProof(
            rule["code"], rule["name"], rule["go"], rule["bring"], rule["law"], told_source(_listed(rule))
        )
        for rule in rules
    ]


def barred_named(words: str, day: date, region: str) -> list[BarredProof]:
    """Those of them that ``words`` name: 死亡证明, 要开个单身证明, 无房. Nothing in an empty text."""
    told = [words] if "证明" in words else [words, f"{words}证明"]
    notes = [read_note(text) for text in told if words.strip()]
    rules = {rule["code"]: rule["region"] for rule in in_force(_DATA["proof"], day, region)}
    return [
        one
        for one in barred_proofs(day, region)
        if one.name in words or any(list(_named(note, one.code, rules[one.code])) for note in notes)
    ]


def proof_cards(note: Note, day: date, region: str) -> list[GuidanceCard]:
    """One card for each kind of proof that a note tells as issued by the committee, or as wanted of it."""
    made = []
    for rule in in_force(_DATA["proof"], day, region):
        if _lifted(rule["code"], day, region):
            continue
        told = [(_state(note, span), span) for span in _named(note, rule["code"], rule["region"])]
        if earnest := sorted((state != "issued", span, state) for state, span in told if state):
            made.append(_card(note, rule, earnest[0][1], earnest[0][2], day, region))
    return sorted(made, key=lambda card: card.start)


def _lifted(code: str, day: date, region: str) -> bool:
    return any(rule["code"] == code for rule in in_force(_DATA["lifted"], day, region))


def _named(note: Note, code: str, region: str) -> Iterator[Span]:
    """Where a proof is named; the papers that the right offices issue are no such proof."""
    for hit in _pattern(code, region).finditer(note.plain):
        if not _LAWFUL.search(hit.group()):
            yield Span(*hit.span())


@cache
def _pattern(code: str, region: str) -> re.Pattern[str]:
    rule = next(one for one in _DATA["proof"] if (one["code"], one["region"]) == (code, region))
    topic = "|".join(rule["topics"])
    names = "".join(f"|{name}" for name in rule["names"])
    near = "[^,。;!?\\n]"
    return re.compile(
        rf"(?:{topic}){near}{{0,5}}?[”\"]?的?证明(?!人)|(?:开|出|出具|写|打)(?:个|张|份|了)*证明,?{near}{{0,10}}?(?:{topic}){names}"
    )


def _state(note: Note, span: Span) -> str:
    """ "issued", "wanted", or "" where no warning is due."""
    clause = _around(note.clause_of(span.start), span)
    sentence = _around(note.sentence_of(span.start), span)
    words = note.plain_of(clause)
    before = note.plain[sentence.start : span.start]
    behind = note.plain[span.end : clause.end]
    verb = _VERB.search(words)
    if _issued_elsewhere(before, behind) or (_HELD.search(before) and not verb):
        return ""
    if from_elsewhere(note.plain_of(sentence)):
        return ""
    if _ISSUED.search(words) and not _REFUSED.search(words) and not _ROUTED.search(words):
        return "issued"
    around = note.plain[sentence.start : _end_of_next(note, sentence)]
    if _REFUSED.search(around) or _ROUTED.search(around):
        return ""
    if _LEDGER.match(behind) or (
        _VERB.search(note.plain_of(sentence)) and _WANTS.search(note.plain_of(sentence))
    ):
        return "wanted"
    return "wanted" if verb else ""


def _issued_elsewhere(before: str, behind: str) -> bool:
    """Whether the office last named before the proof issues it (陪她到派出所开), not asks for it (银行要他开)."""
    actors = list(_ACTOR.finditer(before))
    if actors and actors[-1]["office"]:
        between = before[actors[-1].end() :]
        return not _ASKS.match(between) and len(between) <= 14 and bool(_VERB.search(between))
    return bool(_BY_OFFICE.match(behind))


def _around(part: Span, span: Span) -> Span:
    """The part of a note near a stretch: a page without a full stop is no reason to read it all for each proof."""
    return Span(max(part.start, span.start - _NEAR), max(span.end, min(part.end, span.end + _NEAR)))


def _end_of_next(note: Note, sentence: Span) -> int:
    place = bisect_left(note.sentences, sentence.end, key=lambda other: other.start)
    return (
        min(note.sentences[place].end, sentence.end + _NEAR) if place < len(note.sentences) else sentence.end
    )


def _card(note: Note, rule: Rule, span: Span, state: str, day: date, region: str) -> GuidanceCard:
    words = _DATA["words"]
    quote, start, end = located(note, span)
    lines = [words["issued"]] if state == "issued" else []
    lines += [words[key].format(**{key: rule[key]}) for key in ("go", "bring", "law")]
    lines += [extra["text"] for extra in in_force(_DATA["note"], day, region)]
    return GuidanceCard(
        kind="proof",
        code=rule["code"],
        title=words["title"].format(name=rule["name"]),
        lines=tuple(lines),
        quote=quote,
        start=start,
        end=end,
        actions=tuple(Action(one["code"], one["label"]) for one in _DATA["action"]),
        source=told_source(_listed(rule)),
        sensitive=False,
    )


def _listed(rule: Rule) -> Rule:
    """The list that a rule stands on, for its source."""
    return {"source": "民发〔2020〕20号"} | {key: rule[key] for key in ("region", "effective_from")}
