"""From a typed address to a home."""

import pytest

from tests.cast_builder import Cast
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.places.addresses import read_address
from zhiye.places.commands import add_place
from zhiye.places.lookup import full_address, home_at, place_to_edit
from zhiye.places.naming import spoken_of

EDIT = "people.edit"


@pytest.mark.parametrize(
    "text", ["115-402", "115号402室", "梧桐花园 115-402", "梧桐花园115号楼402室", "１１５－４０２"]
)
def test_every_spelling_finds_the_home(cast, worker, text):
    assert home_at(worker, text, EDIT) == cast.home("115-402")


@pytest.mark.parametrize("text", ["115", "王奶奶", ""])
def test_a_text_without_a_room_is_refused_with_an_example(cast, worker, text):
    with pytest.raises(Refused, match="住处要写到室") as told:
        home_at(worker, text, EDIT)
    assert told.value.field == "home"


def test_a_home_that_is_not_there_and_one_next_door_get_the_same_answer(cast, worker):
    for text in ("115-999", "枫林雅苑 1-404"):
        with pytest.raises(Refused, match="没有找到"):
            home_at(worker, text, EDIT)


def test_two_homes_of_one_door_ask_for_the_estate(cast, worker, system):
    estate = add_place(system, parent=cast.committee, kind="estate", code="桂花苑", op=new_id())
    building = add_place(system, parent=estate, kind="building", code="115", op=new_id())
    twin = add_place(system, parent=building, kind="home", code="402", op=new_id())
    with pytest.raises(Refused, match="前面写上小区"):
        home_at(worker, "115-402", EDIT)
    assert home_at(worker, full_address(twin), EDIT) == twin


def test_seeing_is_not_changing(cast, worker, building_helper, stranger):
    home = cast.home("115-402")
    assert place_to_edit(worker, home.pk) == home
    with pytest.raises(Forbidden):
        place_to_edit(building_helper, home.pk)
    with pytest.raises(NotFound):
        place_to_edit(stranger, home.pk)


def test_a_building_is_written_so_that_it_is_read_as_one(cast: Cast) -> None:
    building = cast.building("115")
    words = full_address(building)
    told = read_address(words)
    assert told is not None, words
    assert (told.building, told.room) == ("115", "")
    assert building.spoken == "115号楼"
    assert cast.home("115-402").spoken == "115-402"


def test_a_unit_and_an_estate_are_spoken_as_people_do() -> None:
    assert spoken_of("unit", "2单元", "3-2") == "3号楼2单元"
    assert spoken_of("estate", "梧桐花园", "") == "梧桐花园"
