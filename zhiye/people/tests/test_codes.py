"""Sex, relations, tenure and categories out of cells; the tables themselves."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.people.codes import (
    CATEGORIES,
    RELATIONS,
    computed_categories,
    gap_years,
    inverse,
    read_categories,
    read_relation,
    read_sex,
    read_tenure,
    read_yes,
    relation_name,
    relation_sex,
)


@pytest.mark.parametrize(
    "cell, code",
    [
        ("男", "1"),
        ("女", "2"),
        (1.0, "1"),
        ("2", "2"),
        ("M", "1"),
        ("f", "2"),
        ("女性", "2"),
        (" 男 ", "1"),
        ("未知", "0"),
        ("未说明的性别", "9"),
        ("张三", None),
        ("", None),
        (None, None),
    ],
)
def test_sex_reads_as_its_code(cell: object, code: str | None) -> None:
    assert read_sex(cell) == code


@pytest.mark.parametrize(
    "cell, code",
    [
        ("户主", "02"),
        ("本人", "01"),
        ("之妻", "12"),
        ("妻子", "12"),
        ("老婆", "12"),
        ("爱人", "10"),
        ("长子", "22"),
        ("女婿", "28"),
        ("儿媳", "38"),
        ("孙女", "42"),
        ("外孙", "43"),
        ("父", "51"),
        ("母亲", "52"),
        ("岳母", "56"),
        ("保姆", "98"),
        ("租客", "99"),
        ("租户", "99"),
        ("承租人", "99"),
        ("户主之女", "30"),
        (2.0, "02"),
        ("2", "02"),
        ("10", "10"),
        ("次女", "33"),
        ("二女", "33"),
        ("妻（再婚）", "12"),
        ("邻居", None),
        ("", None),
        (None, None),
    ],
)
def test_relations_read_as_their_code(cell: object, code: str | None) -> None:
    assert read_relation(cell) == code


def test_the_second_daughter_has_the_name_of_the_standard() -> None:
    assert relation_name("33") == "次女"
    assert relation_name("00") == ""


@pytest.mark.parametrize(
    "code, sex_of_head, expected",
    [
        ("12", "1", "11"),
        ("11", "2", "12"),
        ("22", "1", "51"),
        ("22", "2", "52"),
        ("52", "2", "30"),
        ("52", "1", "20"),
        ("71", "1", "73"),
        ("43", "2", "64"),
        ("99", "1", "99"),
        ("00", "1", "97"),
    ],
)
def test_the_head_is_the_inverse_of_the_member(code: str, sex_of_head: str, expected: str) -> None:
    assert inverse(code, sex_of_head) == expected


@pytest.mark.parametrize("code", sorted(RELATIONS))
def test_every_relation_has_an_inverse_with_the_opposite_gap(code: str) -> None:
    for sex in "12":
        back = RELATIONS[inverse(code, sex)]
        assert relation_sex(back.code) in ("0", sex)
        if (gap := gap_years(code)) and back.gap:
            assert max(gap[0], -back.gap[1]) <= min(gap[1], -back.gap[0])


def test_no_word_stands_for_two_relations_or_two_categories() -> None:
    for table in (RELATIONS, CATEGORIES):
        words = [word for entry in table.values() for word in (entry.name, *entry.aliases)]
        assert len(words) == len(set(words))


def test_children_are_younger_and_parents_older_than_the_head() -> None:
    assert all(gap_years(code)[1] < 0 for code in ("20", "30", "41", "47"))
    assert all(gap_years(code)[0] > 0 for code in ("51", "52", "61", "66"))
    assert gap_years("99") is None


@pytest.mark.parametrize(
    "cell, code",
    [
        ("自有", "own"),
        ("自住", "own"),
        ("租", "rent"),
        ("租赁", "rent"),
        ("出租房", "rent"),
        ("借住", "lend"),
        ("集体户", "collective"),
        ("集体户租住", "collective"),
        ("空关", ""),
        (None, ""),
    ],
)
def test_tenure_reads_from_its_words(cell: object, code: str) -> None:
    assert read_tenure(cell) == code


@pytest.mark.parametrize(
    "cell, codes, unknown",
    [
        ("低保、独居", ("low_income", "elder_alone"), ()),
        ("独居低保", ("low_income", "elder_alone"), ()),
        ("低保边缘", ("low_income_edge",), ()),
        ("残疾人/退役军人", ("disabled", "veteran"), ()),
        ("肢体残疾（二级）", ("disabled",), ("二级",)),
        ("高龄，空巢", ("elder_couple",), ()),
        ("非低保", (), ()),
        ("无", (), ()),
        ("热心人", (), ("热心人",)),
        ("低保 低保户", ("low_income",), ()),
        (None, (), ()),
    ],
)
def test_categories_and_other_words_of_a_cell(
    cell: object, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    got, rest = read_categories(cell)
    assert (sorted(got), rest) == (sorted(codes), unknown)


@pytest.mark.parametrize(
    "cell, answer",
    [("是", True), ("√", True), ("享受", True), ("否", False), ("", False), ("无", False), ("待定", None)],
)
def test_yes_columns_say_yes_no_or_something_else(cell: str, answer: bool | None) -> None:
    assert read_yes(cell) is answer


def test_great_age_follows_from_the_birth() -> None:
    assert computed_categories(79) == ()
    assert computed_categories(80) == ("aged",)
    assert computed_categories(None) == ()


EXPECTED = {
    "low_income",
    "low_income_edge",
    "hardship_spending",
    "extreme_poverty",
    "temporary_aid",
    "disabled",
    "special_family",
    "elder_alone",
    "elder_couple",
    "left_elder",
    "no_kin_elder",
    "aged",
    "disabled_elder",
    "child_hardship",
    "child_left",
    "veteran",
    "family_worker",
    "retired_cadre",
}


def test_the_list_of_categories_is_the_one_agreed() -> None:
    assert set(CATEGORIES) == EXPECTED


def test_lists_about_children_are_for_the_secretary_only() -> None:
    assert {code for code, category in CATEGORIES.items() if category.ring == "secretary"} == {
        "child_hardship",
        "child_left",
        "special_family",
    }


def test_every_category_says_what_proves_it_and_where_that_is_written() -> None:
    for category in CATEGORIES.values():
        assert category.evidence
        assert category.issuer
        assert category.source
        assert category.region == "CN"
        assert category.ring in ("team", "secretary")
        assert category.reverify_months >= 0


def test_there_is_no_list_of_petitioners_faith_politics_drugs_or_illness() -> None:
    never = re.compile(
        r"信访|上访|访民|宗教|信教|教徒|党派|政治|民族|吸毒|戒毒|艾滋|矫正|刑满|重点人|邪教|精神病"
    )
    words = [word for category in CATEGORIES.values() for word in (category.name, *category.aliases)]
    assert not [word for word in words if never.search(word)]


DATA = Path(__file__).parent.parent / "data"
TABLES = ["relations.csv", "surnames.csv", "given_name_readings.csv"]
WORDS = ["categories.toml", "word_codes.toml", "forms_of_address.toml", "not_names.toml"]


@pytest.mark.parametrize("name", TABLES + WORDS)
def test_every_data_file_tells_its_source_and_date(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert "source" in text
    assert "effective_from" in text


@given(st.text(max_size=40))
def test_reading_never_fails(text: str) -> None:
    codes, unknown = read_categories(text)
    assert set(codes) <= set(CATEGORIES)
    assert all(unknown)
    assert read_relation(text) is None or read_relation(text) in RELATIONS
    assert read_tenure(text) in ("own", "rent", "lend", "collective", "")
