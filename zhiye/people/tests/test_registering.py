"""Registering and correcting one person."""

from datetime import date

import pytest

from zhiye.audit.models import AuditEntry
from zhiye.kernel.errors import NotFound, Refused
from zhiye.people import fields
from zhiye.people.commands import correct_person, register_person, settle_rival
from zhiye.people.commands.person import MaybeSame
from zhiye.people.id_number import make_id_number
from zhiye.people.models import Person, Residence, RivalValue, SearchKey
from zhiye.people.queries import get_person, search


@pytest.fixture
def register(cast, worker, op):
    def run(home="115-102", by=worker, **given):
        values = given.pop("values", {"name": "林小雨"})
        place = cast.home(home) if home else None
        return register_person(by, committee=cast.committee, values=values, home=place, op=op(), **given)

    return run


def test_a_new_person_is_in_the_register_with_home_and_number(register, cast, worker, op):
    number = make_id_number("990101", cast.person("wang").birth, 120)
    values = {"name": " 林小雨 ", "sex": "2", "birth": "1990-02-03", "id_number": number}
    made = register(values=values, phone="154 0000 7777", living={"relation": "02", "tenure": "rent"})
    kept = Person.objects.get(pk=made.pk)
    assert (kept.name, kept.birth_precision, kept.id_tail, kept.surname_initials) == (
        "林小雨",
        "day",
        number[-2:],
        "l",
    )
    assert kept.path == cast.home("115-102").path
    assert number.encode() not in bytes(kept.id_number)
    assert fields.value(kept, "id_number") == number
    assert Residence.objects.get(person=made).tenure == "rent"
    assert [hit.person for hit in search(worker, "7777")] == [made]


def test_the_trail_never_holds_the_number(register):
    number = make_id_number("990101", date(1990, 2, 3), 120)
    made = register(values={"name": "林大雨", "id_number": number})
    entry = AuditEntry.objects.get(subject_id=made.pk)
    assert entry.changes["id_number"] == [None, "•••"]
    assert number not in str(entry.changes)


def test_without_a_home_the_committee_keeps_the_file(register, cast):
    made = register(home=None)
    assert (made.home, made.path) == (None, cast.committee.path)


def test_somebody_alike_is_shown_first_with_the_reason(register, cast):
    with pytest.raises(MaybeSame) as told:
        register(values={"name": "王桂珍"}, home="115-402")
    assert [(found.person.pk, found.why) for found in told.value.found] == [
        (cast.people["wang"], "姓名和住处相同")
    ]


def test_who_is_sure_registers_all_the_same(register):
    register(values={"name": "王桂珍"}, home="115-402", sure=True)
    assert Person.objects.filter(name="王桂珍").count() == 2


@pytest.mark.parametrize(
    "values, field",
    [
        ({"name": " "}, "name"),
        ({}, "name"),
        ({"name": "林小雨", "sex": "x"}, "sex"),
        ({"name": "林小雨", "birth": "1990-02-31"}, "birth"),
        ({"name": "林小雨", "safe_contact": "x"}, "safe_contact"),
        ({"name": "林小雨", "called": "很" * 31}, "called"),
        ({"name": "林小雨", "id_number": "9" * 41}, "id_number"),
        ({"name": "林小雨", "birth_precision": "x"}, "birth_precision"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_its_name(values, field, register):
    with pytest.raises(Refused) as told:
        register(values=values)
    assert told.value.field == field


@pytest.mark.parametrize("phone", ["1540000777", "没有", "15400007777 15400008888"])
def test_a_number_that_is_no_number_is_refused(phone, register):
    with pytest.raises(Refused) as told:
        register(phone=phone)
    assert told.value.field == "phone"


def test_a_slip_in_the_number_is_kept_but_finds_nobody(register):
    made = register(values={"name": "林小雨", "id_number": "990101199002031208"})
    assert fields.value(made, "id_number") == "990101199002031208"
    assert made.id_index == ""


def test_a_correction_changes_the_field_and_the_search_keys(cast, worker, op):
    wang = cast.person("wang")
    correct_person(worker, person=wang, values={"name": "王桂贞"}, seen={"name": "王桂珍"}, op=op())
    assert cast.person("wang").name == "王桂贞"
    keys = set(SearchKey.objects.values_list("key", flat=True))
    assert "桂贞" in keys
    assert "桂珍" not in keys


def test_two_at_once_on_different_fields_both_win(cast, worker, director, op):
    wang, seen = cast.person("wang"), {"called": "", "note": ""}
    correct_person(worker, person=wang, values={"called": "王奶奶", "note": ""}, seen=seen, op=op())
    correct_person(director, person=wang, values={"called": "", "note": "耳朵不好"}, seen=seen, op=op())
    now = cast.person("wang")
    assert (now.called, now.note, RivalValue.objects.count()) == ("王奶奶", "耳朵不好", 0)


@pytest.fixture
def rival(cast, worker, director, op):
    """The director wrote 王婆婆 while the worker had written 王奶奶."""
    wang, seen = cast.person("wang"), {"called": ""}
    correct_person(worker, person=wang, values={"called": "王奶奶"}, seen=seen, op=op())
    correct_person(director, person=wang, values={"called": "王婆婆"}, seen=seen, op=op())
    return RivalValue.objects.get(person=wang)


def test_two_at_once_on_one_field_lose_nothing(rival, cast, director):
    assert cast.person("wang").called == "王奶奶"
    assert (rival.field, rival.value, rival.written_by, rival.kept) == (
        "called",
        "王婆婆",
        director.name,
        None,
    )


@pytest.mark.parametrize("keep, called", [(True, "王婆婆"), (False, "王奶奶")])
def test_somebody_chooses_once(keep, called, rival, cast, worker, op):
    settle_rival(worker, rival=rival, keep=keep, op=op())
    assert cast.person("wang").called == called
    with pytest.raises(Refused, match="已经有人选过"):
        settle_rival(worker, rival=RivalValue.objects.get(pk=rival.pk), keep=keep, op=op())


def test_a_rival_id_number_is_kept_sealed_and_can_be_chosen(cast, worker, op):
    wang = cast.person("wang")
    other = make_id_number("990101", wang.birth, 988)
    correct_person(worker, person=wang, values={"id_number": other}, seen={"id_number": "old"}, op=op())
    rival = RivalValue.objects.get(person=wang)
    assert other not in str(rival.value)
    settle_rival(worker, rival=rival, keep=True, op=op())
    assert fields.value(cast.person("wang"), "id_number") == other


def test_writing_what_is_there_already_changes_nothing(cast, worker, op):
    before = cast.person("wang").version
    correct_person(
        worker, person=cast.person("wang"), values={"name": "王桂珍"}, seen={"name": "旧的"}, op=op()
    )
    assert (cast.person("wang").version, RivalValue.objects.count()) == (before, 0)


def test_the_stranger_does_not_find_the_person(cast, stranger, worker):
    assert get_person(worker, cast.people["wang"]).name == "王桂珍"
    for actor, id_ in ((stranger, cast.people["wang"]), (worker, "x"), (worker, cast.people["stranger"])):
        with pytest.raises(NotFound):
            get_person(actor, id_)
