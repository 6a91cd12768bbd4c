"""An import is taken back: what it made goes, what it changed returns, what people touched since stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tests.tables import contents, differences
from zhiye.accounts.commands import grant_role
from zhiye.flows.merge_people import merge_people
from zhiye.flows.undo_import import undo_import
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import new_id
from zhiye.people import fields
from zhiye.people.commands import correct_person, note_wish
from zhiye.people.enrol import enrol
from zhiye.people.id_number import make_id_number
from zhiye.people.models import ContactWay, Person
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.people.tests.test_enrol import QUICK, SHEETS
from zhiye.places.models import Place


def door(room="102", building="115"):
    return HomeRecord("梧桐花园", building, "", room)


def record(name="林小雨", **facts):
    return PersonRecord(**{"key": name, "name": name, "home": door()} | facts)


@pytest.fixture
def imported(cast, worker):
    def run(*rows):
        op = new_id()
        enrol(worker, committee=cast.committee, people=list(rows), op=op)
        return {"committee": cast.committee, "import_op": op}

    return run


NEW = [
    record(relation="02", household="h", phones=("15400007777",), categories=("low_income",), owner=True),
    record("林二", relation="20", household="h", home=door("1101", "200")),
]
CHANGES = {
    "sex and birth": record(
        "王桂珍", home=door("402"), sex="1", birth=date(1942, 3, 9), birth_precision="month"
    ),
    "note": record("王桂珍", home=door("402"), note="腿脚不便"),
    "number": record("张丽苹", home=door("201"), id_number=make_id_number("990101", date(1966, 1, 1), 888)),
    "living": record("王桂珍", home=door("402"), tenure="rent", registered_here=False, lives_here=False),
    "move": record("王桂珍", birth=date(1942, 3, 8), birth_precision="day", home=door("501")),
    "move into a new home": record(
        "王桂珍", birth=date(1942, 3, 8), birth_precision="day", home=door("1", "300")
    ),
    "around": record(
        "何慧芳",
        home=door("101"),
        phones=("15400007777",),
        categories=("low_income",),
        owner=True,
        area=Decimal(60),
    ),
    "moves in": record("胡维城", home=door("302"), owner=True, lives_here=True),
}


def same_as(before):
    def plain(tables):
        people = [tuple(pair for pair in row if pair[0] != "id_number") for row in tables["people.person"]]
        return tables | {"people.person": people}

    return differences(plain(before), plain(contents()))


def test_what_the_import_made_is_gone(imported, worker, op):
    before = contents()
    told = undo_import(worker, **imported(*NEW), op=op())
    assert same_as(before) == {}
    assert (told["removed"], told["kept"]) == (2, 0)


@pytest.mark.parametrize("name", CHANGES)
def test_what_the_import_changed_returns(name, imported, worker, op):
    before = contents()
    given_import = imported(CHANGES[name])
    assert contents() != before
    undo_import(worker, **given_import, op=op())
    assert same_as(before) == {}


@pytest.mark.django_db
@given(SHEETS)
@settings(
    max_examples=15, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_import_can_be_taken_back_whole(cast, worker, rows):
    for number, row in enumerate(rows):
        row.key, row.birth_precision = str(number), row.birth_precision if row.birth else ""
    before = contents()
    with transaction.atomic():
        op = new_id()
        enrol(worker, committee=cast.committee, people=rows, op=op)
        undo_import(worker, committee=cast.committee, import_op=op, op=new_id())
        left = same_as(before)
        transaction.set_rollback(True)
    assert left == {}


def test_whom_somebody_corrected_since_stays(imported, worker, op):
    given_import = imported(*NEW)
    made = Person.objects.get(name="林小雨")
    correct_person(worker, person=made, values={"note": "来过"}, seen={"note": ""}, op=op())
    told = undo_import(worker, **given_import, op=op())
    assert (told["removed"], told["kept"]) == (1, 1)
    assert Person.objects.get(name="林小雨").home.door == "115-102"


def test_to_whom_somebody_added_something_since_stays(imported, worker, op):
    given_import = imported(*NEW)
    note_wish(worker, person=Person.objects.get(name="林二"), kind="wish", text="想学画", op=op())
    undo_import(worker, **given_import, op=op())
    assert Person.objects.filter(name="林二").exists()
    assert Place.objects.filter(door="200-1101").exists()


def test_a_value_that_somebody_changed_again_stays(imported, cast, worker, op):
    given_import = imported(CHANGES["note"])
    seen = {"note": cast.person("wang").note}
    correct_person(worker, person=cast.person("wang"), values={"note": "好多了"}, seen=seen, op=op())
    undo_import(worker, **given_import, op=op())
    assert cast.person("wang").note == "好多了"


def test_a_building_where_somebody_got_a_role_stays(imported, cast, system, worker, op):
    given_import = imported(*NEW)
    building = Place.objects.get(kind="building", code="200")
    grant_role(system, member=cast.user("louzu"), role="building_helper", place=building, op=op())
    undo_import(worker, **given_import, op=op())
    assert Place.objects.filter(pk=building.pk).exists()


def test_the_number_of_somebody_known_opens_after_undoing(imported, cast, worker, op):
    undo_import(worker, **imported(CHANGES["number"]), op=op())
    assert fields.value(cast.person("chen_wife_again"), "id_number") == ""
    assert fields.value(cast.person("wang"), "id_number")


def test_an_import_of_another_committee_is_not_there(imported, cast, worker, stranger, op):
    given_import = imported(*NEW)
    with pytest.raises(NotFound):
        undo_import(stranger, committee=cast.neighbour, import_op=given_import["import_op"], op=op())
    with pytest.raises(NotFound):
        undo_import(worker, committee=cast.committee, import_op=new_id(), op=op())
    assert Person.objects.filter(name="林小雨").exists()


def test_what_a_new_file_brought_into_an_older_one_stays(cast, imported, worker, op):
    sheet = imported(record("张丽苹", home=door("301"), phones=("15400007778",)))
    fresh = Person.objects.get(origin=sheet["import_op"])
    merge_people(worker, kept=cast.person("chen_wife"), gone=fresh, op=op())
    undo_import(worker, **sheet, op=op())
    assert ContactWay.objects.filter(person=cast.person("chen_wife"), tail="7778").exists()
