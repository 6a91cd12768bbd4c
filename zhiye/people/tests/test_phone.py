"""Telephone cells as people fill them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.people.phone import Phone, read_phones

MOBILE = Phone("13800001234", "mobile")


@pytest.mark.parametrize(
    "cell",
    [
        "13800001234",
        13800001234,
        13800001234.0,
        "13800001234.0",
        "138 0000 1234",
        "138-0000-1234",
        "+86 13800001234",
        "8613800001234",
        "+86-138-0000-1234",
        "１３８００００１２３４",
        "手机：13800001234",
        "13800001234（本人）",
        "1380 0001 234".replace(" ", ""),
    ],
)
def test_a_mobile_number_in_any_dress_is_the_same(cell: object) -> None:
    assert read_phones(cell) == (MOBILE,)


@pytest.mark.parametrize("between", ["、", "/", ",", "，", ";", "；", " ", "\n", "，儿子", " 或 "])
def test_several_numbers_of_one_cell_are_told_apart(between: str) -> None:
    assert read_phones(f"本人13800001234{between}13900005678") == (MOBILE, Phone("13900005678", "mobile"))


@pytest.mark.parametrize(
    "cell, number",
    [
        ("021-55551234", "021-55551234"),
        ("（021）55551234", "021-55551234"),
        ("021 5555 1234", "021-55551234"),
        ("02155551234", "021-55551234"),
        ("0931-8481234", "0931-8481234"),
        ("5555-1234", "55551234"),
        ("55551234", "55551234"),
        ("021-5555 1234转8", "021-55551234-8"),
        ("55551234分机801", "55551234-801"),
    ],
)
def test_landlines_keep_area_code_and_extension(cell: str, number: str) -> None:
    assert read_phones(cell) == (Phone(number, "landline"),)


@pytest.mark.parametrize(
    "cell, phone",
    [
        ("1380000123", Phone("1380000123", "mobile", "one_digit_short")),
        ("138000012345", Phone("138000012345", "mobile", "one_digit_long")),
        ("1.38E+10", Phone("1.38E+10", "mobile", "lost_digits")),
        ("12345", Phone("12345", "short")),
        ("667788", Phone("667788", "short")),
        ("400-820-1234", Phone("400-820-1234", "short")),
    ],
)
def test_doubtful_and_short_numbers_are_kept_with_what_is_the_matter(cell: str, phone: Phone) -> None:
    assert read_phones(cell) == (phone,)


@pytest.mark.parametrize("cell", ["", None, "无", "同上", "12", "—"])
def test_a_cell_without_a_number_has_none(cell: object) -> None:
    assert read_phones(cell) == ()


def test_the_same_number_twice_is_one() -> None:
    assert read_phones("13800001234/138-0000-1234") == (MOBILE,)


@given(st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=1, max_size=4, unique=True))
def test_all_mobiles_of_a_list_come_back_in_order(numbers: list[str]) -> None:
    assert [phone.number for phone in read_phones("、".join(numbers))] == numbers


@given(st.one_of(st.text(max_size=60), st.floats(), st.integers()))
def test_reading_never_fails(value: object) -> None:
    assert all(phone.kind in ("mobile", "landline", "short") for phone in read_phones(value))
