"""Reading places: not yours and not there are one answer."""

import pytest

from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import new_id
from zhiye.places import queries


def codes(places):
    return [place.code for place in places]


def test_a_place_is_given_to_those_who_serve_it(cast, worker):
    assert queries.place(worker, cast.home("115-402").pk).code == "402"


def test_a_foreign_and_a_missing_place_and_one_of_another_kind_look_alike(cast, stranger, worker):
    for actor, id_, kind in ((stranger, cast.home("115-402").pk, None), (worker, new_id(), None)):
        with pytest.raises(NotFound):
            queries.place(actor, id_, kind=kind)
    with pytest.raises(NotFound):
        queries.place(worker, cast.home("115-402").pk, kind="building")


@pytest.mark.parametrize("id_", ["", "x", "115-402"])
def test_what_is_no_id_is_not_there(id_, worker):
    with pytest.raises(NotFound):
        queries.place(worker, id_)


def test_below_comes_in_door_order(cast, worker):
    homes = queries.below(worker, cast.building("115"), "home")
    assert codes(homes) == [f"{floor}0{room}" for floor in range(1, 7) for room in (1, 2)]


def test_below_stops_at_what_the_actor_serves(cast, building_helper, stranger):
    assert {place.door[:4] for place in queries.below(building_helper, cast.committee, "home")} == {"115-"}
    assert not queries.below(stranger, cast.committee, "home").exists()


def test_the_way_down_to_a_place_is_shown_above_it(cast, building_helper):
    assert codes(queries.places_of_kind(building_helper, "committee")) == [cast.committee.code]
    assert codes(queries.places_of_kind(building_helper, "building")) == ["115"]


def test_the_chain_begins_at_the_street(cast, worker):
    kinds = [place.kind for place in queries.chain(worker, cast.home("3-2-401"))]
    assert kinds == ["street", "committee", "estate", "building", "unit", "home"]


def test_a_door_is_found_in_the_own_committee_only(cast, worker, stranger):
    assert codes(queries.by_door(worker, ["115-402"])) == ["402"]
    assert queries.by_door(stranger, ["115-402"]) == []


def test_overlays_and_what_they_cover(cast, worker):
    grids = queries.overlays(worker, cast.committee, "grid")
    assert [codes(queries.covered_by(worker, grid)) for grid in grids] == [["115"], ["3"]]
    kinds = [held.overlay_kind for held in queries.coverage(worker, cast.home("115-402"))]
    assert kinds == ["grid", "group"]


def test_the_committee_of_a_home(cast, worker):
    assert queries.committee_of(worker, cast.home("3-2-401")) == cast.committee
    with pytest.raises(NotFound):
        queries.committee_of(worker, cast.street)


def test_committees_are_those_the_actor_serves(cast, worker, street_officer):
    assert list(queries.committees(worker)) == [cast.committee]
    assert list(queries.committees(street_officer, "places.count")) == [cast.committee, cast.neighbour]
