"""What a model says becomes findings, or nothing: every item is held against the note, whatever it claims.

A quote must be an exact part of the note; days and sums are read in the quote by our own grammar; codes must be
ours; ages, traits and homes are never taken. What the reader found stays as it is: the model only adds.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from zhiye.reading.dates import find_dates
from zhiye.reading.money import find_money
from zhiye.reading.text import Span, read_note
from zhiye.second_reader.covering import Covered
from zhiye.second_reader.questions import CONFIDENCE, LONGEST_QUOTE, MOST_ITEMS, Codes

Findings = dict[str, Any]
MODEL = "model"
_FENCE = re.compile(r"```[a-zA-Z]*\s*(.*?)```", re.S)
_SEXES, _ROLES = ("男", "女"), ("resident", "worker", "other")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}|[A-Za-z][A-Za-z .'-]{1,30}")


def parse(content: str) -> Mapping[str, Any]:
    """The JSON object in an answer, with or without a fence or words around it; {} when there is none."""
    fenced = _FENCE.search(content)
    for piece in (fenced[1] if fenced else "", content, content[content.find("{") : content.rfind("}") + 1]):
        try:
            told = json.loads(piece)
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict):
            return told
    return {}


def merged(findings: Mapping[str, Any], told: Mapping[str, Any], covered: Covered, codes: Codes) -> Findings:
    """The reader's findings and, marked ``"origin": "model"``, what the model adds to them.

    Where both speak of the same words, the reader's stays. Units are names without items: those added stand in
    ``organisations`` and again in ``model_organisations``.
    """
    adding = _Adding(findings, told, covered, codes)
    return adding.all()


class _Adding:
    """One answer being held against one note."""

    def __init__(
        self, findings: Mapping[str, Any], told: Mapping[str, Any], covered: Covered, codes: Codes
    ) -> None:
        self._read, self._told, self._covered, self._codes = findings, told, covered, codes
        self._written_on = date.fromisoformat(str(findings["written_on"]))

    def all(self) -> Findings:
        """The findings with all additions."""
        out: Findings = {
            key: list(value) if isinstance(value, list) else value for key, value in self._read.items()
        }
        out["people"] += list(self._people())
        known = {person["name"] for person in out["people"]}
        out["kinship"] += list(self._kinship(known))
        out["matters"] += list(self._coded("matters", "code", self._codes.matters))
        out["contacts"] += list(self._coded("contacts", "kind", self._codes.contacts))
        out["commitments"] += list(self._new("commitments", self._promise))
        out["dates"] += list(self._new("dates", self._day))
        out["money"] += list(self._new("money", self._sum))
        units = list(self._organisations())
        out["organisations"] += units
        out["model_organisations"] = units
        return out

    def _items(self, key: str) -> Iterator[Mapping[str, Any]]:
        """The items of a kind that are objects, a bounded number of them."""
        items = self._told.get(key)
        if isinstance(items, list):
            yield from (item for item in items[:MOST_ITEMS] if isinstance(item, dict))

    def _quoted(self, quote: object) -> Findings | None:
        """Text, span, confidence and origin of a quote that stands in the note; None otherwise."""
        span = self._covered.span_of(quote)
        if span is None or not 0 < span[1] - span[0] <= LONGEST_QUOTE:
            return None
        text = self._covered.text[slice(*span)]
        return {"text": text, "span": list(span), "confidence": CONFIDENCE, "origin": MODEL}

    def _people(self) -> Iterator[Findings]:
        taken = [person["span"] for person in self._read["people"]]
        taken += [item["span"] for key in ("addresses", "dates", "money") for item in self._read[key]]
        known = [person["name"] for person in self._read["people"]] + list(self._read["organisations"])
        for item in self._items("people"):
            found = self._quoted(item.get("name"))
            if found is None or not _NAME.fullmatch(found["text"]):
                continue
            if _overlaps(found["span"], taken) or any(found["text"] in name for name in known):
                continue
            name = found.pop("text")
            taken.append(found["span"])
            known.append(name)
            sex, role = item.get("sex"), item.get("role")
            yield {
                "name": name,
                "age": None,
                "sex": sex if sex in _SEXES else None,
                "role": role if role in _ROLES else "other",
                "traits": [],
                "address": None,
            } | found

    def _kinship(self, known: set[str]) -> Iterator[Findings]:
        pairs = {frozenset((tie["person"], tie["of"])) for tie in self._read["kinship"]}
        for item in self._items("kinship"):
            person, of = (self._name(item.get(key), known) for key in ("person", "of"))
            found, relation = self._quoted(item.get("text")), item.get("relation")
            if not (person and of and found and relation in self._codes.relations) or person == of:
                continue
            if frozenset((person, of)) not in pairs:
                pairs.add(frozenset((person, of)))
                yield {"person": person, "relation": relation, "of": of} | found

    def _name(self, told: object, known: set[str]) -> str:
        span = self._covered.span_of(told)
        name = self._covered.text[slice(*span)] if span else ""
        return name if name in known else ""

    def _coded(self, kind: str, key: str, codes: Mapping[str, str]) -> Iterator[Findings]:
        def coded(found: Findings, item: Mapping[str, Any]) -> Findings | None:
            code = item.get(key)
            return found | {key: code} if isinstance(code, str) and code in codes else None

        return self._new(kind, coded)

    def _new(
        self, kind: str, finish: Callable[[Findings, Mapping[str, Any]], Findings | None]
    ) -> Iterator[Findings]:
        """Items of a kind whose words neither the reader nor an item before has."""
        taken = [item["span"] for item in self._read[kind]]
        for item in self._items(kind):
            found = self._quoted(item.get("text"))
            if found is None or _overlaps(found["span"], taken):
                continue
            if finished := finish(found, item):
                taken.append(found["span"])
                yield finished

    def _promise(self, found: Findings, _item: Mapping[str, Any]) -> Findings | None:
        """A promise with the first day of its words that is not over; read by the grammar, whatever the model says."""
        days = find_dates(read_note(found["text"]), self._written_on, [])
        due = [day.due for day in days if day.due and day.due >= self._written_on]
        return found | {"due": due[0].isoformat() if due else None} if len(found["text"]) >= 4 else None

    def _day(self, found: Findings, _item: Mapping[str, Any]) -> Findings | None:
        days = find_dates(read_note(found["text"]), self._written_on, [])
        return found | {"value": days[0].value} if len(days) == 1 and _is_all(found, days[0].span) else None

    def _sum(self, found: Findings, _item: Mapping[str, Any]) -> Findings | None:
        sums = find_money(read_note(found["text"]), [])
        if len(sums) != 1 or not _is_all(found, sums[0].span):
            return None
        return found | {"amount": sums[0].amount, "per": sums[0].per or None}

    def _organisations(self) -> Iterator[str]:
        known = list(self._read["organisations"])
        told = self._told.get("organisations")
        for quote in told[:MOST_ITEMS] if isinstance(told, list) else ():
            found = self._quoted(quote)
            if (
                found
                and 2 <= len(found["text"]) <= 30
                and not any(found["text"] in n or n in found["text"] for n in known)
            ):
                known.append(found["text"])
                yield found["text"]


def _is_all(found: Findings, span: Span) -> bool:
    """Whether the grammar reads the whole quote, not a part of it."""
    return bool(span.end - span.start == len(found["text"]))


def _overlaps(span: list[int], taken: list[list[int]]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in taken)
