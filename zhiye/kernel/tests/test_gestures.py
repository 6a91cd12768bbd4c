"""Forms that carry the id of their gesture, and speak to people."""

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from zhiye.kernel.errors import Refused
from zhiye.kernel.gestures import DayField, GestureForm, carry_out
from zhiye.kernel.ids import read_id
from zhiye.kernel.pages import op_of


class Visit(GestureForm):
    who = forms.CharField(label="称呼", max_length=4)
    day = DayField(label="哪天", required=False)
    floor = forms.IntegerField(label="几层", required=False)
    kind = forms.ChoiceField(label="怎么去", choices=[("a", "走着")], required=False)


def post(**values):
    return RequestFactory().post("/", values)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"who": ""}, "who", "写一下称呼。"),
        ({"who": "一二三四五"}, "who", "太长了，最多 4 个字。"),
        ({"day": "2026-02-30"}, "day", "没有这一天，改成像 2026-03-08 这样的日期。"),
        ({"floor": "高"}, "floor", "这里写数字。"),
        ({"kind": "z"}, "kind", "从列出的几项里选一个。"),
    ],
)
def test_complaints_say_what_to_do(values, field, sentence):
    assert Visit(values).errors[field] == [sentence]


def test_each_drawing_is_a_new_gesture():
    assert Visit()["op"].value() != Visit()["op"].value()


def test_the_values_are_those_of_the_command():
    form = Visit({"who": "王奶奶", "op": "x"})
    assert form.is_valid()
    assert form.values() == {"who": "王奶奶", "day": None, "floor": None, "kind": ""}


def test_what_a_rule_says_stands_beside_its_field():
    def refuse(**values):
        raise Refused("今天她去医院了，改天吧。", "who")

    form = Visit({"who": "王奶奶"})
    assert carry_out(post(), form, refuse) is None
    assert form.errors["who"] == ["今天她去医院了，改天吧。"]


def test_a_rule_about_no_field_stands_above_the_form():
    def refuse(**values):
        raise Refused("今天不行。", "weather")

    form = Visit({"who": "王奶奶"})
    carry_out(post(), form, refuse)
    assert form.non_field_errors() == ["今天不行。"]


def test_a_page_that_is_only_opened_acts_not():
    assert carry_out(RequestFactory().get("/"), Visit({"who": "王奶奶"}), lambda **values: "done") is None


def test_a_valid_form_acts():
    assert carry_out(post(), Visit({"who": "王奶奶"}), lambda **values: values["who"]) == "王奶奶"


def test_the_gesture_is_read_from_the_form_or_from_the_address():
    mark = "0190a000-0000-7000-8000-000000000001"
    assert str(op_of(post(op=mark))) == mark
    assert str(op_of(RequestFactory().post(f"/?op={mark}"))) == mark
    assert op_of(post(op="nonsense")) != op_of(post(op="nonsense"))


def test_a_button_carries_a_gesture():
    drawn = Template("{% load gesture %}{% gesture %}").render(Context())
    assert read_id(drawn.split('value="')[1].split('"')[0]) is not None
