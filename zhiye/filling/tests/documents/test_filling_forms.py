"""Filled forms: values where they belong, and nothing else of the form changed."""

import re
import warnings
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from lxml import etree

from zhiye.filling.documents import Filling, fill, fill_as_one, fill_as_zip, read_form
from zhiye.filling.tests.documents import forms_of_offices as forms

WANG = {
    "姓名": "王桂兰", "家庭住址·楼号": 115, "家庭住址·单元": "1", "家庭住址·室号": "402", "出生年月": date(1950, 3, 7),
    "联系电话（手机）": "13800000001", "困难类型": "低保",
}  # fmt: skip


def rows_of(form, people):
    (table,) = form.tables
    keys = {column.label: column.key for column in table.columns}
    return {table.key: [{keys[label]: value for label, value in one.items()} for one in people]}


def by_label(form, values):
    keys = {slot.label: slot.key for slot in form.slots}
    return {keys[label]: value for label, value in values.items()}


def opened(data):
    with warnings.catch_warnings(action="ignore"):  # openpyxl says that it does not know sparklines
        return openpyxl.load_workbook(BytesIO(data))


def parts(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_values(xml):
    """A sheet without what its cells hold: styles, rows, merges, set-up and all that follows stay."""
    root = etree.fromstring(xml)
    for row in root.iter("{*}row"):
        row.attrib.pop("spans", None)
        for cell in row:
            cell.attrib.pop("t", None)
            cell[:] = []
    return etree.tostring(root, method="c14n")


@pytest.fixture(scope="module")
def form():
    return read_form(forms.difficult_households(), "困难家庭.xlsx")


@pytest.fixture(scope="module")
def longer(form):
    """Ten families in a list of three lines."""
    values = by_label(
        form, {"制表人": "社工小周", "填报单位（盖章）": "青桐居民区", "日期": date(2026, 11, 21)}
    )
    return fill(form, values, rows_of(form, [WANG] * 10))


def test_few_rows_change_nothing_but_the_cells_they_fill(form):
    filled = fill(form, {}, rows_of(form, [WANG]))
    before, after = parts(form.data), parts(filled.data)
    changed = {name for name in before if before[name] != after[name]}
    assert set(before) == set(after)
    assert changed == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
    }  # old results go
    assert without_values(after["xl/worksheets/sheet1.xml"]) == without_values(
        before["xl/worksheets/sheet1.xml"]
    )
    sheet = opened(filled.data)["表一"]
    assert [sheet.cell(5, column).value for column in (1, 2, 3, 4, 5, 7, 8)] == [
        1, "王桂兰", 115, "1", "402", "13800000001", "低保",
    ]  # fmt: skip
    assert sheet["F5"].value.date() == date(1950, 3, 7)  # a date as a date: the cell shows 1950.03 itself
    assert sheet["F5"].number_format == "yyyy.mm"
    assert sheet["B6"].value is None


def test_more_rows_look_like_the_last_one_and_push_down_what_follows(form, longer):
    assert longer.notes == ()
    came, sheet = opened(form.data)["表一"], opened(longer.data)["表一"]
    for row in range(5, 15):
        assert [sheet.cell(row, c).style_id for c in range(1, 10)] == [
            came.cell(7, c).style_id for c in range(1, 10)
        ]
        assert sheet.row_dimensions[row].height == 30
        assert (sheet.cell(row, 1).value, sheet.cell(row, 2).value) == (row - 4, "王桂兰")
        assert sheet.cell(row, 9).value == f"=2026-YEAR(F{row})"
    assert [sheet.cell(15, 1).value, sheet.cell(16, 1).value, sheet.cell(17, 1).value] == [
        "合计", "制表人：社工小周", "填表说明：每月五日前报街道。",
    ]  # fmt: skip
    assert (sheet["A2"].value, sheet["G2"].value) == ("填报单位（盖章）：青桐居民区", "2026年11月21日")
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        str(area).replace("E9:H9", "E16:H16") for area in came.merged_cells.ranges
    }


