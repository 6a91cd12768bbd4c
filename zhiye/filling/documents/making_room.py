"""Room for more rows in a sheet: what stands below moves down, and the new rows look like the last blank one.

wolfxl moves rows with everything that refers to them: merged cells, drop-down lists, conditional formats, print
area, pictures, text boxes, notes, formulas of the same sheet. It leaves three things, which are done here: formulas
of other sheets and of charts and sparklines, page breaks, and the look of the new rows. Rows are added above the last
blank row, so that every range over the list (a sum, a drop-down) grows by itself; with a single blank row they come
below it, and the ranges that end at it are stretched.
"""

import copy
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import wolfxl
from lxml import etree

from .safety import broken
from .workbook import X14, XM, S, Workbook, area_of, letters_of, merged_areas, place_of

_PLACE = r"\$?[A-Z]{1,3}\$?[0-9]+"
_FOREIGN = re.compile(rf"((?:'(?:[^']|'')+'|[\w.\u3400-\u9fff]+)!)({_PLACE})(:{_PLACE})?")
_OWN = re.compile(rf"(?<![\w!'$])({_PLACE})(:{_PLACE})?(?![\w(!])")
_ROW_OF = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]+)")
_CHART_FORMULA = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"


def moved_down(data: bytes, sheet: str, at: int, count: int) -> bytes:
    """The workbook with ``count`` blank rows above row ``at`` (from 0); what is below moves, references too."""
    with TemporaryDirectory(
        prefix="zhiye-form-"
    ) as name:  # from a stream it would leave a copy behind in /tmp
        came, went = Path(name) / "came.xlsx", Path(name) / "went.xlsx"
        came.write_bytes(data)
        try:
            book = wolfxl.load_workbook(came, modify=True)
            book[sheet].insert_rows(at + 1, count)
            book.save(went)
        except (OSError, ValueError, KeyError) as error:  # parts that contradict each other
            raise broken() from error
        moved = Workbook(went.read_bytes())
    _move_breaks(moved, sheet, at, count)
    _move_foreign(moved, sheet, at, count)
    return moved.parts.bytes()


def _move_breaks(book: Workbook, sheet: str, at: int, count: int) -> None:
    part = next(one.part for one in book.sheets if one.name == sheet)
    for one in book.parts.xml(part).iterfind(f"{S}rowBreaks/{S}brk"):
        if int(one.get("id", 0)) > at:
            one.set("id", str(int(one.get("id")) + count))
            book.parts.changed(part)


def _move_foreign(book: Workbook, sheet: str, at: int, count: int) -> None:
    """Formulas on other sheets, in charts and in small charts inside of cells that name this sheet."""
    tags = (f"{S}f", f"{S}formula", f"{S}formula1", f"{XM}f")
    others: dict[str, tuple[str, ...]] = {
        one.part: (f"{XM}f",) if one.name == sheet else tags for one in book.sheets
    }
    others |= {
        name: (_CHART_FORMULA,) for name in book.parts.names() if re.match(r"xl/charts/[^/]+\.xml$", name)
    }
    for part, names in others.items():
        for node in book.parts.xml(part).iter(*names):
            text = _FOREIGN.sub(lambda found: _moved(found, sheet, at, count), node.text or "")
            if text != (node.text or ""):
                node.text = text
                book.parts.changed(part)


def _moved(found: re.Match[str], sheet: str, at: int, count: int) -> str:
    if found[1][:-1].strip("'").replace("''", "'") != sheet:
        return found[0]
    return found[1] + _ROW_OF.sub(lambda place: _row_moved(place, at, count), found[2] + (found[3] or ""))


def _row_moved(place: re.Match[str], at: int, count: int) -> str:
    return f"{place[1]}{int(place[2]) + (count if int(place[2]) > at else 0)}"


def stretched(book: Workbook, number: int, last: int, count: int) -> None:
    """Ranges over a list that end at its last row (from 0) reach ``count`` rows further; no other range is touched."""
    sheet = book.sheets[number]
    root = book.parts.xml(sheet.part)
    for node in root.iter(f"{S}conditionalFormatting", f"{S}dataValidation", f"{S}autoFilter"):
        name = "ref" if node.tag == f"{S}autoFilter" else "sqref"
        node.set(name, " ".join(_longer(one, last, count) for one in node.get(name, "").split()))
    for node in root.iter(f"{XM}sqref"):
        if node.getparent().tag in (f"{X14}dataValidation", f"{X14}conditionalFormatting"):
            node.text = " ".join(_longer(one, last, count) for one in (node.text or "").split())
    for node in root.iterfind(f"{S}sheetData/{S}row/{S}c/{S}f"):
        node.text = _OWN.sub(lambda found: _longer(found[0], last, count, ranges_only=True), node.text or "")
    book.parts.changed(sheet.part)
    for node in book.parts.xml(book.book).iterfind(f"{S}definedNames/{S}definedName"):
        own, mark, reference = (node.text or "").rpartition("!")
        if (
            own.strip("'").replace("''", "'") == sheet.name
            and ":" in reference
            and "," not in (node.text or "")
        ):
            node.text = own + mark + _longer(reference, last, count, ranges_only=True)
            book.parts.changed(book.book)


