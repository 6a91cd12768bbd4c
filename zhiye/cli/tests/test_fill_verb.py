"""``zhiye fill``."""

import json

import pytest
from openpyxl import load_workbook

from zhiye.filling.models import Filling, Form
from zhiye.filling.tests.make import month, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(tmp_path, cast):
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(roster())
    return path


def test_a_list_is_filled_for_a_category_in_a_building(zhiye, form, cast, tmp_path):
    whom = ("--for", "category=独居老人", "--for", "building=115", "--committee", "青桐居民区")
    out = tmp_path / "填好.xlsx"
    code, told, _err = zhiye("fill", str(form), *whom, "--purpose", "报街道", "--output", str(out), "--json")
    assert code == 0
    answer = json.loads(told)
    assert (answer["rows"], answer["kind"]) == (1, "xlsx")
    assert answer["matched"]["出生年月"] == "居民登记：出生年月"
    assert answer["unknown"] == ["健康状况"]
    assert load_workbook(out).active["B5"].value == "王桂珍"


def test_several_conditions_all_hold(zhiye, form, cast, tmp_path):
    out = tmp_path / "填好.xlsx"
    told = {}
    for age in ("80-", "90-"):
        whom = ("--for", "category=独居", "--for", f"age={age}", "--committee", "青桐居民区")
        told[age] = zhiye("fill", str(form), *whom, "--purpose", "报街道", "--output", str(out), "--json")
    assert json.loads(told["80-"][1])["rows"] == 1
    code, _out, err = told["90-"]
    assert (code, "没有一行可填" in err) == (1, True)


def test_without_an_output_it_only_tells_and_keeps_nothing(zhiye, form, cast):
    code, told, _err = zhiye("fill", str(form), "--for", "people", "--committee", "青桐居民区")
    assert code == 0
    assert "已对上  姓名 ← 居民登记：姓名" in told
    assert "不知道  健康状况" in told
    assert not Form.objects.exists()
    assert not Filling.objects.exists()


def test_figures_of_a_month(zhiye, cast, tmp_path):
    path, out = tmp_path / "月报.xlsx", tmp_path / "填好.xlsx"
    path.write_bytes(month())
    asked = ("--for", "figures", "--period", "2026-11", "--committee", "青桐居民区", "--output", str(out))
    assert zhiye("fill", str(path), *asked)[0] == 0
    assert load_workbook(out).active["B3"].value == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--for", "category=没有的", "--committee", "青桐居民区"), "没有叫“没有的”的类别"),
        (("--for", "age=老", "--committee", "青桐居民区"), "看不懂“老”岁"),
        (("--for", "kind=没有", "--committee", "青桐居民区"), "没有叫“没有”的事"),
        (("--for", "kind=邻里纠纷", "--committee", "青桐居民区"), "kind= 选事"),
        (("--for", "building=999", "--committee", "青桐居民区"), "没有叫“999”的楼"),
        (("--for", "person=没有这人", "--committee", "青桐居民区"), "没有找到"),
        (("--for", "什么", "--committee", "青桐居民区"), "看不懂“什么”"),
        (("--period", "2026-99", "--committee", "青桐居民区"), "看不懂“2026-99”"),
        (("--committee", "没有的居民区"), "没有叫“没有的居民区”"),
    ],
)
def test_what_names_nobody_is_told(zhiye, form, cast, words, sentence):
    code, _told, complained = zhiye("fill", str(form), *words)
    assert code == 1
    assert sentence in complained
