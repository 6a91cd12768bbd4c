"""Writing into an .xlsx: values go straight into the cells' XML, so that styles stay as they are.

(wolfxl, which moves rows for us, gives a cell a new style when a date is written into it: its lines would be lost.)
"""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from lxml import etree

from . import notes
from .answers import Rows, Values, allowed, edits_for, slots_to_write, tables_to_write
from .form import Column, Filled, Form, FormTable, Slot, Value
from .inline import Edit, blanks_of
from .making_room import look_alike, moved_down, stretched
from .values import serial_of_date, text_of
from .workbook import S, Workbook, letters_of, merged_areas, place_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AFTER_CALC = {f"{S}{name}" for name in (
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr",
    "webPublishObjects", "extLst",
)}  # fmt: skip
Shifts = dict[int, list[tuple[int, int]]]  # by sheet: rows added above a row of the form as it came


class SheetWriter:
    """Writes into the cells of one sheet; rows and cells that are not there yet are made."""

    def __init__(self, book: Workbook, number: int) -> None:
        self.book = book
        self.root = book.sheet(number)
        self.part = book.sheets[number].part
        self.data = self.root.find(f"{S}sheetData")
        self.rows = {int(row.get("r", 0)) - 1: row for row in self.data}
        self.cells: dict[int, dict[int, Any]] = {}
        self.last = max(self.rows, default=-1)
        self.right = 0

    def cell(self, row: int, column: int) -> Any:
        """The element of a cell, made in its place with the style of its row or column where it is missing."""
        cells = self._cells_of(row)
        if column not in cells:
            made = etree.SubElement(self.rows[row], f"{S}c", {"r": f"{letters_of(column)}{row + 1}"})
            style = self.rows[row].get("s") or self._column_style(column)
            if style:
                made.set("s", style)
            behind = [other for other in cells if other > column]
            if behind:
                cells[min(behind)].addprevious(made)
            self.rows[row].attrib.pop("spans", None)
            cells[column] = made
        self.right = max(self.right, column)
        self.last = max(self.last, row)
        return cells[column]

    def put(self, row: int, column: int, value: Value, label: str = "", samples: Iterable[str] = ()) -> None:
        """Write a value the way the cell's style asks for it."""
        cell = self.cell(row, column)
        style = self.book.style(cell.get("s"))
        if isinstance(value, date) and style.is_date:
            self._set(cell, number=serial_of_date(value, self.book.since_1904))
        elif isinstance(value, int | float) and not style.is_text:
            self._set(cell, number=value)
        else:
            self._set(cell, text=text_of(value, label, samples))

    def empty(self, row: int, column: int) -> None:
        """Take a cell's value out; its look stays."""
        cell = self._cells_of(row).get(column) if row in self.rows else None
        if cell is not None:
            cell[:] = []
            cell.attrib.pop("t", None)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, "" when there is none."""
        cell = self._cells_of(row).get(column) if row in self.rows else None
        return self.book.text_of(cell)[0] if cell is not None else ""

    def edit(self, row: int, column: int, edits: Sequence[Edit]) -> None:
        """Change letters of a cell's text; fonts inside the text stay."""
        cell = self.cell(row, column)
        string = self._own_string(cell)
        nodes = [node for node in string.iter(f"{S}t") if node.getparent().tag != f"{S}rPh"]
        for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
            _edit_nodes(nodes, edit)
        self._set(cell, string=string)

    def finish(self) -> None:
        """Say how far the sheet reaches now."""
        size = self.root.find(f"{S}dimension")
        if size is not None and size.get("ref"):
            first, _colon, end = size.get("ref").partition(":")
            row, column = place_of(end or first)
            size.set("ref", f"{first}:{letters_of(max(column, self.right))}{max(row, self.last) + 1}")
        self.book.parts.changed(self.part)

    def _cells_of(self, row: int) -> dict[int, Any]:
        if row not in self.rows:
            made = etree.Element(f"{S}row", {"r": str(row + 1)})
            before = [other for other in self.rows if other < row]
            self.rows[max(before)].addnext(made) if before else self.data.insert(0, made)
            self.rows[row] = made
        if row not in self.cells:
            self.cells[row] = {place_of(cell.get("r", ""))[1]: cell for cell in self.rows[row]}
        return self.cells[row]

    def _column_style(self, column: int) -> str:
        for one in self.root.iterfind(f"{S}cols/{S}col"):
            if int(one.get("min", 0)) <= column + 1 <= int(one.get("max", 0)):
                return str(one.get("style", ""))
        return ""

    def _own_string(self, cell: Any) -> Any:
        """The cell's text as a string of its own: texts in the common table may belong to other cells too."""
        value = cell.findtext(f"{S}v") or ""
        if cell.get("t") == "s" and value.isdigit() and int(value) < len(self.book.shared):
            string = copy.deepcopy(self.book.shared[int(value)])
        elif cell.get("t") == "inlineStr" and cell.find(f"{S}is") is not None:
            string = copy.deepcopy(cell.find(f"{S}is"))
        else:
            string = etree.Element(f"{S}is")
            etree.SubElement(string, f"{S}t").text = value
        string.tag = f"{S}is"
        return string

    def _set(
        self, cell: Any, text: str | None = None, number: float | None = None, string: Any = None
    ) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if number is not None:
            etree.SubElement(cell, f"{S}v").text = repr(number)
            return
        cell.set("t", "inlineStr")
        if string is None:
            string = etree.Element(f"{S}is")
            node = etree.SubElement(string, f"{S}t")
            node.text = text
            node.set(_SPACE, "preserve")
        cell.append(string)


