"""A .docx as grids (its tables) and lines (the paragraphs around them)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .grid import Grid, GridCell
from .safety import MAX_CELLS, MAX_COLUMNS, too_many_cells
from .word_text import ParagraphText, W, is_placeholder

_LAYERS = {
    f"{W}sdt",
    f"{W}sdtContent",
    f"{W}ins",
    f"{W}smartTag",
    f"{W}customXml",
}  # boxes around what matters


@dataclass(slots=True)
class WordCell:
    """A cell of a Word table: its element, and its paragraphs' texts with where each begins in the cell's text."""

    element: Any
    texts: list[tuple[int, ParagraphText]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(one.text for _start, one in self.texts)


@dataclass(slots=True)
class WordTable:
    """A table: its row elements, its cells by the place they begin at, and its grid."""

    element: Any
    rows: list[Any]
    cells: dict[tuple[int, int], WordCell]
    grid: Grid


def inside(element: Any, tag: str) -> Iterator[Any]:
    """Children with this tag, also those in content controls and the like."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _LAYERS:
            yield from inside(child, tag)


def tables_of(body: Any) -> list[WordTable]:
    """All tables of a body in order, those inside of cells after the one they stand in."""
    found = [
        element
        for element in body.iter(f"{W}tbl")
        if not any(parent.tag == f"{W}txbxContent" for parent in element.iterancestors())
    ]
    return [_table(element, number) for number, element in enumerate(found)]


def lines_of(body: Any) -> list[ParagraphText]:
    """The paragraphs around the tables."""
    return [ParagraphText(paragraph) for paragraph in inside(body, f"{W}p")]


def _table(element: Any, number: int) -> WordTable:
    rows = list(inside(element, f"{W}tr"))
    laid: list[tuple[int, int, int, WordCell, bool]] = []
    width = 0
    for row, tr in enumerate(rows):
        column = _number(tr.find(f"{W}trPr/{W}gridBefore"), 0)
        for tc in inside(tr, f"{W}tc"):
            span = max(_number(tc.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
            laid.append((row, column, span, _cell(tc), _continues(tc)))
            column += span
        width = max(width, column)
    if width > MAX_COLUMNS or len(rows) * width > MAX_CELLS:
        raise too_many_cells()
    grid = Grid(number, "", len(rows), width, sheet=False)
    return WordTable(element, rows, _lay(grid, laid), grid)


def _lay(grid: Grid, laid: list[tuple[int, int, int, WordCell, bool]]) -> dict[tuple[int, int], WordCell]:
    """Cells onto the grid; one that continues a merged cell makes that one a row longer."""
    starts: dict[tuple[int, int], tuple[int, int, WordCell]] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for row, column, span, cell, continues in laid:
        above = open_at.get(column)
        if continues and above and starts[above][1] == row - above[0]:
            width, height, first = starts[above]
            starts[above] = (width, height + 1, first)
            continue
        starts[row, column] = (span, 1, cell)
        open_at[column] = (row, column)
    for (row, column), (span, height, cell) in starts.items():
        grid.put(_grid_cell(row, column, height, span, cell))
    return {place: cell for place, (_span, _height, cell) in starts.items()}


def _grid_cell(row: int, column: int, height: int, span: int, cell: WordCell) -> GridCell:
    nested = cell.element.find(f".//{W}tbl")
    text = cell.text if nested is None else cell.text or "".join(nested.itertext()) or "…"
    marked = frozenset(start + at for start, one in cell.texts for at in one.underlined)
    return GridCell(row, column, height, span, text, True, underlined=marked, options=_options(cell.element))


def _cell(tc: Any) -> WordCell:
    cell = WordCell(tc)
    start = 0
    for paragraph in inside(tc, f"{W}p"):
        text = ParagraphText(paragraph)
        cell.texts.append((start, text))
        start += len(text.text) + 1
    return cell


def _options(tc: Any) -> tuple[str, ...]:
    """The words of a drop-down control in a cell."""
    lists = [*tc.iter(f"{W}dropDownList"), *tc.iter(f"{W}comboBox")]
    words = [
        item.get(f"{W}displayText") or item.get(f"{W}value")
        for one in lists
        for item in one.iter(f"{W}listItem")
    ]
    return tuple(word for word in words if word)


def placeholder_in(element: Any) -> Any:
    """The first content control that only shows what to do, None without one."""
    return next((control for control in element.iter(f"{W}sdt") if is_placeholder(control)), None)


def _continues(tc: Any) -> bool:
    merge = tc.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _number(element: Any, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdigit() else otherwise
