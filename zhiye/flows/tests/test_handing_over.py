"""A colleague leaves."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import Membership
from zhiye.flows.hand_over_work import hand_over_work
from zhiye.kernel.errors import NotFound, Refused


def signed_in(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session.save()
    return session.session_key


def test_roles_go_to_the_successor_and_the_account_is_shut(cast, secretary, op):
    leaver, successor = cast.user("wangge"), cast.user("louzu")
    held = Membership.objects.filter(member=leaver, until=None).count()
    hand_over_work(secretary, leaver=leaver, successor=successor, reason="调走", op=op())
    assert not cast.user("wangge").is_active
    assert not Membership.objects.filter(member=leaver, until=None).exists()
    assert Membership.objects.filter(member=successor, role="grid_worker", until=None).count() == held == 2
    assert UserActor(successor).may("people.edit", cast.home("3-2-401").path)


def test_open_sessions_end_at_once_and_others_stay(cast, secretary, op):
    gone, stays = signed_in(cast.user("wangge")), signed_in(cast.user("shegong"))
    hand_over_work(secretary, leaver=cast.user("wangge"), op=op())
    assert set(Session.objects.values_list("session_key", flat=True)) == {stays}
    assert gone != stays


def test_roles_elsewhere_stay_and_keep_the_account_open(cast, secretary, administrator, op):
    Membership.objects.create(
        member=cast.user("wangge"),
        role="worker",
        place=cast.neighbour,
        since=cast.user("wangge").joined.date(),
    )
    hand_over_work(secretary, leaver=cast.user("wangge"), op=op())
    assert cast.user("wangge").is_active
    assert [m.place for m in Membership.objects.filter(member=cast.user("wangge"), until=None)] == [
        cast.neighbour
    ]


def test_nobody_signs_out_a_colleague_of_another_committee(cast, secretary, op):
    signed_in(cast.user("linju"))
    with pytest.raises(NotFound):
        hand_over_work(secretary, leaver=cast.user("linju"), op=op())
    assert Session.objects.count() == 1


def test_the_successor_is_another_active_colleague(cast, secretary, op):
    with pytest.raises(Refused) as told:
        hand_over_work(secretary, leaver=cast.user("wangge"), successor=cast.user("wangge"), op=op())
    assert told.value.field == "successor"
