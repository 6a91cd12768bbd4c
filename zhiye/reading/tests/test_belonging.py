"""Whom kin words and traits belong to, in sentences of our own, read by rules alone (no tagger)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.reading.kin_words import find_kin_words, ranks_differ, turned
from zhiye.reading.ranker import likely, shares
from zhiye.reading.reader import read
from zhiye.reading.text import read_note


def found(text: str) -> dict[str, Any]:
    return read({"text": text, "written_on": "2025-05-13"}, tagger=lambda plain: ())


def ties(text: str) -> list[tuple[str, str, str]]:
    return [(tie["person"], tie["relation"], tie["of"]) for tie in found(text)["kinship"]]


def traits(text: str) -> dict[str, list[str]]:
    return {person["name"]: person["traits"] for person in found(text)["people"] if person["traits"]}


@pytest.mark.parametrize(
    "text, tie",
    [
        ("何阿婆的大儿子在外地。", ("大儿子", "儿子", "何阿婆")),
        ("何阿婆住3号楼，她闺女每周来。", ("闺女", "女儿", "何阿婆")),
        ("走访白师傅，其丈母娘住在一起。", ("丈母娘", "岳母", "白师傅")),
        ("韩女士说她小叔子不肯签字。", ("小叔子", "亲属", "韩女士")),
        ("于阿婆来访，女婿老方陪着。", ("老方", "女婿", "于阿婆")),
        ("给方奶奶的小孙女办入学。", ("小孙女", "孙女", "方奶奶")),
    ],
)
def test_a_kin_word_finds_the_one_it_belongs_to(text: str, tie: tuple[str, str, str]) -> None:
    assert ties(text) == [tie]


def test_a_second_family_keeps_its_own_kin() -> None:
    text = "1、何阿婆，82岁，儿子在深圳。2、方大爷，79岁，女儿每天来。"
    assert ties(text) == [("儿子", "儿子", "何阿婆"), ("女儿", "女儿", "方大爷")]


def test_the_same_kin_word_again_is_the_same_person() -> None:
    text = "何阿婆的儿子来了。儿子说下周带何阿婆去看病。"
    assert ties(text) == [("儿子", "儿子", "何阿婆")]
    assert [person["name"] for person in found(text)["people"]].count("儿子") == 1


@pytest.mark.parametrize(
    "text",
    [
        "老太太们在楼下晒太阳。",
        "父母都该来开会。",
        "小区的新生儿要登记。",
        "服务对象都通知到了。",
        "家里的水管漏水。",
        "单亲家庭可以申请。",
        "请工作人员仔细核对。",
    ],
)
def test_words_that_hold_a_kin_word_are_nobody(text: str) -> None:
    assert found(text)["people"] == []
    assert found(text)["kinship"] == []


def test_several_of_one_kind_are_no_single_one() -> None:
    assert find_kin_words(read_note("她有三个女儿，几个孙子。"), []) == []


def test_a_number_in_front_belongs_to_the_sum_and_the_day() -> None:
    words = [mention.words for mention in find_kin_words(read_note("五千六儿子不知道，周六叔叔来。"), [])]
    assert words == ["儿子", "叔叔"]


@pytest.mark.parametrize(
    "one, other, differ",
    [
        ("大儿子", "小儿子", True),
        ("老大", "老三", True),
        ("二女儿", "小女儿", False),
        ("大儿子", "长子", False),
        ("儿子", "小儿子", False),
    ],
)
def test_words_of_rank_tell_children_apart(one: str, other: str, differ: bool) -> None:
    assert ranks_differ(one, other) is differ


@given(st.text(alphabet="udsb", max_size=4))
def test_steps_walked_back_twice_are_the_same_steps(steps: str) -> None:
    assert turned(turned(steps)) == steps


@pytest.mark.parametrize(
    "text, given_to",
    [
        ("独居老人何阿婆摔了一跤。", {"何阿婆": ["独居"]}),
        ("何阿婆，81岁，孤身一人，吃低保。", {"何阿婆": ["低保", "独居"]}),
        ("何阿婆的儿子智力残疾。", {"儿子": ["残疾"]}),
        ("白师傅的老伴瘫痪在床。", {"老伴": ["失能"]}),
        ("韩女士的丈夫三年前病故。", {"韩女士": ["丧偶"]}),
        ("方老师退休前教数学。", {"方老师": ["退休"]}),
    ],
)
def test_a_trait_goes_to_the_one_it_is_told_of(text: str, given_to: dict[str, list[str]]) -> None:
    assert traits(text) == given_to


@pytest.mark.parametrize(
    "text",
    [
        "何阿婆不是低保户。",
        "韩女士来咨询低保政策。",
        "给独居老人发放物资。韩女士来帮忙。",
        "方书记去肿瘤医院开会。",
    ],
)
def test_what_is_denied_asked_or_said_of_a_group_is_told_of_nobody(text: str) -> None:
    assert traits(text) == {}


def test_the_emptiest_option_stands_for_nothing_likely() -> None:
    weights = {"good": 2.0, "bad": -2.0}
    assert likely(weights, [["x"], ["good"], ["bad"]], least=0.4) == 1
    assert likely(weights, [["x"], ["bad"], ["bad"]], least=0.4) == 0
    assert likely(weights, [["x"]], least=0.4) == 0


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=3), min_size=1, max_size=6))
def test_shares_sum_to_one(options: list[list[str]]) -> None:
    assert abs(sum(shares({"a": 3.0, "b": -1.0}, options)) - 1) < 1e-9


def test_a_long_note_is_read_like_its_parts() -> None:
    part = "何阿婆，82岁，独居，儿子在深圳。今天给她换了灯泡，路上又看了两处楼道，都还干净。\n"
    far = "方大爷的女儿每天来。"
    whole = found(part + "巡查楼道，没有堆物，灯都亮。\n" * 120 + far)
    assert [(t["person"], t["relation"], t["of"]) for t in whole["kinship"]] == ties(part) + ties(far)
    assert [p["traits"] for p in whole["people"] if p["name"] == "何阿婆"] == [["独居"]]


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="王老阿姨的儿子女媳妇他她,。\n独居低保1岁“”", max_size=80))
def test_whatever_the_text_ties_are_among_its_own_words(text: str) -> None:
    for person, _relation, of in ties(text * 2):
        assert person in text * 2
        assert of in text * 2


@pytest.mark.parametrize(
    "text, of_whom",
    [
        ("何阿婆的儿媳妊娠六个月。", {"儿媳": ["孕产"]}),
        ("方师傅，五十岁，靠一条假腿走路。", {"方师傅": ["残疾"]}),
        ("小区给残疾人和退役军人发了通知。", {}),
    ],
)
def test_events_and_classes(text: str, of_whom: dict[str, list[str]]) -> None:
    assert traits(text) == of_whom


def test_a_household_and_a_couple_share() -> None:
    assert traits("丁师傅和老伴一家两口吃低保。") == {"丁师傅": ["低保"], "老伴": ["低保"]}
    assert traits("租客老葛和他妻子住隔间。") == {"老葛": ["租户"], "妻子": ["租户"]}
