"""Labels meet known fields: certain, to be asked, or unknown; never somebody else's fact by itself."""

import pytest

from zhiye.filling.documents import Field, match, read_form
from zhiye.filling.documents.matching import Vocabulary, match_label
from zhiye.filling.tests.documents import forms_of_offices as forms

FIELDS = (
    Field("person.name", ("姓名", "居民姓名", "户主姓名")),
    Field("person.sex", ("性别",)),
    Field("person.birth", ("出生日期", "出生年月")),
    Field("person.id_number", ("身份证号码", "公民身份号码")),
    Field("person.phone", ("联系电话", "手机", "电话")),
    Field("person.home", ("家庭住址", "现住址", "住址")),
    Field("person.registered", ("户籍地址",)),
    Field("home.building", ("楼号",)),
    Field("home.room", ("室号",)),
    Field("carer.phone", ("监护人·联系电话",)),
    Field("figures.visits", ("走访户数",)),
    Field("figures.seen", ("走访户数（实地）", "实地走访")),
)


def found(label, title=""):
    one = match_label("k", label, Vocabulary(FIELDS), title)
    return one.state, one.codes[:1] if one.state != "unknown" else ()


@pytest.mark.parametrize(
    "label, code",
    [
        ("姓　名：", "person.name"), ("身份证号", "person.id_number"), ("联系电话（手机）", "person.phone"),
        ("家庭住址·楼号", "home.building"), ("本人电话", "person.phone"), ("公民身份证号码", "person.id_number"),
        ("申请人基本情况·性别", "person.sex"), ("监护人·联系电话", "carer.phone"), ("户籍地", "person.registered"),
    ],
)  # fmt: skip
def test_a_label_is_matched_by_its_words(label, code):
    assert found(label) == ("matched", (code,))


@pytest.mark.parametrize(
    "label, title, first",
    [
        ("配偶电话", "", "person.phone"),  # somebody else's: asked, never taken
        ("姓名", "家庭成员", "person.name"),
        ("配偶·性别", "", "person.sex"),
        ("家庭地址", "", "person.home"),  # alike, not close enough
        ("走访户数", "", "figures.visits"),  # two fields have this name
    ],
)
def test_a_doubtful_label_is_asked_with_the_likeliest_first(label, title, first):
    assert found(label, title) == ("ask", (first,))


@pytest.mark.parametrize("label", ["民族", "残疾证编号", "备注", "x", "婚姻状况"])
def test_a_label_nobody_knows_is_said_to_be_unknown(label):
    assert found(label) == ("unknown", ())


def test_all_places_of_a_form_get_a_match_but_numbers_and_formulas():
    form = read_form(forms.difficult_households(), "")
    matches = {one.label: one for one in match(form, FIELDS)}
    assert "序号" not in matches
    assert "年龄" not in matches
    assert matches["出生年月"].code == "person.birth"
    assert matches["出生年月"].reason == "就是“出生年月”。"
    card = match(read_form(forms.household_card(), ""), FIELDS)
    assert [(one.label, one.by_hand) for one in card if one.by_hand] == [("户主签名", True)]
    assert {one.state for one in card if one.key.startswith("0/B3")} == {
        "ask",
        "unknown",
    }  # of the members, not his own