def _edit_nodes(nodes: Sequence[Any], edit: Edit) -> None:
    """One edit over the pieces of a text: the first piece it covers takes the new letters, the others lose theirs."""
    at, text = 0, edit.text
    near: tuple[Any, int] | None = None
    for node in nodes:
        own = node.text or ""
        low, high = max(edit.start - at, 0), min(edit.end - at, len(own))
        if low < high:
            node.text, text, near = own[:low] + text + own[high:], "", None
            node.set(_SPACE, "preserve")
        elif text and at <= edit.start <= at + len(own) and edit.start == edit.end:
            near = near or (node, edit.start - at)
        at += len(own)
    if near:
        node, low = near
        node.text = (node.text or "")[:low] + edit.text + (node.text or "")[low:]
        node.set(_SPACE, "preserve")


def fill_xlsx(form: Form, values: Values, tables: Mapping[str, Rows], over: Collection[str] = ()) -> Filled:
    """The form with values in its slots and rows in its lists; what stands below a list is pushed down."""
    told: list[str] = []
    lists = tables_to_write(form, tables, over, told)
    book, shifts = _with_room(form, lists)
    for table, rows in lists:
        _make_rows(book, shifts, table, len(rows), told)
    singles = slots_to_write(form, values, told)
    touched = {table.grid for table, _rows in lists} | {slot.where.grid for slot, _value in singles}
    writers = {grid: SheetWriter(book, grid) for grid in touched}
    for table, rows in lists:
        if table.key in over:
            _clear(writers[table.grid], shifts, table)
        _write_rows(
            writers[table.grid], _row_now(shifts, table.grid, table.rows[0]) + table.given, table, rows, told
        )
    _write_slots(book, writers, shifts, singles, told)
    for writer in writers.values():
        writer.finish()
    if writers:
        _reckon_anew(book)
    return Filled(book.parts.bytes(), tuple(dict.fromkeys(told)))


def _row_now(shifts: Shifts, grid: int, row: int) -> int:
    """Where a row of the form as it came stands now."""
    return row + sum(count for at, count in shifts[grid] if at <= row)


def _with_room(form: Form, lists: list[tuple[FormTable, Rows]]) -> tuple[Workbook, Shifts]:
    """The workbook with rows added where a list needs more than it has, from the bottom up."""
    data, shifts = form.data, defaultdict[int, list[tuple[int, int]]](list)
    book = Workbook(data)
    more: dict[tuple[int, int, bool], int] = {}
    for table, rows in lists:
        drawn = book.sheet(table.grid).find(f"{S}drawing") is not None
        if len(rows) > table.blank and (table.closed or drawn):
            place = (table.grid, table.rows[1], table.rows[1] > table.rows[0] and table.blank > 0)
            more[place] = max(more.get(place, 0), len(rows) - max(table.blank, 0))
    for (grid, last, inside), count in sorted(more.items(), reverse=True):
        at = last if inside else last + 1
        data = moved_down(data, book.sheets[grid].name, at, count)
        shifts[grid].append((at, count))
    return (Workbook(data) if more else book), shifts


def _make_rows(book: Workbook, shifts: Shifts, table: FormTable, count: int, told: list[str]) -> None:
    """Rows that are not there yet, in the image of the list's last row."""
    extra = count - table.blank
    if extra <= 0:
        return
    first, last = (_row_now(shifts, table.grid, row) for row in table.rows)
    inside = last - first > table.rows[1] - table.rows[0]
    free = range(table.rows[1] - table.rows[0] + first, last) if inside else range(last + 1, last + 1 + extra)
    if not inside:
        stretched(book, table.grid, last, extra)
    present = {int(row.get("r", 0)) - 1 for row in book.sheet(table.grid).iterfind(f"{S}sheetData/{S}row")}
    model = last if last in present else first + table.given - 1 if table.given else last
    span = (table.columns[0].column, _right_of(book, table, model))
    left = look_alike(book, table.grid, model, free, span)
    told += [notes.no_formula_in_new_rows(column.label) for column in table.columns if column.column in left]


