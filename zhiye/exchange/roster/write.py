"""Sheets written out: rejected rows with the reason beside them, and people in a sheet's own order."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from rustpy_xlsxwriter import write_worksheets

from zhiye.papers.excel import free_head, sheet_name, write_list, written

from .account import RosterReading, SheetAccount
from .findings import Finding
from .workbook import Cell


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
        [
            number if kind == "serial" else values.get(kind, "") if firsts[kind] == head else ""
            for head, kind in columns
        ]
        for number, values in enumerate(people, 1)
    ]
    heads = [head for head, _kind in columns]
    write_list(heads, rows, target, sheet, endings=[closing] if closing else [], autofit=not closing)
    return len(rows)


def rejected_workbook(reading: RosterReading) -> bytes:
    """The workbook of write_rejected as bytes, b"" when no row was rejected."""
    target = BytesIO()
    return target.getvalue() if write_rejected(reading, target) else b""
