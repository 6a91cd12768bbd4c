"""Lists in a form: a head of one to three rows over rows to write into, or over rows that name themselves.

A row is the last row of a head when it is an unbroken run of labels and the row below it has the same columns with
nothing in them but a running number. That needs no lexicon, so any office's head is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from zhiye.people.heads import plain_head

from .grid import Grid, GridCell
from .labels import joined
from .words import FOOTER, is_hint, is_serial, is_total

DEEPEST_HEAD = 3
DEEPEST_SEARCH = 400  # rows in which a head is looked for; rosters of thousands have theirs at the top
FEWEST_COLUMNS = 2
FEWEST_OVER_DATA = 3  # two labels over two filled cells are as well an explanation


@dataclass(slots=True)
class FoundList:
    """A list as found: ``leaves`` are the cells of the last head row, ``labels`` their names by column."""

    top: int
    leaves: list[GridCell]
    labels: dict[int, tuple[str, str]]
    first: int
    last: int
    given: int = 0
    closed: bool = False
    title: str = ""
    matrix: bool = False
    naming: frozenset[int] = frozenset()  # columns of a cross table that hold its rows' names
    claimed: set[tuple[int, int]] = field(default_factory=set)

    @property
    def head(self) -> tuple[int, int]:
        return self.top, self.leaves[0].bottom

    @property
    def span(self) -> tuple[int, int]:
        return self.leaves[0].column, self.leaves[-1].right


def find_lists(grid: Grid) -> list[FoundList]:
    """All lists of a grid from the top, none inside another."""
    found: list[FoundList] = []
    row = 0
    while row < min(grid.height - 1, DEEPEST_SEARCH):
        below = row
        for run in _runs(grid, row):
            one = _list_under(grid, row, run)
            if one and not (one.given and found and len(run) <= FEWEST_OVER_DATA):
                found.append(one)
                below = max(below, one.last)
        row = below + 1
    return found


def _runs(grid: Grid, row: int) -> Iterator[list[GridCell]]:
    """Unbroken runs of labels that end in this row, from left to right."""
    run: list[GridCell] = []
    for cell in grid.across(row):
        if cell.bottom == row and cell.heading:
            run.append(cell)
        else:
            yield from [run] if len(run) >= FEWEST_COLUMNS else []
            run = []
    yield from [run] if len(run) >= FEWEST_COLUMNS else []


def _list_under(grid: Grid, row: int, run: list[GridCell]) -> FoundList | None:
    kind = _kind_of_body(grid, row + 1, run)
    if not kind or not _enough(grid, row, run, kind):
        return None
    top, labels = _head_above(grid, run)
    found = FoundList(top, run, labels, row + 1, row + 1, matrix=kind == "named")
    _extend(grid, found)
    if found.matrix and not found.closed and found.given:
        return None
    blank = found.last - found.first + 1 - found.given
    if not found.matrix and (blank < 1 or found.given) and not _surely_a_list(grid, found):
        return None
    found.title = _title_of(grid, found)
    found.naming = _naming(grid, found) if found.matrix else frozenset()
    _claim(grid, found)
    return found


def _enough(grid: Grid, row: int, run: Sequence[GridCell], kind: str) -> bool:
    """Two labels over one pair of blank cells may be anything; a serial number or more rows make them a list."""
    if len(run) >= FEWEST_OVER_DATA or kind == "named":
        return True
    return is_serial(run[0].text) or _kind_of_body(grid, row + 2, run) == kind == "blank"


def _kind_of_body(grid: Grid, row: int, leaves: Sequence[GridCell]) -> str:
    """What a row under these columns is: "blank" (numbers of rows count as nothing), "named", "given", or ""."""
    cells = [grid.at(row, leaf.column) for leaf in leaves]
    if any(
        cell is None or (cell.column, cell.columns) != (leaf.column, leaf.columns)
        for cell, leaf in zip(cells, leaves, strict=True)
    ):
        return ""
    body = [cell for cell in cells if cell]
    open_cells = [_open(cell, leaf) for cell, leaf in zip(body, leaves, strict=True)]
    if any(cell.rows > 1 for cell, is_open in zip(body, open_cells, strict=True) if is_open):
        return ""
    if all(open_cells):
        return "blank"
    if not any(open_cells) and not any(cell.row == row for cell in body):
        return ""
    return "named" if _names_itself(body, open_cells) else _given(body, open_cells)


def _open(cell: GridCell, leaf: GridCell) -> bool:
    if cell.blank or is_hint(cell.text) or set(cell.text.strip()) <= set("….·"):
        return True
    return cell.formula or (is_serial(leaf.text) and len(cell.text) < 6 and not cell.has_han)


def _names_itself(body: Sequence[GridCell], open_cells: Sequence[bool]) -> bool:
    """Whether the row begins with labels of its own (低保 | 户数 … ), and all behind them is open."""
    leading = list(
        takewhile(lambda pair: not pair[1] or pair[0].text.strip(), zip(body, open_cells, strict=True))
    )
    names = [cell for cell, is_open in leading if not is_open]
    rest = open_cells[len(leading) :]
    return bool(names and rest and all(rest) and all(cell.label and cell.has_han for cell in names))


def _given(body: Sequence[GridCell], open_cells: Sequence[bool]) -> str:
    """A row of data: three cells or half of it filled, and no line of sums."""
    filled = [cell for cell, is_open in zip(body, open_cells, strict=True) if not is_open]
    if any(is_total(cell.text) or plain_head(cell.text) in FOOTER for cell in filled[:2]):
        return ""
    return "given" if len(filled) >= min(FEWEST_OVER_DATA, (len(body) + 1) // 2) else ""


def _extend(grid: Grid, found: FoundList) -> None:
    """Follow the rows down as long as they have the same columns; rows of data stand before blank ones."""
    first = [grid.at(found.first, leaf.column) for leaf in found.leaves]
    boxed = any(cell.boxed for cell in first if cell)
    row = found.first
    while row < grid.height:
        kind = _kind_of_body(grid, row, found.leaves)
        if not kind or (kind == "blank" and grid.sheet and boxed and not _boxed(grid, row, found)):
            break
        if found.matrix != (kind == "named") and found.matrix:
            break
        if not found.matrix and kind != "blank":
            if found.given < row - found.first or _sums_up(grid, row, found):
                break
            found.given += 1
        row += 1
    found.last = row - 1
    found.closed = any(
        cell is not None and not cell.blank
        for below in range(row, grid.height)
        for cell in (grid.at(below, c) for c in range(found.span[0], found.span[1] + 1))
    )


def _sums_up(grid: Grid, row: int, found: FoundList) -> bool:
    cells = (grid.at(row, leaf.column) for leaf in found.leaves[:2])
    return any(is_total(cell.text) for cell in cells if cell)


def _surely_a_list(grid: Grid, found: FoundList) -> bool:
    """Rows of data below labels may be an explanation; a form that came back filled has numbered rows or many columns.

    A table of a Word file without any blank row is a text in columns, unless its rows are numbered.
    """
    if is_serial(found.leaves[0].text) and len(found.leaves) >= FEWEST_OVER_DATA:
        return True
    full = found.given > found.last - found.first
    if full and not grid.sheet:
        return False
    least = FEWEST_OVER_DATA + 1 if full and found.closed else FEWEST_OVER_DATA
    return len(found.leaves) >= least


def _naming(grid: Grid, found: FoundList) -> frozenset[int]:
    rows = range(found.first, found.last + 1)
    cells = ((leaf.column, grid.at(row, leaf.column)) for leaf in found.leaves for row in rows)
    return frozenset(column for column, cell in cells if cell and cell.label)


def _boxed(grid: Grid, row: int, found: FoundList) -> bool:
    cells = (grid.at(row, leaf.column) for leaf in found.leaves)
    return any(cell.boxed for cell in cells if cell)


def _head_above(grid: Grid, leaves: Sequence[GridCell]) -> tuple[int, dict[int, tuple[str, str]]]:
    """The first row of the head, and the label of each column as (group, own)."""
    bottom = leaves[0].bottom
    top = max(min(leaf.row for leaf in leaves), bottom - DEEPEST_HEAD + 1)
    while top > 0 and bottom - top + 1 < DEEPEST_HEAD and _groups_in(grid, top - 1, leaves):
        top -= 1
    labels: dict[int, tuple[str, str]] = {}
    for leaf in leaves:
        parents = [_group_over(grid, row, leaf, leaves) for row in range(top, leaf.row)]
        labels[leaf.column] = (joined(*parents), leaf.label)
    return top, labels


def _groups_in(grid: Grid, row: int, leaves: Sequence[GridCell]) -> bool:
    """Whether a row holds group heads: labels, at least one over several columns but not over all."""
    low, high = leaves[0].column, leaves[-1].right
    cells = [cell for cell in grid.across(row) if low <= cell.column <= high]
    filled = [cell for cell in cells if not cell.blank]
    if not filled or any(not cell.heading or cell.right > high for cell in filled):
        return False
    if grid.sheet and leaves[0].boxed and not all(cell.boxed for cell in filled):
        return False
    spans = any(1 < cell.columns < high - low + 1 for cell in filled)
    reaches = any(cell.bottom > row for cell in filled)
    gaps = len(filled) > 1 and len(filled) < len(cells) and not cells[0].blank
    return spans or reaches or gaps


def _group_over(grid: Grid, row: int, leaf: GridCell, leaves: Sequence[GridCell]) -> str:
    """The group head over a column; one that is not merged reaches right over blank cells."""
    for column in range(leaf.column, leaves[0].column - 1, -1):
        cell = grid.at(row, column)
        if cell and not cell.blank:
            reaches = column == leaf.column or (cell.columns == 1 and cell.rows == 1)
            return cell.label if reaches or cell.right >= leaf.column else ""
        if cell and cell.columns > 1:
            return ""
    return ""


def _title_of(grid: Grid, found: FoundList) -> str:
    """What the list is about: a label beside it that reaches down its rows, or the one line right above it."""
    beside = grid.at(found.first, found.span[0] - 1)
    if beside and beside.rows > 1 and beside.heading and beside.row <= found.leaves[0].bottom:
        return beside.label
    above = grid.at(found.top - 1, found.span[0])
    if above and above.heading and above.columns >= found.span[1] - found.span[0] + 1 and found.top - 1 > 0:
        return above.label
    return ""


def _claim(grid: Grid, found: FoundList) -> None:
    """Mark all places of the list, so that nothing in it is taken for a slot."""
    low, high = found.span
    rows = range(found.top, found.last + 1)
    found.claimed = {(row, column) for row in rows for column in range(low, high + 1)}
    beside = grid.at(found.first, low - 1)
    if beside and beside.label == found.title:
        found.claimed |= {(row, beside.column) for row in range(beside.row, beside.bottom + 1)}
    above = grid.at(found.top - 1, low)
    if found.title and above and above.label == found.title:
        found.claimed.add((above.row, above.column))
