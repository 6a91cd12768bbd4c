"""A roster comes into the register: all or nothing, and the second time nothing changes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.tables import contents, differences
from zhiye.people import fields
from zhiye.people.enrol import Choice, enrol
from zhiye.people.enrol.planning import plan_rows
from zhiye.people.enrol.snapshot import take_snapshot
from zhiye.people.id_number import make_id_number
from zhiye.people.models import CategoryHolding, ContactWay, Household, Ownership, Person, Residence
from zhiye.people.queries import search
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.places.models import Place


def door(room: str = "102", building: str = "115", unit: str = "") -> HomeRecord:
    return HomeRecord("梧桐花园", building, unit, room)


def record(key: str = "1", name: str = "林小雨", **facts) -> PersonRecord:
    return PersonRecord(**{"key": key, "name": name, "home": door()} | facts)


def test_a_whole_row_arrives(cast, make):
    born = date(1990, 2, 3)
    number = make_id_number("990101", born, 120)
    counts = make.sheet(
        record(
            id_number=number,
            sex="2",
            birth=born,
            birth_precision="day",
            phones=("15400007777", "02155551234"),
            relation="02",
            tenure="rent",
            registered_here=False,
            owner=True,
            share=(1, 2),
            area=Decimal("68.50"),
            area_source="registered",
            categories=("low_income", "elder_80", "nonsense"),
            note="会唱戏",
        ),
        source="花名册.xlsx",
    )
    assert (counts["new"], counts["same"], counts["doubtful"], counts["homes"]) == (1, 0, 0, 0)
    made = Person.objects.get(name="林小雨")
    assert fields.value(made, "id_number") == number
    assert (made.home, made.path, made.note) == (cast.home("115-102"), cast.home("115-102").path, "会唱戏")
    lived = Residence.objects.get(person=made)
    assert (lived.relation, lived.tenure, lived.lives_here, lived.registered_here) == (
        "02",
        "rent",
        True,
        False,
    )
    owned = Ownership.objects.get(person=made)
    assert (owned.share_of, owned.share_in, owned.area, owned.source) == (
        1,
        2,
        Decimal("68.50"),
        "花名册.xlsx",
    )
    assert set(ContactWay.objects.filter(person=made).values_list("kind", "tail")) == {
        ("mobile", "7777"),
        ("landline", "1234"),
    }
    assert [held.code for held in CategoryHolding.objects.filter(person=made)] == ["low_income"]


def test_what_came_in_bulk_is_found_like_what_was_written_by_hand(cast, make, worker):
    make.sheet(record(phones=("15400007777",)))
    for text in ("林小雨", "小雨", "lxy", "7777", "15400007777"):
        assert [hit.person.name for hit in search(worker, text)] == ["林小雨"], text


def test_new_homes_come_with_their_people(cast, make):
    counts = make.sheet(record(home=door("1101", "200", "3")))
    assert (counts["homes"], Person.objects.get(name="林小雨").home.door) == (1, "200-3-1101")


def test_an_owner_who_lives_elsewhere_is_no_housemate(cast, make):
    make.sheet(record(owner=True, lives_here=False))
    made = Person.objects.get(name="林小雨")
    assert (made.home, made.standing) == (None, "owner")
    assert not Residence.objects.filter(person=made).exists()
    assert made.path == cast.home("115-102").path


def test_members_of_a_household_are_together_with_one_head(cast, make):
    make.sheet(
        record("1", "林大", household="h", relation="02"),
        record("2", "林二", household="h", relation="20"),
        record("3", "林三", household="h", relation="02"),
    )
    rows = Residence.objects.filter(home=cast.home("115-102"))
    assert len({row.household_id for row in rows}) == 1
    assert sorted(row.relation for row in rows) == ["", "02", "20"]


def test_two_households_in_one_home_stay_two(cast, make):
    make.sheet(
        record("1", "林大", household="h1", relation="02"),
        record("2", "赵一", household="h2", relation="02"),
        record("3", "赵二", household="h2", relation="12"),
    )
    rows = {row.person.name: row.household_id for row in Residence.objects.filter(home=cast.home("115-102"))}
    assert rows["赵一"] == rows["赵二"] != rows["林大"]


def test_a_new_member_joins_the_household_that_is_there(cast, make):
    before = Household.objects.get(home=cast.home("115-201"))
    make.sheet(record(name="陈小宝", home=door("201"), relation="20"))
    assert Residence.objects.get(person__name="陈小宝").household == before


def test_somebody_known_is_changed_and_the_change_is_told(cast, make):
    counts = make.sheet(
        record(name="王桂珍", home=door("402"), note="腿脚不便", tenure="own", registered_here=True)
    )
    assert (counts["new"], counts["changed"] + counts["same"]) == (0, 1)
    assert cast.person("wang").note == "腿脚不便"


def test_somebody_who_moved_lives_in_one_home_only(cast, make):
    wang = cast.person("wang")
    make.sheet(record(name="王桂珍", birth=wang.birth, birth_precision="day", home=door("501")))
    moved = cast.person("wang")
    assert moved.home == cast.home("115-501")
    assert [row.home.door for row in Residence.objects.filter(person=moved, until=None)] == ["115-501"]


def test_when_the_register_wins_nothing_that_is_there_changes(cast, make):
    before = contents()
    make.sheet(
        record(name="王桂珍", home=door("402"), sex="1", birth=date(1942, 3, 8), birth_precision="day"),
        choice=Choice(sheet_wins=False),
    )
    assert differences(before, contents()) == {}


def test_doubtful_rows_are_left_out(cast, make):
    before = contents()
    number = fields.value(cast.person("wang"), "id_number")
    counts = make.sheet(record(name="王桂真", id_number=number))
    assert counts["doubtful"] == 1
    assert differences(before, contents()) == {}


def test_somebody_next_door_is_not_this_committees_business(cast, make):
    number = fields.value(cast.person("stranger"), "id_number")
    assert make.sheet(record(name="欧阳文静", id_number=number))["new"] == 1


def test_a_sheet_that_breaks_off_leaves_nothing(cast, make):
    before = contents(without=())

    def stop(step: str, done: int, of: int) -> None:
        if step == "done":
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        make.sheet(record(), progress=stop)
    assert differences(before, contents(without=())) == {}


def test_the_same_sheet_twice_changes_nothing_the_second_time(cast, make, worker, op):
    rows = [
        record("1", "林大", household="h", relation="02", tenure="own", owner=True, share=(1, 2)),
        record(
            "2", "林二", household="h", relation="20", phones=("15400007777",), categories=("low_income",)
        ),
        record("3", "林三", household="h", relation="02", note="二房东", home=door("1101", "200", "3")),
        record("4", "房东", owner=True, lives_here=False, home=door("103")),
        record("5", "没有家", home=None),
    ]
    enrol(worker, committee=cast.committee, people=rows, op=op())
    before = contents()
    counts = enrol(worker, committee=cast.committee, people=rows, op=op())
    assert differences(before, contents()) == {}
    assert (counts["new"], counts["changed"]) == (0, 0)


NAMES = st.sampled_from(["林一", "林一一", "赵二", "欧阳三", "阿·依", "王桂珍"])
BIRTHS = st.sampled_from([None, date(1950, 3, 8), date(1990, 1, 1)])
ROOMS = st.sampled_from(["101", "102", "402", "1101"])
NUMBERS = st.sampled_from(["", "", make_id_number("990101", date(1950, 3, 8), 120), "990101195003081200"])
RECORDS = st.builds(
    PersonRecord,
    key=st.just(""),
    name=NAMES,
    id_number=NUMBERS,
    sex=st.sampled_from(["0", "1", "2"]),
    birth=BIRTHS,
    birth_precision=st.sampled_from(["day", "year", "age"]),
    phones=st.lists(st.sampled_from(["15400007777", "15400008888"]), max_size=2, unique=True).map(tuple),
    home=st.one_of(st.none(), ROOMS.map(door)),
    household=st.sampled_from(["", "h1", "h2"]),
    relation=st.sampled_from(["", "02", "12", "20"]),
    lives_here=st.sampled_from([None, True, False]),
    registered_here=st.sampled_from([None, True, False]),
    tenure=st.sampled_from(["", "own", "rent"]),
    owner=st.booleans(),
    categories=st.sampled_from([(), ("low_income",), ("low_income", "elder_alone")]),
    note=st.sampled_from(["", "耳背"]),
)


# The reader of sheets leaves one row for each person: names and numbers do not repeat.
SHEETS = st.lists(
    RECORDS, max_size=6, unique_by=(lambda row: row.name, lambda row: row.id_number or row.name)
)
# Each example is a whole import: no time for making a failing one pretty.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.mark.django_db
@given(SHEETS)
@settings(
    max_examples=30, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_sheet_twice_is_the_same_the_second_time(cast, system, op, rows):
    for number, row in enumerate(rows):
        row.key, row.birth_precision = str(number), row.birth_precision if row.birth else ""
    with transaction.atomic():
        enrol(system, committee=cast.committee, people=rows, op=op())
        settled = contents()
        counts = enrol(system, committee=cast.committee, people=rows, op=op())
        changed = differences(settled, contents())
        transaction.set_rollback(True)
    assert (counts["new"], counts["changed"]) == (0, 0), changed
    assert changed == {}


def test_a_snapshot_plans_without_writing(cast, system):
    before = contents(without=())
    plan = plan_rows([record()], take_snapshot(cast.committee), Choice())
    assert plan.counts["new"] == 1
    assert differences(before, contents(without=())) == {}
    assert Place.objects.exists()
