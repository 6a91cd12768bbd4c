"""Births and ages out of cells."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.people.birth import Birth, age_on, read_age, read_birth

TODAY = date(2026, 11, 21)
DAY = Birth(date(1960, 5, 3), "day")
MONTH = Birth(date(1960, 5, 1), "month")
YEAR = Birth(date(1960, 1, 1), "year")


@pytest.mark.parametrize(
    "cell",
    [
        date(1960, 5, 3),
        datetime(1960, 5, 3, 12),
        "1960-05-03",
        "1960/5/3",
        "1960.5.3",
        "1960年5月3日",
        "19600503",
        19600503.0,
        "1960-05-03 00:00:00",
        "5/3/1960",
        "60.5.3",
        "60年5月3日",
        "一九六〇年五月三日",
        "１９６０－０５－０３",
        22039,
        22039.0,
        "22039",
    ],
)
def test_a_day_in_any_spelling_is_the_same(cell: object) -> None:
    assert read_birth(cell, TODAY) == DAY


@pytest.mark.parametrize(
    "cell", ["1960.5", 1960.5, "1960年5月", "1960-05", "196005", "60年5月", "一九六〇年五月"]
)
def test_a_month_is_kept_as_a_month(cell: object) -> None:
    assert read_birth(cell, TODAY) == MONTH


@pytest.mark.parametrize(
    "cell", ["1960", 1960, 1960.0, "1960年", "60年", "六零年", "六〇年", "1960年生", "60年出生"]
)
def test_a_year_is_kept_as_a_year(cell: object) -> None:
    assert read_birth(cell, TODAY) == YEAR


def test_a_number_that_may_be_january_or_october_is_only_a_year() -> None:
    assert read_birth(1960.1, TODAY) == YEAR
    assert read_birth("1960.10", TODAY) == Birth(date(1960, 10, 1), "month")


@pytest.mark.parametrize(
    "cell, years",
    [
        ("82岁", 82),
        (82, 82),
        (82.0, 82),
        ("82周岁", 82),
        ("八十二岁", 82),
        ("八旬", 80),
        ("年近八旬", 80),
        ("80多岁", 80),
        ("古稀", 70),
        ("百旬老人", 100),
        ("3岁", 3),
    ],
)
def test_an_age_gives_a_year_of_birth(cell: object, years: int) -> None:
    for birth in (read_birth(cell, TODAY), read_age(cell, TODAY)):
        assert birth == Birth(date(TODAY.year - years, 1, 1), "age")


@pytest.mark.parametrize(
    "cell, suggestion",
    [
        ("1960年9月31日", date(1960, 9, 30)),
        ("19610229", date(1961, 2, 28)),
        ("1960-13-01", None),
        ("0000-00-00", None),
    ],
)
def test_a_day_that_does_not_exist_is_told_with_the_nearest_that_does(
    cell: str, suggestion: date | None
) -> None:
    assert read_birth(cell, TODAY) == Birth(None, "", "impossible_date", suggestion)


@pytest.mark.parametrize(
    "cell, problem",
    [
        ("2030-1-1", "future"),
        ("1850-01-01", "too_old"),
        ("张三", "unreadable"),
        ("", "unreadable"),
        (None, "unreadable"),
        (150, "unreadable"),
    ],
)
def test_what_cannot_be_a_birth_is_told(cell: object, problem: str) -> None:
    assert read_birth(cell, TODAY).problem == problem


def test_nobody_is_180_years_old() -> None:
    assert read_age("180", TODAY) == Birth(None, "", "too_old")


def test_a_two_digit_year_lies_in_the_last_hundred_years() -> None:
    assert read_birth("27年", TODAY).date == date(1927, 1, 1)
    assert read_birth("26年", TODAY).date == date(2026, 1, 1)


@pytest.mark.parametrize(
    "day, age", [(date(2026, 11, 20), 79), (date(2026, 11, 21), 80), (date(1946, 11, 21), 0)]
)
def test_a_year_of_life_is_completed_on_the_birthday(day: date, age: int) -> None:
    assert age_on(date(1946, 11, 21), day) == age


def test_who_is_born_on_a_leap_day_is_older_from_the_first_of_march() -> None:
    assert age_on(date(2000, 2, 29), date(2025, 2, 28)) == 24
    assert age_on(date(2000, 2, 29), date(2025, 3, 1)) == 25


@given(
    st.dates(date(1910, 1, 1), TODAY),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]),
)
def test_every_day_reads_back_from_every_form(day: date, form: str) -> None:
    assert read_birth(day.strftime(form), TODAY) == Birth(day, "day")


@given(st.dates(date(1910, 1, 1), TODAY))
def test_serial_numbers_of_spreadsheets_are_days(day: date) -> None:
    assert read_birth(float((day - date(1899, 12, 30)).days), TODAY).date == day


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 45_000))
def test_age_never_falls_as_days_pass(birth: date, days: int) -> None:
    later = birth + timedelta(days=days)
    assert 0 <= age_on(birth, later) <= age_on(birth, later + timedelta(days=1)) <= days // 365 + 1


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_reading_never_fails(value: object) -> None:
    for birth in (read_birth(value, TODAY), read_age(value, TODAY)):
        assert birth.date is not None or birth.problem
