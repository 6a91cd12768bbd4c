"""What a matter may be about: a tree whose top is the note reader's list."""

import pytest

from zhiye.cases import codes, commands, queries
from zhiye.cases.models import Case
from zhiye.cases.tests.matters import opened
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.reading.tables import read_toml


def test_the_top_codes_are_those_of_the_note_reader():
    assert {*read_toml("matters.toml")["words"], "other"} == set(codes.MATTERS)


def test_every_finer_code_hangs_under_a_top_one_fits_its_column_and_has_words_of_its_own():
    finer = set(codes.NAMES) - set(codes.MATTERS)
    assert len(finer) >= 60
    assert {codes.parent_of(code) for code in finer} <= set(codes.MATTERS)
    assert all(len(code) <= Case._meta.get_field("code").max_length for code in finer)
    for top in codes.MATTERS:
        words = list(codes.below(top).values())
        assert len(words) == len(set(words))


def test_the_choices_hold_every_code_once():
    listed = [
        code
        for value, words in codes.choices()
        for code in ([one for one, _words in words] if isinstance(words, list) else [value])
    ]
    assert sorted(listed) == sorted(codes.NAMES)


def test_a_code_is_told_with_what_it_hangs_under():
    assert codes.full_words_of("repair.leak") == "房屋和设施维修：漏水、渗水"
    assert codes.full_words_of("praise") == "表扬、感谢"
    assert codes.words_of("gone.long") == "gone.long"


@pytest.mark.django_db
def test_a_top_code_finds_what_is_below_it_and_nothing_that_only_sounds_alike(cast, worker):
    leak, plain = opened(worker, cast, code="repair.leak"), opened(worker, cast)
    lift = opened(worker, cast, code="repair.lift")
    opened(worker, cast, code="lift.upkeep")
    found = {case.pk for case in queries.cases_page(worker, queries.CaseFilter(code="repair")).rows}
    assert found == {leak.pk, plain.pk, lift.pk}
    (only,) = queries.cases_page(worker, queries.CaseFilter(code="repair.lift")).rows
    assert only == lift
    with pytest.raises(Refused):
        opened(worker, cast, code="repair.ufo")
    told = {"title": "漏水", "code": "repair.pipes", "ring": "team", "version": 1}
    commands.describe_case(worker, case=plain, op=new_id(), **told)
    assert plain.code == "repair.pipes"
