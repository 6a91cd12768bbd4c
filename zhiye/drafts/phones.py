"""Telephone numbers of a note, and whose they are."""

import re
from dataclasses import dataclass

from zhiye.drafts.text import Somebody, Stretch, Text
from zhiye.people.phone import read_phones

_NUMBER = re.compile(r"(?<![\d-])(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8}|[2-9]\d{7})(?!\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A number as the register writes it, where it stands, and the index of the person it is said of."""

    number: str
    span: Stretch
    owner: int | None


def phones_in(text: Text, people: list[Somebody]) -> list[Told]:
    """The numbers of a note; one belongs to whoever is named last before it in the same sentence."""
    found = []
    for hit in _NUMBER.finditer(text.words):
        read = read_phones(hit.group())
        if len(read) == 1 and not read[0].problem:
            found.append(Told(read[0].number, hit.span(), _owner(text, hit.start(), people)))
    return found


def _owner(text: Text, place: int, people: list[Somebody]) -> int | None:
    start = text.sentence_of(place)[0]
    before = [
        (named[1], one.index)
        for one in people
        for named in one.named
        if start <= named[0] and named[1] <= place
    ]
    return max(before)[1] if before else None