def _right_of(book: Workbook, table: FormTable, model: int) -> int:
    """The last column a list reaches; its last cell may be a merged one."""
    column = table.columns[-1].column
    areas = merged_areas(book.sheet(table.grid))
    return next((right for top, left, _bottom, right in areas if (top, left) == (model, column)), column)


def _clear(writer: SheetWriter, shifts: Shifts, table: FormTable) -> None:
    """Take out what a list came with; numbers of rows and formulas stay."""
    first, last = (_row_now(shifts, table.grid, row) for row in table.rows)
    for row in range(first, last + 1):
        for column in table.columns:
            if not column.serial and not column.computed:
                writer.empty(row, column.column)


def _write_rows(writer: SheetWriter, first: int, table: FormTable, rows: Rows, told: list[str]) -> None:
    known = {column.key: column for column in table.columns}
    samples = {c.key: writer.text(first - 1, c.column) for c in table.columns} if table.given else {}
    for n, row in enumerate(rows):
        told += [notes.no_such_place(key) for key in row if key not in known]
        for column in table.columns:
            value = _cell_value(column, row.get(column.key), table.given + n + 1, told)
            if value is not None:
                writer.put(first + n, column.column, value, column.label, [samples.get(column.key, "")])


def _cell_value(column: Column, value: Value | None, number: int, told: list[str]) -> Value | None:
    if column.computed:
        return None
    if column.serial and value is None:
        return number
    return allowed(column.label, value, column.options, told) if value is not None else None


def _write_slots(
    book: Workbook,
    writers: dict[int, SheetWriter],
    shifts: Shifts,
    slots: list[tuple[Slot, Value]],
    told: list[str],
) -> None:
    """Slots of one text are written together: each would move the letters of the next."""
    edits: dict[tuple[int, int, int], list[Edit]] = defaultdict(list)
    for slot, value in slots:
        where = slot.where
        row = _row_now(shifts, where.grid, where.row)
        writer = writers[where.grid]
        if slot.control == "cell":
            chosen = allowed(slot.label, value, slot.options, told)
            if chosen is not None:
                writer.put(row, where.column, chosen, slot.label)
            continue
        text, underlined, _number = book.text_of(writer.cell(row, where.column))
        blank = next((b for b in blanks_of(text, underlined) if b.start == where.at), None)
        if blank is None and slot.control == "after":
            edits[where.grid, row, where.column].append(
                Edit(len(text), len(text), text_of(value, slot.label))
            )
        elif blank:
            edits[where.grid, row, where.column] += edits_for(slot, text, blank, value, told)
    for (grid, row, column), changes in edits.items():
        writers[grid].edit(row, column, changes)


def _reckon_anew(book: Workbook) -> None:
    """Saved results of formulas are old now: they go, and the program that opens the file reckons."""
    found = False
    for sheet in book.sheets:
        for cell in book.parts.xml(sheet.part).iterfind(f"{S}sheetData/{S}row/{S}c"):
            value = cell.find(f"{S}v")
            if cell.find(f"{S}f") is not None:
                found = True
                if value is not None:
                    cell.remove(value)
                    book.parts.changed(sheet.part)
    if not found:
        return
    root = book.parts.xml(book.book)
    reckoning = root.find(f"{S}calcPr")
    if reckoning is None:
        reckoning = etree.SubElement(root, f"{S}calcPr")
        behind = next((node for node in root if node.tag in _AFTER_CALC), None)
        if behind is not None:
            behind.addprevious(reckoning)
    reckoning.set("fullCalcOnLoad", "1")
    book.parts.changed(book.book)
    _drop_chain(book)


def _drop_chain(book: Workbook) -> None:
    """The order in which formulas were reckoned is optional, and wrong once rows have moved."""
    part = book.relations.get("calcChain")
    if not part:
        return
    folder, _slash, base = book.book.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels"
    for one in list(book.parts.xml(relations)):
        if one.get("Type", "").endswith("/calcChain"):
            one.getparent().remove(one)
    types = "[Content_Types].xml"
    for one in list(book.parts.xml(types)):
        if one.get("PartName") == f"/{part}":
            one.getparent().remove(one)
    book.parts.changed(relations)
    book.parts.changed(types)
    book.parts.drop(part)
