"""The structure: what it refuses, how notes are numbered; and texts and columns made fit for paper."""

import json
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.papers.paper import Bars, Heading, Mark, Paper, Ref, Table, Text, day_words
from zhiye.papers.printable import breakable, lines_of, number_columns, printable, shares, width_of

WORDS = st.text(st.characters(codec=None), max_size=80)


def test_equal_notes_get_one_number_in_the_order_in_which_they_come() -> None:
    homes, sums = Ref("480户", "一户算一次"), Ref("42起", "一起算一次")
    paper = Paper("月报", "委员会", (Text.of(homes, "和", sums), Text.of(Ref("37户", "一户算一次"))))
    assert paper.notes == ("一户算一次", "一起算一次")
    assert [paper.number_of(ref) for ref in (homes, sums)] == [1, 2]


def test_a_row_with_too_few_cells_or_a_weight_too_few_is_no_table() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table("表", ("甲", "乙"), (("1",),))
    with pytest.raises(ValueError, match="a weight"):
        Table("表", ("甲", "乙"), (), (1.0,))
    with pytest.raises(ValueError, match="level"):
        Heading(5, "五")


def test_the_twin_of_a_picture_says_what_is_printed_and_not_what_is_kept_back() -> None:
    bars = Bars("周五最多", "户", (Mark("周五", 12), Mark("周日", 3, "少于5"), Mark("差", -2)))
    assert bars.table.rows == (("周五", 12), ("周日", "少于5"), ("差", -2))
    assert [mark.length for mark in bars.marks] == [12, 0, 0]


def test_a_day_is_written_in_full_and_left_blank_when_nobody_signed() -> None:
    assert day_words(date(2026, 1, 5)) == "2026年1月5日"
    assert day_words(None).split() == ["年", "月", "日"]


def test_a_column_with_a_number_stands_right_even_beside_a_hidden_one() -> None:
    table = Table(
        "", ("项目", "数", "是否"), (("甲", 3, True), ("乙", "少于5", False), ("丙", Decimal("1.50"), True))
    )
    assert number_columns(table) == (False, True, False)


@given(WORDS)
def test_whatever_is_printable_can_stand_in_a_file(text: str) -> None:
    kept = printable(text)
    assert json.loads(json.dumps(kept, ensure_ascii=False).encode()) == kept
    element = ElementTree.Element("t")
    element.text = kept
    assert (ElementTree.fromstring(ElementTree.tostring(element)).text or "") == kept
    assert printable(kept) == kept


@given(WORDS, st.integers(2, 90))
def test_breaking_a_long_run_changes_nothing_but_where_it_may_break(text: str, columns: int) -> None:
    plain = text.replace("\u200b", "")
    broken = breakable(plain, columns)
    assert broken.replace("\u200b", "") == plain
    assert all(len(run) < max(columns, 3) for run in broken.replace("\u200b", " ").split() if run.isascii())
    assert lines_of(plain, columns) >= width_of(plain) / columns


@given(st.lists(st.lists(WORDS | st.integers() | st.none(), min_size=3, max_size=3), max_size=5))
def test_the_shares_of_the_columns_fill_the_width(rows: list[list[str | int | None]]) -> None:
    found = shares(Table("", ("甲", "乙", "丙"), tuple(map(tuple, rows))))
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0.08
