"""Who sees which colleagues."""

import pytest

from zhiye.accounts import queries
from zhiye.kernel.errors import NotFound


def test_the_secretary_sees_the_colleagues_of_the_own_committee(cast, secretary):
    found = {user.username for user in queries.managed_users(secretary)}
    assert {"shegong", "louzu", "wangge"} <= found
    assert not found & {"linju", "jiedao", "guanli"}


def test_the_administrator_sees_all(administrator, cast):
    assert len(queries.managed_users(administrator)) == len(cast.users)


def test_who_manages_nobody_is_told_there_is_nothing(worker):
    with pytest.raises(NotFound):
        queries.managed_users(worker)


def test_a_colleague_next_door_is_not_there(secretary, cast):
    assert queries.managed_user(secretary, cast.users["shegong"]).username == "shegong"
    with pytest.raises(NotFound):
        queries.managed_user(secretary, cast.users["linju"])


def test_open_roles_are_those_at_the_managers_places(secretary, administrator, cast):
    mine = queries.open_memberships(secretary, cast.user("wangge"))
    assert {held.role for held in mine} == {"grid_worker"}
    assert queries.open_memberships(secretary, cast.user("linju")) == []
    theirs = queries.open_memberships(administrator, cast.user("linju"))
    assert queries.membership(administrator, theirs[0].pk) == theirs[0]
    with pytest.raises(NotFound):
        queries.membership(secretary, theirs[0].pk)


def test_a_role_is_told_in_words(secretary):
    assert (queries.role_name(secretary, "worker"), queries.role_name(secretary, "former")) == (
        "社工",
        "former",
    )
