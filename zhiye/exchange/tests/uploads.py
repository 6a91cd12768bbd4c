"""Rosters as files for the tests of pages: invented people of building 115."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from zhiye.exchange.tests.roster.make import id_of
from zhiye.kernel.ids import new_id

HEADS = ["姓名", "身份证号", "联系电话", "现住址"]
NEWCOMERS = [
    ["宋秋月", id_of(1950), "15400007001", "115号301"],
    ["罗大勇", id_of(1951, sequence=13), "15400007002", "115号401"],
]


def workbook(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS, sheet: str = "住户") -> bytes:
    """An xlsx of one sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    page.append(list(heads))
    for row in rows:
        page.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    """The first sheet of an xlsx, row by row."""
    return list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def upload(client: Client, content: bytes, committee: Any, name: str = "花名册.xlsx", op: Any = None) -> Any:
    """The file dropped on the page; answers the redirect (or the page with its errors)."""
    file = SimpleUploadedFile(name, content)
    return client.post("/import", {"committee": str(committee.pk), "file": file, "op": str(op or new_id())})


def imported(client: Client, content: bytes, committee: Any, name: str = "花名册.xlsx") -> str:
    """Dropped, looked at, imported; answers the address of the import's page."""
    address = upload(client, content, committee, name).url
    client.post(f"{address}/start", {"op": str(new_id())})
    return str(address)
