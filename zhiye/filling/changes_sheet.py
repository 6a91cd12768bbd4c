"""The sheet of differences as a workbook."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from rustpy_xlsxwriter import write_worksheet

from zhiye.kernel.cells import guarded


def write_changes(lines: Sequence[dict[str, str]]) -> bytes:
    """One line a change; nothing in it is taken for a formula."""
    target = BytesIO()
    rows = [{head: guarded(text) for head, text in line.items()} for line in lines]
    write_worksheet(rows, target, str(_("和上次比")), bold_headers=True, autofit=True)
    return target.getvalue()
