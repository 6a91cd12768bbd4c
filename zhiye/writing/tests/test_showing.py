"""A text in pieces: nothing is lost, every quoted stretch can be pointed at."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zhiye.writing.showing import Piece, day_in_words, excerpt, pieces, where_now

TEXT = "上午看王奶奶，她说膝盖疼。"
spans = st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40)), max_size=6)


@given(st.text(max_size=30), spans)
def test_the_pieces_are_the_text(text, found):
    assert "".join(piece.text for piece in pieces(text, found)) == text


@given(st.text(min_size=1, max_size=30), spans)
def test_each_stretch_is_marked_from_its_first_to_its_last_letter(text, found):
    cut = pieces(text, found)
    for start, end in found:
        if 0 <= start < end <= len(text):
            name = f"w{start}-{end}"
            assert "".join(piece.text for piece in cut if name in piece.spans.split()) == text[start:end]
            assert sum(name in piece.ids for piece in cut) == 1


def test_stretches_that_overlap_share_their_letters():
    assert pieces("甲乙丙", [(0, 2), (1, 3)]) == [
        Piece("甲", ("w0-2",), "w0-2"),
        Piece("乙", ("w1-3",), "w0-2 w1-3"),
        Piece("丙", (), "w1-3"),
    ]


def test_words_that_moved_are_found_where_they_are_now():
    assert where_now("膝盖疼", 3, TEXT) == (9, 12)
    assert where_now("王奶奶", 30, TEXT) == (3, 6)
    assert where_now("腰疼", 3, TEXT) is None
    assert where_now("", 3, TEXT) is None


def test_the_year_is_told_when_it_is_another():
    today = date(2026, 11, 21)
    assert day_in_words(today, today) == "11月21日 星期六"
    assert day_in_words(date(2023, 9, 5), today) == "2023年9月5日 星期二"


def test_an_excerpt_is_one_line():
    assert excerpt("甲\n\n乙") == "甲 乙"
    assert len(excerpt("长" * 500)) == 61
