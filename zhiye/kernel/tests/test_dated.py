"""Which of several dated, regional rules holds; a place's own file that cannot be read says why."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from zhiye.kernel.dated import covers, in_force, local_file, region_name, told_source

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "wide, region, inside",
    [
        ("CN", "310115", True),
        ("310000", "310115", True),
        ("310100", "310115", True),
        ("310100", "310200", False),
        ("310000", "CN", False),
        ("420000", "310000", False),
    ],
)
def test_regions_reach_what_lies_in_them(wide, region, inside):
    assert covers(wide, region) is inside


def test_of_two_rules_of_a_region_the_newer_wins():
    old = {"code": "x", "region": "CN", "effective_from": date(2020, 1, 1)}
    new = old | {"effective_from": date(2024, 1, 1)}
    assert in_force([new, old], DAY, "CN") == [new]
    assert in_force([new, old], date(2023, 1, 1), "CN") == [old]


def test_the_nearer_region_wins_over_the_newer_rule():
    nation = {"code": "x", "region": "CN", "effective_from": date(2026, 1, 1)}
    city = nation | {"region": "310000", "effective_from": date(2020, 1, 1)}
    assert in_force([nation, city], DAY, "310106") == [city]
    assert in_force([nation, city], DAY, "110000") == [nation]


def test_a_source_is_told_with_its_region_and_day():
    rule = {"source": "某某办法", "region": "310106", "effective_from": date(2019, 12, 4)}
    assert told_source(rule) == "某某办法（上海静安，2019-12-04起）"
    assert region_name("999999") == "999999"


def test_no_file_named_is_no_file():
    assert local_file("ZHIYE_X", "") == {}


@pytest.mark.parametrize(
    "content, sentence",
    [(None, "cannot be read"), (b"a = ", "not TOML"), ("名字 = 1".encode("gbk"), "not UTF-8")],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: bytes | None, sentence: str):
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=f"ZHIYE_X names .*own.toml, which .*{sentence}"):
        local_file("ZHIYE_X", str(path))


def test_a_file_written_by_notepad_is_read(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert local_file("ZHIYE_X", str(path)) == {"a": 1}
