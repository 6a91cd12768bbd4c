"""The rows that were left out, as a workbook in their own columns, with the reason beside each."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from rustpy_xlsxwriter import write_worksheets

from zhiye.exchange.roster.write import free_head, sheet_name, written


def turned_away_workbook(sheets: Sequence[Mapping[str, Any]]) -> bytes:
    """An xlsx of ``details.turned_away``; correct the rows and import the file again. Empty without rows."""
    if not sheets:
        return b""
    target = BytesIO()
    write_worksheets(
        [(sheet_name(sheet["sheet"], order), _rows(sheet)) for order, sheet in enumerate(sheets, 1)],
        target,
        bold_headers=True,
        autofit=True,
    )
    return target.getvalue()


def _rows(sheet: Mapping[str, Any]) -> list[dict[str, object]]:
    heads = [*sheet["heads"], free_head(_("没有导入的原因"), sheet["heads"])]
    return [
        dict(zip(heads, [*map(written, row["cells"]), row["reason"]], strict=True)) for row in sheet["rows"]
    ]
