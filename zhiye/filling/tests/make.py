"""Invented forms and fillings for the tests of the room; each file is built once."""

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.datavalidation import DataValidation

from zhiye.accounts.models import User
from zhiye.filling import commands, work
from zhiye.filling.documents.reading import read_form
from zhiye.filling.models import Filling, Form
from zhiye.filling.plan import Plan, make_plan
from zhiye.filling.queries import remembered
from zhiye.filling.reading import reading_of
from zhiye.filling.sealed import file_of
from zhiye.filling.wanted import Wanted
from zhiye.kernel.actor import Actor, System
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

BY = System("test")
_LINE = Side(style="thin")
BOX = Border(_LINE, _LINE, _LINE, _LINE)
HEADS = (
    "A3:A4 序号",
    "B3:B4 姓名",
    "C3:C4 出生年月",
    "D3:E3 家庭住址",
    "F3:F4 联系电话",
    "G3:G4 是否独居",
    "H3:H4 健康状况",
)


@cache
def roster(*given: str) -> bytes:
    """A list with a head of two rows, five blank lines and a foot; those ``given`` stand in its first lines."""
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"] = "独居老人花名册"
    sheet.merge_cells("A1:H1")
    for head in HEADS:
        area, label = head.split(" ")
        sheet[area.partition(":")[0]] = label
        sheet.merge_cells(area)
    sheet["D4"], sheet["E4"] = "楼号", "室号"
    for row in sheet["A3:H9"]:
        for cell in row:
            cell.border = BOX
    yes_no = DataValidation(type="list", formula1='"是,否"')
    sheet.add_data_validation(yes_no)
    yes_no.add("G5:G9")
    for row, name in enumerate(given, 5):
        for place, text in enumerate((row - 4, name, "1942.03", "115", "402", "", "是", ""), 1):
            sheet.cell(row, place, text or None)
    sheet["A10"], sheet["F10"] = "制表人：", "填表日期："
    return _bytes(book)


@cache
def card() -> bytes:
    """A sheet for one home with a list of who lives there."""
    document = Document()
    document.add_paragraph("居民家庭登记表")
    table = document.add_table(rows=3, cols=4)
    texts = [
        "户主姓名",
        "",
        "性别",
        "□男 □女",
        "身份证号",
        "",
        "联系电话",
        "",
        "家庭住址",
        "",
        "政治面貌",
        "",
    ]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
        cell.text = text
    document.add_paragraph("家庭成员")
    members = document.add_table(rows=3, cols=3)
    for cell, text in zip(members.rows[0].cells, ("姓名", "与户主关系", "年龄"), strict=True):
        cell.text = text
    return _bytes(document)


@cache
def month() -> bytes:
    """Figures of a month."""
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"] = "工作月报"
    for row, label in enumerate(("填报单位", "走访户数", "讲座场次", "受理数"), 2):
        sheet.cell(row, 1, label).border = BOX
        sheet.cell(row, 2).border = BOX
    return _bytes(book)


def _bytes(document: Any) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def brought(
    by: Actor, committee: Place, data: bytes = b"", name: str = "花名册.xlsx", who: User | None = None
) -> Form:
    """A form in the committee's hands."""
    read = read_form(data or roster(), name)
    kept: Form = commands.keep_form(
        by, committee=committee, read=read, file_name=name, brought_by=who, op=new_id()
    )
    return kept


def plan_of(form: Form, what: str = "people") -> Plan:
    """How it is filled."""
    return make_plan(reading_of(form), what, remembered(BY, form, what), form.committee.name)


def filled(by: Actor, form: Form, wanted: Wanted | None = None, **given: Any) -> Filling:
    """A filling with its file made."""
    asked = wanted or Wanted()
    given = {"purpose": "报街道"} | given
    made: Filling = commands.fill(
        by, form=form, plan=plan_of(form, asked.what), wanted=asked, **given, op=new_id()
    )
    work.work(made.pk)
    made.refresh_from_db()
    return made


def slot(plan: Plan, label: str) -> str:
    """The key of the blank called so."""
    return next(blank.key for blank in plan.blanks if blank.label == label)


def sheet_of(filling: Filling) -> Any:
    """The first sheet of the filled workbook."""
    return load_workbook(BytesIO(file_of(filling))).active


def column(filling: Filling, letter: str, first: int = 5) -> list[Any]:
    """The cells of a column from row ``first`` down to the first blank one."""
    sheet = sheet_of(filling)
    values = [sheet[f"{letter}{row}"].value for row in range(first, first + 60)]
    return values[: values.index(None)] if None in values else values
