"""Opening and closing accounts, giving and ending roles."""

from datetime import date

import pytest

from zhiye.accounts.actor import UserActor
from zhiye.accounts.commands import (
    close_account,
    end_role,
    first_password,
    grant_role,
    open_account,
    reset_password,
)
from zhiye.accounts.middleware import actor_of
from zhiye.accounts.models import Membership, User
from zhiye.kernel.actor import Nobody
from zhiye.kernel.errors import Forbidden, Refused

GOOD = "qing7-tong9-xz"


@pytest.fixture
def new(cast):
    return {"username": "xinren", "name": "新人", "role": "worker", "place": cast.committee, "password": GOOD}


def test_a_new_account_may_what_its_role_may(new, secretary, cast, op):
    user = open_account(secretary, **new, op=op())
    assert user.check_password(GOOD)
    assert UserActor(user).may("people.edit", cast.home("115-402").path)


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"username": "王芳"}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": "SHUJI"}, "username"),
        ({"name": "  "}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "1234567890"}, "password"),
        ({"role": "building_helper"}, "role"),
        ({"role": "king"}, "role"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(wrong, field, new, secretary, op):
    with pytest.raises(Refused) as told:
        open_account(secretary, **new | wrong, op=op())
    assert told.value.field == field
    assert not User.objects.filter(name="新人").exists()


def test_without_a_password_nobody_logs_in_until_there_is_one(new, secretary, op):
    user = open_account(secretary, **new | {"password": None}, op=op())
    assert not user.has_usable_password()
    assert reset_password(secretary, user=user, password=GOOD, op=op()).check_password(GOOD)


def test_a_demo_password_may_be_short(new, secretary, op):
    assert open_account(secretary, **new | {"password": "demo"}, trial=True, op=op()).check_password("demo")


@pytest.mark.parametrize("role, where", [("street_officer", "street"), ("administrator", "committee")])
def test_the_secretary_gives_no_role_above_the_own_place(role, where, cast, secretary, op):
    with pytest.raises(Forbidden):
        grant_role(secretary, member=cast.user("shegong"), role=role, place=getattr(cast, where), op=op())


def test_nobody_gives_more_than_they_hold(cast, make, op, monkeypatch):
    helper = make.actor("secretary", cast.committee, "shuji2")
    monkeypatch.setattr(
        helper, "may", lambda permission, at=None: permission not in ("people.secret", "machine.run")
    )
    with pytest.raises(Refused, match="自己没有的职责"):
        grant_role(helper, member=cast.user("shegong"), role="secretary", place=cast.committee, op=op())


def test_the_administrator_gives_roles_without_holding_them(cast, administrator, op):
    held = grant_role(
        administrator, member=cast.user("shegong"), role="secretary", place=cast.neighbour, op=op()
    )
    assert held.since == date(2026, 11, 21)


def test_the_same_role_twice_is_refused(cast, secretary, op):
    with pytest.raises(Refused, match="已经有这个职责"):
        grant_role(secretary, member=cast.user("shegong"), role="worker", place=cast.committee, op=op())


def test_an_ended_role_gives_no_rights_from_that_day(cast, secretary, op):
    held = Membership.objects.get(member=cast.user("shegong"))
    end_role(secretary, membership=held, op=op())
    assert not UserActor(cast.user("shegong")).may("places.view")
    with pytest.raises(Refused, match="已经结束"):
        end_role(secretary, membership=held, op=op())


def test_a_role_can_be_given_again_after_its_end(cast, secretary, op):
    held = Membership.objects.get(member=cast.user("shegong"))
    end_role(secretary, membership=held, op=op())
    grant_role(secretary, member=cast.user("shegong"), role="worker", place=cast.committee, op=op())
    assert UserActor(cast.user("shegong")).may("places.view")


def test_a_shut_account_is_nobody(cast, secretary, op):
    close_account(secretary, user=cast.user("shegong"), op=op())
    assert isinstance(actor_of(cast.user("shegong")), Nobody)


@pytest.mark.parametrize("login", ["linju", "guanli", "jiedao"])
def test_the_secretary_shuts_nobody_of_elsewhere(login, cast, secretary, op):
    with pytest.raises(Refused, match="在别处还有职责"):
        close_account(secretary, user=cast.user(login), op=op())


def test_the_secretary_sets_no_password_of_the_administrator(cast, secretary, administrator, op):
    grant_role(administrator, member=cast.user("guanli"), role="volunteer", place=cast.committee, op=op())
    Membership.objects.filter(member=cast.user("guanli"), role="administrator").update(place=cast.committee)
    with pytest.raises(Refused, match="在别处还有职责"):
        reset_password(secretary, user=cast.user("guanli"), password=GOOD, op=op())


def test_a_new_password_opens_and_a_weak_one_is_refused(cast, secretary, op):
    user = cast.user("shegong")
    with pytest.raises(Refused):
        reset_password(secretary, user=user, password="aaa", op=op())
    reset_password(secretary, user=user, password=GOOD, op=op())
    assert cast.user("shegong").check_password(GOOD)


def test_first_passwords_are_long_and_differ():
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) == 19 and not set(password) & set("0O1lI") for password in made)
