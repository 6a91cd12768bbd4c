"""Identity numbers: what they tell and what is wrong with them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.people.id_number import IdNumber, check_digit, lengthen, make_id_number, read_id_number

# The example of the standard itself (GB 11643-1999).
EXAMPLE = "11010519491231002X"
BIRTHS = st.dates(date(1900, 1, 1), date(2026, 11, 21))


def test_a_good_number_tells_birth_and_sex() -> None:
    assert read_id_number(EXAMPLE) == IdNumber(EXAMPLE, date(1949, 12, 31), "2", True, None)


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'" + EXAMPLE,
        "110105-19491231-002X",
        "11010519491231002×",
    ],
)
def test_blanks_widths_and_lookalikes_of_x_do_not_matter(text: str) -> None:
    assert read_id_number(text) == read_id_number(EXAMPLE)


@pytest.mark.parametrize(
    "value, problem",
    [
        ("110105194912310021", "check_digit"),
        ("110105194902300021", "date"),
        ("11010519491231002", "length"),
        ("1101051949123100211", "length"),
        ("", "length"),
        (None, "length"),
        ("1101051949123100A1", "characters"),
        ("无身份证", "characters"),
        ("1.10105E+17", "lost_digits"),
        ("1.1E+17", "lost_digits"),
        (1.10105194912310e17, "lost_digits"),
        (110105194912310000, "lost_digits"),
        ("110105194912310000", "lost_digits"),
        ("110105194912310000.0", "lost_digits"),
    ],
)
def test_a_doubtful_number_is_kept_with_its_problem(value: object, problem: str) -> None:
    read = read_id_number(value)
    assert (read.problem, read.valid) == (problem, False)


def test_a_number_with_a_wrong_check_digit_still_tells_birth_and_sex() -> None:
    read = read_id_number("110105194912310021")
    assert (read.number, read.birth, read.sex_code) == ("110105194912310021", date(1949, 12, 31), "2")


@pytest.mark.parametrize("value", ["110105491231002", 110105491231002, 110105491231002.0])
def test_a_number_of_fifteen_digits_is_valid(value: object) -> None:
    assert read_id_number(value) == IdNumber("110105491231002", date(1949, 12, 31), "2", True)


def test_old_and_new_numbers_of_one_person_compare() -> None:
    assert lengthen("110105491231002") == EXAMPLE
    assert lengthen(EXAMPLE) == EXAMPLE


@given(BIRTHS, st.integers(0, 999))
def test_a_made_number_reads_back(birth: date, sequence: int) -> None:
    read = read_id_number(make_id_number("990001", birth, sequence))
    assert (read.valid or read.problem == "lost_digits", read.problem) == (True, read.problem)
    if read.valid:
        assert (read.birth, read.sex_code) == (birth, "1" if sequence % 2 else "2")


@given(BIRTHS, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(birth: date, sequence: int, place: int, shift: int) -> None:
    number = make_id_number("990001", birth, sequence)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert check_digit(wrong[:17]) != wrong[17]


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none()))
def test_reading_never_fails(value: object) -> None:
    read = read_id_number(value)
    assert read.valid == (read.problem is None)
