"""Workbooks, read back: sheets by table, what is printed, and cells that stay what they are."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from zhiye.papers import excel
from zhiye.papers.paper import Table

from . import make


def opened(made: bytes) -> Workbook:
    return load_workbook(BytesIO(made))


def rows_of(sheet: Any) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_sentences_come_first_then_a_sheet_for_each_table() -> None:
    book = opened(excel.write(make.month(make.BARS, make.MONTH)))
    assert book.sheetnames == ["正文", "走访最多的是星期五，121 户", "表1　十一月和上月比"]
    told = [row[0] for row in rows_of(book["正文"])]
    assert told[0] == "青桐居民区2026年11月工作情况报告"
    assert told[-1] == f"[2] {make.DISPUTES}"
    assert any("480户[1]" in str(line) for line in told)
    sheet = book["表1　十一月和上月比"]
    assert rows_of(sheet)[2] == ["走访居民群众", "户", 480, 455, None]
    assert rows_of(sheet)[-1][2:4] == ["少于5", 6]
    assert str(next(iter(sheet.merged_cells.ranges))) == "A1:E1"


def test_sheets_print_on_a4_with_their_heads_on_every_page() -> None:
    sheet = opened(excel.workbook([make.long_table(90)])).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$2", "A3")
    wide = opened(excel.workbook([Table("宽", tuple(map(str, range(9))), ())])).worksheets[0]
    assert wide.page_setup.orientation == "landscape"
    assert rows_of(wide)[1] == list("012345678")


def test_names_of_sheets_differ_and_are_taken_by_excel() -> None:
    names = ["A/B", "a:b", "很长的名字" * 9, "很长的名字" * 9, "", "''"]
    book = opened(excel.workbook([Table(name, ("甲", "甲"), (("=1+1", "x" * 40_000),)) for name in names]))
    assert book.sheetnames == [
        "A_B",
        "a_b_2",
        ("很长的名字" * 9)[:28],
        f"{('很长的名字' * 9)[:28]}_2",
        "表",
        "表_2",
    ]
    heads, row = rows_of(book["A_B"])[1:]
    assert heads == ["甲", "甲_"]
    assert row[0] == "'=1+1"
    assert len(str(row[1])) == excel.LONGEST_CELL


def test_a_list_is_plain_and_what_is_told_about_it_stands_below() -> None:
    target = BytesIO()
    ending = excel.closing_line("陆敏", "2026-11-30 18:00", "月报")
    excel.write_list(("姓名", "电话"), [("王芳", 15400001234)], target, "名单", endings=[ending], below=1)
    rows = rows_of(opened(target.getvalue())["名单"])
    assert rows == [["姓名", "电话"], ["王芳", "15400001234"], [None, ending]]
    assert ending.startswith("制表人：陆敏")
