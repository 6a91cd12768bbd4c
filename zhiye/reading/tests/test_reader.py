"""What holds for every text: quotes, spans, sameness, due days; and one whole note."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.reading.reader import LONGEST, Gazetteer, read
from zhiye.reading.text import Span, Word

WORDS = [
    *(
        "陈阿姨",
        "老李",
        "小王",
        "儿子",
        "老伴",
        "她",
        "他说",
        "张玉兰",
        "3号楼2单元402",
        "7号301",
        "下周三",
        "月底前",
    ),
    *(
        "答应",
        "漏水",
        "打电话给",
        "上门",
        "八旬",
        "78岁",
        "独居",
        "500元",
        "三万五",
        "每周五",
        "腊月二十三",
        "學(xué)校",
    ),
    *(
        "13812345678",
        "，",
        "。",
        "\n",
        " ",
        "（",
        "”",
        "😀",
        "𠮷",
        "2月30日",
        "99月",
        "号",
        "年",
        "五一",
        "街道残联",
        "\x00",
        "é",
    ),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
KEYS = {
    *("id", "written_on", "people", "kinship", "addresses", "dates", "money"),
    *("organisations", "matters", "contacts", "commitments"),
}


def quoted(found: dict[str, Any]) -> list[tuple[str, list[int]]]:
    """Every quote with its span."""
    items = [(item["text"], item["span"]) for kind in KEYS for item in found[kind] or [] if "text" in item]
    return items + [(person["name"], person["span"]) for person in found["people"]]


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, written_on=DAYS)
def test_every_quote_stands_in_the_text_at_its_span(text: str, written_on: date) -> None:
    found = read({"id": "1", "text": text, "written_on": str(written_on)})
    assert set(found) == KEYS
    for quote, (start, end) in quoted(found):
        assert quote
        assert text[start:end] == quote
    loose = [*found["organisations"], *(p["address"] for p in found["people"] if p["address"])]
    assert all(quote in text for quote in loose)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, written_on=DAYS)
def test_no_promise_falls_due_before_it_was_written(text: str, written_on: date) -> None:
    found = read({"text": text, "written_on": str(written_on)})
    assert all(date.fromisoformat(p["due"]) >= written_on for p in found["commitments"] if p["due"])


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_the_same_entry_gives_the_same_findings(text: str) -> None:
    assert read({"text": text}) == read({"text": text})


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_kin_ties_people_of_the_list(text: str) -> None:
    found = read({"text": text})
    names = {person["name"] for person in found["people"]}
    assert all({tie["person"], tie["of"]} <= names for tie in found["kinship"])


def test_an_empty_text_tells_nothing() -> None:
    for text in ("", "   \n", None):
        found = read({"id": "x", "text": text})
        assert [kind for kind in KEYS - {"id", "written_on"} if found[kind]] == []


def test_twenty_thousand_characters_of_anything_are_read() -> None:
    for text in ("王" * LONGEST, "😀𠮷" * (LONGEST // 2), "3号" * (LONGEST // 2), "一" * (LONGEST + 5)):
        assert read({"text": text})["commitments"] == []


def test_a_day_that_is_none_counts_as_not_given() -> None:
    assert read({"text": "好", "written_on": "yesterday"})["written_on"] == "2025-06-11"
    assert read({"text": "好", "written_on": "9999-12-31"})["written_on"] == "2025-06-11"


def test_a_whole_note_is_read() -> None:
    text = "下午到6号楼1单元302方奶奶家，81岁独居，厨房水管漏水。"
    text += "她女儿在外地，电话里说下周三回来。物业小韩答应明天来修。"
    found = read({"id": "n1", "text": text, "written_on": "2025-09-02"})
    people = {person["name"]: person for person in found["people"]}
    assert people["方奶奶"] | {"age": 81, "sex": "女", "address": "6号楼1单元302"} == people["方奶奶"]
    assert people["方奶奶"]["traits"] == ["独居"]
    assert [(k["person"], k["relation"], k["of"]) for k in found["kinship"]] == [("女儿", "女儿", "方奶奶")]
    assert (found["matters"][0]["code"], found["contacts"][0]["kind"]) == ("repair", "visit")
    assert {"2025-09-10", "2025-09-03"} <= {day["value"] for day in found["dates"]}
    assert "2025-09-03" in {promise["due"] for promise in found["commitments"]}


def test_traditional_script_is_quoted_as_written() -> None:
    found = read({"text": "張老師住9號樓2單元301，獨居。", "written_on": "2025-03-03"})
    assert found["people"][0]["name"] == "張老師"
    assert found["people"][0]["traits"] == ["独居"]
    assert found["addresses"][0]["text"] == "9號樓2單元301"


def test_names_of_the_register_need_no_further_evidence() -> None:
    text = "今日无事墨守白睡"
    assert read({"text": text})["people"] == []
    known = read({"text": text}, Gazetteer(people=("墨守白",)))["people"]
    assert [person["name"] for person in known] == ["墨守白"]


def test_an_estate_of_the_register_is_known_without_a_telling_end() -> None:
    found = read({"text": "云栖里3号楼402报修", "written_on": "2025-03-03"}, Gazetteer(estates=("云栖里",)))
    assert found["addresses"][0]["estate"] == "云栖里"


def test_a_known_unit_needs_no_telling_end() -> None:
    found = read({"text": "报给宏基建筑了"}, Gazetteer(organisations=("宏基建筑",)))
    assert found["organisations"] == ["宏基建筑"]


def test_a_tagger_tells_names_that_rules_cannot() -> None:
    words = (Word(Span(0, 3), "PER"), Word(Span(3, 4), "v"))
    found = read({"text": "墨守白睡"}, tagger=lambda plain: words)
    assert [person["name"] for person in found["people"]] == ["墨守白"]
    assert read({"text": "墨守白睡"}, tagger=lambda plain: ())["people"] == []
