"""Facts in words."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.audit.queries import Change
from zhiye.people import showing
from zhiye.people.birth import read_birth

TODAY = date(2026, 11, 21)


def change(field="", before=None, after=None, reason="", minute=0):
    at = datetime(2026, 9, 5, 2, minute, tzinfo=UTC)
    return Change(at, "顾晓梅", "改了资料", field, before, after, reason, UUID(int=1))


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "1942年3月8日"), ("month", "1942年3月"), ("year", "1942年"), ("age", "约1942年")],
)
def test_a_birth_is_told_as_exactly_as_it_is_known(precision, words):
    assert showing.birth_words(date(1942, 3, 8), precision) == words
    assert showing.birth_words(None, precision) == ""


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from(["day", "month", "year"]))
def test_a_birth_as_typed_is_read_back_as_exactly(birth, precision):
    read = read_birth(showing.birth_text(birth, precision), TODAY)
    assert read.precision == precision
    assert read.date.year == birth.year


def test_codes_are_told_in_words():
    assert showing.in_words("sex", "2") == "女"
    assert showing.in_words("category", "elder_alone") == "独居老人"
    assert showing.in_words("note", "想有人聊聊天") == "想有人聊聊天"
    assert showing.in_words("sex", None) == ""


def test_a_tie_of_kin_does_not_show_the_others_id():
    assert showing.in_words("kin", "20 0190a000-0000-7000-8000-000000000001") == "子"
    assert showing.in_words("merged_into", "0190a000-0000-7000-8000-000000000001") == ""


def test_what_is_for_the_secretary_is_left_out_for_others():
    changes = [change("category", None, "special_family"), change("name", "王桂贞", "王桂珍")]
    assert [step.label for step in showing.steps(changes, secret=False)] == ["姓名"]
    assert len(showing.steps(changes, secret=True)) == 2


def test_a_verification_names_its_category():
    [step] = showing.steps([change("verified_on", "2025-11-01", "2026-11-01", "elder_alone")], secret=False)
    assert (step.label, step.reason) == ("独居老人", "")


def test_a_fact_changed_since_names_the_last_hand_and_the_rest_come_from_the_beginning():
    told = showing.steps([change("name", "甲", "乙", minute=5), change(reason="2024年花名册")], secret=False)
    assert showing.source_of("name", told) == "2026年9月5日 顾晓梅 改了资料"
    assert showing.source_of("sex", told) == ""
    assert showing.brought_in(told) == "2026年9月5日 顾晓梅 改了资料（2024年花名册）"
    assert showing.brought_in([]) == showing.source_of("name", []) == ""


def test_nobody_reads_a_childs_full_name_without_the_right(make):
    child = make.person("李小青", birth="2018-05-01", birth_precision="day", sex="2")
    unknown = make.person("欧阳文德")
    assert showing.discreet(child) == "李家的孩子"
    assert showing.discreet(unknown) == "欧阳家的一位"


def test_a_form_of_address_is_shown_as_it_is(cast):
    assert showing.discreet(cast.person("wang")) == "王奶奶"
