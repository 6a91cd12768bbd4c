"""Reports as files: PDF in the look of official papers, Word, Excel."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import override

from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound
from zhiye.papers import excel, pdf, word
from zhiye.papers.paper import Paper, Table
from zhiye.reports.addresses import Asked
from zhiye.reports.asking import compared
from zhiye.reports.commands import title_of
from zhiye.reports.papering import figures_table, paper_of
from zhiye.reports.slicing import pictures
from zhiye.reports.telling import compare, told_now

TYPES = {"docx": word.TYPE, "xlsx": excel.TYPE, "pdf": pdf.TYPE}
NAMES = [("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF")]  # as the buttons say


class Files(NamedTuple):
    """What is written: as a text (PDF, Word), and as sheets (Excel)."""

    paper: Paper
    sheets: tuple[Table, ...]


def files_of(about: Asked) -> Files:
    """The report of a period as it is counted now."""
    account = told_now(about.actor, about.place, about.period, about.reach, lambda code: "")
    changes = compare(about.actor, account, compared(about.period, clock.today()), about.reach)
    drawn = pictures(about.actor, account, about.reach, lambda *parts: "")
    title = title_of(about.place, about.period)
    written = paper_of(account, title, changes=changes, pictures=drawn)
    return Files(written, (figures_table(account), *written.tables))


def written(kind: str, files: Callable[[], Files]) -> bytes:
    """The file of this kind. Raises NotFound for a kind that there is not, Refused where no Chinese font is."""
    if kind not in TYPES:
        raise NotFound
    with override(settings.LANGUAGE_CODE):  # offices read it, whoever asked
        made = files()
        if kind == "xlsx":
            return excel.workbook(made.sheets)
        return word.write(made.paper) if kind == "docx" else pdf.write(made.paper)


def answer_file(kind: str, name: str, files: Callable[[], Files]) -> HttpResponse:
    """The file to the browser: a PDF is shown, to be printed; the others are saved."""
    made = written(kind, files)
    return as_file(made, f"{name}.{kind}", TYPES[kind], shown=kind == "pdf")


def as_file(made: bytes, name: str, type_: str, shown: bool = False) -> HttpResponse:
    """``made`` to the browser, to be saved, or ``shown``."""
    response = HttpResponse(made, content_type=type_)
    told = content_disposition_header(not shown, name)
    response.headers["Content-Disposition"] = told or "attachment"
    return response
