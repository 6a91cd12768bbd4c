"""Texts and columns made fit for paper: what no file can hold is left out, and widths follow what is written."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhiye.papers.paper import Cell, Table

# Neither XML 1.0 nor JSON can hold these: control signs, halves of characters, the two non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NARROWEST, WIDEST = 4, 24  # half-width columns that a column of a table counts at least and at most
LOOKED_AT = 300  # rows that decide about widths; more cost time and change nothing


def printable(text: str) -> str:
    """The text without what a file cannot hold; line ends as one line feed."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(cell: Cell) -> str:
    """A cell as it is printed."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return "" if cell is None else printable(str(cell))


def is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


def number_columns(table: Table) -> tuple[bool, ...]:
    """Which columns stand right: those with a number in them (beside it may stand 少于5)."""
    return tuple(any(is_number(row[index]) for row in table.rows) for index in range(len(table.heads)))


def width_of(text: str) -> int:
    """Half-width columns of the longest line."""
    return max((sum(map(_width, line)) for line in text.split("\n")), default=0)


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def shares(table: Table) -> tuple[float, ...]:
    """The part of the width that each column gets; they add up to 1."""
    weights: Sequence[float] = table.widths
    if not weights:
        cells = [[shown(cell) for cell in row] for row in table.rows[:LOOKED_AT]]
        columns = ([head, *(row[index] for row in cells)] for index, head in enumerate(table.heads))
        weights = [2 + min(max(max(map(width_of, column)), NARROWEST), WIDEST) for column in columns]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def lines_of(text: str, columns: float) -> int:
    """How many lines a text takes in a cell so many half-width columns wide, rather too many than too few."""
    room = max(columns - 1, 2)
    return sum(int(width_of(line) // room) + 1 for line in text.split("\n"))


def breakable(text: str, columns: float) -> str:
    """A run of letters and digits that is wider than its cell may break anywhere, instead of leaving the cell."""
    longest = max(int(columns) - 1, 2)
    return re.sub(rf"[!-~]{{{longest + 1},}}", lambda run: "\u200b".join(run.group()), text)
