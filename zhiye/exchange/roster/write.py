"""Sheets written out: rejected rows with the reason beside them, and people in a sheet's own order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from rustpy_xlsxwriter import write_worksheet, write_worksheets

from zhiye.kernel.cells import guarded

from .account import RosterReading, SheetAccount
from .findings import Finding
from .workbook import Cell

SHEET_NAME_LIMIT = 31  # of the format; : \ / ? * [ ] are not allowed in it either
_FORBIDDEN = str.maketrans(dict.fromkeys(r":\/?*[]", "_"))
LONGEST_NUMBER = 10  # digits; a longer whole number is a phone or an identity number and stays text


def written(cell: object) -> object:
    """A value for the writer: numbers stay numbers unless they are long, everything else is guarded text."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int):
        return cell if len(str(abs(cell))) <= LONGEST_NUMBER else str(cell)
    if isinstance(cell, float):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return guarded(str(cell))


def write_rejected(reading: RosterReading, target: str | BinaryIO) -> int:
    """Write every rejected row in its sheet's own column order, with a last column of reasons.

    Returns the number of rows; writes nothing when there are none. The corrected file can be imported again.
    """
    sentences = _sentences(reading.findings)
    sheets: list[tuple[str, Any]] = [
        (sheet_name(account.name, order), _rejected_rows(account, sentences))
        for order, account in enumerate(reading.sheets, 1)
        if account.rejected_rows
    ]
    if sheets:
        write_worksheets(
            sheets, target, bold_headers=True, autofit=True, freeze_panes={"general": {"row": 1, "col": 0}}
        )
    return sum(len(rows) for _name, rows in sheets)


def _sentences(findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    return {(f.sheet, f.row): f.sentence for f in findings if f.level == "rejected"}


def _rejected_rows(account: SheetAccount, sentences: Mapping[tuple[str, int], str]) -> list[dict[str, Any]]:
    heads = [*account.columns, free_head(_("没有导入的原因"), account.columns)]
    rows = []
    for number, row in account.rejected_rows:
        cells: list[Cell] = [row[index] for index in account.indexes]
        values = [*cells, sentences.get((account.name, number), "")]
        rows.append(dict(zip(heads, map(written, values), strict=True)))
    return rows


def free_head(text: str, taken: Iterable[str]) -> str:
    used = set(taken)
    while text in used:
        text += "_"
    return text


def sheet_name(name: str, order: int) -> str:
    plain = name.translate(_FORBIDDEN).strip("'")[: SHEET_NAME_LIMIT - 3] or "Sheet"
    return f"{plain}_{order}" if order > 1 else plain


def write_people(
    columns: Sequence[tuple[str, str]],
    people: Iterable[Mapping[str, object]],
    target: str | BinaryIO,
    sheet: str,
    closing: str = "",
) -> int:
    """Write people in the order of a remembered sheet: ``columns`` are its (head, kind) pairs, left to right.

    Each of ``people`` maps kinds (the keys of KIND_NAMES) to values; a head whose kind is missing stays blank,
    and a kind that the sheet has twice is written under its first head. ``serial`` counts from 1.
    ``closing`` stands in the first cell below the people. Returns the number of rows.
    """
    firsts = {kind: head for head, kind in reversed(columns)}
    rows = [
        {
            head: written(
                number if kind == "serial" else values.get(kind, "") if firsts[kind] == head else ""
            )
            for head, kind in columns
        }
        for number, values in enumerate(people, 1)
    ]
    blank: dict[str, object] = dict.fromkeys((head for head, _kind in columns), "")
    end = [blank | {columns[0][0]: written(closing)}] if closing else []
    content = [*rows, *end] or [blank]
    write_worksheet(content, target, sheet_name(sheet, 1), bold_headers=True, autofit=not closing)
    return len(rows)


def rejected_workbook(reading: RosterReading) -> bytes:
    """The workbook of write_rejected as bytes, b"" when no row was rejected."""
    target = BytesIO()
    return target.getvalue() if write_rejected(reading, target) else b""