def _longer(reference: str, last: int, count: int, ranges_only: bool = False) -> str:
    if not re.fullmatch(rf"{_PLACE}(:{_PLACE})?", reference) or (ranges_only and ":" not in reference):
        return reference
    top, left, bottom, right = area_of(reference)
    if bottom != last:
        return reference
    first, _colon, end = reference.partition(":")
    end = end or first
    return f"{first}:" + _ROW_OF.sub(lambda place: f"{place[1]}{int(place[2]) + count}", end)


def look_alike(book: Workbook, number: int, model: int, rows: range, span: tuple[int, int]) -> set[int]:
    """Rows of a list made in the image of row ``model``: height, styles, merged cells, formulas that look at their row.

    Where a row stands already only the columns of the list (``span``) are made anew: notes beside it stay. Gives the
    columns whose formula is shared by many cells and therefore was not continued.
    """
    part = book.sheets[number].part
    root = book.parts.xml(part)
    data = root.find(f"{S}sheetData")
    existing = {int(row.get("r", 0)) - 1: row for row in data}
    merges = [area for area in merged_areas(root) if area[0] == area[2] == model]
    before = [row for row in existing if row < rows.start]
    anchor = existing[max(before)] if before else None
    left: set[int] = set()
    for row in rows:
        made, skipped = _clone(existing.get(model), model, row)
        left |= skipped
        if row in existing:
            anchor = existing[row]
            _lay_over(anchor, made, span)
            continue
        anchor.addnext(made) if anchor is not None else data.insert(0, made)
        anchor = made
    _merge_alike(root, merges, rows)
    book.parts.changed(part)
    return left


def _lay_over(row: Any, made: Any, span: tuple[int, int]) -> None:
    """The columns of a list from a made row into one that stands there already."""
    kept = [cell for cell in row if not span[0] <= place_of(cell.get("r", ""))[1] <= span[1]]
    taken = [cell for cell in made if span[0] <= place_of(cell.get("r", ""))[1] <= span[1]]
    for cell in list(row):
        row.remove(cell)
    row.extend(sorted([*kept, *taken], key=lambda cell: place_of(cell.get("r", ""))[1]))
    for name in ("ht", "customHeight"):
        if made.get(name) and not row.get(name):
            row.set(name, made.get(name))


def _clone(source: Any, model: int, row: int) -> tuple[Any, set[int]]:
    if source is None:
        return etree.Element(f"{S}row", {"r": str(row + 1)}), set()
    made = copy.deepcopy(source)
    made.set("r", str(row + 1))
    skipped: set[int] = set()
    for cell in made:
        column = place_of(cell.get("r", ""))[1]
        cell.set("r", f"{letters_of(column)}{row + 1}")
        formula = cell.find(f"{S}f")
        text = _own_row(formula.text or "", model, row) if formula is not None else ""
        if formula is not None and formula.get("t"):
            skipped.add(column)
            text = ""
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if text:
            formula = cell.makeelement(f"{S}f", {})
            formula.text = text
            cell.append(formula)
    return made, skipped


def _own_row(formula: str, model: int, row: int) -> str:
    """A formula of the model row for another row: places without $ in the model's row move along."""
    moved = re.compile(rf"(?<![\w!'])(\$?[A-Z]{{1,3}}){model + 1}(?![\w(])")
    return moved.sub(lambda found: f"{found[1]}{row + 1}", formula)


def _merge_alike(root: Any, merges: list[tuple[int, int, int, int]], rows: range) -> None:
    holder = root.find(f"{S}mergeCells")
    if holder is None:
        return
    for row in rows:
        for _top, left, _bottom, right in merges:
            reference = f"{letters_of(left)}{row + 1}:{letters_of(right)}{row + 1}"
            holder.append(holder.makeelement(f"{S}mergeCell", {"ref": reference}))
    holder.set("count", str(len(holder)))
