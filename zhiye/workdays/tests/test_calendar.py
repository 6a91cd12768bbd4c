"""Counting in working days over holidays and worked weekends; the place's own file; years nobody has told yet."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.workdays.calendar import after, before, between, caution, is_workday, known_until, use
from zhiye.workdays.plans import Plan, read_plan

DAYS = st.dates(date(2004, 1, 1), date(2060, 12, 31))
NEXT_YEAR = {"source": "通知", "years": [2027], "off": ["2027-02-06/2027-02-12"], "work": [date(2027, 2, 20)]}


@pytest.fixture(autouse=True)
def _no_own_plan() -> Iterator[None]:
    yield
    use(Plan())


@given(day=DAYS, count=st.integers(0, 120))
def test_the_end_is_a_working_day_and_never_before_the_start(day: date, count: int) -> None:
    end = after(day, count)
    assert is_workday(end)
    assert end >= day


@given(day=DAYS, count=st.integers(1, 120))
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = after(day, count)
    days = (day + timedelta(number) for number in range(1, (end - day).days + 1))
    assert sum(map(is_workday, days)) == count == between(day, end)


@given(day=DAYS, count=st.integers(0, 120), more=st.integers(1, 30), later=st.integers(0, 30))
def test_more_days_or_a_later_start_never_end_earlier(day: date, count: int, more: int, later: int) -> None:
    assert after(day, count) <= after(day, count + more)
    assert after(day, count) <= after(day + timedelta(later), count)
    assert count == 0 or after(day, count) < after(day, count + more)


@given(day=DAYS, count=st.integers(1, 60))
def test_counting_on_from_an_end_is_counting_all_at_once(day: date, count: int) -> None:
    assert after(after(day, count), 7) == after(day, count + 7)


@given(day=DAYS)
def test_no_days_is_the_day_itself_or_the_next_that_is_worked(day: date) -> None:
    end = after(day, 0)
    assert end == day if is_workday(day) else end == after(day, 1)


@given(day=DAYS, count=st.integers(0, 60))
def test_back_and_forth_meet(day: date, count: int) -> None:
    start = before(day, count)
    assert is_workday(start)
    assert start <= day
    if is_workday(day):
        assert after(start, count) == day


@given(one=DAYS, other=st.integers(-400, 400))
def test_between_is_the_same_backwards_with_the_other_sign(one: date, other: int) -> None:
    two = one + timedelta(other)
    assert between(one, two) == -between(two, one)
    assert between(one, one) == 0


@pytest.mark.parametrize(
    "start, count, end",
    [
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # the eight days of 国庆 and 中秋
        (date(2025, 9, 26), 1, date(2025, 9, 28)),  # a Sunday that was worked
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday that was worked, before 春节
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2026, 2, 16), 0, date(2026, 2, 24)),
        (date(2026, 11, 21), 5, date(2026, 11, 27)),  # a Saturday: Monday is the first
        (date(2040, 6, 1), 1, date(2040, 6, 4)),
    ],
)
def test_days_we_looked_up(start: date, count: int, end: date) -> None:
    assert after(start, count) == end


@pytest.mark.parametrize("count", [-1, -30])
def test_nobody_counts_below_nothing(count: int) -> None:
    with pytest.raises(ValueError, match="count"):
        after(date(2026, 1, 5), count)
    with pytest.raises(ValueError, match="count"):
        before(date(2026, 1, 5), count)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError, match="local day"):
        is_workday(datetime(2026, 1, 5, 12))


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1),
        date(2027, 2, 5),  # 除夕, a Friday
        date(2027, 4, 5),  # 清明
        date(2028, 5, 1),
        date(2027, 6, 9),  # 端午
        date(2027, 9, 15),  # 中秋
        date(2027, 10, 1),
    ],
)
def test_a_year_nobody_told_has_the_days_off_by_law(day: date) -> None:
    assert not is_workday(day)
    assert is_workday(day + timedelta(7))
    assert str(day.year) in caution(day)


def test_where_the_lunar_table_ends_the_other_days_off_still_hold() -> None:
    assert not is_workday(date(2085, 10, 1))
    assert is_workday(after(date(2085, 9, 30), 1))


def test_known_days_need_no_caution() -> None:
    assert known_until() == date(2026, 12, 31)
    assert caution(date(2026, 12, 31)) == ""


def test_the_place_s_own_days_win() -> None:
    closed = date(2026, 11, 23)  # an ordinary Monday
    assert is_workday(closed)
    use(read_plan({"source": "台风停工通知", "off": [closed], "work": [date(2026, 11, 22)]}))
    assert not is_workday(closed)
    assert after(date(2026, 11, 20), 1) == date(2026, 11, 22)
    assert known_until() == date(2026, 12, 31)  # a day told is no year told


def test_a_year_that_is_told_is_known() -> None:
    use(read_plan(NEXT_YEAR))
    assert known_until() == date(2027, 12, 31)
    assert caution(date(2027, 6, 1)) == ""
    assert not is_workday(date(2027, 2, 8))
    assert is_workday(date(2027, 2, 20))
    assert is_workday(date(2027, 2, 5))  # the plan is whole: what it does not name goes by the weekday
    assert caution(date(2028, 1, 4))


@given(seed=st.integers(0, 10_000))
def test_counting_holds_for_any_plan(seed: int) -> None:
    rng = random.Random(seed)
    first = date(2026, 1, 1)
    worked = {first + timedelta(rng.randrange(365)): rng.random() < 0.5 for _number in range(60)}
    use(Plan(worked))
    day, count = first + timedelta(rng.randrange(365)), rng.randrange(1, 40)
    end = after(day, count)
    assert is_workday(end)
    assert between(day, end) == count
