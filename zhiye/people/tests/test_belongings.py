"""Categories, wishes, consents, homes owned, kin, numbers."""

from datetime import date
from decimal import Decimal

import pytest

from tests.fixtures import TODAY
from zhiye.audit.models import AuditEntry
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.people import commands
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import KinTie, Ownership, Person
from zhiye.people.queries import person_file, search


@pytest.fixture
def volunteer_person(cast):
    return cast.person("volunteer")


def test_the_day_to_look_again_follows_from_the_list(volunteer_person, worker, op):
    held = commands.hold_category(worker, person=volunteer_person, code="low_income", op=op())
    assert (held.verified_on, held.verify_by) == (date(2026, 11, 21), date(2027, 11, 21))
    sooner = date(2026, 12, 31)
    commands.end_category(worker, holding=held, op=op())
    again = commands.hold_category(
        worker, person=volunteer_person, code="low_income", valid_until=sooner, op=op()
    )
    assert again.verify_by == sooner


@pytest.mark.parametrize("code", ["x", "petitioner"])
def test_only_listed_categories_are_held(code, volunteer_person, worker, op):
    with pytest.raises(Refused) as told:
        commands.hold_category(worker, person=volunteer_person, code=code, op=op())
    assert told.value.field == "code"


def test_what_follows_from_age_is_not_registered(volunteer_person, worker, op):
    computed = next(category.code for category in CATEGORIES.values() if category.computed)
    with pytest.raises(Refused, match="自动算"):
        commands.hold_category(worker, person=volunteer_person, code=computed, op=op())


def test_a_category_is_held_once_at_a_time(make, volunteer_person, worker, op):
    held = make.holding(volunteer_person)
    with pytest.raises(Refused, match="已经在"):
        commands.hold_category(worker, person=volunteer_person, code="elder_alone", op=op())
    commands.end_category(worker, holding=held, op=op())
    assert commands.hold_category(worker, person=volunteer_person, code="elder_alone", op=op()).until is None


def test_looking_again_moves_the_day(make, volunteer_person, worker, op):
    held = make.holding(volunteer_person, verified_on=date(2025, 1, 1))
    assert held.verify_by < date(2026, 11, 21)
    assert commands.verify_category(worker, holding=held, op=op()).verify_by > date(2026, 11, 21)


def test_an_expired_paper_is_not_verified(make, volunteer_person, worker, op):
    held = make.holding(volunteer_person, valid_until=date(2026, 1, 1))
    with pytest.raises(Refused) as told:
        commands.verify_category(worker, holding=held, op=op())
    assert told.value.field == "valid_until"


def test_what_only_the_secretary_sees_the_worker_does_not_write(volunteer_person, worker, secretary, op):
    for by, ok in ((secretary, True), (worker, False)):
        if ok:
            commands.note_wish(
                by, person=volunteer_person, kind="wish", text="不想说", ring="secretary", op=op()
            )
        else:
            with pytest.raises(Forbidden):
                commands.note_wish(
                    by, person=volunteer_person, kind="wish", text="x", ring="secretary", op=op()
                )
    assert [w.text for w in person_file(secretary, volunteer_person).wishes] == ["不想说"]
    assert person_file(worker, volunteer_person).wishes == []
    assert "不想说" not in str(
        list(AuditEntry.objects.filter(action="people.note_wish").values_list("changes"))
    )


def test_a_wish_is_in_words_and_ends(volunteer_person, worker, op):
    with pytest.raises(Refused):
        commands.note_wish(worker, person=volunteer_person, kind="wish", text=" ", op=op())
    wish = commands.note_wish(worker, person=volunteer_person, kind="strength", text=" 会修伞 ", op=op())
    assert wish.text == "会修伞"
    commands.end_wish(worker, wish=wish, op=op())
    assert person_file(worker, volunteer_person).wishes == []


def test_a_consent_is_given_once_and_taken_back_in_one_step(volunteer_person, worker, op):
    given = {"person": volunteer_person, "purpose": "photo", "how": "paper"}
    consent = commands.give_consent(worker, **given, op=op())
    with pytest.raises(Refused, match="已经同意过"):
        commands.give_consent(worker, **given, op=op())
    commands.withdraw_consent(worker, consent=consent, op=op())
    assert consent.withdrawn_on == date(2026, 11, 21)
    assert commands.give_consent(worker, **given, op=op()).withdrawn_on is None


