"""A note cut into units of about one statement each, with what is to be seen of every unit (its features)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhiye.reading.tables import read_toml
from zhiye.reading.text import Note, Span, trimmed
from zhiye.reading.unit_words import word_features
from zhiye.reading.values import Day
from zhiye.reading.wordlists import WordLists

_KINDS = {"M": "matters.toml", "K": "contacts.toml", "C": "commitments.toml", "N": "statements.toml"}
# Each string of a list is a family of words: a feature of its own beside that of the list.
_LISTS = WordLists(
    {
        f"{kind}:{code}#{number}": [family]
        for kind, file in _KINDS.items()
        for code, families in read_toml(file)["words"].items()
        for number, family in enumerate(families)
    }
    | {f"m:{code}": words for code, words in read_toml("matters.toml")["topic"].items()}
)
_SPLIT = re.compile("|".join(read_toml("statements.toml")["starts"]))
_QUOTES = re.compile(r"[“”「」\"]")
_ITEM = re.compile(r"(?:^|\n)\s*(?:\d{1,2}[、.,，]|[一二三四五六七八九十][、.]|\(\d+\)|另[:：,，]|[①-⑩])")
_LONG, _SHORT = 26, 7


@dataclass(frozen=True, slots=True)
class Unit:
    """One statement: where it stands, in which sentence and paragraph, and its features."""

    span: Span
    sentence: int
    paragraph: int
    features: tuple[str, ...]


def read_units(note: Note, days: Sequence[Day], written_on: date) -> list[Unit]:
    """The units of a note in order, each with features of its own, of its neighbours and of its place."""
    spans = [piece for clause in note.clauses for piece in _pieces(note, clause, days)]
    spans = [span for span in (trimmed(note.plain, span) for span in spans) if span.end > span.start]
    hits = [_hits(note, span) for span in spans]
    own = [_classes(found, span, days, written_on) for found, span in zip(hits, spans, strict=True)]
    sentences = [_count_before(note, span) for span in spans]
    told = word_features(note, spans, sentences)
    return [
        Unit(
            span,
            *sentences[at],
            (*_features(note, span, at, own, sentences), *_families(hits[at]), *told[at]),
        )
        for at, span in enumerate(spans)
    ]


def _pieces(note: Note, clause: Span, days: Sequence[Day]) -> list[Span]:
    """The clause; a long one without punctuation is cut where a new statement seems to begin."""
    if clause.end - clause.start <= _LONG:
        return [clause]
    starts = {hit.start() for hit in _SPLIT.finditer(note.plain, clause.start, clause.end)}
    starts |= {day.span.start for day in days if clause.start < day.span.start < clause.end}
    edges = [clause.start]
    for start in sorted(starts):
        if start - edges[-1] >= _SHORT and clause.end - start >= _SHORT:
            edges.append(start)
    return [Span(start, end) for start, end in zip(edges, [*edges[1:], clause.end], strict=True)]


def _count_before(note: Note, span: Span) -> tuple[int, int]:
    return (
        sum(sentence.end <= span.start for sentence in note.sentences),
        note.plain.count("\n", 0, span.start),
    )


def _hits(note: Note, span: Span) -> list[str]:
    """The families of words that stand in a unit, each once."""
    return list(dict.fromkeys(name for name, _ in _LISTS.hits(note.plain, span.start, span.end)))


def _families(hits: Sequence[str]) -> list[str]:
    return [name[0].lower() + name[1:] for name in hits]


def _classes(hits: Sequence[str], span: Span, days: Sequence[Day], written_on: date) -> list[str]:
    """Classes of words in a unit, and what its days tell."""
    found = dict.fromkeys(name.partition("#")[0] for name in hits if name[0].isupper())
    for day in days:
        if span.start <= day.span.start < span.end:
            found[_tense(day, written_on)] = None
    return list(found)


def _tense(day: Day, written_on: date) -> str:
    if day.value.startswith("R-"):
        return "D:recurring"
    if day.due is None:
        return "D:open"
    if len(day.value) < 10:
        return "D:month" if day.due >= written_on else "D:past"
    return "D:ahead" if day.due > written_on else "D:today" if day.due == written_on else "D:past"


def _features(
    note: Note, span: Span, at: int, own: list[list[str]], sentences: list[tuple[int, int]]
) -> list[str]:
    words = note.plain_of(span)
    found = [*own[at], *_grams(words)]
    needs = [name for name in own[at] if name.startswith("N:")]
    found += [f"{name}&{need}" for name in own[at] if name[0] in "MK" for need in needs]
    found += [
        f"{name}&{mark}"
        for name in own[at]
        if name[:2] in {"C:", "D:"}
        for mark in own[at]
        if mark[:2] in {"C:", "D:"} and name < mark
    ]
    for step in (-2, -1, 1, 2):
        if 0 <= at + step < len(own):
            side = "same" if sentences[at + step][0] == sentences[at][0] else "other"
            found += [f"{step}{name}" for name in own[at + step]]
            found += [f"{step}{side}{name}" for name in own[at + step]] if abs(step) == 1 else []
    return [*found, *_place(note, span, at, sentences)]


def _grams(words: str) -> list[str]:
    """Runs of one to three characters; digits count as one."""
    plain = "^" + re.sub(r"\d+", "0", words) + "$"
    grams = {plain[place : place + size] for size in (1, 2, 3) for place in range(len(plain) - size + 1)}
    return ["g" + gram for gram in sorted(grams) if gram not in {"^", "$"}]


def _place(note: Note, span: Span, at: int, sentences: list[tuple[int, int]]) -> list[str]:
    length = span.end - span.start
    before, after = note.plain[max(0, span.start - 1) : span.start], note.plain[span.end : span.end + 1]
    found = [f"P:length{min(length // 4, 6)}", f"P:after{after}", f"P:before{before}"]
    found += ["P:first"] * (at == 0) + ["P:last"] * (at == len(sentences) - 1)
    found += ["P:opens"] * (at == 0 or sentences[at - 1][0] != sentences[at][0])
    found += ["P:paragraph"] * (at > 0 and sentences[at - 1][1] != sentences[at][1])
    found += ["P:item"] * bool(_ITEM.match(note.plain, max(0, span.start - 4)))
    found += ["P:quoted"] * (len(_QUOTES.findall(note.plain[: span.start])) % 2)
    return found + [f"P:third{3 * at // len(sentences)}"]
