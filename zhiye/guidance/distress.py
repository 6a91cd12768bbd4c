"""Cards of safety and of violence: words that somebody should not be left alone with."""

import re
from collections.abc import Iterable
from functools import cache

from zhiye.guidance.card import Action, GuidanceCard, located
from zhiye.guidance.context import Lexicon, lexicon, spoken_of
from zhiye.guidance.tables import read_toml
from zhiye.reading.text import Note, Span

_PART = re.compile(r"\{([A-Z]+)\}")


def distress_cards(note: Note, kind: str) -> list[GuidanceCard]:
    """Cards of ``kind`` ("safety" or "violence"), at most one a line of the note; further words stand in ``also``.

    A line, because workers write one case a line; two cards about one evening would only be clicked away. The
    numbers to call are told whatever day it is. All are sensitive and for the writer and the secretary alone.
    """
    found: dict[int, list[Span]] = {}
    for span in spoken_of(note, _lexicon(kind)):
        found.setdefault(note.plain.count("\n", 0, span.start), []).append(span)
    return [_card(note, kind, spans) for spans in found.values()]


def _card(note: Note, kind: str, spans: list[Span]) -> GuidanceCard:
    data = read_toml(f"{kind}.toml")
    quote, start, end = located(note, spans[0])
    return GuidanceCard(
        kind=kind,
        code=kind,
        title=data["title"],
        lines=tuple(data["lines"]),
        quote=quote,
        start=start,
        end=end,
        actions=tuple(Action(one["code"], one["label"], one.get("call", "")) for one in data["action"]),
        source=data["card_source"],
        sensitive=True,
        ring="secretary",
        also=tuple(note.span(span) for span in spans[1:]),
    )


@cache
def _lexicon(kind: str) -> Lexicon:
    data = read_toml(f"{kind}.toml")["lexicon"]
    parts = {name: _piece(words) for name, words in data.get("parts", {}).items()}

    def put(words: Iterable[str]) -> list[str]:
        return [_PART.sub(lambda hit: parts[hit[1]], word) for word in words]

    groups = {name: put(words) for name, words in data["words"].items()}
    return lexicon(data | {"words": groups, "unless": put(data["unless"])})


def _piece(words: list[str]) -> str:
    """Any of the words; a look at the first letter spares trying each of them at every place of a note."""
    first = {word[0] for word in words}
    ahead = "" if first & set("(\\[") else f"(?=[{''.join(sorted(first))}])"
    return f"(?:{ahead}(?:{'|'.join(words)}))"
