"""What is found in a form: lists, slots, boxes, blanks, and the same form again."""

import pytest

from zhiye.filling.documents import read_form
from zhiye.filling.tests.documents import forms_of_offices as forms


@pytest.fixture(scope="module")
def households():
    return read_form(forms.difficult_households(), "困难家庭.xlsx")


@pytest.fixture(scope="module")
def card():
    return read_form(forms.household_card(), "登记表.docx")


def asked(form):
    return [(slot.label, slot.control) for slot in form.slots]


def test_a_two_row_head_gives_its_group_to_the_columns_below(households):
    (table,) = households.tables
    assert [column.label for column in table.columns] == [
        "序号", "姓名", "家庭住址·楼号", "家庭住址·单元", "家庭住址·室号", "出生年月", 
        "联系电话（手机）", "困难类型", "年龄",
    ]  # fmt: skip
    assert (table.head, table.rows, table.blank, table.closed) == ((2, 3), (4, 6), 3, True)
    assert [column.label for column in table.columns if column.serial] == ["序号"]
    assert [column.label for column in table.columns if column.computed] == ["年龄"]
    assert table.columns[7].options == ("低保", "特困", "残疾")


def test_what_stands_around_a_list_is_asked_for_too(households):
    assert asked(households) == [
        ("填报单位（盖章）", "after"), ("日期", "date"), ("制表人", "after"), ("审核人", "after"),
    ]  # fmt: skip
    assert households.titles[0] == "11月份困难家庭登记表"


def test_a_word_form_gives_lines_boxes_cells_and_the_list_beside_its_label(card):
    assert asked(card) == [
        ("登记人", "inline"), ("日期", "date"), ("是否愿意接受走访", "boxes"), ("有无电梯", "boxes"),
        ("户主姓名", "cell"), ("性别", "boxes"), ("家庭住址", "cell"),
        ("居住情况", "boxes"), ("居住情况·其他", "inline"), ("户主签名", "sign"),
    ]  # fmt: skip
    (members,) = card.tables
    assert (members.title, members.rows) == ("家庭成员", (3, 5))
    assert [column.label for column in members.columns] == ["称谓", "姓名", "出生年月", "联系电话"]


def test_a_cross_table_asks_for_every_crossing_but_its_sums():
    form = read_form(forms.month_in_figures(), "月报.xlsx")
    assert [slot.label for slot in form.slots] == [
        "走访·困难家庭·户数", "走访·困难家庭·人次", "走访·高龄老人·户数", "走访·高龄老人·人次", 
        "活动·讲座·户数", "活动·讲座·人次",
        "合计·人次", "本月走访·户", "其中独居老人·户",
    ]  # fmt: skip
    assert not form.tables


def test_the_same_form_is_known_next_month_and_another_one_is_not(households):
    next_month = read_form(forms.difficult_households(blank_rows=9, month="12月份"), "12月.xlsx")
    assert next_month.titles[0] == "12月份困难家庭登记表"
    assert next_month.fingerprint == households.fingerprint
    assert next_month.tables[0].columns == households.tables[0].columns
    other = read_form(forms.difficult_households(kind="人员类别"), "11月.xlsx")
    assert other.fingerprint != households.fingerprint
