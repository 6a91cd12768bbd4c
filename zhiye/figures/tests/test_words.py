"""Periods compared in words, sums checked, sentences without what there was none of."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.figures.checks import check, parts, rate
from zhiye.figures.comparing import difference, share_before, told_share
from zhiye.figures.counting import Share
from zhiye.figures.periods import Period, month_of, read_period
from zhiye.figures.registry import RATES, SENTENCES, Rate, Sentence
from zhiye.figures.sentences import holes, report, spoken

SOLVED = Rate("x.solved", "解决率", "visits.first", "visits.homes", "…")
DESK = Rate("x.orders", "每天单数", "visits.first", "visits.homes", "…", percent=False)


@pytest.mark.parametrize(
    "now, before, kind, words",
    [
        (8, 5, "month", "比上月多 3 场"),
        (5, 1_008, "month", "比上月少 1,003 场"),
        (5, 5, "quarter", "和上季度一样"),
        (5, 0, "year", "上年没有"),
        (0, 0, "days", "前一段也没有"),
    ],
)
def test_two_periods_in_words(now: int, before: int, kind: str, words: str) -> None:
    assert difference(now, before, "meeting", kind) == words


def test_a_rate_never_stands_alone() -> None:
    assert share_before(Share(SOLVED, 300, 480)) == "上月 62.5%（300÷480）"
    assert told_share(Share(DESK, 3304, 222)) == "14.88（3,304÷222）"
    assert share_before(Share(SOLVED, 0, 0)) == "上月没有可算的"


def test_the_orders_of_the_year_are_of_no_number_of_days() -> None:
    """3,304 orders at 14.86 a day: no whole number of days gives that."""
    told = check(3304, "14.86")
    assert not told.agrees
    assert str(told) == "对不上：3,304 ÷ 14.86 = 222.3，不是整数；除以 222 是 14.88，除以 223 是 14.82。"
    assert str(check(3304, 14.86, 222)) == "对不上：3,304 ÷ 222 = 14.88，不是 14.86。"
    assert check(3304, Decimal("14.88"), 222).agrees


@given(st.integers(0, 10**6), st.integers(1, 5000), st.integers(0, 3))
def test_a_true_average_agrees_however_it_was_rounded(total: int, n: int, places: int) -> None:
    average = (Decimal(total) / n).quantize(Decimal(1).scaleb(-places))
    assert check(total, average, n).agrees


@pytest.mark.parametrize("total, average, n", [(1, "nan", 1), (-1, "1", 1), (1, "-1", 1), (1, "1", 0)])
def test_what_cannot_be_reckoned_is_told(total: int, average: str, n: int) -> None:
    with pytest.raises(ValueError, match="cannot be reckoned"):
        check(total, average, n)


def test_parts_and_rates() -> None:
    assert parts(42, [40, 2]).agrees
    assert str(parts(42, [40, 3])) == "对不上：各项加起来是 43，总数是 42，差 1。"
    assert rate(480, 480).agrees
    assert not rate(481, 480).agrees


def test_clauses_of_which_there_is_nothing_are_not_said() -> None:
    sentence = Sentence(1, "[出证明 {certificates.issued}，][退回 {certificates.refused}，]。")
    said = spoken(sentence, lambda code: code == "certificates.refused")
    assert said == [("退回 ", ""), ("", "certificates.refused"), ("。", "")]
    said = spoken(sentence, lambda code: True)
    assert "".join(words for words, _code in said) == "出证明 ，退回 。"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_a_period_is_read_from_its_key_and_stands_beside_its_neighbours(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    assert read_period(period.key) == period
    assert period.before.last == period.first - timedelta(days=1)
    assert period.after.first == period.last + timedelta(days=1)
    assert period.after.before == period or period.kind == "days"
    assert period.months[0].contains(period.first)
    assert period.months[-1].contains(period.last)


@pytest.mark.parametrize(
    "key",
    [
        *("", "2026-13", "2026-00", "0000", "2026Q5", "2026-11-31..2026-12-01", "x"),
        *("0001-01", "9999", "2026-01-01..9999-12-31"),  # nothing stands beside the ends of the calendar
    ],
)
def test_no_key_no_period(key: str) -> None:
    assert read_period(key) is None


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="is before"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
    assert read_period("2026-11-02..2026-11-01") is None


def test_what_there_was_none_of_names_no_parts_of_rates(cast, worker):
    """“没有：居民说解决了的件数” tells a reader nothing: only figures with a place of their own are named."""
    quiet = report(worker, cast.committee, month_of(date(2024, 2, 29)))
    parts = {code for rate in RATES.values() for code in (rate.top, rate.bottom)}
    own = {code for one in SENTENCES for code in holes(one)}
    assert quiet.none_of
    assert not [figure.code for figure in quiet.none_of if figure.code in parts - own]
