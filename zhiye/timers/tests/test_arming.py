"""Arming, moving, cancelling: one row a kind, subject and step."""

from datetime import datetime

import pytest

from zhiye.kernel.errors import HouseFault
from zhiye.kernel.ids import new_id
from zhiye.timers.arming import arm, cancel, cancel_all
from zhiye.timers.firing import fire_due
from zhiye.timers.models import ARMED, CANCELLED, FIRED, Timer
from zhiye.timers.tests.conftest import KIND, SUBJECT, at, gesture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rung")]


def test_armed_again_with_another_moment_is_moved():
    first = gesture(arm, KIND, SUBJECT, at(5), path="00001aaaaaaa")
    second = gesture(arm, KIND, SUBJECT, at(9), path="00002bbbbbbb")
    assert Timer.objects.get() == first == second
    assert (second.due, second.next_try, second.path) == (at(9), at(9), "00002bbbbbbb")


def test_steps_are_told_apart_and_a_number_is_a_step():
    gesture(arm, KIND, SUBJECT, at(5), step=1)
    gesture(arm, KIND, SUBJECT, at(6), step=2)
    gesture(arm, KIND, SUBJECT, at(7), step="1")
    assert dict(Timer.objects.values_list("step", "due")) == {"1": at(7), "2": at(6)}


def test_cancelling_reaches_one_step_a_kind_or_a_subject():
    for step in (1, 2, 3):
        gesture(arm, KIND, SUBJECT, at(5), step=step)
    other = gesture(arm, KIND, new_id(), at(5))
    assert gesture(cancel, KIND, SUBJECT, 2) == 1
    assert gesture(cancel, "test.another", SUBJECT) == 0
    assert gesture(cancel, KIND, SUBJECT) == 2
    assert gesture(cancel_all, SUBJECT) == 0
    assert list(Timer.objects.filter(state=ARMED)) == [other]
    assert gesture(cancel_all, other.subject) == 1


def test_a_cancelled_one_is_armed_again_by_the_same_moment():
    gesture(arm, KIND, SUBJECT, at(5))
    gesture(cancel, KIND, SUBJECT)
    assert Timer.objects.get().state == CANCELLED
    gesture(arm, KIND, SUBJECT, at(5))
    assert Timer.objects.get().state == ARMED


def test_what_has_fired_stays_fired_for_its_moment_and_is_armed_for_another():
    gesture(arm, KIND, SUBJECT, at(5))
    assert fire_due(at(5)) == 1
    assert gesture(cancel_all, SUBJECT) == 0
    assert gesture(arm, KIND, SUBJECT, at(5)).state == FIRED
    moved = gesture(arm, KIND, SUBJECT, at(8))
    assert (moved.state, moved.fired_at, moved.due) == (ARMED, None, at(8))


def test_outside_a_command_nothing_is_armed_or_cancelled():
    for act in (
        lambda: arm(KIND, SUBJECT, at(5)),
        lambda: cancel(KIND, SUBJECT),
        lambda: cancel_all(SUBJECT),
    ):
        with pytest.raises(HouseFault, match="inside a command"):
            act()


def test_a_kind_that_nobody_handles_is_refused():
    with pytest.raises(HouseFault, match=r"test\.unknown"):
        gesture(arm, "test.unknown", SUBJECT, at(5))


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(HouseFault, match="time zone"):
        gesture(arm, KIND, SUBJECT, datetime(2026, 11, 21, 9, 0))
