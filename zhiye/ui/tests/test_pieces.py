"""Icons, tags, matrix: small pieces, without a database."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from zhiye.ui import icons, matrix, status, toasts
from zhiye.ui.matrix import Cell, Floor

cells = st.builds(Cell, st.text("0123456789", max_size=4), st.just(""), st.sampled_from(matrix.TONES))
floors = st.lists(st.builds(Floor, st.just("1层"), st.lists(cells, max_size=8).map(tuple)), max_size=30).map(
    tuple
)


def drawn(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize("name", icons.SHAPES)
def test_an_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert 'aria-hidden="true"' in icons.drawing(name)


def test_an_unknown_icon_is_a_mistake_of_the_page() -> None:
    with pytest.raises(KeyError):
        icons.drawing("heart")


@pytest.mark.parametrize(
    "word, tone", [("要去看看", "now"), ("今天到期", "soon"), ("见到了", "done"), ("独居", "plain")]
)
def test_a_status_word_has_one_look(word: str, tone: str) -> None:
    assert status.tone_of(word) == tone
    assert f"tag-{tone}" in drawn("{% tag word %}", word=word)


def test_every_listed_word_has_a_tone_that_the_style_sheet_knows() -> None:
    assert {status.tone_of(word) for word in status.listed()} <= set(matrix.TONES)


def test_what_is_internal_carries_a_lock() -> None:
    assert "<svg" in drawn('{% tag "仅我和书记" %}')


def test_a_tag_escapes_its_word() -> None:
    assert "&lt;b&gt;" in drawn("{% tag word %}", word="<b>")


@given(floors)
def test_every_home_has_one_dot_and_a_gap_has_none(rows: tuple[Floor, ...]) -> None:
    homes = [cell for floor in rows for cell in floor.cells if cell.tone != "none"]
    assert len(matrix.dots(rows)) == len(homes)


@given(floors)
def test_no_dot_lies_outside_the_picture(rows: tuple[Floor, ...]) -> None:
    width, height = matrix.columns(rows) * matrix.STEP, len(rows) * matrix.STEP
    assert all(0 < dot.x < width and 0 < dot.y < height for dot in matrix.dots(rows))


def test_urgent_homes_differ_by_shape_not_only_by_colour() -> None:
    row = (Floor("1层", (Cell("101", "", "now"), Cell("102", "", "soon"), Cell("103"))),)
    assert re.findall(r"<(rect|path|circle) ", drawn("{% dots floors %}", floors=row)) == [
        "rect",
        "path",
        "circle",
    ]


def test_a_gap_in_the_matrix_keeps_the_columns() -> None:
    row = (Floor("1层", (Cell("", "", "none"), Cell("102", "自住", "plain", "/x"))),)
    page = drawn('{% include "ui/_matrix.html" %}', floors=row, label="115号")
    assert page.count('role="gridcell"') == 2
    assert page.count("<a ") == 1


def test_a_masked_value_is_the_only_one_in_the_page() -> None:
    source = '{% include "ui/_masked.html" with masked="199****0402" full=full what="电话" reveal_url="/x" %}'
    page = drawn(source, full="19900000402")
    assert "199****0402" in page
    assert "19900000402" not in page


def test_a_revealed_value_says_that_the_look_was_written_down() -> None:
    looked = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    page = drawn('{% include "ui/_masked.html" %}', full="19900000402", what="电话", seen_at=looked)
    assert "19900000402" in page
    assert "已记下：您在 11-21 09:30 看了电话" in page


@pytest.mark.parametrize("undo_url, buttons", [("/undo/1", 1), ("", 0)])
def test_what_was_done_is_told_with_a_way_back_when_there_is_one(undo_url: str, buttons: int) -> None:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    toasts.tell(request, "存好了。", undo_url)
    page = render_to_string("ui/_messages.html", {"messages": request._messages}, request)
    assert "存好了。" in page
    assert page.count("撤销") == buttons
