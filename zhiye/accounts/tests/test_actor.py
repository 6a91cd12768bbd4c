"""Rights follow from the roles held today."""

from datetime import date

import pytest

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import Membership
from zhiye.places.commands import cover
from zhiye.places.models import Coverage


def test_rights_below_rights_are_told_once(cast, make):
    actor = make.actor("worker", cast.committee)
    Membership.objects.create(
        member=actor.user, role="grid_worker", place=cast.building("115"), since=date(2026, 1, 1)
    )
    assert UserActor(actor.user).scope("people.list") == (cast.committee.path,)


@pytest.mark.parametrize(
    "since, until, held",
    [
        (date(2026, 11, 21), None, True),
        (date(2026, 11, 22), None, False),
        (date(2026, 1, 1), date(2026, 11, 21), False),
        (date(2026, 1, 1), date(2026, 11, 22), True),
    ],
)
def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(since, until, held, cast, make):
    actor = make.actor("worker", cast.committee)
    Membership.objects.filter(member=actor.user).update(since=since, until=until)
    assert UserActor(actor.user).may("places.view") == held


def test_a_grid_that_is_cut_anew_moves_its_workers_reach(cast, make, worker, op):
    grid = cast.place("grid", code="第1网格")
    actor = make.actor("grid_worker", grid)
    assert actor.scope("people.edit") == (cast.building("115").path,)
    cover(worker, overlay=grid, covered=cast.building("3"), op=op())
    assert UserActor(actor.user).scope("people.edit") == tuple(
        sorted(cast.building(code).path for code in ("115", "3"))
    )
    Coverage.objects.filter(overlay=grid).update(until=date(2026, 11, 21))
    assert UserActor(actor.user).scope("people.edit") == ()


def test_a_role_that_the_roles_page_no_longer_has_gives_nothing(cast, make):
    actor = make.actor("worker", cast.committee)
    Membership.objects.filter(member=actor.user).update(role="former")
    assert UserActor(actor.user).held() == []


def test_the_roles_are_told_in_words(grid_worker, secretary):
    assert (grid_worker.role_names(), secretary.role_names()) == ("网格员", "书记")
