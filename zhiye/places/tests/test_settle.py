"""Many places at once are the same places as one by one."""

from decimal import Decimal

import pytest

from zhiye.kernel import running
from zhiye.kernel.errors import HouseFault
from zhiye.people.enrol import enrol
from zhiye.people.records import HomeRecord
from zhiye.places.commands import add_place
from zhiye.places.models import Place
from zhiye.places.records import BuildingRecord
from zhiye.places.settle import settle


@pytest.fixture
def settled(cast, worker):
    def run(*homes, **given):
        with running.start("test", cast.committee_id):
            return settle(worker, committee=cast.committee, homes=homes, **given)

    return run


def test_new_homes_are_made_with_all_above_them(settled):
    home = HomeRecord("梧桐花园", "88", "2", "1203", 12)
    done = settled(home)
    spot = done.homes[("梧桐花园", "88", "2", "1203")]
    made = Place.objects.get(pk=spot.id)
    assert (made.path, made.door, made.floor, made.name) == (spot.path, "88-2-1203", 12, "1203室")
    assert [p.kind for p in (made.parent, made.parent.parent)] == ["unit", "building"]
    assert (done.new_homes, done.new_places) == (1, 3)


def test_known_homes_are_found_and_nothing_is_made(settled, cast):
    done = settled(HomeRecord("梧桐花园", "115", "", "402"), HomeRecord("", "3", "2", "401"))
    found = {spot.id for spot in done.homes.values()}
    assert found == {cast.home("115-402").pk, cast.home("3-2-401").pk}
    assert (done.new_homes, done.new_places) == (0, 0)


def test_the_same_home_twice_is_one_home(settled):
    assert settled(*[HomeRecord("梧桐花园", "88", "", "101")] * 2).new_homes == 1


def test_a_building_brings_its_units_floors_and_lift(settled):
    settled(buildings=[BuildingRecord("梧桐花园", "90", 18, True, ("1", "2"))])
    made = Place.objects.get(kind="building", code="90")
    assert (made.floors, made.lift) == (18, True)
    assert Place.objects.filter(parent=made).count() == 2


def test_areas_go_to_the_homes_that_are_made(settled):
    home = HomeRecord("梧桐花园", "88", "", "101")
    done = settled(home, areas={("梧桐花园", "88", "", "101"): Decimal("71.20")})
    assert Place.objects.get(pk=done.homes[("梧桐花园", "88", "", "101")].id).area == Decimal("71.20")


def test_a_home_made_in_bulk_sorts_between_those_made_singly(settled, cast, worker, op):
    settled(HomeRecord("梧桐花园", "115", "", "801"))
    add_place(worker, parent=cast.building("115"), kind="home", code="702", op=op())
    add_place(worker, parent=cast.building("115"), kind="home", code="901", op=op())
    found = Place.objects.filter(parent=cast.building("115")).order_by("path").values_list("code", flat=True)
    assert list(found)[-3:] == ["702", "801", "901"]


def test_it_is_a_part_of_another_command(cast, worker):
    with pytest.raises(HouseFault):
        settle.__wrapped__(worker, committee=cast.committee, homes=[])


def test_without_any_estate_the_committee_gives_the_name(cast, worker, system, op):
    committee = add_place(system, parent=cast.street, kind="committee", code="77", name="榆树居民区", op=op())
    enrol(system, committee=committee, people=[], homes=[HomeRecord("", "1", "", "101")], op=op())
    assert Place.objects.get(parent=committee, kind="estate").code == "榆树居民区"
