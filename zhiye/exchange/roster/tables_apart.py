"""Several tables of people in one sheet, beside or below each other, taken apart into sheets of their own."""

from itertools import pairwise

from .head_rows import SEARCHED_ROWS, HeadBlock, head_blocks
from .lexicon import head_meaning
from .workbook import Row, Sheet

LEAST_COLUMNS = 2  # of each table
PERSONAL = {"name", "owner_name", "household", "id_number"}


def split_tables(sheet: Sheet) -> list[Sheet]:
    """One sheet for each table of people, all rows and columns in place; the second is called "<name> (2)"."""
    pieces = [beside for below in _split_below(sheet) for beside in _split_beside(below)]
    for order, piece in enumerate(pieces, 1):
        piece.name = sheet.name if order == 1 else f"{sheet.name} ({order})"
    return pieces


def _split_below(sheet: Sheet) -> list[Sheet]:
    """Cut above each further head of people; a legend or a table of sums stays with the table above it."""
    blocks = [block for block in head_blocks(sheet) if _tells_people(block)]
    if len(blocks) < 2:
        return [sheet]
    cuts = [0, *(block.start for block in blocks[1:]), len(sheet.rows)]
    titles = sheet.rows[: blocks[0].top]
    return [
        _rows_of(sheet, [] if _has_title(sheet, block) else titles, start, end)
        for block, (start, end) in zip(blocks, pairwise(cuts), strict=True)
    ]


def _has_title(sheet: Sheet, block: HeadBlock) -> bool:
    return any(cell != "" for row in sheet.rows[block.start : block.top] for cell in row)


def _tells_people(block: HeadBlock) -> bool:
    meanings = [head_meaning(leaf) for _parent, leaf in block.labels.values()]
    return any(m and m.kind in PERSONAL and m.strength == 1.0 for m in meanings)


def _rows_of(sheet: Sheet, titles: list[Row], start: int, end: int) -> Sheet:
    """These rows of the sheet in their places; a table without title of its own is under that of the sheet."""
    blank: Row = [""] * len(sheet.rows[0])
    above = [*titles, *[blank] * (start - len(titles))][:start]
    merged = [m for m in sheet.merged if start <= m[0][0] < end]
    return Sheet(sheet.name, above + sheet.rows[start:end], merged)


def _split_beside(sheet: Sheet) -> list[Sheet]:
    """Cut where a head consists of the same heads several times over; titles above it stay in each."""
    blocks = head_blocks(Sheet(sheet.name, sheet.rows[:SEARCHED_ROWS], sheet.merged))
    starts = _starts(blocks[0]) if blocks else []
    if len(starts) < 2:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows[0])]
    starts[0] = 0
    ranges = zip(starts, ends, strict=True)
    return [_columns_of(sheet, blocks[0].top, start, end) for start, end in ranges]


def _starts(block: HeadBlock) -> list[int]:
    """First columns of the equal tables: the whole head is one series of heads, several times over."""
    columns = sorted(block.labels)
    heads = [block.labels[c] for c in columns]
    for size in range(LEAST_COLUMNS, len(heads) // 2 + 1):
        if len(heads) % size == 0 and heads == heads[:size] * (len(heads) // size):
            return columns[::size] if _tells_people(block) else []
    return []


def _columns_of(sheet: Sheet, top: int, start: int, end: int) -> Sheet:
    width = len(sheet.rows[0])

    def cut(row: Row) -> Row:
        return [""] * start + row[start:end] + [""] * (width - end)

    rows = [list(row) if at < top else cut(row) for at, row in enumerate(sheet.rows)]
    merged = [m for m in sheet.merged if m[0][0] < top or start <= m[0][1] < end]
    return Sheet(sheet.name, rows, merged)
