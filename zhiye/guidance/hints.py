"""Hints: benefits and services that the words of a note, or an age, remind of. 可能用得上, never 符合."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from zhiye.guidance.card import Action, GuidanceCard, located
from zhiye.guidance.context import denied
from zhiye.guidance.tables import pattern, read_toml
from zhiye.kernel.dated import Rule, in_force, told_source
from zhiye.reading.text import Note, Span

_DATA = read_toml("hints.toml")
_MOST: int = _DATA["most"]
_GONE = pattern(_DATA["gone"])


def hint_cards(note: Note, findings: Mapping[str, Any], day: date, region: str) -> list[GuidanceCard]:
    """Hints of a note, one a benefit, at most a few: in the order of the words, those called up by age last."""
    rules = in_force(_DATA["hint"], day, region)
    by_words = [(span, rule) for rule in rules if (span := _said(note, rule))]
    told = {rule["code"] for _span, rule in by_words}
    by_age = [
        (span, rule) for rule in rules if rule["code"] not in told and (span := _aged(note, rule, findings))
    ]
    found = sorted(by_words, key=lambda one: one[0]) + by_age
    return [_card(note, span, rule) for span, rule in found[:_MOST]]


def _said(note: Note, rule: Rule) -> Span | None:
    """The first words that call a hint up, in a sentence that does not say it is settled."""
    words, unless = _patterns(rule["code"], rule["region"], rule["effective_from"])
    for sentence in note.sentences:
        plain = note.plain_of(sentence)
        if rule["unless"] and unless.search(plain):
            continue
        for hit in words.finditer(plain):
            span = Span(sentence.start + hit.start(), sentence.start + hit.end())
            if not denied(note, span):
                return span
    return None


def _aged(note: Note, rule: Rule, findings: Mapping[str, Any]) -> Span | None:
    """Where the first resident old enough is named."""
    if "age_from" not in rule:
        return None
    for person, start, end in _residents(findings):
        if isinstance(age := person.get("age"), int) and age >= rule["age_from"]:
            places = [place for place, at in enumerate(note.places) if start <= at < end]
            if places and not _is_gone(note, places[0]):
                return Span(places[0], places[-1] + 1)
    return None


def _is_gone(note: Note, place: int) -> bool:
    """Whether the sentence at ``place`` tells that somebody has died."""
    return any(
        one.start <= place < one.end and bool(_GONE.search(note.plain_of(one))) for one in note.sentences
    )


def _residents(findings: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], int, int]]:
    for person in findings.get("people", ()):
        match person:
            case {"role": "resident", "span": [int(start), int(end)]} if start < end:
                yield person, start, end


@cache
def _patterns(code: str, region: str, since: date) -> tuple[re.Pattern[str], re.Pattern[str]]:
    key = (code, region, since)
    rule = next(r for r in _DATA["hint"] if (r["code"], r["region"], r["effective_from"]) == key)
    return pattern(rule["words"]), pattern(rule["unless"])


def _card(note: Note, span: Span, rule: Rule) -> GuidanceCard:
    words = _DATA["words"]
    quote, start, end = located(note, span)
    return GuidanceCard(
        kind="hint",
        code=rule["code"],
        title=words["title"].format(name=rule["name"]),
        lines=(
            rule["about"],
            words["ask"].format(office=rule["office"]),
            words["bring"].format(bring=rule["bring"]),
        ),
        quote=quote,
        start=start,
        end=end,
        actions=tuple(Action(one["code"], one["label"]) for one in _DATA["action"]),
        source=told_source(rule),
        sensitive=rule["sensitive"],
    )
