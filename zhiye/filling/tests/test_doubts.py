"""Labels of one form beside each other: no fact lands in another person's column, no figure in another line."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from zhiye.filling import choosing
from zhiye.filling.documents.reading import read_form
from zhiye.filling.known.fields import held
from zhiye.filling.matched import guesses
from zhiye.filling.plan import likeliest, make_plan
from zhiye.filling.sealed import file_of
from zhiye.filling.tests.make import BOX, _bytes, brought, filled, sheet_of
from zhiye.filling.titles import Told
from zhiye.filling.wanted import CONTACTS, FIGURES, HOMES, PEOPLE, WHAT, Wanted


def listed(*heads, title="花名册"):
    """A list with these heads and four blank lines."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = title
    for at, head in enumerate(heads, 1):
        sheet.cell(2, at, head)
    for row in sheet.iter_rows(2, 6, 1, len(heads)):
        for cell in row:
            cell.border = BOX
    return _bytes(book)


def sources(data, what=PEOPLE):
    plan = make_plan(read_form(data, "a.xlsx"), what, {})
    return {blank.label: blank.answer.code for blank in plan.blanks}


def sure(label, what=PEOPLE):
    (guess,) = guesses([label], held(what))
    return guess.codes[0] if guess.sure else ""


@pytest.mark.parametrize(
    "label",
    [
        "联系电话（子女）", "姓名（监护人）", "联系电话（家属或监护人）", "联系人姓名", "走访人", "被申请人", "承租人",
        "固定电话", "优抚类别",
    ],
)  # fmt: skip
def test_what_is_somebody_elses_or_something_else_is_never_filled_by_itself(label):
    assert sure(label) == ""


@pytest.mark.parametrize(
    "label, code",
    [
        ("联系电话（手机）", "person.phone"), ("面积（单位：平方米）", "person.area"), ("居住地址/门牌", "person.home"),
        ("门牌号", "person.door"), ("登记人", "committee.filler"),
    ],
)  # fmt: skip
def test_a_bracket_that_names_nobody_and_an_odd_head_are_still_understood(label, code):
    assert sure(label) == code


def test_in_visits_a_telephone_is_a_telephone():
    assert sure("电话", CONTACTS) == "person.phone"


def test_beside_a_name_of_its_own_the_heads_name_is_another_fact():
    told = sources(listed("序号", "姓名", "户主姓名", "户主电话", "身份证号"))
    assert told == {
        "姓名": "person.name",
        "户主姓名": "person.head",
        "户主电话": "",
        "身份证号": "person.id_number",
    }


def test_what_stands_behind_somebody_elses_name_is_theirs():
    told = sources(listed("序号", "姓名", "手机号码", "监护人", "关系", "联系电话", "家庭住址"))
    assert (told["关系"], told["联系电话"]) == ("", "")
    assert (told["手机号码"], told["家庭住址"]) == ("person.phone", "person.home")


def test_a_fact_is_told_in_one_column():
    told = sources(listed("序号", "走访日期", "走访对象", "走访内容", "备注"), CONTACTS)
    assert (told["走访内容"], told["备注"]) == ("contact.note", "")


def test_a_column_for_a_workplace_is_not_filled_with_the_committee():
    assert sources(listed("序号", "姓名", "性别", "单位"))["单位"] == ""


def test_a_list_of_heads_is_a_list_of_homes_with_a_line_each(cast, secretary):
    data = listed(
        "序号", "户主姓名", "户主身份证号", "户主电话", "家庭人口", "家庭住址", title="居民户一览表"
    )
    read = read_form(data, "a.xlsx")
    assert likeliest(read, list(WHAT)) == HOMES
    plan = make_plan(read, HOMES, {})
    assert not plan.sheet
    assert [blank.answer.code for blank in plan.blanks] == [
        "person.name",
        "person.id_number",
        "person.phone",
        "person.household_size",
        "person.home",
    ]
    sheet = sheet_of(filled(secretary, brought(secretary, cast.committee, data), Wanted(HOMES)))
    lines = [(row[1], row[5]) for row in sheet.iter_rows(3, values_only=True) if row[1]]
    assert len(lines) > 4
    assert len({home for _name, home in lines}) == len(lines), "a home a line, not a person a line"


def of_the_street():
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "街道月报"
    rows = [("居民区", "走访户数", "讲座场次"), ("枫林居民区", None, None), ("青桐居民区", None, None)]
    for at, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            sheet.cell(at, column, text).border = BOX
    return _bytes(book)


def test_of_a_streets_form_only_the_own_line_is_filled():
    plan = make_plan(read_form(of_the_street(), "a.xlsx"), FIGURES, {}, "青桐居民区")
    told = {blank.label: blank.answer.code for blank in plan.blanks}
    assert (
        told["青桐居民区·走访户数"] == "visits.homes" or told["青桐居民区·走访户数"] == "figure.visits.homes"
    )
    assert told["枫林居民区·走访户数"] == ""


@pytest.mark.parametrize("label", ["上月·走访户数", "累计·走访户数", "走访户数（累计）"])
def test_a_figure_of_another_time_is_asked(label):
    assert sure(label, FIGURES) == ""


def test_who_asks_for_an_aid_does_not_have_it_yet():
    asking = read_form(listed("序号", "姓名", "性别", title="低保申请表"), "a.xlsx")
    having = read_form(listed("序号", "姓名", "性别", title="低保花名册"), "a.xlsx")
    assert choosing.told_by(asking, PEOPLE) == Told()
    assert choosing.told_by(having, PEOPLE).conditions == ("low_income",)
    assert choosing.for_one(asking)


def test_a_signature_in_brackets_is_left_to_the_pen_and_a_stamp_in_brackets_to_the_name():
    book = Workbook()
    sheet = book.active
    for row, label in enumerate(("填表人（签字）", "填报单位（盖章）"), 2):
        sheet.cell(row, 1, label).border = BOX
        sheet.cell(row, 2).border = BOX
    slots = {slot.label: slot.control for slot in read_form(_bytes(book), "a.xlsx").slots}
    assert slots == {"填表人（签字）": "sign", "填报单位（盖章）": "cell"}


def card_of_an_applicant():
    """An application with a list of the family."""
    document = Document()
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, ("申请人姓名", "", "性别", ""), strict=True):
        cell.text = text
    document.add_paragraph("家庭成员")
    family = document.add_table(rows=4, cols=3)
    for cell, text in zip(family.rows[0].cells, ("姓名", "与申请人关系", "年龄"), strict=True):
        cell.text = text
    return _bytes(document)


def test_in_a_card_each_is_told_as_what_they_are_to_the_one_it_is_about(cast, secretary):
    form = brought(secretary, cast.committee, card_of_an_applicant(), "申请表.docx")
    family = {}
    for key in ("chen", "chen_wife"):
        made = filled(secretary, form, Wanted(people=(str(cast.person(key).pk),)))
        lists = [
            table for table in Document(BytesIO(file_of(made))).tables if table.cell(0, 0).text == "姓名"
        ]
        family[key] = {row.cells[0].text: row.cells[1].text for row in lists[0].rows[1:] if row.cells[0].text}
    assert family["chen"]["张丽萍"] == "妻", "he is the head, whose relations the register has"
    assert family["chen_wife"]["陈国良"] == "夫", "not 户主: the column asks what he is to her"
    people_of = make_plan(read_form(listed("序号", "姓名", "与申请人关系"), "a.xlsx"), PEOPLE, {})
    assert [one.answer.code for one in people_of.blanks] == ["person.name", ""], (
        "a list is about nobody alone"
    )
