"""Of which time a column is, reckoned from the period of the form; what titles say of the period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.figures.periods import Period, month_of, read_period
from zhiye.figures.registry import FIGURES
from zhiye.filling import times
from zhiye.filling.known.fields import fields, held
from zhiye.filling.matched import timed_guesses
from zhiye.filling.models import Mapping
from zhiye.filling.wanted import FIGURES as OF_FIGURES

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 1))


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("走访户数·上月", "visits.homes@month_before"),
        ("走访户数·户·上月数", "visits.homes@month_before"),
        ("上月·走访户数", "visits.homes@month_before"),
        ("走访户数（上月）", "visits.homes@month_before"),
        ("数量·走访户数·本月", "visits.homes@month"),
        ("今年以来走访户数", "visits.homes@year"),
        ("受理件数·本年累计", "cases.opened@year"),
        ("青桐居民区·本季度受理件数", "cases.opened@quarter"),
        ("去年同期·走访户数", "visits.homes@year_ago"),
        ("历年累计受理件数", "cases.opened@all"),
        ("居民人数·本月数", "people.residents@month"),
        ("走访户数", "visits.homes"),
    ],
)
def test_a_figure_of_another_time_is_known_where_its_time_is(label, code):
    (guess,) = timed_guesses([label], held(OF_FIGURES))
    assert (guess.codes[0], guess.sure) == (f"figure.{code}", True)


@pytest.mark.parametrize(
    ("label", "whens"),
    [
        ("走访户数·累计", ("year", "all")),
        ("累计走访户数", ("year", "all")),
        ("今年·走访户数", ("year",)),
        ("去年·走访户数", ("year_ago", "year_before")),
    ],
)
def test_a_word_that_may_be_two_times_is_asked_and_nothing_else(label, whens):
    (guess,) = timed_guesses([label], held(OF_FIGURES))
    assert (guess.sure, guess.only_when, guess.whens) == (False, True, whens)
    assert guess.codes[0] == "figure.visits.homes"


@pytest.mark.parametrize(
    "label", ["居民人数·上月数", "走访户数·计划", "下月·走访户数", "历年累计新出生的居民", "其中：本季度"]
)
def test_what_cannot_be_told_of_another_time_is_never_filled_by_itself(label):
    (guess,) = timed_guesses([label], held(OF_FIGURES))
    assert (guess.sure, guess.only_when) == (False, False)


def test_the_year_of_a_report_is_no_time_of_a_figure():
    (guess,) = timed_guesses(["年度"], held(OF_FIGURES))
    assert guess.codes[0] == "committee.period"


def test_from_a_month_every_time_can_be_told():
    told = {when: times.period_of(when, month_of(TODAY)) for when in times.WHENS if when != times.ALL}
    assert {when: period.key for when, period in told.items() if period} == {
        "month": "2026-11",
        "month_before": "2026-10",
        "quarter": "2026-10-01..2026-11-30",
        "quarter_before": "2026Q3",
        "year": "2026-01-01..2026-11-30",
        "year_ago": "2025-11",
        "year_before": "2025",
    }


def test_from_a_year_no_month_is_guessed():
    year = read_period("2026")
    assert year
    assert [times.period_of(when, year) for when in ("month", "month_before", "quarter")] == [None] * 3
    assert times.period_of("year", year) == year


@given(DAYS, st.integers(0, 500), st.sampled_from(sorted(times.WHENS)))
def test_a_time_ends_with_the_period_or_before_it_and_what_includes_it_does(first, length, when):
    period = Period(first, first + timedelta(days=length))
    told = times.period_of(when, period)
    if told is None:
        return
    assert told.last <= period.last
    if when in ("month", "quarter", "year"):
        assert told.first <= period.first
        assert told.last == period.last
    if when.endswith(("before", "ago")):
        assert told.last < period.last


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("2026年10月工作月报", "2026-10"),
        ("10月份统计表", "2026-10"),
        ("12月月报", "2025-12"),
        ("2026年第三季度工作统计表", "2026Q3"),
        ("一季度报表", "2026Q1"),
        ("2026年上半年情况", "2026-01-01..2026-06-30"),
        ("2026年1-10月统计表", "2026-01-01..2026-10-31"),
        ("今年以来工作情况", "2026-01-01..2026-11-22"),
        ("上月情况统计表", "2026-10"),
        ("2025年度统计表", "2025"),
        ("2026年工作月报", None),
        ("工作统计表", None),
        ("2027年1月月报", None),
    ],
)
def test_the_period_that_a_title_names(title, key):
    found = times.period_in([title], TODAY)
    assert (found.key if found else None) == key


def test_every_figure_has_every_time_and_a_mapping_can_keep_it():
    longest = Mapping._meta.get_field("code").max_length
    for code in FIGURES:
        for when in times.WHENS:
            joined = times.joined(f"figure.{code}", when)
            assert times.apart(joined) == (f"figure.{code}", when)
            assert joined in fields()
            assert len(joined) <= longest
    assert not any(one.when for one in held(OF_FIGURES)), "in lists each figure stands once"
