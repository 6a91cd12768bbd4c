"""一页讲清: nothing invented, fits its lines for any history, the same facts give the same page."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.cases.retelling import (
    CUT,
    DROPPED,
    KEPT,
    OPEN,
    OVERDUE,
    ROWS,
    WIDTH,
    Fact,
    Pledge,
    Retelling,
    retell,
    shortened,
    width_of,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(TODAY - timedelta(days=4000), TODAY)
TEXTS = st.text(st.sampled_from("物业王师傅来查水管，第3次没修好。\n drip"), min_size=0, max_size=400)
WORDS = st.sampled_from(
    ["走访", "电话", "在办", "等别人", "又来了", "办好了", "开会协商", "记了一笔", "没联系上"]
)


@st.composite
def facts(draw: st.DrawFn, most: int = 120) -> list[Fact]:
    told = draw(st.lists(st.tuples(DAYS, WORDS, TEXTS, st.integers(0, 3)), max_size=most))
    return [
        Fact(f"f{n}", day, word, text, f"/r/{n}", weight) for n, (day, word, text, weight) in enumerate(told)
    ]


@st.composite
def pledges(draw: st.DrawFn) -> list[Pledge]:
    states = st.sampled_from([OPEN, KEPT, DROPPED])
    told = draw(st.lists(st.tuples(DAYS, TEXTS, st.none() | DAYS, states), max_size=40))
    return [
        Pledge(f"p{n}", day, text, due, state, day if state != OPEN else None)
        for n, (day, text, due, state) in enumerate(told)
    ]


HISTORIES = st.tuples(facts(most=8), pledges(), facts(), facts(most=4), st.integers(12, 60))


def page_of(history) -> tuple[Retelling, dict[str, str]]:
    wants, given_, done, coming, rows = history
    wants = [Fact(f"w{fact.id}", fact.on, fact.word, fact.text, fact.url) for fact in wants]
    coming = [Fact(f"n{fact.id}", fact.on, fact.word, fact.text, fact.url) for fact in coming]
    known = {fact.id: fact.text for fact in [*wants, *done, *coming]}
    known |= {pledge.id: pledge.text for pledge in given_}
    return retell(wants, given_, done, coming, TODAY, rows), known


def lines_of(page: Retelling):
    heads = [line for block in page.done for line in (block.head, *block.lines)]
    return [*page.wants, *page.pledges, *page.next, *heads]


@given(HISTORIES)
@settings(max_examples=150, deadline=None)
def test_nothing_is_invented(history):
    page, known = page_of(history)
    for line in lines_of(page):
        assert line.sources
        assert set(line.sources) <= set(known)
        if line.quote:
            text = " ".join(known[line.sources[0]].split())
            assert text.startswith(line.quote.removesuffix(CUT))


@given(HISTORIES)
@settings(max_examples=150, deadline=None)
def test_any_history_fits(history):
    page, _known = page_of(history)
    assert page.rows <= history[-1]


@given(HISTORIES)
@settings(max_examples=60, deadline=None)
def test_the_same_history_gives_the_same_page_in_any_order(history):
    wants, given_, done, coming, rows = history
    page, _known = page_of(history)
    again, _known = page_of((wants, given_[::-1], done[::-1], coming, rows))
    assert page == again


@given(HISTORIES)
@settings(max_examples=100, deadline=None)
def test_everything_is_counted(history):
    _wants, given_, done, _coming, _rows = history
    page, _known = page_of(history)
    assert {id_ for block in page.done for id_ in block.head.sources} == {fact.id for fact in done}
    for block in page.done:
        if block.head.counts:
            assert sum(n for _word, n in block.head.counts) == len(block.head.sources)
    assert {id_ for line in page.pledges for id_ in line.sources} == {pledge.id for pledge in given_}


@given(TEXTS, st.integers(4, 90))
def test_a_shortened_text_is_no_wider_and_says_that_it_was_cut(text, width):
    short = shortened(text, width)
    assert width_of(short) <= width
    assert short == " ".join(text.split()) or short.endswith(CUT)


def test_what_is_over_time_comes_first_and_milestones_before_the_rest():
    late = Pledge("late", TODAY, "物业：清窨井", TODAY - timedelta(days=3), OPEN)
    kept = Pledge("kept", TODAY, "我们：去看", TODAY, KEPT, TODAY)
    usual = [Fact(f"u{n}", date(2026, 10, 1 + n), "走访", f"第{n}次去看" * 8) for n in range(20)]
    again = Fact("again", date(2026, 10, 15), "又来了", "又堵了", weight=3)
    page = retell([Fact("c", TODAY, "要办的", "下水道返水")], [kept, late], [*usual, again], [], TODAY, 14)
    assert [line.mark for line in page.pledges] == [OVERDUE, KEPT]
    assert "again" in {id_ for block in page.done for line in block.lines for id_ in line.sources}
    assert page.done[0].head.counts == (("走访", 20), ("又来了", 1))


def test_an_empty_history_is_an_empty_page():
    assert retell([], [], [], [], TODAY).rows == 0


@pytest.mark.parametrize("rows", [ROWS, 20])
def test_eighty_entries_of_two_years_stay_on_the_page(rows):
    start = TODAY - timedelta(days=730)
    done = [
        Fact(
            f"f{n}",
            start + timedelta(days=9 * n),
            "走访",
            "她说又返水了，帮着舀，楼上也下来帮忙。" * 3,
            "",
            n % 4,
        )
        for n in range(80)
    ]
    page = retell([Fact("c", start, "要办的", "下水道返水" * 20)], [], done, [], TODAY, rows)
    assert page.rows <= rows
    assert page.rows > rows - 4  # the page is used
    assert WIDTH * rows >= sum(width_of(line.quote) for line in lines_of(page))
