"""The filled file, out of what a filling keeps and the form's copy."""

from collections.abc import Iterator

from zhiye.filling.contents import Cells, Contents, Written
from zhiye.filling.documents.docx_filling import Filling as Sheet
from zhiye.filling.documents.filling import fill, fill_as_one, fill_as_zip
from zhiye.filling.documents.form import Filled, Form

ZIP = "zip"


def make_file(form: Form, contents: Contents) -> tuple[Filled, str]:
    """The file and its ending: one list, one sheet, or a sheet each (one .docx after the other; a .zip of .xlsx)."""
    if not contents.sheet:
        return fill(form, contents.form, _lists(contents, [row.cells for row in contents.rows])), form.kind
    if len(contents.rows) == 1:
        only = _sheet(contents, contents.rows[0])
        return fill(form, only.values, only.tables), form.kind
    sheets = ((_name(row), _sheet(contents, row)) for row in contents.rows)
    if form.kind == "docx":
        return fill_as_one(form, (sheet for _title, sheet in sheets)), form.kind
    return fill_as_zip(form, _named(sheets)), ZIP


def _named(sheets: Iterator[tuple[str, Sheet]]) -> Iterator[tuple[str, Sheet]]:
    for number, (name, sheet) in enumerate(sheets, 1):
        yield f"{number:04d} {name}", sheet


def _name(row: Written) -> str:
    return " ".join(text for text in (row.where, row.name) if text)[:60]


def _sheet(contents: Contents, row: Written) -> Sheet:
    return Sheet(row.cells, _lists(contents, row.members))


def _lists(contents: Contents, rows: list[Cells]) -> dict[str, list[Cells]]:
    return {contents.table: rows} if contents.table else {}