@pytest.mark.parametrize("wrong", [{"purpose": "x"}, {"how": "nod"}])
def test_a_consent_has_a_known_purpose_and_way(wrong, volunteer_person, worker, op):
    given = {"person": volunteer_person, "purpose": "photo", "how": "paper"} | wrong
    with pytest.raises(Refused):
        commands.give_consent(worker, **given, op=op())


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"share": (2, 1)}, "share"),
        ({"share": (0, 1)}, "share"),
        ({"area": Decimal("70")}, "area"),
        ({"area": Decimal("0"), "area_source": "registered"}, "area"),
    ],
)
def test_shares_and_areas_must_be_possible(wrong, field, cast, volunteer_person, worker, op):
    with pytest.raises(Refused) as told:
        commands.own_home(worker, person=volunteer_person, home=cast.home("115-102"), op=op(), **wrong)
    assert told.value.field == field


def test_a_home_is_owned_once_until_it_is_sold(cast, volunteer_person, worker, op):
    given = {"person": volunteer_person, "home": cast.home("115-102"), "share": (1, 2)}
    owned = commands.own_home(worker, **given, area=Decimal("66.40"), area_source="registered", op=op())
    with pytest.raises(Refused, match="已经记在他名下"):
        commands.own_home(worker, **given, op=op())
    commands.end_ownership(worker, ownership=owned, op=op())
    assert commands.own_home(worker, **given, op=op()).until is None
    assert Ownership.objects.filter(home=given["home"]).count() == 2


def test_kin_is_written_both_ways_and_goes_both_ways(cast, worker, op):
    chen, wang = cast.person("chen"), cast.person("wang")
    tie = commands.tie_kin(worker, person=wang, other=chen, relation="20", op=op())
    assert (tie.relation, KinTie.objects.get(person=chen, other=wang).relation) == ("20", "52")
    commands.untie_kin(worker, tie=tie, op=op())
    assert not KinTie.objects.filter(person__in=(chen, wang), other__in=(chen, wang)).exists()


def test_nobody_is_their_own_kin_and_relations_are_listed(cast, worker, op):
    wang = cast.person("wang")
    with pytest.raises(Refused, match="和自己"):
        commands.tie_kin(worker, person=wang, other=wang, relation="20", op=op())
    with pytest.raises(Refused) as told:
        commands.tie_kin(worker, person=wang, other=cast.person("chen"), relation="xx", op=op())
    assert told.value.field == "relation"


def test_kin_next_door_cannot_be_tied_by_those_who_do_not_see_them(cast, worker, op):
    with pytest.raises(Forbidden):
        commands.tie_kin(
            worker, person=cast.person("wang"), other=cast.person("stranger"), relation="20", op=op()
        )


def test_the_same_number_again_is_the_same_way(cast, worker, op):
    wang = cast.person("wang")
    first = commands.add_contact(worker, person=wang, number="021-55551234", whose="侄女", op=op())
    assert commands.add_contact(worker, person=wang, number="021 5555 1234", op=op()) == first
    assert (first.head, first.tail, first.kind) == ("021", "1234", "landline")


def test_an_ended_number_finds_nobody(cast, make, worker, op):
    way = make.way(cast.person("wang"), "15400009999")
    assert [hit.person.name for hit in search(worker, "9999")] == ["王桂珍"]
    commands.end_contact(worker, way=way, op=op())
    assert search(worker, "9999") == []
    assert Person.objects.filter(name="王桂珍").exists()


def test_an_owner_elsewhere_who_sells_leaves_the_register(cast, make, worker, op):
    landlord = cast.person("landlord")
    assert landlord.standing == "owner"
    [owned] = Ownership.objects.filter(person=landlord, until=None)
    commands.end_ownership(worker, ownership=owned, op=op())
    landlord.refresh_from_db()
    assert (landlord.is_current, landlord.left_on) == (False, TODAY.date())
