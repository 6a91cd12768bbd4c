"""Builders for the messy workbooks of the tests."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from zhiye.exchange.roster.account import RosterReading, read_roster
from zhiye.people.id_number import make_id_number

TODAY = date(2026, 11, 21)
Rows = Sequence[Sequence[object]]


def id_of(year: int, month: int = 5, day: int = 3, sequence: int = 11) -> str:
    """A valid number of an invented person; odd sequences are men. Region 990 does not exist."""
    return make_id_number("990101", date(year, month, day), sequence)


def write_xlsx(path: Path, sheets: dict[str, Rows], merged: Sequence[str] = ()) -> Path:
    """A workbook with these sheets; ``merged`` ranges ("A1:C1") go to the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def read_rows(
    tmp_path: Path, rows: Rows, merged: Sequence[str] = (), name: str = "名册", **options: object
) -> RosterReading:
    """Read one sheet of rows as an import would."""
    path = write_xlsx(tmp_path / "roster.xlsx", {name: rows}, merged)
    return read_roster(path, "roster.xlsx", TODAY, **options)  # type: ignore[arg-type]


def reasons(reading: RosterReading) -> list[tuple[int, str]]:
    """(row, reason) of every finding, by row."""
    return sorted((found.row, found.reason) for found in reading.findings)
