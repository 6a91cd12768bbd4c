"""Two files of one person become one, and two again when it was a mistake."""

from datetime import date

import pytest

from tests.tables import contents, differences
from zhiye.flows.merge_people import merge_people, unmerge_people
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.people import fields
from zhiye.people.commands import add_contact, correct_person, hold_category, note_wish, tie_kin
from zhiye.people.id_number import make_id_number
from zhiye.people.models import ContactWay, KinTie, Residence
from zhiye.people.queries import search


@pytest.fixture
def twice(cast):
    return {"kept": cast.person("chen_wife"), "gone": cast.person("chen_wife_again")}


def names(hits):
    return [hit.person.name for hit in hits if hit.person]


def test_one_file_is_left_and_found_under_both_names(twice, worker, op):
    merge_people(worker, **twice, reason="笔误", op=op())
    for text in ("张丽萍", "张丽苹"):
        assert names(search(worker, text)) == ["张丽萍"]


def test_everything_goes_to_the_kept_file(twice, cast, worker, op):
    gone = twice["gone"]
    add_contact(worker, person=gone, number="15400005555", op=op())
    hold_category(worker, person=gone, code="low_income", op=op())
    note_wish(worker, person=gone, kind="wish", text="想学画", op=op())
    tie_kin(worker, person=gone, other=cast.person("wang"), relation="30", op=op())
    merge_people(worker, **twice, op=op())
    kept = cast.person("chen_wife")
    assert ContactWay.objects.filter(person=kept, tail="5555").exists()
    assert KinTie.objects.filter(person=kept, other=cast.person("wang")).exists()
    assert KinTie.objects.filter(person=cast.person("wang"), other=kept).exists()


def test_what_both_files_say_stays_once(twice, worker, op):
    merge_people(worker, **twice, op=op())
    assert Residence.objects.filter(person=twice["kept"], until=None).count() == 1
    assert ContactWay.objects.filter(person=twice["kept"], until=None).count() == 1


def test_blanks_are_filled_and_differing_values_stay(twice, cast, worker, op):
    correct_person(worker, person=twice["gone"], values={"called": "小张"}, seen={"called": ""}, op=op())
    merge_people(worker, kept=twice["kept"], gone=cast.person("chen_wife_again"), op=op())
    kept = cast.person("chen_wife")
    assert (kept.called, kept.name, kept.other_names, kept.birth.year) == ("小张", "张丽萍", "张丽苹", 1966)


def test_a_number_that_only_the_other_file_has_is_sealed_anew(cast, twice, worker, op):
    merge_people(worker, kept=twice["gone"], gone=twice["kept"], op=op())
    kept = cast.person("chen_wife_again")
    assert fields.value(kept, "id_number").startswith("990")
    assert names(search(worker, fields.value(kept, "id_number"))) == ["张丽苹"]


def _plain(twice, cast, worker, op):
    """Just the two files."""


def _rich(twice, cast, worker, op):
    gone = twice["gone"]
    add_contact(worker, person=gone, number="15400005555", op=op())
    hold_category(worker, person=gone, code="low_income", op=op())
    note_wish(worker, person=gone, kind="wish", text="想学画", op=op())
    tie_kin(worker, person=gone, other=cast.person("wang"), relation="30", op=op())
    tie_kin(worker, person=gone, other=twice["kept"], relation="97", op=op())
    correct_person(worker, person=gone, values={"called": "小张"}, seen={"called": ""}, op=op())


@pytest.mark.parametrize("prepare", [_plain, _rich])
@pytest.mark.parametrize("turned", [False, True])
def test_undoing_restores_every_table(prepare, turned, twice, cast, worker, op):
    prepare(twice, cast, worker, op)
    kept, gone = cast.person("chen_wife"), cast.person("chen_wife_again")
    kept, gone = (gone, kept) if turned else (kept, gone)
    before, number = contents(), fields.value(kept, "id_number")
    merge = merge_people(worker, kept=kept, gone=gone, op=op())
    unmerge_people(worker, merge=merge, op=op())
    left = differences(_without_seals(before), _without_seals(contents()))
    assert left == {}
    kept.refresh_from_db()
    assert fields.value(kept, "id_number") == number


def _without_seals(tables):
    """Sealing the same number twice gives other bytes."""
    people = [tuple(pair for pair in row if pair[0] != "id_number") for row in tables["people.person"]]
    return tables | {"people.person": people}


def test_a_home_that_only_the_other_file_has_comes_and_goes(cast, make, worker, op):
    kept, gone = make.person("张丽萍", birth="1966-11-30"), cast.person("chen_wife")
    before = contents()
    merge = merge_people(worker, kept=kept, gone=gone, op=op())
    kept.refresh_from_db()
    assert kept.home == cast.home("115-201")
    unmerge_people(worker, merge=merge, op=op())
    assert differences(_without_seals(before), _without_seals(contents())) == {}


def test_what_was_written_since_stays_with_the_kept_file(twice, cast, worker, op):
    merge = merge_people(worker, **twice, op=op())
    note_wish(worker, person=cast.person("chen_wife"), kind="wish", text="想学画", op=op())
    correct_person(worker, person=cast.person("chen_wife"), values={"note": "新"}, seen={"note": ""}, op=op())
    unmerge_people(worker, merge=merge, op=op())
    assert (cast.person("chen_wife").note, cast.person("chen_wife_again").note) == ("新", "")


def test_merging_a_merged_file_or_oneself_is_refused(twice, cast, worker, op):
    with pytest.raises(Refused, match="同一份"):
        merge_people(worker, kept=twice["kept"], gone=twice["kept"], op=op())
    merge_people(worker, **twice, op=op())
    with pytest.raises(Refused, match="已经并到别处"):
        merge_people(worker, kept=cast.person("chen"), gone=cast.person("chen_wife_again"), op=op())


def test_the_latest_merge_is_undone_first_and_each_once(twice, cast, worker, op):
    first = merge_people(worker, **twice, op=op())
    second = merge_people(worker, kept=cast.person("chen"), gone=cast.person("chen_wife"), op=op())
    with pytest.raises(Refused, match="先撤销后面"):
        unmerge_people(worker, merge=first, op=op())
    unmerge_people(worker, merge=second, op=op())
    first.refresh_from_db()
    unmerge_people(worker, merge=first, op=op())
    first.refresh_from_db()
    with pytest.raises(Refused, match="已经撤销过"):
        unmerge_people(worker, merge=first, op=op())


def test_both_files_must_be_the_mergers(twice, cast, grid_worker, worker, op):
    with pytest.raises(Forbidden):
        merge_people(grid_worker, **twice, op=op())
    with pytest.raises(NotFound):
        merge_people(worker, kept=twice["kept"], gone=cast.person("stranger"), op=op())


def test_a_number_corrected_since_stays_when_they_are_two_again(cast, twice, worker, op):
    merge = merge_people(worker, kept=twice["gone"], gone=twice["kept"], op=op())
    number = make_id_number("990101", date(1966, 5, 4), 222)
    kept = cast.person("chen_wife_again")
    correct_person(worker, person=kept, values={"id_number": number}, seen={}, op=op())
    unmerge_people(worker, merge=merge, op=op())
    assert fields.value(cast.person("chen_wife_again"), "id_number") == number


def test_a_merge_is_undone_once(twice, worker, op):
    merge = merge_people(worker, **twice, op=op())
    in_hand = type(merge).objects.get(pk=merge.pk)
    unmerge_people(worker, merge=merge, op=op())
    with pytest.raises(Refused):
        unmerge_people(worker, merge=in_hand, op=op())
