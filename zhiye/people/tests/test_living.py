"""Where people live; leaving and returning."""

from datetime import date

import pytest

from zhiye.kernel.errors import NotFound, Refused
from zhiye.people.commands import end_residence, house_person, leave_register, return_to_register
from zhiye.people.models import CategoryHolding, Household, Residence
from zhiye.people.queries import home_sheet, people_by_home
from zhiye.places.commands import end_place


def test_moving_ends_the_old_residence_and_takes_the_file_along(cast, worker, op):
    wang, new = cast.person("wang"), cast.home("3-1-101")
    house_person(worker, person=wang, home=new, relation="02", op=op())
    old, present = Residence.objects.filter(person=wang).order_by("until")
    assert {old.until, present.until} == {None, date(2026, 11, 21)}
    wang = cast.person("wang")
    assert (wang.home, wang.path) == (new, new.path)
    assert set(CategoryHolding.objects.filter(person=wang).values_list("path", flat=True)) == {new.path}


def test_being_registered_elsewhere_does_not_move(cast, worker, op):
    house_person(
        worker,
        person=cast.person("wang"),
        home=cast.home("3-2-401"),
        moves=False,
        lives_here=False,
        registered_here=True,
        op=op(),
    )
    assert cast.person("wang").home == cast.home("115-402")
    assert Residence.objects.filter(person=cast.person("wang"), until=None).count() == 2


def test_a_second_head_opens_a_second_household(cast, worker, op):
    house_person(worker, person=cast.person("wang"), home=cast.home("115-201"), relation="02", op=op())
    assert Household.objects.filter(home=cast.home("115-201")).count() == 2


def test_a_household_that_is_named_has_one_head(cast, worker, op):
    household = Household.objects.get(home=cast.home("115-201"))
    with pytest.raises(Refused, match="已经有户主"):
        house_person(
            worker,
            person=cast.person("wang"),
            home=cast.home("115-201"),
            relation="02",
            household=household,
            op=op(),
        )


@pytest.mark.parametrize("living", [{"relation": "x"}, {"tenure": "x"}])
def test_unknown_words_are_refused(living, cast, worker, op):
    with pytest.raises(Refused, match="从列出的几项里选"):
        house_person(worker, person=cast.person("wang"), home=cast.home("115-102"), op=op(), **living)


def test_nobody_lives_in_a_building_without_a_room(cast, worker, op):
    with pytest.raises(Refused, match="写到室"):
        house_person(worker, person=cast.person("wang"), home=cast.building("115"), op=op())


def test_nobody_is_moved_into_a_foreign_home(cast, worker, op):
    foreign = cast.person("stranger").home
    with pytest.raises(NotFound):
        house_person(worker, person=cast.person("wang"), home=foreign, op=op())


def test_after_the_end_of_a_residence_the_committee_keeps_the_file(cast, worker, op):
    residence = Residence.objects.get(person=cast.person("wang"))
    end_residence(worker, residence=residence, on=date(2026, 11, 1), op=op())
    wang = cast.person("wang")
    assert (wang.home, wang.path) == (None, cast.committee.path)
    assert CategoryHolding.objects.get(person=wang).path == cast.committee.path


def test_a_residence_does_not_end_before_it_began(cast, worker, op):
    house_person(
        worker, person=cast.person("wang"), home=cast.home("115-102"), since=date(2026, 5, 1), op=op()
    )
    residence = Residence.objects.get(person=cast.person("wang"), until=None)
    with pytest.raises(Refused, match="早于"):
        end_residence(worker, residence=residence, on=date(2026, 4, 1), op=op())


@pytest.mark.parametrize("died", [True, False])
def test_who_has_left_is_counted_no_more_and_returns_as_before(died, cast, worker, op):
    wang = cast.person("wang")
    leave_register(worker, person=wang, on=date(2026, 11, 20), died=died, op=op())
    gone = cast.person("wang")
    assert (gone.is_current, gone.died_on if died else gone.left_on) == (False, date(2026, 11, 20))
    assert Residence.objects.get(person=wang).until == date(2026, 11, 20)
    return_to_register(worker, person=gone, op=op())
    back = cast.person("wang")
    assert (back.is_current, back.died_on, back.left_on) == (True, None, None)
    assert Residence.objects.get(person=wang).until is None


def test_nobody_leaves_on_a_day_that_has_not_come(cast, worker, op):
    with pytest.raises(Refused, match="还没到"):
        leave_register(worker, person=cast.person("wang"), on=date(2026, 11, 22), died=False, op=op())


@pytest.mark.parametrize("died", [True, False])
def test_nobody_goes_before_they_were_born(died, cast, worker, op):
    with pytest.raises(Refused, match="比出生的日子还早") as refused:
        leave_register(worker, person=cast.person("wang"), on=date(1942, 3, 7), died=died, op=op())
    assert refused.value.field == "on"
    assert cast.person("wang").is_current
    leave_register(worker, person=cast.person("wang"), on=date(1942, 3, 8), died=died, op=op())


def test_of_a_birth_known_to_the_year_the_year_counts(cast, worker, op):
    again = cast.person("chen_wife_again")
    with pytest.raises(Refused, match="比出生的日子还早"):
        leave_register(worker, person=again, on=date(1965, 12, 31), died=True, op=op())
    leave_register(worker, person=again, on=date(1966, 1, 1), died=True, op=op())


def test_the_home_sheet_tells_household_owner_and_former(cast, worker):
    sheet = home_sheet(worker, cast.home("115-201"))
    ((_household, members),) = sheet.households
    assert [row.person.name for row in members][0] == "陈国良"
    assert len(members) == 3
    assert [owner.person.name for owner in sheet.owners] == ["陈国良"]


def test_the_home_sheet_shows_no_owner_to_the_building_helper(cast, building_helper, stranger):
    assert home_sheet(building_helper, cast.home("115-201")).owners == []
    with pytest.raises(NotFound):
        home_sheet(stranger, cast.home("115-201"))


def test_the_building_picture_counts_people_and_gives_no_reason(cast, worker, building_helper):
    homes = people_by_home(worker, cast.building("115"))
    wang, let = homes[cast.home("115-402").pk], homes[cast.home("115-302").pk]
    assert (wang.people, wang.cared_for, wang.owned) == (1, True, True)
    assert (let.people, set(let.tenures)) == (1, {"rent"})
    seen = people_by_home(building_helper, cast.building("115"))[cast.home("115-402").pk]
    assert (seen.people, seen.cared_for, seen.owned) == (1, False, False)


def test_a_home_in_which_people_live_does_not_end(cast, worker, op):
    with pytest.raises(Refused):
        end_place(worker, place=cast.home("115-402"), on=date(2026, 12, 1), reason="", op=op())
