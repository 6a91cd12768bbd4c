"""A place is renamed or moves, and everybody in it comes along."""

import pytest

from zhiye.cases.commands import open_case
from zhiye.cases.models import Case
from zhiye.flows.reroute_place import move_place, rename_place
from zhiye.kernel.errors import NotFound, Refused
from zhiye.people.models import CategoryHolding, Household, Person
from zhiye.people.queries import search
from zhiye.places.commands import add_place
from zhiye.places.models import FormerPlace, Place
from zhiye.places.queries import former_names


def inconsistent():
    """Rows whose copied path or door is not that of the tree."""
    faults = []
    for place in Place.objects.exclude(parent=None).select_related("parent"):
        if not place.path.startswith(place.parent.path) or len(place.path) != len(place.parent.path) + 12:
            faults.append(("place", place.path))
        if place.kind == "home" and place.door != f"{place.parent.door}-{place.code}":
            faults.append(("door", place.door))
    faults += [("person", p.name) for p in Person.objects.exclude(home=None) if p.path != p.home.path]
    faults += [("household", h.pk) for h in Household.objects.exclude(home=None) if h.path != h.home.path]
    return faults + [("holding", c.pk) for c in CategoryHolding.objects.all() if c.path != c.person.path]


def test_the_cast_is_consistent(cast):
    assert inconsistent() == []


@pytest.mark.parametrize(
    "kind, wanted, code", [("building", "115", "116"), ("building", "3", "A3"), ("unit", "2", "5")]
)
def test_a_new_number_takes_everybody_along(kind, wanted, code, cast, worker, op):
    place = cast.place(kind, code=wanted)
    inside = Person.objects.filter(path__startswith=place.path).count()
    rename_place(worker, place=place, code=code, reason="重编门牌", op=op())
    assert inconsistent() == []
    place.refresh_from_db()
    assert Person.objects.filter(path__startswith=place.path).count() == inside > 0


def test_the_old_number_still_finds_the_building(cast, worker, op):
    rename_place(worker, place=cast.building("115"), code="116", op=op())
    assert [hit.place.door for hit in search(worker, "115")] == ["116"]
    former = former_names(worker, cast.building("116"))
    assert [(f.code, f.door) for f in former] == [("115", "115")]


def test_a_new_name_alone_changes_no_path(cast, worker, op):
    before = cast.building("115").path
    rename_place(worker, place=cast.building("115"), code="", name="老年公寓", op=op())
    assert (cast.building("115").name, cast.building("115").path) == ("老年公寓", before)


def test_a_home_moves_to_another_unit(cast, worker, op):
    home = add_place(worker, parent=cast.place("unit", door="3-1"), kind="home", code="701", op=op())
    move_place(worker, place=home, to=cast.place("unit", door="3-2"), op=op())
    assert inconsistent() == []
    assert Place.objects.get(pk=home.pk).door == "3-2-701"
    assert FormerPlace.objects.get(place=home).parent == cast.place("unit", door="3-1")


def test_a_building_with_all_in_it_moves_to_another_estate(cast, worker, op):
    estate = add_place(worker, parent=cast.committee, kind="estate", code="新苑", op=op())
    move_place(worker, place=cast.building("3"), to=estate, op=op())
    assert inconsistent() == []
    assert cast.person("wang_son").path.startswith(Place.objects.get(pk=estate.pk).path)


def test_nothing_to_change_is_refused(cast, worker, op):
    with pytest.raises(Refused, match="没有要改的"):
        rename_place(worker, place=cast.building("115"), code="115", op=op())


def test_a_taken_number_and_an_impossible_parent_are_refused(cast, worker, op):
    with pytest.raises(Refused, match="已经有“3”"):
        rename_place(worker, place=cast.building("115"), code="3", op=op())
    with pytest.raises(Refused, match="不能放在这里"):
        move_place(worker, place=cast.building("115"), to=cast.place("unit", door="3-1"), op=op())


def test_nothing_moves_into_a_foreign_committee(cast, worker, op):
    estate = Place.objects.get(kind="estate", parent=cast.neighbour)
    with pytest.raises(NotFound):
        move_place(worker, place=cast.building("115"), to=estate, op=op())


def test_numbered_records_do_not_leave_the_committee_that_numbered_them(cast, system, secretary, op):
    building, there = cast.building("115"), Place.objects.get(kind="estate", parent=cast.neighbour)
    case = open_case(secretary, title="电梯停在三楼", place=building, op=op())
    with pytest.raises(Refused, match="记着 1 件事"):
        move_place(system, place=building, to=there, op=op())
    assert Case.objects.get(pk=case.pk).path == building.path


def test_without_such_records_a_building_goes_over_with_everybody(cast, system, op):
    there = Place.objects.get(kind="estate", parent=cast.neighbour)
    building = cast.building("115")
    move_place(system, place=building, to=there, op=op())
    assert Place.objects.get(pk=building.pk).path.startswith(there.path)
    assert inconsistent() == []
