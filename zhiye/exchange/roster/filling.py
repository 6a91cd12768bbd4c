"""What is written once and meant for the rows below: homes and households of several people."""

from .cells import CellReaders, plain_text
from .heads import Table
from .kinds import Column, Plan
from .workbook import Row, Sheet

HOME_PARTS = ("home", "estate", "building", "unit", "room")
OFTEN = 0.5  # share of rows with a room but no building from which the building was written once on purpose
HEADS_FIRST = 0.8  # share of named households that begin with the row of their head


def fill_down(sheet: Sheet, table: Table, plan: Plan, cells: CellReaders) -> None:
    """Fill the cells of ``table`` that stand for the one above: merged ranges, or blanks that can mean nothing else.

    A file of text and a copied table have lost their merged ranges: there a blank household with a blank
    home belongs to the household above, and a room without building to the building above, where that is
    the habit of the whole table.
    """
    _merged(sheet, table, plan)
    rows = [row for _number, row in table.rows]
    sections = [number for number, _text in table.sections]
    if rows and not sections:
        _households(rows, plan, cells)
        _buildings(rows, plan)


def _merged(sheet: Sheet, table: Table, plan: Plan) -> None:
    filled = {c.index for kind in (*HOME_PARTS, "household") for c in plan.of(kind)}
    filled |= {c.index for c in plan.of("name") if c.sub == "head"}
    for (r0, c0), (r1, c1) in sheet.merged:
        if r1 > r0 and c0 in filled and c0 == c1 and r0 >= table.head_row:
            for row in sheet.rows[r0 + 1 : r1 + 1]:
                row[c0] = sheet.rows[r0][c0]


def _households(rows: list[Row], plan: Plan, cells: CellReaders) -> None:
    household, name = plan.first("household"), plan.first("name")
    homes = [c.index for kind in HOME_PARTS for c in plan.of(kind)]
    if household is None or name is None or not homes or not _begin_with_heads(rows, household, name, cells):
        return
    copied = [household.index, *homes]
    above: list[object] | None = None
    for row in rows:
        if any(row[index] != "" for index in copied):
            above = [row[index] for index in copied] if row[household.index] != "" else None
        elif above and row[name.index] != "":
            for index, cell in zip(copied, above, strict=True):
                row[index] = cell  # type: ignore[call-overload]


def _begin_with_heads(rows: list[Row], household: Column, name: Column, cells: CellReaders) -> bool:
    """Whether each named household begins with its head's own row; numbers of households need no such proof."""
    if household.sub != "name":
        return True
    told = [row for row in rows if row[household.index] != ""]
    own = [row for row in told if cells.names(row[household.index])[1] == cells.names(row[name.index])[1]]
    return bool(told) and len(own) >= HEADS_FIRST * len(told)


def _buildings(rows: list[Row], plan: Plan) -> None:
    building, unit, room = plan.first("building"), plan.first("unit"), plan.first("room")
    if building is None or room is None:
        return
    doors = [row for row in rows if plain_text(row[room.index])]
    blank = [row for row in doors if row[building.index] == ""]
    if len(blank) < OFTEN * len(doors) or not doors or doors[0][building.index] == "":
        return
    copied = [column.index for column in (building, unit) if column]
    above: Row = doors[0]
    for row in doors:
        written = next((at for at, index in enumerate(copied) if row[index] != ""), len(copied))
        for index in copied[:written]:
            row[index] = above[index]
        above = row
