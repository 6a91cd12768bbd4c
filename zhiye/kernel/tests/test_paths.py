"""Paths sort as doors do, and a scope is a prefix."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.kernel.paths import SEGMENT, ancestors, narrow, segment, within
from zhiye.places.models import Place

IDS = st.uuids(version=4)
SEGMENTS = st.builds(segment, st.text(max_size=8), IDS)
PATHS = st.lists(SEGMENTS, max_size=4).map("".join)


@given(st.text(max_size=12), IDS)
def test_a_segment_is_twelve_lower_case_letters_and_digits(code, id_):
    made = segment(code, id_)
    assert len(made) == SEGMENT
    assert made.isascii()
    assert made.isalnum()
    assert made == made.lower()
    assert made < "z"


@given(st.integers(1, 9999), st.integers(1, 9999), IDS, IDS)
def test_numbers_sort_as_numbers(one, other, id_, other_id):
    if one != other:
        assert (segment(str(one), id_) < segment(str(other), other_id)) == (one < other)


@pytest.mark.parametrize(
    "codes",
    [
        ["2", "10", "115"],
        ["101", "102", "1001"],
        ["3", "A", "B", "C2"],
        ["201", "202", "A101", "B101"],
        ["1号", "2号", "11号"],
        ["9998", "物业用房"],
    ],
)
def test_doors_come_in_the_order_of_the_street(codes):
    made = [segment(code, UUID(int=index)) for index, code in enumerate(codes)]
    assert made == sorted(made)


def test_the_same_code_twice_gives_two_segments():
    assert segment("115", UUID(int=1)) != segment("115", UUID(int=2))


@given(PATHS)
def test_ancestors_begin_at_the_top_and_end_with_the_path_itself(path):
    found = ancestors(path)
    assert all(path.startswith(above) for above in found)
    assert [len(above) for above in found] == list(range(SEGMENT, len(path) + 1, SEGMENT))


@given(st.lists(PATHS, max_size=4), PATHS)
def test_narrowing_leaves_only_what_both_allow(prefixes, at):
    found = narrow(prefixes, at)
    assert all(path.startswith(at) for path in found)
    assert all(any(path.startswith(prefix) for prefix in prefixes) for path in found)


@given(st.lists(PATHS, max_size=4), PATHS, PATHS)
def test_narrowing_loses_nothing(prefixes, at, below):
    path = at + below
    if any(path.startswith(prefix) for prefix in prefixes):
        assert any(path.startswith(found) for found in narrow(prefixes, at))


@pytest.mark.django_db
def test_within_finds_the_place_and_all_below_and_nothing_else():
    paths = [("a", "00001aaaaaaa"), ("b", "00001aaaaaaa00002bbbbbbb"), ("c", "00001aaaaaab")]
    paths += [("d", "99999fffffff00001aaaaaaa"), ("e", "99999fffffff")]
    for code, path in paths:
        Place.objects.create(kind="test", code=code, name=code, path=path)

    def found(*prefixes: str) -> str:
        rows = Place.objects.filter(within("path", prefixes), kind="test")
        return "".join(rows.values_list("code", flat=True))

    assert found("00001aaaaaaa") == "ab"
    assert found("99999fffffff") == "ed"
    assert found("00001aaaaaab", "99999fffffff00001aaaaaaa") == "cd"
    assert found() == ""
    assert found("") == "abced"
