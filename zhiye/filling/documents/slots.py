"""Places for one thing: the blank cell beside or below a label, blanks inside texts, boxes, cells of a cross table."""

import re
from collections.abc import Iterator

from zhiye.people.heads import plain_head

from .form import Control, Slot, Where
from .grid import Grid, GridCell
from .inline import Blank, blanks_of
from .labels import clean_label, joined
from .lists import FoundList
from .words import DATE, FOOTER, for_a_pen, for_a_picture, is_total

_NO_SLOT = frozenset(word for word in FOOTER if word.endswith(("说明", "注", "注意"))) | {"附件", "备注"}


_STAMPED = re.compile(
    r"[（(][^（()）]*[印盖]章[)）]\s*$"
)  # 培训机构（印章）: the name stands behind, the stamp over it


class SlotFinder:
    """Looks through one grid in reading order; a blank cell belongs to the first label that reaches it."""

    def __init__(self, grid: Grid, lists: list[FoundList]) -> None:
        self.grid = grid
        self.lists = lists
        self.claimed = {place for one in lists for place in one.claimed}
        self.titles: list[str] = []
        self.section = ""
        self.begun = False  # whether a slot stands above

    def slots(self) -> Iterator[Slot]:
        """All slots of the grid outside its lists, and the blank cells of cross tables."""
        for row in range(self._rows()):
            self.section = "" if any(one.first == row for one in self.lists) else self.section
            for cell in self.grid.across(row):
                if cell.row == row and not cell.blank and (row, cell.column) not in self.claimed:
                    yield from self._of_cell(cell)
            for one in self.lists:
                if one.matrix and one.first <= row <= one.last:
                    yield from self._of_matrix(one, row)

    def _rows(self) -> int:
        return max((row for row, _column in self.grid.covering), default=-1) + 1

    def _of_cell(self, cell: GridCell) -> Iterator[Slot]:
        if for_a_picture(cell.text):
            yield self._slot(cell, clean_label(cell.text.strip("{} ")), "photo")
            return
        blanks = blanks_of(cell.text, cell.underlined)
        written = [blank for blank in blanks if blank.kind != "after"]
        if written or len(blanks) > 1:
            yield from self._of_text(cell, blanks)
            return
        label = blanks[0].label if blanks else cell.label
        if not label or plain_head(label) in _NO_SLOT:
            return
        target = self._target(cell)
        if target:
            self.claimed |= {(target.row, target.column)}
            yield self._slot(target, label, "sign" if for_a_pen(label) else "cell", cell)
        elif blanks or _STAMPED.search(cell.text):
            blank = blanks[0] if blanks else Blank(len(cell.text), len(cell.text), label, "after")
            yield self._inline(cell, blank, "")
        else:
            self._remember(cell, label)

    def _target(self, cell: GridCell) -> GridCell | None:
        """The blank cell to the right, else below with the same width; in a sheet one with lines around it."""
        right = self.grid.at(cell.row, cell.right + 1)
        if self._free(right):
            return right
        below = self.grid.at(cell.bottom + 1, cell.column)
        same = below and (below.column, below.columns) == (cell.column, cell.columns)
        return below if same and self._free(below) else None

    def _free(self, cell: GridCell | None) -> bool:
        if cell is None or not cell.blank or (cell.row, cell.column) in self.claimed:
            return False
        return cell.boxed or not self.grid.sheet

    def _of_text(self, cell: GridCell, blanks: list[Blank]) -> Iterator[Slot]:
        outer = ""
        if any(not blank.label for blank in blanks):
            outer = self._label_beside(cell) or self.section
        for blank in blanks:
            if blank.label or outer or blank.kind == "date":
                yield self._inline(cell, blank, outer or (DATE if not blank.label else ""))

    def _label_beside(self, cell: GridCell) -> str:
        left = self.grid.at(cell.row, cell.column - 1)
        if left and left.label:
            return joined(self._group(left), left.label)
        above = self.grid.at(cell.row - 1, cell.column)
        return above.label if above and above.columns == cell.columns else ""

    def _inline(self, cell: GridCell, blank: Blank, outer: str) -> Slot:
        label = blank.label or outer
        group = "" if blank.label == label and not outer else outer if blank.label else ""
        options = tuple(box.word for box in blank.boxes)
        return self._slot(cell, label, blank.kind, cell, blank.start, options, group)

    def _group(self, label: GridCell) -> str:
        """A label further left that reaches over more rows and stands before other labels (家庭住址 | 楼号 | …)."""
        for column in range(label.column - 1, -1, -1):
            cell = self.grid.at(label.row, column)
            if cell and cell.label and cell.rows > label.rows:
                beside = self.grid.at(label.row, cell.right + 1)
                return cell.label if beside and not beside.blank else ""
        return ""

    def _slot(
        self,
        target: GridCell,
        label: str,
        control: Control,
        source: GridCell | None = None,
        at: int = 0,
        options: tuple[str, ...] = (),
        outer: str = "",
    ) -> Slot:
        self.begun = True
        group = joined(self.section, outer or (self._group(source) if source else ""))
        full = joined(group, label)
        key = f"{self.grid.number}/{self.grid.name_of(target)}.{at}/{plain_head(full) or full}"
        where = Where(self.grid.number, target.row, target.column, at)
        return Slot(key, full, control, where, group, options or target.options)

    def _of_matrix(self, one: FoundList, row: int) -> Iterator[Slot]:
        cells = [self.grid.at(row, leaf.column) for leaf in one.leaves]
        names = joined(*(cell.label for cell in cells if cell and cell.label))
        for leaf, cell in zip(one.leaves, cells, strict=True):
            if cell and cell.blank and leaf.column not in one.naming:
                own = joined(*one.labels[leaf.column])
                yield self._slot(cell, own, "cell", outer=joined(one.title, names))

    def _remember(self, cell: GridCell, label: str) -> None:
        """A line that says one thing: a title at the top, else a section over what follows."""
        if self.grid.only_text(cell.row) != cell.text or is_total(label):
            return
        if not self.begun and all(cell.row < one.top for one in self.lists):
            self.titles.append(label)
        elif cell.columns > self.grid.width // 2 and self.grid.width > 1:
            self.section = label
