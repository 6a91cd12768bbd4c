"""Blanks in a text are found by their letters, and writing into them keeps what stands around."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.filling.documents.inline import blanks_of, edits_of_boxes, edits_of_date, edits_of_text, with_edits


@pytest.mark.parametrize(
    "text, found",
    [
        (
            "培训机构：        培训专业：      培训时间：",
            [("培训机构", "inline"), ("培训专业", "inline"), ("培训时间", "after")],
        ),
        ("1. 姓　　名：________", [("姓名", "inline")]),
        ("本月走访____户，____人次。", [("本月走访·户", "inline"), ("人次", "inline")]),
        ("应到人数       人", [("应到人数·人", "inline")]),
        ("性别：□男  □女   婚否：□是 □否", [("性别", "boxes"), ("婚否", "boxes")]),
        ("本人签名：     年    月   日", [("本人签名", "sign")]),
        ("申请时间：    年    月    日", [("申请时间", "date")]),
        ("兹有居民（    ），现住____。", [("兹有居民", "inline"), ("现住", "inline")]),
        ("检          查        情      况", []),
        ("填表说明：本表一式三份，2024年3月起用。", []),
    ],
)
def test_blanks_are_found_with_their_labels(text, found):
    assert [(blank.label, blank.kind) for blank in blanks_of(text)] == found


@pytest.mark.parametrize(
    "text, filled",
    [
        ("____年__月__日", "2026年3月5日"), ("20__年__月__日", "2026年3月5日"), ("20  年  月  日", "2026年3月5日"),
        ("时间：    年    月", "时间：2026年3月"),
    ],
)  # fmt: skip
def test_a_day_stands_between_its_words(text, filled):
    (blank,) = blanks_of(text)
    assert with_edits(text, edits_of_date(text, blank, date(2026, 3, 5))).replace(" ", "") == filled.replace(
        " ", ""
    )


def test_words_before_their_boxes_are_understood():
    text = "低保□ 特困□ 残疾□"
    (blank,) = blanks_of(text)
    assert with_edits(text, edits_of_boxes(text, blank, frozenset({"特困"}))) == "低保□ 特困☑ 残疾□"


@given(
    st.lists(
        st.tuples(st.sampled_from(["姓名", "电话", "住址", "单位"]), st.integers(3, 20)),
        min_size=1,
        max_size=4,
    ),
    st.text("王李张0123456789", min_size=1, max_size=12),
)
def test_filling_changes_only_blanks_and_never_shortens_the_line(fields, value):
    text = "  ".join(f"{label}：{'_' * width}" for label, width in fields)
    blanks = blanks_of(text)
    assert [blank.label for blank in blanks] == [label for label, _width in fields]
    filled = with_edits(text, [edit for blank in blanks for edit in edits_of_text(text, blank, value)])
    assert filled.count(value) >= len(fields)
    assert filled.replace(value, "").replace("_", "") == text.replace("_", "")


@given(st.text(max_size=60), st.text(max_size=10))
def test_no_text_breaks_the_reader(text, value):
    for blank in blanks_of(text):
        assert 0 <= blank.start <= blank.end <= len(text)
        assert value in with_edits(text, edits_of_text(text, blank, value))
