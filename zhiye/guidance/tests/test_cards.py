"""All cards together: exact quotes, the urgent first, nothing raises, everything has its source."""

import json
import re
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.guidance.cards import LONGEST, cards
from zhiye.guidance.tables import read_toml
from zhiye.kernel.dated import region_name

DAY = date(2026, 11, 21)
TOLD = "她说不想活了。丈夫打了她。給她開了單身證明。靠捡废品过日子，没有收入。\n"


def test_the_urgent_stands_first():
    assert [card.kind for card in cards(TOLD, {}, DAY)] == ["safety", "violence", "proof", "hint"]


def test_the_same_note_gives_the_same_cards_and_they_fit_into_json():
    first, second = cards(TOLD, {}, DAY), cards(TOLD, {}, DAY)
    assert first == second
    assert json.loads(json.dumps([asdict(card) for card in first]))[0]["quote"] == first[0].quote


WORDS = st.sampled_from(
    [
        *TOLD,
        "证明",
        "开",
        "死亡",
        "没有",
        "自杀",
        "打",
        "儿子",
        "被",
        "低保",
        "电视",
        "说",
        "學(xué)校",
        "Ａ",
        "１",
        "𠮷",
        "😀",
        "\n",
        "。",
        "，",
        "(",
        "[",
        "\\",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=80))
def test_every_quote_is_exact_and_no_text_raises(text):
    for card in cards(text, {}, DAY, "310000"):
        assert card.quote
        assert text[card.start : card.end] == card.quote
        assert all(0 <= start < end <= len(text) for start, end in card.also)
        assert card.title
        assert card.lines
        assert card.source


def test_full_width_and_traditional_writing_are_read():
    assert [card.kind for card in cards("她講真不想再活著", {}, DAY)] == ["safety"]


def test_a_very_long_note_is_read_to_the_bound():
    text = "今天巡查一圈，情况都好。" * 2_000 + "她说不想活了"
    assert cards(text[:LONGEST], {}, DAY) == cards(text, {}, DAY) == []


@pytest.mark.parametrize("name", ["proofs", "hints", "safety", "violence", "context"])
def test_every_file_of_data_names_its_source_and_day(name):
    data = read_toml(f"{name}.toml")
    assert data["source"]
    assert isinstance(data["effective_from"], date)


@pytest.mark.parametrize("name, kind", [("proofs", "proof"), ("hints", "hint")])
def test_every_rule_has_source_day_and_a_region_with_a_name(name, kind):
    rules = read_toml(f"{name}.toml")[kind]
    keys = [(rule["code"], rule["region"], rule["effective_from"]) for rule in rules]
    assert len(keys) == len(set(keys))
    for rule in rules:
        assert rule.get("source") or rule["law"]
        assert region_name(rule["region"]) != rule["region"]
        assert rule.get("grade", "A") in ("A", "B", "C")


def test_sentences_are_short_and_written_in_full_width():
    lines = [line for kind in ("safety", "violence") for line in read_toml(f"{kind}.toml")["lines"]]
    lines += [rule["about"] for rule in read_toml("hints.toml")["hint"]]
    assert not [line for line in lines if len(line) > 80 or re.search(r"[\u4e00-\u9fff][,:;?!(]", line)]
