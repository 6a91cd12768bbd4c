"""No way round a right: two roles at two places, numbers as a search, free words beside a narrower ring."""

from datetime import timedelta

import pytest

from zhiye.accounts.actor import UserActor
from zhiye.accounts.commands import end_role, grant_role
from zhiye.accounts.models import Membership
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound
from zhiye.people import commands, fields, queries, showing
from zhiye.people.models import KinTie
from zhiye.people.queries import PeopleFilter
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.places.commands import add_place, cover

SECRET = "special_family"  # begins in the secretary's ring


def found(actor, text):
    return [hit.person.name for hit in queries.search(actor, text) if hit.person]


def test_who_may_know_no_numbers_finds_nobody_by_them(cast, worker, building_helper):
    for number in (fields.value(cast.person("wang"), "id_number"), "15400000402", "0402"):
        assert found(worker, number) == ["王桂珍"]
        assert found(building_helper, number) == []


def test_a_secretary_here_is_no_secretary_there(cast, make, secretary, system, op):
    make.holding(cast.person("stranger"), SECRET)
    both = make.actor("worker", cast.neighbour)
    grant_role(system, member=both.user, role="secretary", place=cast.committee, op=op())
    page = queries.people_page(UserActor(both.user), PeopleFilter(category=SECRET))
    assert (page.rows, page.count) == ([], 0)


def test_whose_homes_are_to_be_minded_is_told_where_files_may_be_opened(cast, make, system, op):
    make.holding(cast.person("chen"), "low_income")
    grid = add_place(system, parent=cast.committee, kind="grid", code="九", op=op())
    cover(system, overlay=grid, covered=cast.building("3"), op=op())
    both = make.actor("mediator", cast.committee)
    grant_role(system, member=both.user, role="grid_worker", place=grid, op=op())
    homes = queries.people_by_home(UserActor(both.user), cast.committee)
    assert homes[cast.home("115-201").pk].people
    assert not homes[cast.home("115-201").pk].cared_for
    assert queries.people_by_home(system, cast.committee)[cast.home("115-201").pk].cared_for


def test_kin_of_another_committee_are_not_told(cast, worker, system, op):
    wang, stranger = cast.person("wang"), cast.person("stranger")
    tie = commands.tie_kin(system, person=wang, other=stranger, relation="75", op=op())
    assert tie not in queries.person_file(worker, wang).kin
    assert tie in queries.person_file(system, wang).kin
    assert KinTie.objects.filter(pk=tie.pk).exists()


def test_the_reason_beside_a_secret_category_stays_in_its_ring(cast, make, secretary, worker, op):
    wang = cast.person("wang")
    holding = make.holding(wang, SECRET)
    commands.end_category(secretary, holding=holding, reason="特扶金停发了", op=op())
    history = queries.history_of(worker, wang)
    assert not any("特扶" in step.reason for step in showing.steps(history, secret=False))
    assert any("特扶" in step.reason for step in showing.steps(history, secret=True))


def test_a_roster_names_no_secret_category_in_the_trail(cast, make, worker):
    home = HomeRecord("梧桐花园", "115", "", "402")
    make.sheet(PersonRecord(key="1", name="王桂珍", home=home, categories=(SECRET, "low_income")))
    told = [c.after for c in queries.history_of(worker, cast.person("wang")) if c.field == "category"]
    assert "•••、low_income" in told
    assert not any(SECRET in str(after) for after in told)


def test_an_opened_number_shuts_with_the_role(cast, secretary, system, op):
    wang = cast.person("wang")
    look = commands.look_at(secretary, person=wang, field="id_number", reason="核对", op=op())
    assert queries.opened(UserActor(secretary.user), look)
    grant_role(system, member=secretary.user, role="worker", place=cast.committee, op=op())
    held = Membership.objects.get(member=secretary.user, role="secretary", until=None)
    end_role(system, membership=held, op=op())
    with clock.frozen(clock.now() + timedelta(minutes=1)), pytest.raises(NotFound):
        queries.opened(UserActor(secretary.user), look)
