"""What is covered is opened with a reason, for a few minutes, and the resident can see who looked."""

from datetime import timedelta

import pytest

from tests.fixtures import TODAY
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.people.commands import look_at, note_sheet_export
from zhiye.people.id_number import read_id_number
from zhiye.people.models import ContactWay
from zhiye.people.queries import history_of, opened, person_file


def test_a_telephone_number_is_opened_with_a_reason(cast, grid_worker, op):
    wang = cast.person("wang")
    way = ContactWay.objects.get(person=wang, whose="")
    look = look_at(grid_worker, person=wang, field="phone", way=way, reason="问她在不在家", op=op())
    assert opened(grid_worker, look) == "15400000402"
    assert (look.actor_role, look.reason) == ("网格员", "问她在不在家")


def test_an_id_number_is_opened_by_those_who_may(cast, director, op):
    look = look_at(director, person=cast.person("wang"), field="id_number", reason="帮她报长护险", op=op())
    assert read_id_number(opened(director, look)).birth == cast.person("wang").birth


def test_who_has_no_number_is_told_so(cast, director, op):
    look = look_at(director, person=cast.person("chen_wife_again"), field="id_number", reason="核对", op=op())
    assert opened(director, look) == "没有登记"


@pytest.mark.parametrize("field, role", [("id_number", "worker"), ("phone", "building_helper")])
def test_others_may_not(field, role, cast, op, request):
    with pytest.raises(Forbidden):
        look_at(
            request.getfixturevalue(role), person=cast.person("wang"), field=field, reason="好奇", op=op()
        )


def test_without_a_reason_nothing_opens(cast, director, op):
    with pytest.raises(Refused) as told:
        look_at(director, person=cast.person("wang"), field="id_number", reason=" ", op=op())
    assert told.value.field == "reason"


def test_it_shuts_again_after_a_few_minutes_and_for_others(cast, director, secretary, op):
    look = look_at(director, person=cast.person("wang"), field="id_number", reason="帮她报长护险", op=op())
    with pytest.raises(NotFound):
        opened(secretary, look)
    with clock.frozen(TODAY + timedelta(minutes=6)), pytest.raises(NotFound):
        opened(director, look)


def test_a_way_of_somebody_else_does_not_open(cast, worker, op):
    way = ContactWay.objects.get(person=cast.person("chen"))
    look = look_at(worker, person=cast.person("wang"), field="phone", way=way, reason="问问", op=op())
    with pytest.raises(NotFound):
        opened(worker, look)


def test_the_file_tells_who_looked(cast, director, worker, op):
    look_at(director, person=cast.person("wang"), field="id_number", reason="帮她报长护险", op=op())
    (look,) = person_file(worker, cast.person("wang")).looks
    assert (look.actor_name, look.field, look.reason) == (director.name, "id_number", "帮她报长护险")


def test_the_file_of_those_who_only_list_is_a_form_of_address(cast, building_helper):
    seen = person_file(building_helper, cast.person("wang"))
    assert (seen.called, seen.age, seen.ways, seen.residences) == ("王奶奶", None, [], [])


def test_the_whole_file(cast, worker):
    seen = person_file(worker, cast.person("wang"))
    assert (seen.called, seen.age) == ("王奶奶", 84)
    assert [way.whose for way in seen.ways] == ["", "儿子"]
    assert [tie.other.name for tie in seen.kin] == ["周立新"]
    assert [holding.code for holding in seen.holdings] == ["elder_alone"]
    assert {wish.kind for wish in seen.wishes} == {"wish", "strength"}
    assert [owned.home.door for owned in seen.ownerships] == ["115-402"]
    assert [consent.purpose for consent in seen.consents] == ["daily_greeting"]
    assert seen.computed


def test_housemates_are_those_of_the_household(cast, worker):
    seen = person_file(worker, cast.person("chen"))
    assert {row.person.name for row in seen.housemates} == {"张丽萍", "张丽苹"}


def test_history_ends_with_the_import_that_brought_the_person(cast, worker, building_helper):
    assert history_of(worker, cast.person("wang"))[-1].action == "导入一张名册"
    with pytest.raises(NotFound):
        history_of(building_helper, cast.person("wang"))


def test_an_export_needs_a_purpose_and_leaves_a_trace(cast, director, op):
    with pytest.raises(Refused) as told:
        note_sheet_export(director, place=cast.committee, count=3, purpose=" ", op=op())
    assert told.value.field == "purpose"
    assert note_sheet_export(director, place=cast.committee, count=3, purpose="防汛", op=op()) == 3
