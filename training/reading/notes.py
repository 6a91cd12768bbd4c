"""Labelled notes and invented phrases as the trainer sees them: units, and which of them the labels quote."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zhiye.reading.dates import find_dates, own_day
from zhiye.reading.homes import find_homes
from zhiye.reading.tagger import tag
from zhiye.reading.text import Note, Span, read_note
from zhiye.reading.units import Unit, read_units

HERE = Path(__file__).parent
FIELDS = {"matters": "code", "contacts": "kind", "commitments": ""}


@dataclass(frozen=True, slots=True)
class Quote:
    """A labelled stretch: its code, and the units it covers."""

    code: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A note with its units and, by field, the stretches that careful readers labelled."""

    note: Note
    units: list[Unit]
    quotes: dict[str, list[Quote]] = field(default_factory=dict)
    weight: float = 1.0


def corpus(parts: str, more: Iterable[Path] = (), weight: float = 1.0) -> list[Labelled]:
    """The notes beside this file (those on odd lines, on even lines, or all), and every note of the files named.

    A note of the latter counts as much as ``weight`` notes of the former.
    """
    chosen = {"odd": (1,), "even": (0,), "all": (0, 1)}[parts]
    found = []
    for path in sorted(HERE.glob("notes_*.jsonl")):
        found += [labelled(line) for number, line in _lines(path) if number % 2 in chosen]
    return found + [labelled(line, weight) for path in more for _, line in _lines(path)]


def labelled(line: dict[str, Any], weight: float = 1.0) -> Labelled:
    """A note of the corpus, looked at as the reader does."""
    note = _tagged(line["text"])
    day = date.fromisoformat(line["written_on"]) if line.get("written_on") else own_day(note)
    days = find_dates(note, day, [home.span for home in find_homes(note, ())])
    units = read_units(note, days, day)
    quotes = {
        name: [Quote(item[key] if key else "", _covered(note, units, item["text"])) for item in line[name]]
        for name, key in FIELDS.items()
    }
    return Labelled(note, units, quotes, weight)


@cache
def phrases(name: str) -> tuple[tuple[str, list[Unit]], ...]:
    """Invented clauses of ``phrases_<name>.toml`` with their code, cut into units."""
    kept = tomllib.loads((HERE / f"phrases_{name}.toml").read_text("utf-8"))
    day, found = date(2025, 6, 11), []
    for code, clauses in kept.items():
        for clause in clauses if isinstance(clauses, list) else ():
            note = _tagged(clause + "。")
            found.append((code, read_units(note, find_dates(note, day, []), day)))
    return tuple(found)


def _tagged(text: str) -> Note:
    note = read_note(text)
    return replace(note, words=tag(note.plain))


def _covered(note: Note, units: list[Unit], quote: str) -> tuple[int, ...]:
    """The units a quote covers by half, or that hold most of the quote; else all it touches."""
    begin = note.text.find(quote)
    inside = [at for at, place in enumerate(note.places[:-1]) if begin <= place < begin + len(quote)]
    if begin < 0 or not inside:
        return ()
    span = Span(inside[0], inside[-1] + 1)
    shared = [max(0, min(unit.span.end, span.end) - max(unit.span.start, span.start)) for unit in units]
    half = [
        place
        for place, (unit, count) in enumerate(zip(units, shared, strict=True))
        if count and (2 * count >= unit.span.end - unit.span.start or count >= 0.6 * (span.end - span.start))
    ]
    return tuple(half or [place for place, count in enumerate(shared) if count])


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            yield number, json.loads(line)
