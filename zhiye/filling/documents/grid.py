"""A sheet or a table of a Word file as cells with the room they take: what both kinds of form are read from."""

import re
from dataclasses import dataclass, field

from .inline import BOX_OPEN, BOX_TICKED, blanks_of
from .labels import clean_label, is_label
from .words import is_hint

_HAN = re.compile(r"[㐀-鿿]")
_DIGITS = re.compile(r"[-+]?[0-9][0-9,.]*%?")
_ANSWERED = re.compile("[:：]|[0-9]月[0-9]+日")  # 填报单位：青桐居民区, 2026年11月21日
_BOXES = re.compile(f"[{BOX_OPEN}{BOX_TICKED}]")


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell, merged ones whole. ``boxed``: it has lines around it. ``underlined`` are letters on a line."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    boxed: bool = False
    number: bool = False
    formula: bool = False
    underlined: frozenset[int] = frozenset()
    options: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing is written here."""
        return not self.formula and not self.text.strip() and not self.underlined

    @property
    def label(self) -> str:
        """The text as a label, "" where it is none: too long, a number, boxes, or nothing."""
        text = clean_label(self.text)
        if self.formula or self.number or not is_label(text) or _BOXES.search(text):
            return ""
        return "" if _DIGITS.fullmatch(text) or is_hint(text) or not any(map(str.isalpha, text)) else text

    @property
    def heading(self) -> str:
        """The label of a cell that heads others; "" for one that asks for something itself (填表人：)."""
        label = self.label
        return "" if not label or _ANSWERED.search(label) or blanks_of(self.text, self.underlined) else label

    @property
    def has_han(self) -> bool:
        """Whether there is any Chinese character in it."""
        return bool(_HAN.search(self.text))

    @property
    def bottom(self) -> int:
        return self.row + self.rows - 1

    @property
    def right(self) -> int:
        return self.column + self.columns - 1


@dataclass(slots=True)
class Grid:
    """Cells by every place they cover. In a sheet a blank cell without lines belongs to nothing; ``sheet`` says so."""

    number: int
    name: str
    height: int
    width: int
    sheet: bool
    covering: dict[tuple[int, int], GridCell] = field(default_factory=dict)

    def put(self, cell: GridCell) -> None:
        """Lay a cell over all places it covers."""
        for row in range(cell.row, cell.bottom + 1):
            for column in range(cell.column, cell.right + 1):
                self.covering[row, column] = cell

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers this place, None outside."""
        if not (0 <= row < self.height and 0 <= column < self.width):
            return None
        return self.covering.get((row, column)) or GridCell(row, column)

    def across(self, row: int) -> list[GridCell]:
        """All cells a row touches, from left to right, also those that began above."""
        cells: list[GridCell] = []
        column = 0
        while column < self.width:
            cell = self.at(row, column)
            if cell is None:
                break
            cells.append(cell)
            column = max(cell.right, column) + 1
        return cells

    def only_text(self, row: int) -> str:
        """The text of a row that says one thing (a title, a section), else ""."""
        filled = [cell for cell in self.across(row) if not cell.blank]
        return filled[0].text if len(filled) == 1 and filled[0].row == row else ""

    def name_of(self, cell: GridCell) -> str:
        """The cell as a spreadsheet calls it: B5."""
        letters, number = "", cell.column + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{cell.row + 1}"