def test_all_that_refers_to_a_list_grows_or_moves_with_it(longer):
    book = opened(longer.data)
    sheet, other = book["表一"], book["汇总"]
    assert sheet["B15"].value == "=COUNTA(B5:B14)"
    assert (other["A1"].value, other["A2"].value) == ("='表一'!B15", "=SUM(表一!$A$5:$A$14)")
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["H5:H14"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["B5:B14"]
    assert book.defined_names["人数"].attr_text.replace("'", "") == "表一!$B$15"
    assert (sheet.print_area, sheet.print_title_rows) == ("'表一'!$A$1:$I$17", "$1:$4")
    assert [one.id for one in sheet.row_breaks.brk] == [15]
    assert sheet["B15"].comment.text == "人数"
    assert sheet._images[0].anchor._from.row == 18
    inside = parts(longer.data)
    assert b"$A$14" in inside["xl/charts/chart1.xml"]
    assert "表一!A5:A14".encode() in inside["xl/worksheets/sheet1.xml"]
    assert b"fullCalcOnLoad" in inside["xl/workbook.xml"]


def test_what_only_excel_understands_is_still_there(form, longer):
    before, after = parts(form.data), parts(longer.data)
    assert set(before) == set(after)
    assert "单位盖章处".encode() in after["xl/drawings/drawing1.xml"]
    assert after["xl/styles.xml"] == before["xl/styles.xml"]
    assert after["xl/media/image1.png"] == before["xl/media/image1.png"]
    came, sheet = opened(form.data)["表一"], opened(longer.data)["表一"]
    for name in ("oddHeader", "oddFooter"):
        assert getattr(sheet, name).center.text == getattr(came, name).center.text
    assert (sheet.page_setup.orientation, sheet.freeze_panes) == ("landscape", "A5")
    assert sheet.column_dimensions["B"].width == 13.5


def test_one_blank_line_grows_too(form):
    short = read_form(forms.difficult_households(blank_rows=1), "")
    book = opened(fill(short, {}, rows_of(short, [WANG] * 4)).data)
    sheet = book["表一"]
    assert [sheet.cell(row, 2).value for row in range(5, 9)] == ["王桂兰"] * 4
    assert sheet["B9"].value == "=COUNTA(B5:B8)"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["H5:H8"]
    assert sheet["A9"].value == "合计"


def test_a_form_that_came_back_filled_is_known_and_goes_on_or_begins_anew(form, longer):
    back = read_form(longer.data, "上月.xlsx")
    (table,) = back.tables
    assert back.fingerprint == form.fingerprint
    assert (table.rows, table.given, table.blank) == ((4, 13), 10, 0)
    more = opened(fill(back, {}, rows_of(back, [WANG | {"姓名": "李建国"}] * 2)).data)["表一"]
    assert [more.cell(row, 2).value for row in (13, 14, 15, 16)] == ["王桂兰", "王桂兰", "李建国", "李建国"]
    assert more["B17"].value == "=COUNTA(B5:B16)"
    assert more["A16"].value == 12
    anew = fill(back, {}, rows_of(back, [WANG | {"姓名": "李建国"}] * 2), over=[table.key])
    sheet = opened(anew.data)["表一"]
    assert [sheet.cell(row, 2).value for row in (5, 6, 7, 14)] == ["李建国", "李建国", None, None]
    assert (sheet["A7"].value, sheet["I7"].value) == (3, "=2026-YEAR(F7)")


def test_what_cannot_be_written_is_told_and_left_blank(form):
    odd = {"困难类型": "孤儿", "姓名": "=1+1\x00"}
    filled = fill(form, {"0/Z9.0/没有": "x"}, rows_of(form, [odd]))
    sheet = opened(filled.data)["表一"]
    assert sheet["H5"].value is None
    assert sheet["B5"].value == "'=1+1"
    assert sheet["B5"].data_type == "s"
    assert filled.notes == (
        "表里找不到“没有”，没有填。", "“困难类型”里没有“孤儿”这一项，没有填，请自己选。",
    )  # fmt: skip


CARD = {
    "登记人": "社工小周", "日期": date(2026, 11, 21), "户主姓名": "王桂兰", "性别": "女",
    "家庭住址": "青桐路115号402室", "居住情况": ("独居", "其他"), "居住情况·其他": "女儿常来",
    "是否愿意接受走访": "愿意", "有无电梯": "无",
}  # fmt: skip


@pytest.fixture(scope="module")
def card():
    return read_form(forms.household_card(), "登记表.docx")


def filled_card(card, members=5):
    people = [
        {"称谓": "女儿", "姓名": "周敏", "出生年月": date(1975, 9, 1), "联系电话": "13800000002"}
    ] * members
    return fill(card, by_label(card, CARD), rows_of(card, people))


def test_a_word_form_takes_values_where_a_hand_would_write_them(card):
    filled = filled_card(card)
    document = Document(BytesIO(filled.data))
    assert filled.notes == ()
    first = document.paragraphs[1]
    assert first.text.replace("\xa0", " ").split() == ["登记人：", "社工小周", "日期：2026年11月21日"]
    assert next(run for run in first.runs if "社工小周" in run.text).underline
    table = document.tables[0]
    assert [table.cell(0, 1).text, table.cell(0, 3).text] == ["王桂兰", "□男  ☑女"]
    assert table.cell(0, 1).paragraphs[0].runs[0].font.name == "仿宋"  # as the label beside it
    assert table.cell(8, 1).text.replace("\xa0", " ").split() == ["☑独居", "□与子女同住", "☑其他：女儿常来"]
    assert [table.cell(row, 2).text for row in range(3, 8)] == ["周敏"] * 5
    assert [table.cell(row, 3).text for row in range(3, 8)] == ["1975.09"] * 5
    assert {table.cell(row, 0)._tc for row in range(2, 8)} == {
        table.cell(2, 0)._tc
    }  # the label beside is still one
    assert table.cell(9, 0).text == "户主签名："


def test_boxes_of_word_are_ticked_in_their_own_way(card):
    xml = parts(filled_card(card).data)["word/document.xml"].decode()
    assert 'w14:checked w14:val="1"' in xml
    assert "☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>愿意" in re.sub(r' xml:space="preserve"', "", xml)
    assert xml.count('w:char="F0FE"') == xml.count('w:char="F0A8"') == 1


def test_a_word_form_keeps_all_it_had(card):
    before, after = parts(card.data), parts(filled_card(card, members=2).data)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    xml = after["word/document.xml"].decode()
    assert "社区留存：____" in xml
    assert 'w:fill="DDDDDD"' in xml


def test_copies_stand_on_pages_of_their_own_and_files_in_a_zip(card):
    fillings = [Filling(by_label(card, {"户主姓名": name})) for name in ("王桂兰", "李建国", "赵秀英")]
    document = Document(BytesIO(fill_as_one(card, fillings).data))
    assert [table.cell(0, 1).text for table in document.tables] == ["王桂兰", "李建国", "赵秀英"]
    assert document.element.xml.count("<w:pageBreakBefore/>") == 2
    packed = fill_as_zip(card, [("115-402", fillings[0]), ("115/402", fillings[1]), ("115-402", fillings[2])])
    assert list(parts(packed.data)) == ["115-402.docx", "115_402.docx", "115-402（2）.docx"]


def test_a_filled_cross_table_has_its_figures_at_the_crossings():
    form = read_form(forms.month_in_figures(), "月报.xlsx")
    values = {"走访·高龄老人·户数": 28, "走访·高龄老人·人次": 31, "本月走访·户": 480, "其中独居老人·户": 68}
    sheet = opened(fill(form, by_label(form, values)).data).active
    assert (sheet["C4"].value, sheet["D4"].value) == (28, 31)
    assert sheet["A8"].value == "本月走访480_户，其中独居老人_68_户。"
