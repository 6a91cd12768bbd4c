"""What can happen to a place."""

from datetime import date

import pytest

from zhiye.audit.models import AuditEntry
from zhiye.kernel.errors import Refused
from zhiye.places.commands import add_place, cover, end_place, rename_place
from zhiye.places.models import Coverage, Place
from zhiye.places.queries import by_door


@pytest.mark.parametrize(
    "kind, code, name, door",
    [
        ("home", "701", "701室", "115-701"),
        ("unit", "1", "1单元", "115-1"),
        ("home", "车库", "车库", "115-车库"),
    ],
)
def test_a_new_place_has_a_name_and_a_door(kind, code, name, door, cast, worker, op):
    gesture = op()
    made = add_place(worker, parent=cast.building("115"), kind=kind, code=f" {code} ", op=gesture)
    assert (made.name, made.door, made.origin) == (name, door, gesture)
    assert made.path.startswith(cast.building("115").path)
    assert AuditEntry.objects.get(op=gesture).changes["code"] == [None, code]


def test_a_code_stands_once_under_a_parent(cast, worker, op):
    with pytest.raises(Refused, match="已经有“402”了"):
        add_place(worker, parent=cast.building("115"), kind="home", code="402", op=op())


def test_a_code_is_free_again_when_the_place_has_ended(cast, worker, make, op):
    end_place(worker, place=make.home("115-701"), on=date(2026, 12, 1), reason="写错了", op=op())
    assert add_place(worker, parent=cast.building("115"), kind="home", code="701", op=op()).door == "115-701"


def test_a_home_does_not_stand_in_an_estate(cast, worker, op):
    with pytest.raises(Refused, match="家不能放在这里"):
        add_place(worker, parent=cast.place("estate"), kind="home", code="1", op=op())


def test_a_place_without_a_code_is_refused(cast, worker, op):
    with pytest.raises(Refused) as told:
        add_place(worker, parent=cast.building("115"), kind="home", code="  ", op=op())
    assert told.value.field == "code"


def test_a_place_ends_with_its_coverage(cast, worker, op):
    building = add_place(worker, parent=cast.place("estate"), kind="building", code="200", op=op())
    held = cover(worker, overlay=cast.place("grid", code="第1网格"), covered=building, op=op())
    end_place(worker, place=building, on=date(2026, 12, 1), reason="拆了", op=op())
    assert Coverage.objects.get(pk=held.pk).until == date(2026, 12, 1)
    assert Place.objects.get(pk=building.pk).valid_to == date(2026, 12, 1)


def test_a_building_with_homes_does_not_end(cast, worker, op):
    with pytest.raises(Refused, match="里面还有"):
        end_place(worker, place=cast.building("115"), on=date(2026, 12, 1), reason="", op=op())


def test_a_place_does_not_end_before_it_began(cast, worker, make, op):
    with pytest.raises(Refused, match="早于"):
        end_place(worker, place=make.home("115-701"), on=date(2026, 1, 1), reason="", op=op())


def test_covering_anew_ends_the_grid_before(cast, worker, op):
    building, other = cast.building("115"), cast.place("grid", code="第2网格")
    cover(worker, overlay=other, covered=building, op=op())
    grids = Coverage.objects.filter(covered=building, overlay_kind="grid").order_by("since", "id")
    assert [held.until for held in grids] == [date(2026, 11, 21), None]
    assert grids.last().overlay == other


def test_covering_by_the_same_grid_again_changes_nothing(cast, worker, op):
    before = Coverage.objects.count()
    cover(worker, overlay=cast.place("grid", code="第1网格"), covered=cast.building("115"), op=op())
    assert Coverage.objects.count() == before


def test_a_grid_does_not_cover_a_single_home(cast, worker, op):
    with pytest.raises(Refused, match="楼或单元"):
        cover(worker, overlay=cast.place("grid", code="第1网格"), covered=cast.home("115-402"), op=op())


def test_covering_before_the_last_change_is_refused(cast, worker, op):
    day = date(2020, 1, 1)
    with pytest.raises(Refused, match="改晚一点"):
        cover(
            worker,
            overlay=cast.place("grid", code="第2网格"),
            covered=cast.building("115"),
            since=day,
            op=op(),
        )


def test_an_ended_place_is_not_found_by_its_door(cast, worker, make, op):
    end_place(worker, place=make.home("115-701"), on=date(2026, 11, 21), reason="", op=op())
    assert by_door(worker, ["115-701"]) == []


def test_a_door_too_long_for_its_column_is_refused(cast, worker, op):
    unit = add_place(worker, parent=cast.building("115"), kind="unit", code="甲" * 40, op=op())
    with pytest.raises(Refused) as refused:
        add_place(worker, parent=unit, kind="home", code="乙" * 40, op=op())
    assert refused.value.field == "code"


def test_a_grid_that_is_no_more_covers_nothing(cast, worker, grid_worker, op):
    for grid in Place.objects.filter(kind="grid", path__startswith=cast.committee.path):
        end_place(worker, place=grid, on=date(2026, 11, 21), reason="重划", op=op())
    assert grid_worker.scope("people.list") == ()


def test_a_place_ends_once(cast, make, worker, op):
    home = make.home()
    end_place(worker, place=home, on=date(2026, 11, 21), reason="打通", op=op())
    with pytest.raises(Refused):
        end_place(worker, place=home, on=date(2026, 12, 1), reason="打通", op=op())


def test_of_two_renames_at_once_both_paths_hold(cast, worker, op):
    building, in_hand = cast.building("115"), cast.home("115-402")
    rename_place(worker, place=building, code="117", op=op())
    rename_place(worker, place=in_hand, code="403", op=op())
    assert (in_hand.door, in_hand.path[:-12]) == ("117-403", building.path)
