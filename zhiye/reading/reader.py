"""From a note to findings: the one door of this room."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from zhiye.reading.attributes import give_ages, give_homes, give_sexes
from zhiye.reading.belonging import tell_belonging
from zhiye.reading.commitments import find_promises, promising
from zhiye.reading.contacts import find_contacts
from zhiye.reading.coreference import join, tell_sex_by_pronouns
from zhiye.reading.dates import find_dates, own_day
from zhiye.reading.homes import find_homes, home_parts
from zhiye.reading.matters import find_matters
from zhiye.reading.mentions import find_mentions
from zhiye.reading.money import find_money
from zhiye.reading.organisations import find_organisations
from zhiye.reading.tables import read_toml
from zhiye.reading.tagger import tag
from zhiye.reading.text import Note, Span, Word, read_note
from zhiye.reading.units import read_units
from zhiye.reading.values import Coded, Day, Home, Promise, Someone, Sum, Tie

LONGEST = 20_000
_CONFIDENCE: dict[str, float] = read_toml("confidence.toml")["kinds"]
_NUMBERS = re.compile(
    r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{15,18}[Xx]?|12345|\d{1,2}[:：]\d{2})(?!\d)"
)

# A tagger takes the plain text and answers its words; () is no words, and the reader goes by rules.
Tagger = Callable[[str], tuple[Word, ...]]
Entry = Mapping[str, Any]
Findings = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names the register has: found in a note without further evidence."""

    people: tuple[str, ...] = ()
    estates: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    note: Note
    written_on: date
    people: list[Someone]
    ties: list[Tie]
    homes: list[Home]
    days: list[Day]
    money: list[Sum]
    organisations: list[Span]
    matters: list[Coded]
    contacts: list[Coded]
    promises: list[Promise]


def read(entry: Entry, gazetteer: Gazetteer | None = None, tagger: Tagger = tag) -> Findings:
    """The findings of one entry (``text``, optional ``id`` and ``written_on``) in the shape of docs/reading.md.

    Every quote is an exact substring at ``span`` (start, end in characters of the text). The same entry gives
    the same findings; text beyond ``LONGEST`` characters is not read; nothing is raised for any text.
    """
    note = read_note(str(entry.get("text") or "")[:LONGEST])
    written_on = _written_on(entry.get("written_on")) or own_day(note)
    known = _plain(gazetteer or Gazetteer())
    note = replace(note, words=tagger(note.plain))
    return {"id": entry.get("id"), "written_on": written_on.isoformat()} | _as_json(
        _look(note, written_on, tuple(name for name in known.people if name), known)
    )


@lru_cache(maxsize=4)
def _plain(known: Gazetteer) -> Gazetteer:
    """The names as they stand in ``Note.plain``: simplified and half-width."""
    lists = (known.people, known.estates, known.organisations)
    return Gazetteer(*(tuple(read_note(name).plain for name in names) for names in lists))


def _look(note: Note, written_on: date, names: tuple[str, ...], known: Gazetteer) -> _Reading:
    """Numbers, homes, ages, days and sums take their characters in this order; each leaves the rest."""
    numbers = [Span(*hit.span()) for hit in _NUMBERS.finditer(note.plain)]
    homes = [
        home
        for home in find_homes(note, known.estates)
        if not any(home.span.overlaps(span) for span in numbers)
    ]
    people = join(note, find_mentions(note, homes, names))
    give_sexes(note, people)
    places = [home.span for home in homes]
    ages = give_ages(note, people, [*numbers, *places])
    tell_sex_by_pronouns(note, people)
    ties = tell_belonging(note, people)
    give_homes(note, people, homes)
    days = find_dates(note, written_on, [*numbers, *places, *ages])
    money = find_money(note, [*numbers, *places, *ages, *(day.span for day in days)])
    units = read_units(note, days, written_on)
    promised = promising(units)
    promises = find_promises(note, units, promised, days, written_on)
    organisations = find_organisations(note, places, known.organisations)
    matters, contacts = find_matters(note, units, promised), find_contacts(note, units, promised)
    return _Reading(
        note, written_on, people, ties, homes, days, money, organisations, matters, contacts, promises
    )


def _written_on(told: object) -> date | None:
    """The day given with an entry; days that no note can be of (before 1950, after 2090) count as not given."""
    try:
        day = date.fromisoformat(str(told or ""))
    except ValueError:
        return None
    return day if 1950 <= day.year <= 2090 else None


def _as_json(reading: _Reading) -> Findings:
    note = reading.note
    names = [note.quote(someone.name) for someone in reading.people]
    return {
        "people": [_person(note, someone) for someone in reading.people],
        "kinship": _kinship(reading, names),
        "addresses": _distinct(
            [_item(note, "addresses", home.span) | home_parts(home) for home in reading.homes]
        ),
        "dates": _distinct([_item(note, "dates", day.span) | {"value": day.value} for day in reading.days]),
        "money": [
            _item(note, "money", money.span) | {"amount": money.amount, "per": money.per or None}
            for money in reading.money
        ],
        "organisations": list(dict.fromkeys(note.quote(span) for span in reading.organisations)),
        "matters": [
            _item(note, "matters", coded.span, coded.chance) | {"code": coded.code}
            for coded in reading.matters
        ],
        "contacts": [
            _item(note, "contacts", coded.span, coded.chance) | {"kind": coded.code}
            for coded in reading.contacts
        ],
        "commitments": [
            _item(note, "commitments", promise.span, promise.chance)
            | {"due": promise.due.isoformat() if promise.due else None}
            for promise in reading.promises
        ],
    }


def _item(note: Note, kind: str, span: Span, chance: float | None = None) -> Findings:
    """A finding's quote; its confidence is the model's own chance, else the measured share of its kind."""
    confidence = _CONFIDENCE[kind] if chance is None else round(chance, 2)
    return {"text": note.quote(span), "span": list(note.span(span)), "confidence": confidence}


def _person(note: Note, someone: Someone) -> Findings:
    return {
        "name": note.quote(someone.name),
        "age": someone.age,
        "sex": someone.sex or None,
        "role": someone.role,
        "traits": someone.traits,
        "address": note.quote(someone.address) if someone.address else None,
        "span": list(note.span(someone.name)),
        "confidence": _CONFIDENCE["people"],
    }


def _kinship(reading: _Reading, names: list[str]) -> list[Findings]:
    name_of = {id(someone): name for someone, name in zip(reading.people, names, strict=True)}
    return [
        {"person": name_of[id(tie.person)], "relation": tie.relation, "of": name_of[id(tie.of)]}
        | {"span": list(reading.note.span(tie.person.name)), "confidence": _CONFIDENCE["kinship"]}
        for tie in reading.ties
    ]


def _distinct(items: list[Findings]) -> list[Findings]:
    """One item for what is said twice in the same words."""
    seen: dict[tuple[object, ...], Findings] = {}
    for item in items:
        seen.setdefault((item["text"], item.get("value")), item)
    return list(seen.values())
