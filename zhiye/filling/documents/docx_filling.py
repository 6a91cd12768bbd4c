"""Writing into a .docx: values take the look of the place they stand in; everything else stays byte for byte."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from . import notes
from .answers import Rows, Values, allowed, edits_for, slots_to_write, tables_to_write
from .docx_reading import DOCUMENT
from .form import Column, Filled, Form, FormTable, Slot, Value
from .inline import Edit, blanks_of
from .parts import Parts
from .values import text_of
from .word_file import WordTable, inside, lines_of, placeholder_in, tables_of
from .word_text import W14, ParagraphText, W, write_into, write_into_control

_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_DRAWING_ID = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# What may stand before pageBreakBefore among a paragraph's properties (ISO 29500-1, 17.3.1.26).
_BEFORE_BREAK = {f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines")}


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into one copy of a form."""

    values: Values = field(default_factory=dict)
    tables: Mapping[str, Rows] = field(default_factory=dict)
    over: Collection[str] = ()  # lists that lose the rows they came with


def fill_docx(form: Form, values: Values, tables: Mapping[str, Rows], over: Collection[str] = ()) -> Filled:
    """The form with values in its slots and rows in its lists."""
    return fill_copies(form, [Filling(values, tables, over)])


def fill_copies(form: Form, fillings: Iterable[Filling]) -> Filled:
    """One file with a copy of the form for each filling, each on a new page."""
    parts = Parts(form.data)
    body = parts.xml(DOCUMENT).find(f"{W}body")
    page = [child for child in body if child.tag != f"{W}sectPr"]
    for child in page:
        body.remove(child)
    told: list[str] = []
    for number, filling in enumerate(fillings):
        copied = etree.Element(body.tag, nsmap=body.nsmap)
        copied.extend(copy.deepcopy(child) for child in page)
        _write(form, copied, filling, told)
        if number:
            _on_new_page(copied)
            _without_marks(copied)
        section = next((at for at, child in enumerate(body) if child.tag == f"{W}sectPr"), len(body))
        body[section:section] = list(copied)
    _number_drawings(body)
    parts.changed(DOCUMENT)
    return Filled(parts.bytes(), tuple(dict.fromkeys(told)))


def _write(form: Form, body: Any, filling: Filling, told: list[str]) -> None:
    """Slots first: rows added to a list would move what stands below it."""
    grids = tables_of(body)
    lines = lines_of(body)
    edits: dict[tuple[int, int, int], list[Edit]] = defaultdict(list)
    for slot, value in slots_to_write(form, filling.values, told):
        where = slot.where
        if slot.control == "cell":
            chosen = allowed(slot.label, value, slot.options, told)
            if chosen is not None:
                _write_cell(grids[where.grid], (where.row, where.column), text_of(chosen, slot.label))
            continue
        text, underlined = _text_at(grids, lines, slot)
        blank = next((one for one in blanks_of(text, underlined) if one.start == where.at), None)
        if blank:
            edits[where.grid, where.row, where.column] += edits_for(slot, text, blank, value, told)
    for (grid, row, column), changes in edits.items():
        texts = [(0, lines[row])] if grid < 0 else grids[grid].cells[row, column].texts
        _apply(texts, changes)
    for table, rows in tables_to_write(form, filling.tables, filling.over, told):
        if table.key in filling.over:
            _empty(grids[table.grid], table)
        _write_rows(grids[table.grid], table, rows, told)


def _text_at(
    grids: Sequence[WordTable], lines: Sequence[ParagraphText], slot: Slot
) -> tuple[str, frozenset[int]]:
    where = slot.where
    if where.grid < 0:
        return lines[where.row].text, lines[where.row].underlined
    cell = grids[where.grid].grid.at(where.row, where.column)
    return (cell.text, cell.underlined) if cell else ("", frozenset())


def _apply(texts: Sequence[tuple[int, ParagraphText]], edits: Sequence[Edit]) -> None:
    """Edits of a cell's text, each in the paragraph it falls into."""
    for start, paragraph in texts:
        end = start + len(paragraph.text)
        own = [
            Edit(edit.start - start, edit.end - start, edit.text, edit.lined)
            for edit in edits
            if start <= edit.start and edit.end <= end
        ]
        if own:
            paragraph.apply(own)


def _write_cell(table: WordTable, place: tuple[int, int], text: str) -> None:
    cell = table.cells.get(place)
    if cell is None:
        return
    control = placeholder_in(cell.element)
    if control is not None:
        write_into_control(control, text)
    elif cell.texts:
        write_into(cell.texts[0][1].paragraph, text, _look_beside(table, place))


