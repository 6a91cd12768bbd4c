"""The picture of odd buildings, without a database."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from zhiye.places.layers import Marks
from zhiye.places.picture import Door, floors_of
from zhiye.ui.matrix import columns


def door(code, floor=None, unit=""):
    return Door(uuid4(), code, floor, unit)


def labels(floors):
    return [(floor.label, [cell.label for cell in floor.cells]) for floor in floors]


def test_the_highest_floor_is_on_top():
    floors = floors_of([door("101"), door("102"), door("201"), door("202"), door("1001")], {})
    assert [floor.label for floor in floors] == ["10层", "2层", "1层"]


def test_doors_stand_above_each_other_with_a_gap_where_a_room_is_missing():
    floors = floors_of([door("101"), door("103"), door("201"), door("202"), door("203")], {})
    assert labels(floors) == [("2层", ["201", "202", "203"]), ("1层", ["101", "", "103"])]
    assert floors[1].cells[1].tone == "none"


def test_the_floor_on_record_wins_over_the_number():
    assert [floor.label for floor in floors_of([door("301", floor=4)], {})] == ["4层"]


def test_cellars_are_lowest_and_homes_of_unknown_floor_come_last():
    floors = floors_of([door("东"), door("101"), door("B1-02")], {})
    assert [floor.label for floor in floors] == ["1层", "地下1", "其他"]


def test_two_doors_of_one_number_on_one_floor_are_both_shown():
    floors = floors_of([door("101"), door("1-01", floor=1)], {})
    assert sorted(cell.label for cell in floors[0].cells) == ["1-01", "101"]


def test_units_stand_beside_each_other():
    floors = floors_of([door("101", unit="a"), door("101", unit="b"), door("201", unit="b")], {})
    assert labels(floors) == [("2层", ["", "201"]), ("1层", ["101", "101"])]


def test_a_cell_has_its_word_tone_and_address():
    home = door("402")
    [floor] = floors_of([home], {home.id: ("3 人", "soon")}, lambda id_: f"/h/{id_}")
    assert (floor.cells[0].word, floor.cells[0].tone, floor.cells[0].url) == ("3 人", "soon", f"/h/{home.id}")


codes = st.from_regex(r"[1-9][0-9]?0[1-9]", fullmatch=True)


@given(st.lists(codes, unique=True, max_size=40))
def test_every_home_is_drawn_once_and_rows_are_of_one_width(numbers):
    floors = floors_of([door(code) for code in numbers], {})
    drawn = [cell.label for floor in floors for cell in floor.cells if cell.tone != "none"]
    assert sorted(drawn) == sorted(numbers)
    assert all(len(floor.cells) == columns(floors) for floor in floors)


def test_a_home_to_mind_is_marked_even_when_it_stands_empty():
    minded, lived, empty = UUID(int=1), UUID(int=2), UUID(int=3)
    marks = Marks(frozenset({minded}), frozenset({lived}))
    assert [marks.tone(home) for home in (minded, lived, empty)] == ["soon", "plain", "away"]
