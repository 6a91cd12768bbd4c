"""The figures named in the plan come out of the records, exactly."""

import pytest

from zhiye.demo.naming import is_denied
from zhiye.demo.shapes import DemoCommittee, DemoStreet
from zhiye.demo.standing import households_in_need
from zhiye.demo.street import DEMO_DAY, generate
from zhiye.people.birth import age_on


@pytest.fixture(scope="module")
def street() -> DemoStreet:
    return generate()


def committee(street: DemoStreet, name: str) -> DemoCommittee:
    return next(committee for committee in street.committees if committee.name == f"{name}居民区")


def households(committee: DemoCommittee) -> set[str]:
    return {person.household for person in committee.residents()}


def of_age(committee: DemoCommittee, years: int) -> int:
    return sum(bool(p.birth) and age_on(p.birth, DEMO_DAY) >= years for p in committee.people)


def test_sixteen_committees_hold_forty_to_forty_five_thousand_people(street):
    assert len(street.committees) == 16
    assert 40_000 <= sum(len(committee.people) for committee in street.committees) <= 45_000


def test_one_committee_has_716_households_and_832_residents(street):
    retired = committee(street, "红砖")
    assert len(households(retired)) == 716
    assert len(retired.residents()) == len(retired.people) == 832


def test_one_estate_has_54_buildings_34_with_lifts_and_20_six_storey_walk_ups(street):
    (estate,) = committee(street, "青桐").estates
    assert len(estate.buildings) == 54
    assert sum(building.lift for building in estate.buildings) == 34
    assert sum(building.floors == 6 and not building.lift for building in estate.buildings) == 20


def test_building_115_has_twelve_homes_all_lived_in_and_844_point_8_square_metres(street):
    committee_115 = committee(street, "青桐")
    homes = [(home, area) for home, area in committee_115.estates[0].homes() if home.building == "115"]
    assert [home.room for home, _ in homes] == [f"{floor}0{room}" for floor in range(1, 7) for room in (1, 2)]
    assert {home.unit for home, _ in homes} == {""}
    assert float(sum(area for _, area in homes)) == 844.8
    assert not [home for home in committee_115.empty_homes if home.building == "115"]


def test_building_115_has_eleven_owning_sides_because_501_and_601_are_one_persons(street):
    owners: dict[str, set[str]] = {}
    for owned in committee(street, "青桐").ownerships:
        if owned.home.building == "115":
            owners.setdefault(owned.home.room, set()).add(owned.owner)
    assert len(owners) == 12
    assert owners["501"] == owners["601"]
    assert len({frozenset(side) for side in owners.values()}) == 11


def test_every_home_of_the_54_buildings_has_an_owner(street):
    estate = committee(street, "青桐")
    owned = {(o.home.building, o.home.room) for o in estate.ownerships}
    assert len(owned) == sum(building.size for _, building in estate.buildings())


def test_one_committee_has_six_estates_2490_households_and_about_9200_residents(street):
    six = committee(street, "河湾")
    assert len(six.estates) == 6
    assert len(households(six)) == 2490
    assert 9_200 <= len(six.residents()) <= 9_260


def test_one_committee_has_44_building_groups_435_elders_and_68_of_80_and_over(street):
    groups = committee(street, "枫林")
    assert len(groups.building_groups) == 44
    assert of_age(groups, 60) == 435
    assert of_age(groups, 80) == 68


def test_one_committee_has_six_grids_18_elders_living_alone_and_31_households_in_need(street):
    grids = committee(street, "南山")
    assert len(grids.grids) == 6
    assert all((g.members, g.volunteers, g.workers) == (30, 120, 10) for g in grids.grids)
    assert sum("elder_alone" in person.categories for person in grids.people) == 18
    assert len(households_in_need(grids)) == 31


def test_every_committee_has_six_hundred_to_three_thousand_households(street):
    assert all(600 <= len(households(committee)) <= 3000 for committee in street.committees)


def test_about_8_percent_have_no_telephone_and_3_percent_no_identity_number(street):
    people = list(street.people)
    assert 0.06 <= sum(not person.phones for person in people) / len(people) <= 0.10
    assert 0.025 <= sum(not person.id_number for person in people) / len(people) <= 0.035


def test_names_collide_as_they_do_in_life(street):
    births: dict[str, list] = {}
    for person in street.people:
        births.setdefault(person.name, []).append(person.birth)
    assert 3 <= len(births["王秀英"]) <= 30
    near = [days for days in births.values() if len(days) > 1 and _closest(days) <= 92]
    assert len(near) > 20
    assert max(len(days) for days in births.values()) <= 30


def _closest(days: list) -> int:
    ordered = sorted(days)
    return min((later - day).days for day, later in zip(ordered, ordered[1:], strict=False))


def test_compound_surnames_rare_characters_and_dotted_names_occur(street):
    names = {person.name for person in street.people}
    assert any(name.startswith("欧阳") for name in names)
    assert any("𠅤" in name for name in names)
    assert any("㛃" in name for name in names)
    assert any("·" in name for name in names)


def test_nobody_has_the_name_of_a_real_person_of_the_articles(street):
    assert not [person.name for person in street.people if is_denied(person.name)]


def test_every_log_in_has_a_role_and_a_place_of_the_street(street):
    places = {street.name} | {c.name for c in street.committees}
    places |= {f"{c.name}/{grid.name}" for c in street.committees for grid in c.grids}
    places |= {estate.key_of(b) for c in street.committees for estate, b in c.buildings()}
    assert len({user.login for user in street.staff}) == len(street.staff) == 11
    assert len({user.role for user in street.staff}) == 10
    assert all(set(user.places) <= places for user in street.staff)
    assert [user.login for user in street.staff if not user.places] == ["guanli"]
