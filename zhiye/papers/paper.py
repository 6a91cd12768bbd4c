"""What a report says, before anybody decides how it is printed. Pure values; the three writers read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Cell = str | int | Decimal | date | None
HIGHEST_LEVEL, LOWEST_LEVEL = 1, 4  # 一、（一）1.（1）of GB/T 9704 7.3.3


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that carry a note: a figure and how it is counted. Equal notes get one number."""

    text: str
    note: str


Part = str | Ref


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its number ("一、", "（一）") is part of ``text``. ``level`` from 1 to 4."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not HIGHEST_LEVEL <= self.level <= LOWEST_LEVEL:
            raise ValueError(f"a heading has a level from 1 to 4, not {self.level}")


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; a line feed in it begins another. ``Text.of("…", Ref("480户", "…"), "。")`` spares brackets."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, *parts: Part) -> "Text":
        return cls(parts)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. ``widths`` are weights, one a column; without them they follow what stands in the cells.

    Numbers stand right, and so does the head of a column in which there is one. ``Decimal`` and never ``float``: what
    is printed is what was reckoned.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        wrong = next((row for row in self.rows if len(row) != len(self.heads)), None)
        if not self.heads or wrong is not None:
            raise ValueError(f"{self.caption}: each row has as many cells as there are heads")
        if self.widths and (len(self.widths) != len(self.heads) or min(self.widths) <= 0):
            raise ValueError(f"{self.caption}: a weight above 0 for each column, or none at all")


class Mark(NamedTuple):
    """One bar. ``shown`` is printed in place of the value, and then no bar is drawn (少于5)."""

    label: str
    value: int | Decimal
    shown: str = ""

    @property
    def cell(self) -> Cell:
        return self.shown or self.value

    @property
    def length(self) -> Decimal:
        """What the bar is drawn by: nothing below 0, and nothing for what is not told."""
        return Decimal(0) if self.shown else max(Decimal(self.value), Decimal(0))


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of figures. ``title`` is the finding, a sentence; the same numbers stand in ``table``."""

    title: str
    unit: str
    marks: tuple[Mark, ...]
    note: str = ""

    @property
    def table(self) -> Table:
        heads = ("项目", f"数（{self.unit}）" if self.unit else "数")
        return Table(self.title, heads, tuple((mark.label, mark.cell) for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: how something is counted, as of when."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins a page."""


Block = Heading | Text | Table | Bars | Note | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as an office sends it.

    ``issuer`` signs at the end, above the day; ``signed_by`` is the person who answers for it (签发人), printed at the
    head. Without ``signed_on`` the day is left to be written by hand. ``number`` is the committee's own (〔2026〕11号),
    ``addressee`` whom it goes to, ``closing`` the remark under the day (附注), without brackets.
    """

    title: str
    issuer: str
    blocks: tuple[Block, ...]
    number: str = ""
    addressee: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    closing: str = ""
    notes: tuple[str, ...] = field(init=False, compare=False)  # of the refs, in order, each once

    def __post_init__(self) -> None:
        refs = (part.note for block in self.blocks if isinstance(block, Text) for part in _refs(block.parts))
        object.__setattr__(self, "notes", tuple(dict.fromkeys(refs)))

    def number_of(self, ref: Ref) -> int:
        """The number under which a ref's note is printed, from 1."""
        return self.notes.index(ref.note) + 1

    @property
    def tables(self) -> Iterator[Table]:
        """Every table in order, the twins of pictures among them."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Bars):
                yield block.table


def _refs(parts: Sequence[Part]) -> Iterator[Ref]:
    return (part for part in parts if isinstance(part, Ref))


def day_words(day: date | None) -> str:
    """A day as offices write it, in full and without leading noughts (GB/T 9704 7.3.5.4); blanks without a day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　年　　月　　日"
