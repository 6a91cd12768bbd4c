"""The trained readers: word lists, units, and what must and must not be found; sentences of our own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.reading.coded import runs
from zhiye.reading.commitments import stretches
from zhiye.reading.dates import find_dates, own_day
from zhiye.reading.linear import linear
from zhiye.reading.reader import read
from zhiye.reading.text import read_note
from zhiye.reading.units import read_units
from zhiye.reading.wordlists import WordLists

PATTERNS = ["漏水|漏了", "(?:没|不)人", "[停断]水", "没?电", "水.{0,2}停", r"\d楼", "堵(?!车)"]


@given(st.text("漏水了没不人停断电堵车3楼", max_size=20))
def test_word_lists_find_what_the_patterns_find(text: str) -> None:
    lists = WordLists({pattern: [pattern] for pattern in PATTERNS})
    found = {name for name, _ in lists.hits(text, 0, len(text))}
    assert found == {pattern for pattern in PATTERNS if re.search(pattern, text)}


@given(st.text("今天物业说下周修，。；我去了\n 3号楼漏水12", max_size=120))
def test_units_are_in_order_and_do_not_overlap(text: str) -> None:
    note = read_note(text)
    day = own_day(note)
    units = read_units(note, find_dates(note, day, []), day)
    assert all(one.span.end <= two.span.start for one, two in zip(units, units[1:], strict=False))
    assert all(one.span.start < one.span.end for one in units)


def test_a_long_note_without_punctuation_is_cut_into_units() -> None:
    note = read_note("今天上午去了九号楼看电梯物业说零件没到居民意见很大后来我打电话给维保公司他说明天来修")
    day = own_day(note)
    assert len(read_units(note, find_dates(note, day, []), day)) >= 3


def test_runs_are_neighbours_and_the_best_comes_first() -> None:
    score = {1: 0.2, 2: 0.3, 5: 0.9}
    assert runs([1, 2, 5], lambda place: score[place]) == [[5], [1, 2]]


def test_a_promise_joins_units_that_tie_and_needs_one_that_is_likely() -> None:
    assert stretches([0.9, 0.3, 0.3, 0.0, 0.3], [0.8, 0.1, 0.9, 0.9], 0.5, 0.25) == [(0, 1)]


def test_weights_are_kept_as_class_and_hundredths() -> None:
    model = linear({"classes": ["a", "b"], "bias": [0.5, 0.0], "weights": {"word": [0, 100, 1, -50]}})
    assert model.scores([("word", 2.0), ("unknown", 1.0)]) == [2.5, -1.0]


@pytest.mark.parametrize(
    "text", ["今天天气晴。", "整理台账，写材料到半夜。", "明天上门看看他。", "她在超市上班，孙女在读大学。"]
)
def test_nothing_done_with_anybody_is_no_contact(text: str) -> None:
    assert read({"text": text})["contacts"] == []


@pytest.mark.parametrize("text", ["今天天气晴。", "回来路上下起了雨。", "这个小区是九八年建的。"])
def test_nothing_raised_is_no_matter(text: str) -> None:
    assert read({"text": text})["matters"] == []


@pytest.mark.parametrize(
    "text, code",
    [
        ("阳台的落水管裂了，一下雨就往屋里灌。", "repair"),
        ("三个儿子谁都不肯接老娘去住。", "family"),
        ("麻将馆天天吵到后半夜，楼上睡不着。", "noise"),
        ("问低保怎么申请。", "welfare"),
        ("包工头跑了，工钱没拿到。", "employment"),
    ],
)
def test_a_need_told_in_other_words_has_its_code(text: str, code: str) -> None:
    assert code in {matter["code"] for matter in read({"text": text})["matters"]}


@pytest.mark.parametrize(
    "text", ["去年就说要修，到现在没动静。", "有困难随时找我们。", "师傅已经修好了。", "他每天早上去公园。"]
)
def test_slogans_habits_and_broken_promises_are_not_open(text: str) -> None:
    assert read({"text": text})["commitments"] == []
