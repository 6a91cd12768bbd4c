"""The fixtures give what they say."""

import socket

import pytest

from tests.fixtures import _ROLES
from zhiye.kernel import clock


def test_the_cast_is_there(cast):
    assert cast.person("wang").home == cast.home("115-402")
    assert cast.building("3").name == "3号楼"


def test_a_change_stays_inside_its_test(cast, make):
    assert cast.person("wang").name == "王桂珍"
    wang = cast.person("wang")
    wang.name = "改过"
    wang.save()
    assert cast.person("wang").name == "改过"


test_a_change_is_gone_in_the_next_test = test_the_cast_is_there


@pytest.mark.parametrize("role", _ROLES.values())
def test_every_role_has_an_actor(role, request):
    actor = request.getfixturevalue(role)
    assert role in {held.code for held, _paths in actor.held()} or role == "stranger"


def test_the_day_is_the_day_of_the_street():
    assert clock.today().isoformat() == "2026-11-21"


def test_the_network_is_shut():
    with (
        socket.socket() as line,
        pytest.raises(RuntimeError, match=r"192\.0\.2\.1"),
    ):
        line.connect(("192.0.2.1", 80))


@pytest.mark.django_db(transaction=True)
def test_the_cast_is_there_with_real_transactions_too(cast):
    assert cast.person("wang").home == cast.home("115-402")
