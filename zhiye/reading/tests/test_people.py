"""Who is named, how old, whose kin, in sentences of our own."""

from typing import Any

import pytest

from zhiye.reading.reader import read


def found(text: str) -> dict[str, Any]:
    return read({"text": text, "written_on": "2025-05-13"})


def names(text: str) -> list[str]:
    return [person["name"] for person in found(text)["people"]]


def ties(text: str) -> list[tuple[str, str, str]]:
    return [(tie["person"], tie["relation"], tie["of"]) for tie in found(text)["kinship"]]


@pytest.mark.parametrize(
    "text, named",
    [
        ("遇到曹奶奶和徐主任。", ["曹奶奶", "徐主任"]),
        ("老李说灯不亮，小陈记下来了。", ["老李", "小陈"]),
        ("冯某不开门。", ["冯某"]),
        ("网格员肖建平、刘新华一起去的。", ["肖建平", "刘新华"]),
        ("居民叫周玉兰，今年五十岁。", ["周玉兰"]),
        ("欧阳老师来了。", ["欧阳老师"]),
    ],
)
def test_people_are_named_in_many_ways(text: str, named: list[str]) -> None:
    assert names(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "小区的老人很高兴。",
        "老师傅们都来了。",
        "马上安排时间。",
        "大家对于社工很满意。",
        "党员在小路上巡查。",
    ],
)
def test_words_that_look_like_names_are_nobody(text: str) -> None:
    assert names(text) == []


def test_several_mentions_are_one_person() -> None:
    assert names("村民田长福说好。田长福又说不急。") == ["田长福"]
    assert names("户主许秀兰，45岁。秀兰说可以。") == ["许秀兰"]


def test_the_kin_word_and_the_name_behind_it_are_one_person() -> None:
    assert ties("于阿婆住101，女儿于敏说可以。") == [("于敏", "女儿", "于阿婆")]


def test_老伴_belongs_to_the_one_spoken_of() -> None:
    assert ties("周爷爷血压高，老伴也常头晕。") == [("老伴", "配偶", "周爷爷")]


def test_她_is_the_woman_last_spoken_of() -> None:
    text = "先看了何大爷。又看了方奶奶，她儿子在外地。"
    assert ties(text) == [("儿子", "儿子", "方奶奶")]


def test_several_sons_are_no_single_one() -> None:
    assert "儿子" not in names("路奶奶有四个儿子。")


@pytest.mark.parametrize(
    "text, age",
    [
        ("曹奶奶今年86岁。", 86),
        ("一位78岁的曹奶奶。", 78),
        ("曹奶奶，八旬，身体好。", 80),
        ("曹奶奶年近八十。", 80),
        ("曹奶奶（七十五）来了。", 75),
        ("曹奶奶90了。", 90),
        ("曹奶奶养了6只猫。", None),
    ],
)
def test_ages_are_told_in_many_ways(text: str, age: int | None) -> None:
    assert found(text)["people"][0]["age"] == age


def test_sex_comes_from_titles_kin_words_and_pronouns() -> None:
    people = found("秦老师说她不同意。白先生和妻子同意。")["people"]
    assert [(p["name"], p["sex"]) for p in people] == [("秦老师", "女"), ("白先生", "男"), ("妻子", "女")]


@pytest.mark.parametrize(
    "text, trait",
    [
        ("何阿婆是低保户，一个人住。", ["低保", "独居"]),
        ("独居老人何阿婆。", ["独居"]),
        ("何阿婆老伴前年走了。", ["丧偶"]),
        ("何阿婆并不困难。", []),
    ],
)
def test_traits_go_to_the_one_spoken_of(text: str, trait: list[str]) -> None:
    assert sorted(found(text)["people"][0]["traits"]) == sorted(trait)


@pytest.mark.parametrize(
    "text, home",
    [
        ("上午去115号402室看王奶奶。", "115号402室"),
        ("到12号楼302走访了罗阿姨。", "12号楼302"),
        ("去5-302找物业小丁看水表。", None),
        ("到3-201看漏水，王师傅来修。", None),
    ],
)
def test_who_is_visited_at_a_home_lives_there_and_who_comes_to_work_does_not(
    text: str, home: str | None
) -> None:
    assert found(text)["people"][0]["address"] == home


def test_a_home_beside_a_name_is_that_persons_home() -> None:
    people = found("5号楼301韩女士投诉。业主白先生住8号楼402。")["people"]
    assert [person["address"] for person in people] == ["5号楼301", "8号楼402"]
