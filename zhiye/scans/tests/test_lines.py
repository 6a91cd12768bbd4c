"""Lines on a photo become the text that somebody would have typed."""

from hypothesis import given
from hypothesis import strategies as st

from zhiye.scans.lines import Line, laid_out


def line(text, top, left=0, right=1000, score=1.0, height=50):
    return Line(text, score, left, top, right, top + height)


def test_a_full_line_runs_on_and_a_closed_or_short_one_does_not():
    laid = laid_out(
        [
            line("上午去看王奶", 0),
            line("奶。", 100, right=90),
            line("她说膝盖疼。", 200),
            line("想学画", 300, right=300),
            line("下午", 400, right=200),
        ]
    )
    assert laid.text == "上午去看王奶奶。\n她说膝盖疼。\n想学画\n下午"


def test_two_boxes_of_one_row_stand_side_by_side_from_the_left():
    assert laid_out([line("右边", 4, 600), line("左边", 0, 0, 500)]).text == "左边右边"


def test_doubtful_lines_are_marked_where_they_stand():
    laid = laid_out(
        [line("一二。", 0, score=0.99), line("三四。", 100, score=0.7), line("  ", 200, score=0.1)]
    )
    assert [laid.text[start:end] for start, end in laid.doubts] == ["三四。"]


def test_nothing_found_is_no_text():
    assert laid_out([]).text == ""


box = st.builds(
    lambda text, x, y, w, h, s: Line(text, s, x, y, x + w, y + h),
    st.text("王李。，12 ", max_size=8),
    *[st.integers(0, 2000)] * 4,
    st.floats(0, 1),
)


@given(st.lists(box, max_size=30))
def test_no_character_is_lost_and_doubts_lie_within_the_text(lines):
    laid = laid_out(lines)
    wanted = sorted("".join(one.text.strip() for one in lines))
    assert sorted(laid.text.replace("\n", "")) == wanted
    assert all(0 <= start < end <= len(laid.text) for start, end in laid.doubts)
    assert laid.doubts == sorted(laid.doubts)
