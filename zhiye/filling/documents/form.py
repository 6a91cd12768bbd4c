"""What a form is to us: slots to write one thing into, and tables to write rows into."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Value = str | int | float | date | tuple[str, ...]  # a tuple ticks several boxes
Row = tuple[int, int]  # first and last, from 0

# How a slot is written into: a blank cell; behind the label in its own cell; a blank inside a text; boxes to tick;
# year, month and day between their words. Nobody but people fills in "photo" and "sign".
Control = Literal["cell", "after", "inline", "boxes", "date", "photo", "sign"]
FOR_HANDS: tuple[Control, ...] = ("photo", "sign")


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the file. ``grid`` is a sheet or a table by number from 0; -1 is the text around a Word file's tables,
    whose paragraphs count as rows. ``at`` tells apart several blanks of one text."""

    grid: int
    row: int
    column: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to write in. ``label`` names it in full (家庭住址·楼号); ``group`` is the part before the last "·"."""

    key: str
    label: str
    control: Control
    where: Where
    group: str = ""
    options: tuple[str, ...] = ()  # of boxes or of a drop-down list; empty where anything may be written


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``serial`` ones are numbered by ``fill``, ``computed`` ones hold a formula of the form."""

    key: str
    label: str
    column: int
    group: str = ""
    serial: bool = False
    computed: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTable:
    """A list to write rows into.

    ``head`` are the rows of the head, ``rows`` the rows below it that belong to the list; the first ``given`` of them
    hold something already and are never written over. ``closed``: something stands below, so more rows push it down.
    """

    key: str
    title: str
    grid: int
    columns: tuple[Column, ...]
    head: Row
    rows: Row
    given: int = 0
    closed: bool = False

    @property
    def blank(self) -> int:
        """How many rows can be written before rows have to be added."""
        return self.rows[1] - self.rows[0] + 1 - self.given


@dataclass(frozen=True, slots=True)
class Form:
    """A form as read. ``kind`` is "xlsx" or "docx"; ``data`` is the file ``fill`` writes into, an old .xls converted.

    ``fingerprint`` is the same for every copy of a form, whatever month it is for and whatever is filled in its lists.
    """

    name: str
    kind: Literal["xlsx", "docx"]
    titles: tuple[str, ...]
    slots: tuple[Slot, ...]
    tables: tuple[FormTable, ...]
    fingerprint: str
    notes: tuple[str, ...] = ()  # sentences on what was left aside
    data: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form and sentences on what could not be written as it was given."""

    data: bytes
    notes: tuple[str, ...] = ()
