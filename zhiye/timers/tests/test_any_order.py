"""Whatever order of arming, moving and cancelling: a timer fires at most once for a moment, never before it, and
whatever stays armed fires in the end."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiye.kernel import clock
from zhiye.timers.arming import arm, cancel, cancel_all
from zhiye.timers.firing import fire_due
from zhiye.timers.tests.conftest import KIND, SUBJECT, at, gesture

STEPS = st.integers(0, 2)
MINUTES = st.integers(0, 20)
ACTS = st.one_of(
    st.tuples(st.just("arm"), STEPS, MINUTES),
    st.tuples(st.just("cancel"), STEPS, st.none()),
    st.tuples(st.just("cancel_all"), st.none(), st.none()),
    st.tuples(st.just("wait"), st.none(), st.integers(1, 6)),
)


class Model:
    """What ought to happen: moment by step while armed, and for which moment each has fired last."""

    def __init__(self) -> None:
        self.now = 0
        self.armed: dict[int, int] = {}
        self.fired: dict[int, int] = {}

    def arm(self, step: int, minute: int) -> None:
        if step in self.armed or self.fired.get(step) != minute:
            self.armed[step] = minute
            self.fired.pop(step, None)

    def cancel(self, step: int) -> None:
        self.armed.pop(step, None)

    def wait(self, minutes: int) -> list[tuple[int, int]]:
        self.now += minutes
        due = sorted((minute, step) for step, minute in self.armed.items() if minute <= self.now)
        for minute, step in due:
            del self.armed[step]
            self.fired[step] = minute
        return due


@pytest.mark.django_db
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=25))
def test_a_timer_fires_at_most_once_and_never_before_its_moment(rung, acts):
    rung.clear()
    model, mark = Model(), transaction.savepoint()
    for act, step, minutes in [*acts, ("wait", None, 30)]:
        before = len(rung)
        with clock.frozen(at(model.now)):
            if act == "arm":
                gesture(arm, KIND, SUBJECT, at(minutes), step=step)
                model.arm(step, minutes)
            elif act == "cancel":
                gesture(cancel, KIND, SUBJECT, step)
                model.cancel(step)
            elif act == "cancel_all":
                gesture(cancel_all, SUBJECT)
                model.armed.clear()
        if act == "wait":
            expected = model.wait(minutes)
            with clock.frozen(at(model.now)):
                fire_due(clock.now())
            assert sorted((t.due, t.step) for t in rung[before:]) == [(at(m), str(s)) for m, s in expected]
            assert all(t.due <= t.fired_at <= at(model.now) + timedelta(0) for t in rung[before:])
            assert fire_due(at(model.now)) == 0
    assert not model.armed
    transaction.savepoint_rollback(mark)
