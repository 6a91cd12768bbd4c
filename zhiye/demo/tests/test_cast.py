"""The cast is small, whole and invented."""

import pytest

from zhiye.demo.cast import cast_street
from zhiye.demo.naming import is_denied
from zhiye.demo.shapes import DemoStreet
from zhiye.people.birth import age_on
from zhiye.people.id_number import read_id_number
from zhiye.people.records import PersonRecord


@pytest.fixture
def street() -> DemoStreet:
    return cast_street()


def person(street: DemoStreet, key: str) -> PersonRecord:
    return next(person for person in street.people if person.key == key)


def test_wang_is_84_and_lives_alone_in_115_402(street):
    wang = person(street, "wang")
    assert age_on(wang.birth, street.today) == 84
    assert (wang.home.building, wang.home.room, wang.categories) == ("115", "402", ("elder_alone",))
    assert [p.key for p in street.people if p.household == wang.household] == ["wang"]


def test_115_has_twelve_homes_and_building_3_two_units_of_twelve(street):
    here = street.committees[0]
    sizes = {building.code: (len(building.units), building.size) for _, building in here.buildings()}
    assert sizes == {"115": (0, 12), "3": (2, 24)}
    lived_in = {person.household for person in here.residents()}
    assert len(lived_in) + len(here.empty_homes) == 36


def test_everybody_has_a_home_and_every_household_one_head(street):
    households = {p.household for p in street.people if p.household}
    heads = [p.household for p in street.people if p.relation == "02"]
    assert sorted(heads) == sorted(households)
    assert all(p.home for p in street.people)


def test_the_wife_is_there_twice_with_one_telephone(street):
    once, again = person(street, "chen_wife"), person(street, "chen_wife_again")
    assert once.phones == again.phones
    assert once.name != again.name
    assert again.id_number == ""


def test_the_owner_of_302_lives_elsewhere_and_the_tenant_here(street):
    landlord, tenant = person(street, "landlord"), person(street, "tenant")
    assert landlord.home == tenant.home
    assert (landlord.owner, landlord.lives_here) == (True, False)
    assert (tenant.owner, tenant.tenure, tenant.lives_here) == (False, "rent", True)


def test_one_person_lives_here_and_is_registered_elsewhere(street):
    elsewhere = person(street, "registered_elsewhere")
    assert (elsewhere.lives_here, elsewhere.registered_here) == (True, False)


def test_the_stranger_belongs_to_the_neighbouring_committee(street):
    assert [p.key for p in street.committees[1].people] == ["stranger"]


def test_identity_numbers_are_valid_and_agree_with_birth_and_sex(street):
    for one in street.people:
        if one.id_number:
            read = read_id_number(one.id_number)
            assert (read.valid, read.birth, read.sex_code) == (True, one.birth, one.sex)


def test_nobody_of_the_cast_has_the_name_of_a_real_person_of_the_articles(street):
    assert not any(is_denied(one.name) for one in street.people)


def test_the_log_ins_have_places_of_the_cast(street):
    places = {street.name} | {c.name for c in street.committees}
    places |= {f"{c.name}/{grid.name}" for c in street.committees for grid in c.grids}
    places |= {estate.key_of(b) for c in street.committees for estate, b in c.buildings()}
    assert all(set(user.places) <= places for user in street.staff)
