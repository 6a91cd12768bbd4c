"""Homes, units, matters, contacts and promises, in sentences of our own."""

from typing import Any

import pytest

from zhiye.reading.reader import read
from zhiye.reading.text import Span, read_note


def found(text: str) -> dict[str, Any]:
    return read({"text": text, "written_on": "2025-05-13"})


@pytest.mark.parametrize(
    "text, parts",
    [
        ("去了4-6-211。", (None, "4", "6", "211")),
        ("梧桐花园12号楼一单元", ("梧桐花园", "12", "1", None)),
        ("7号302的灯", (None, "7", None, "302")),
        ("东旺村4组遭灾", ("东旺村4组", None, None, None)),
        ("41号门口堆物", (None, "41", None, None)),
        ("5栋东户没人", (None, "5", None, None)),
        ("海棠湾3栋B座1906", ("海棠湾", "3", "B", "1906")),
        ("住6楼4门501", (None, "6", "4", "501")),
        ("同楼602的老兵", (None, None, None, "602")),
    ],
)
def test_a_home_is_told_by_its_parts(text: str, parts: tuple[str | None, ...]) -> None:
    home = found(text)["addresses"][0]
    assert (home["estate"], home["building"], home["unit"], home["room"]) == parts


def test_units_are_named_and_general_words_are_not() -> None:
    assert found("联系了安居物业。")["organisations"] == ["安居物业"]
    assert found("物业和居委会都来了。")["organisations"] == []


@pytest.mark.parametrize(
    "text, code",
    [
        ("楼上漏水", "repair"),
        ("垃圾没人清", "sanitation"),
        ("车位被占", "parking"),
        ("电瓶车飞线充电", "safety"),
        ("申请临时救助", "welfare"),
        ("整栋停水", "utilities"),
        ("居民送来锦旗", "praise"),
    ],
)
def test_a_matter_has_its_code(text: str, code: str) -> None:
    assert code in [matter["code"] for matter in found(text)["matters"]]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("上门走访了两户", "visit"),
        ("打电话给房东", "phone"),
        ("韩女士来访", "reception"),
        ("下午开协调会", "meeting"),
        ("巡查发现隐患", "patrol"),
        ("送了一袋米", "aid"),
        ("转派至水务集团", "referral"),
    ],
)
def test_what_was_done_has_its_kind(text: str, kind: str) -> None:
    assert kind in [contact["kind"] for contact in found(text)["contacts"]]


def test_a_visit_only_planned_is_no_contact() -> None:
    assert found("下周三再去走访。")["contacts"] == []


def test_a_promise_has_the_day_it_falls_due() -> None:
    promise = found("物业答应周五前修好。")["commitments"][0]
    assert (promise["text"], promise["due"]) == ("物业答应周五前修好", "2025-05-16")


@pytest.mark.parametrize("text", ["社区会一直关注你们。", "昨天来过了。", "他不同意。"])
def test_slogans_and_what_is_past_are_no_promises(text: str) -> None:
    assert found(text)["commitments"] == []


def test_a_note_without_punctuation_still_gives_its_promise() -> None:
    text = "今天去看了3号楼的电梯修理的人讲零件没有到业主意见很大都堵在门口不肯走"
    text += "最后维保的人答应明天下午一定修好大家才散了回家吃饭去了我也回来了"
    promises = found(text)["commitments"]
    assert [promise["due"] for promise in promises if "明天" in promise["text"]] == ["2025-05-14"]


def test_damage_is_read_over_and_quoted() -> None:
    note = read_note("學(xué)校門口")
    assert note.plain == "学校门口"
    assert note.quote(Span(0, 2)) == "學(xué)校"
    assert note.quote(Span(2, 4)) == "門口"


@pytest.mark.parametrize(
    "text, parts",
    [
        ("到柳条巷9号院看看", ("柳条巷9号院", None, None, None)),
        ("5号楼1、2单元停暖", (None, "5", "1、2", None)),
        ("楼上501的租客", (None, None, None, "501")),
    ],
)
def test_roads_rooms_and_units_are_homes(text: str, parts: tuple[str | None, ...]) -> None:
    homes = found(text)["addresses"]
    assert [tuple(home[part] for part in ("estate", "building", "unit", "room")) for home in homes] == [parts]


def test_a_room_told_again_is_no_second_home() -> None:
    assert len(found("3栋2401有人养狗，2401的租客不开门。")["addresses"]) == 1


@pytest.mark.parametrize("text", ["2022、2023两年的费", "打了110、120", "1203元的费用"])
def test_years_and_numbers_to_call_are_no_rooms(text: str) -> None:
    assert found(text)["addresses"] == []


def test_an_office_is_named_by_what_it_does() -> None:
    assert found("材料交给街道司法所了。")["organisations"] == ["街道司法所"]
    assert found("小区医院和楼下幼儿园都问了。")["organisations"] == []
