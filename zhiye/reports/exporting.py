"""The rows behind a figure go out as a workbook, as far as the reader may open them, with purpose and trace."""

from io import BytesIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from rustpy_xlsxwriter import write_worksheet

from zhiye.figures import counting
from zhiye.figures.counting import Row
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.cells import guarded
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.reports.commands import note_rows_export
from zhiye.reports.slicing import Part

LONGEST_SHEET_NAME = 31  # characters, by Excel's own limit
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def rows_workbook(actor: Actor, place: Place, part: Part, purpose: str) -> bytes:
    """One sheet: a line a row, covered ones too; how it is counted and who took it away at the end.

    The trace is left first. Raises Refused without a purpose. Sent twice it goes out twice.
    """
    rows = counting.all_rows(actor, part.figure, place, part.period)
    told = {"what": part.figure.code, "count": len(rows), "purpose": purpose}
    note_rows_export(actor, place=place, period=part.period, op=new_id(), **told)
    with override(settings.LANGUAGE_CODE):  # offices read it, whoever asked
        heads = [_("日期"), _("什么"), _("哪里"), _("怎么样"), _("编号"), _("算几")]
        lines = [dict(zip(heads, _cells(row), strict=True)) for row in rows]
        blank: dict[str, object] = dict.fromkeys(heads, "")
        moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
        ends = [
            f"一共 {sum(row.counts for row in rows)}。怎么数的：{part.figure.rule}",
            f"制表人：{actor.name}　{moment}　用途：{purpose}　用后请妥善保管",
        ]
        lines += [blank | {heads[1]: guarded(end)} for end in ends]
        name = str(part.figure.name).translate(_NOT_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME]
    target = BytesIO()
    write_worksheet(lines, target, name, bold_headers=True)
    return target.getvalue()


def _cells(row: Row) -> list[object]:
    day = row.day.isoformat() if row.day else ""
    if row.line is None:
        return [day, _("（这一条您不能打开）"), "", "", guarded(row.reference), row.counts]
    line = row.line
    shown = line.day.isoformat() if line.day else day
    texts = (line.title, line.where, line.note, row.reference)
    return [shown, *(guarded(str(text)) for text in texts), row.counts]
