"""What guidance hands over: a card beside the words that called it up."""

from dataclasses import dataclass

from zhiye.reading.text import Note, Span


@dataclass(frozen=True, slots=True)
class Action:
    """Something the worker may do about it. ``code`` is stable; ``call`` a number to dial, "" where there is none."""

    code: str
    label: str
    call: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceCard:
    """Advice, never a fact about a person. ``quote`` is exactly ``text[start:end]``; other places are in ``also``.

    ``kind``: proof, safety, violence or hint. ``ring``: who may see what is made of it ("team" or "secretary").
    ``sensitive`` cards are answered one by one.
    """

    kind: str
    code: str
    title: str
    lines: tuple[str, ...]
    quote: str
    start: int
    end: int
    actions: tuple[Action, ...]
    source: str
    sensitive: bool
    ring: str = "team"
    also: tuple[tuple[int, int], ...] = ()


def located(note: Note, span: Span) -> tuple[str, int, int]:
    """Quote, start and end of a stretch of the plain text, in the text as written."""
    start, end = note.span(span)
    return note.text[start:end], start, end
