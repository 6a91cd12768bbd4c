"""Opening a file of any spreadsheet format as plain rows of cells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import python_calamine as calamine
from django.utils.translation import gettext as _

from .html_table import read_html_tables
from .limits import MAX_BYTES, broken, too_large
from .refusals import UnreadableFile
from .sniffing import locked, sniff
from .text_table import decode, read_text_table

Cell = str | float | int | bool | date | datetime | time | timedelta
Row = list[Cell]
Merged = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class Sheet:
    """One sheet: rows of equal width from the sheet's first row, blank cells "", text without outer blanks.

    ``merged`` holds ranges ((first row, first column), (last row, last column)), all counted from 0.
    """

    name: str
    rows: list[Row]
    merged: list[Merged] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """The visible sheets that hold anything, and sentences on what was left aside."""

    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)


def open_workbook(path: str | Path, original_name: str = "") -> Workbook:
    """Read the file at ``path``; ``original_name`` only names the sheet of a text file.

    Macros are never run and formulas count with their last saved result.
    Raises UnreadableFile with a sentence for everything that is not a readable table.
    """
    file = Path(path)
    if file.stat().st_size > MAX_BYTES:
        raise too_large()
    data = file.read_bytes()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("empty_file", _("这个文件是空的。请换一份有内容的表格。"))
    kind = sniff(data)
    title = Path(original_name or file.name).stem
    workbook = READERS.get(kind, _open_spreadsheet)(data, title)
    if kind == "xlsm":
        workbook.notes.append(_("文件里有宏，没有运行，只读了数据。"))
    if not workbook.sheets:
        raise UnreadableFile("no_data", _("这个文件里没有数据。请看看是不是选错了文件。"))
    return workbook


def _open_text(data: bytes, title: str) -> Workbook:
    return _from_rows([(title, read_text_table(data), [])])


def _open_html(data: bytes, title: str) -> Workbook:
    tables = enumerate(read_html_tables(decode(data)), 1)
    return _from_rows([(f"{title} {n}" if n > 1 else title, rows, spans) for n, (rows, spans) in tables])


READERS: dict[str, Callable[[bytes, str], Workbook]] = {"text": _open_text, "html": _open_html}


def _from_rows(tables: list[tuple[str, list[list[str]], list[Merged]]]) -> Workbook:
    sheets = [Sheet(name, _clean([list(row) for row in rows]), merged) for name, rows, merged in tables]
    return Workbook([sheet for sheet in sheets if _has_data(sheet.rows)])


def _open_spreadsheet(data: bytes, _title: str) -> Workbook:
    try:
        book = calamine.load_workbook(BytesIO(data))
        return _read_sheets(book)
    except calamine.PasswordError as error:
        raise locked() from error
    except calamine.CalamineError as error:
        raise broken() from error


def _read_sheets(book: calamine.CalamineWorkbook) -> Workbook:
    workbook = Workbook([])
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != calamine.SheetVisibleEnum.Visible:
            workbook.notes.append(_("工作表“%(name)s”是隐藏的，没有读。") % {"name": meta.name})
            continue
        sheet = book.get_sheet_by_name(meta.name)
        rows = _clean(sheet.to_python(skip_empty_area=False))
        if _has_data(rows):
            workbook.sheets.append(Sheet(meta.name, rows, list(sheet.merged_cell_ranges or [])))
    return workbook


def _clean(rows: list[Row]) -> list[Row]:
    """Outer blanks off every text cell (offices pad names with full-width blanks and tabs)."""
    return [
        [cell.strip() if cell.__class__ is str and cell[:1] != "'" else _plain(cell) for cell in row]
        for row in rows
    ]


def _plain(cell: Cell) -> Cell:
    """True is 1 to every dictionary, so it becomes a word; a leading apostrophe only marks a cell as text."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell[1:].strip() if isinstance(cell, str) else cell


def _has_data(rows: list[Row]) -> bool:
    return any(row.count("") < len(row) for row in rows)
