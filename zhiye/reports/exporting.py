"""The rows behind figures go out as a workbook, as far as the reader may open them, with purpose and trace."""

from collections.abc import Sequence
from io import BytesIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiye.figures import counting
from zhiye.figures.counting import Row
from zhiye.figures.registry import FIGURES, Figure
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.papers import excel
from zhiye.papers.paper import Cell, Table
from zhiye.reports.addresses import Asked
from zhiye.reports.commands import note_rows_export, title_of
from zhiye.reports.papering import figures_table
from zhiye.reports.saying import Account
from zhiye.reports.slicing import Part
from zhiye.reports.telling import told_now

WIDTHS = (11, 30, 16, 26, 12, 6)


def rows_workbook(about: Asked, part: Part, purpose: str) -> bytes:
    """One sheet: a line a row, covered ones too; how it is counted and who took it away at the end.

    The trace is left first. Raises Refused without a purpose. Sent twice it goes out twice.
    """
    rows = counting.all_rows(about.actor, part.figure, about.place, part.period)
    _note(about, [part.figure], len(rows), purpose)
    with override(settings.LANGUAGE_CODE):  # offices read it, whoever asked
        endings = [_told(part.figure, rows), _closing(about.actor, purpose)]
        target = BytesIO()
        lines, name = map(_cells, rows), str(part.figure.name)
        excel.write_list(_heads(), lines, target, name, endings=endings, below=1)
    return target.getvalue()


def period_workbook(about: Asked, purpose: str) -> bytes:
    """The figures of a report, and a sheet for each that something happened of: what stands in the register (stocks)
    goes out by itself, as the whole of it would with every report."""
    with override(settings.LANGUAGE_CODE):
        account = told_now(about.actor, about.place, about.period, about.reach, lambda code: "")
        figures = _happened(account)
        lists = [counting.all_rows(about.actor, one, about.place, about.period) for one in figures]
        _note(about, figures, sum(map(len, lists)), purpose)
        sheets = [_sheet(one, rows) for one, rows in zip(figures, lists, strict=True)]
        closing = Table(title_of(about.place, about.period), (_closing(about.actor, purpose),), ())
        return excel.workbook([figures_table(account), *sheets, closing])


def _happened(account: Account) -> list[Figure]:
    told = (FIGURES[number.code] for number in account.numbers if number.count)
    return [figure for figure in told if not figure.stock]


def _note(about: Asked, figures: Sequence[Figure], count: int, purpose: str) -> None:
    told = {"what": "、".join(figure.code for figure in figures), "count": count, "purpose": purpose}
    note_rows_export(about.actor, place=about.place, period=about.period, op=new_id(), **told)


def _sheet(figure: Figure, rows: Sequence[Row]) -> Table:
    lines = tuple(tuple(_cells(row)) for row in rows)
    ending = ("", _told(figure, rows), "", "", "", None)
    return Table(str(figure.name), tuple(_heads()), (*lines, ending), WIDTHS)


def _heads() -> list[str]:
    return [_("日期"), _("什么"), _("哪里"), _("怎么样"), _("编号"), _("算几")]


def _told(figure: Figure, rows: Sequence[Row]) -> str:
    told = {"n": sum(row.counts for row in rows), "rule": figure.rule}
    return _("一共 %(n)d。怎么数的：%(rule)s") % told


def _closing(actor: Actor, purpose: str) -> str:
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    return excel.closing_line(actor.name, moment, purpose)


def _cells(row: Row) -> list[Cell]:
    if row.line is None:
        return [row.day, _("（这一条您不能打开）"), "", "", row.reference, row.counts]
    line = row.line
    return [line.day or row.day, str(line.title), str(line.where), str(line.note), row.reference, row.counts]
