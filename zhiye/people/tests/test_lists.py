"""Lists in door order, page after page; counts; what to look at again."""

from datetime import date

import pytest

from zhiye.kernel.errors import NotFound
from zhiye.people.commands import hold_category, house_person
from zhiye.people.models import CategoryHolding, Person
from zhiye.people.queries import PeopleFilter, count_people, people_page, tallies, to_verify
from zhiye.people.queries.lists import born_by


def names(page):
    return [person.name for person in page.rows]


def pages(actor, wanted, size):
    """All pages forward, and then all pages back from the last one."""
    forward = [people_page(actor, wanted, size=size)]
    while forward[-1].after:
        forward.append(people_page(actor, wanted, forward[-1].after, size))
    back = [forward[-1]]
    while back[-1].before:
        back.append(people_page(actor, wanted, back[-1].before, size))
    return forward, list(reversed(back))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 10, 50])
def test_paging_covers_every_row_once_in_door_order(size, cast, worker):
    forward, back = pages(worker, PeopleFilter(at=cast.committee.path, standing=""), size)
    rows = [person for page in forward for person in page.rows]
    mine = Person.objects.filter(path__startswith=cast.committee.path, is_current=True)
    assert [p.pk for p in rows] == list(mine.order_by("path", "id").values_list("pk", flat=True))
    assert sorted(names(page) for page in back) == sorted(names(page) for page in forward)
    assert {page.count for page in forward} == {len(rows)}
    assert (forward[0].before, forward[-1].after) == (None, None)


@pytest.mark.parametrize(
    "cursor", ["x", "n.", "nabc.def", "p" * 500, "n'; drop.--", "n" + "z" * 40 + "." + "0" * 32]
)
def test_a_cursor_that_is_none_harms_nothing(cursor, cast, worker):
    assert people_page(worker, PeopleFilter(), cursor).count > 0


def test_a_list_stays_below_its_place_and_within_the_scope(cast, worker, building_helper):
    assert "周立新" not in names(people_page(worker, PeopleFilter(at=cast.building("115").path)))
    assert set(names(people_page(building_helper, PeopleFilter()))) <= set(
        names(people_page(worker, PeopleFilter(at=cast.building("115").path)))
    )


def test_a_list_of_another_committee_is_not_there(cast, worker, volunteer):
    for actor, at in ((worker, cast.neighbour.path), (volunteer, cast.committee.path)):
        with pytest.raises(NotFound):
            people_page(actor, PeopleFilter(at=at))


def test_who_only_lists_may_not_sort_people_by_age_or_category(cast, building_helper):
    for wanted in (PeopleFilter(age_from=80), PeopleFilter(sex="2"), PeopleFilter(category="elder_alone")):
        with pytest.raises(NotFound):
            people_page(building_helper, wanted)


def test_owners_who_live_elsewhere_have_a_list_of_their_own(cast, worker):
    assert "胡维城" not in names(people_page(worker, PeopleFilter()))
    assert names(people_page(worker, PeopleFilter(standing="owner"))) == ["胡维城"]


def test_age_sex_and_category_cut_the_list(cast, worker):
    assert names(people_page(worker, PeopleFilter(age_from=80))) == ["王桂珍"]
    assert "王桂珍" not in names(people_page(worker, PeopleFilter(age_to=79)))
    assert set(names(people_page(worker, PeopleFilter(sex="1")))) == {"陈国良", "孙永强", "马小龙", "周立新"}
    assert names(people_page(worker, PeopleFilter(category="elder_alone"))) == ["王桂珍"]
    assert count_people(worker, PeopleFilter(category="elder_alone", age_from=85)) == 0


def test_a_category_of_the_inner_ring_is_for_the_secretary(cast, worker, secretary, op):
    hold_category(secretary, person=cast.person("volunteer"), code="special_family", op=op())
    wanted = PeopleFilter(category="special_family")
    assert (names(people_page(secretary, wanted)), names(people_page(worker, wanted))) == (["何慧芳"], [])
    assert (count_people(secretary, wanted), count_people(worker, wanted)) == (1, 0)


def test_a_holding_follows_a_move(cast, worker, op):
    house_person(worker, person=cast.person("wang"), home=cast.home("3-1-101"), op=op())
    at = PeopleFilter(at=cast.building("3").path, category="elder_alone")
    assert names(people_page(worker, at)) == ["王桂珍"]


@pytest.mark.parametrize(
    "day, age, born",
    [
        (date(2026, 11, 21), 60, date(1966, 11, 21)),
        (date(2028, 2, 29), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 4, date(2024, 2, 29)),
    ],
)
def test_the_latest_birth_of_an_age(day, age, born):
    assert born_by(day, age) == born


def test_tallies_count_without_people(cast, street_officer, supervisor):
    first, second = tallies(street_officer)
    assert [t.committee.name for t in (first, second)] == ["枫林居民区", "青桐居民区"]
    mine = second
    assert (mine.buildings, mine.homes, mine.aged_80) == (2, 36, 1)
    everybody = Person.objects.filter(path__startswith=cast.committee.path, standing="resident")
    assert mine.people == everybody.count()
    assert [t.committee for t in tallies(supervisor)] == [cast.committee]


def test_those_who_may_not_count_get_no_figures(volunteer, mediator):
    assert tallies(volunteer) == tallies(mediator) == []


def test_what_is_due_comes_soonest_first_and_in_scope(cast, make, worker, stranger, secretary, op):
    make.holding(cast.person("volunteer"), "elder_alone", verified_on=date(2020, 1, 1))
    make.holding(cast.person("chen"), "low_income", verified_on=date(2019, 1, 1))
    rows, count = to_verify(worker)
    assert [row.person.name for row in rows] == ["陈国良", "何慧芳"]
    assert (count, to_verify(stranger)) == (2, ([], 0))
    hold_category(secretary, person=cast.person("above"), code="special_family", op=op())
    CategoryHolding.objects.filter(code="special_family").update(verify_by=date(2020, 1, 1))
    assert (to_verify(worker)[1], to_verify(secretary)[1]) == (2, 3)