def _look_beside(table: WordTable, place: tuple[int, int]) -> Any:
    """How the label on the left is written, without its bold: for cells that say nothing about letters."""
    left = table.grid.at(place[0], place[1] - 1)
    cell = table.cells.get((left.row, left.column)) if left else None
    found = next((run.find(f"{W}rPr") for run in cell.element.iter(f"{W}r")), None) if cell else None
    if found is None:
        return None
    plain = copy.deepcopy(found)
    for node in [*plain.findall(f"{W}b"), *plain.findall(f"{W}bCs"), *plain.findall(f"{W}u")]:
        plain.remove(node)
    return plain


def _write_rows(table: WordTable, one: FormTable, rows: Rows, told: list[str]) -> None:
    """Rows into the blank lines of a list; more lines are made in the image of the last one."""
    known = {column.key for column in one.columns}
    first = one.rows[0] + one.given
    lines = table.rows[first : one.rows[1] + 1]
    model = copy.deepcopy(table.rows[one.rows[1]])
    last = table.rows[one.rows[1]]
    for _more in range(len(rows) - len(lines)):
        made = copy.deepcopy(model)
        _clear(made, {column.column for column in one.columns})
        last.addnext(made)
        lines.append(made)
        last = made
    for number, (line, row) in enumerate(zip(lines, rows, strict=False), one.given + 1):
        told += [notes.no_such_place(key) for key in row if key not in known]
        cells = _cells_by_column(line)
        for column in one.columns:
            value = _cell_value(column, row.get(column.key), number, told)
            if value is not None and column.column in cells:
                _write_line_cell(cells[column.column], text_of(value, column.label))


def _empty(table: WordTable, one: FormTable) -> None:
    """Take out what a list came with; numbers of rows stay."""
    for line in table.rows[one.rows[0] : one.rows[1] + 1]:
        cells = _cells_by_column(line)
        for column in one.columns:
            if not column.serial and column.column in cells:
                for node in list(cells[column.column].iter(f"{W}t")):
                    node.getparent().remove(node)


def _cell_value(column: Column, value: Value | None, number: int, told: list[str]) -> Value | None:
    if column.serial and value is None:
        return number
    return allowed(column.label, value, column.options, told) if value is not None else None


def _write_line_cell(cell: Any, text: str) -> None:
    paragraph = next(inside(cell, f"{W}p"), None)
    control = placeholder_in(cell)
    if control is not None:
        write_into_control(control, text)
    elif paragraph is not None:
        for run in list(paragraph.findall(f"{W}r")):  # a number printed before, or an example
            if any(node.tag == f"{W}t" for node in run):
                paragraph.remove(run)
        write_into(paragraph, text)


def _cells_by_column(line: Any) -> dict[int, Any]:
    """The cells of a row by the column they begin at."""
    before = line.find(f"{W}trPr/{W}gridBefore")
    column = int(before.get(f"{W}val", "0")) if before is not None else 0
    cells = {}
    for tc in inside(line, f"{W}tc"):
        cells[column] = tc
        span = tc.find(f"{W}tcPr/{W}gridSpan")
        column += int(span.get(f"{W}val", "1")) if span is not None else 1
    return cells


def _clear(line: Any, columns: set[int]) -> None:
    """A made row holds nothing, continues what is merged beside it, and is nobody's twin by id."""
    _without_marks(line)
    for cell in _cells_by_column(line).values():
        for node in [node for tag in ("t", "sym", "drawing") for node in cell.iter(f"{W}{tag}")]:
            node.getparent().remove(node)


def _without_marks(element: Any) -> None:
    """Names and ids that may stand only once in a file."""
    for node in [node for tag in _BOOKMARKS for node in element.iter(tag)]:
        node.getparent().remove(node)
    for node in element.iter():
        if isinstance(node.tag, str):
            node.attrib.pop(f"{W14}paraId", None)
            node.attrib.pop(f"{W14}textId", None)
    for properties in element.iter(f"{W}sdtPr"):
        for node in properties.findall(f"{W}id"):
            properties.remove(node)


def _on_new_page(copied: Any) -> None:
    """The copy begins on a new page; before a table stands a line of no height that says so."""
    first = next(iter(copied), None)
    if first is None or first.tag != f"{W}p":
        first = etree.Element(f"{W}p")
        copied.insert(0, first)
        spacing = etree.SubElement(etree.SubElement(first, f"{W}pPr"), f"{W}spacing")
        spacing.set(f"{W}line", "20")
        spacing.set(f"{W}lineRule", "exact")
    properties = first.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        first.insert(0, properties)
    at = sum(node.tag in _BEFORE_BREAK for node in properties)
    properties.insert(at, etree.Element(f"{W}pageBreakBefore"))


def _number_drawings(body: Any) -> None:
    """Pictures and text boxes of the copies get numbers of their own."""
    drawings = list(body.iter(_DRAWING_ID))
    if len({one.get("id") for one in drawings}) < len(drawings):
        for number, one in enumerate(drawings, 1):
            one.set("id", str(number))
