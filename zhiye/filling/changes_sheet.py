"""The sheet of differences as a workbook."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _

from zhiye.papers.excel import write_list


def write_changes(lines: Sequence[dict[str, str]]) -> bytes:
    """One line a change (all with the same heads); nothing in it is taken for a formula."""
    target = BytesIO()
    heads = list(lines[0]) if lines else [_("和上次比")]
    write_list(heads, [list(line.values()) for line in lines], target, _("和上次比"), autofit=True)
    return target.getvalue()
