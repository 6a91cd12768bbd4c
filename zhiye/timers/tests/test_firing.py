"""What is due fires once; what fails comes again and holds up nobody."""

import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from zhiye.audit import log
from zhiye.audit.models import AuditEntry
from zhiye.kernel import clock
from zhiye.kernel.command import REGISTRY, command
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.ids import new_id
from zhiye.timers import firing, slots
from zhiye.timers.arming import arm, cancel_all
from zhiye.timers.firing import delay, fire_due
from zhiye.timers.models import ARMED, CANCELLED, FIRED, Timer
from zhiye.timers.queries import trouble
from zhiye.timers.tests.conftest import KIND, SUBJECT, at, gesture
from zhiye.upkeep.checks.by_itself import timers_fire

pytestmark = pytest.mark.django_db


def test_what_is_due_fires_once_in_order_and_the_rest_waits(rung):
    for step, minutes in enumerate((3, 1, 2, 9)):
        gesture(arm, KIND, SUBJECT, at(minutes), step=step)
    assert fire_due(at(0.5)) == 0
    assert fire_due(at(3)) == 3
    assert [timer.step for timer in rung] == ["1", "2", "0"]
    assert fire_due(at(4)) == 0
    assert fire_due(at(9)) == 1


def test_no_more_fire_than_asked_for_and_none_after_stop(rung):
    for step in range(50):
        gesture(arm, KIND, SUBJECT, at(1), step=step)
    assert fire_due(at(2), most=30) == 30
    assert fire_due(at(2), stop=lambda: len(rung) == 33) == 3
    assert fire_due(at(2)) == 17


def test_a_handler_runs_a_command_as_the_clock(monkeypatch, handle):
    monkeypatch.setattr("zhiye.kernel.command.REGISTRY", dict(REGISTRY))

    @command("test.ring", "")
    def ring(by, *, timer):
        by.require("cases.edit")
        log.write(by, "test.ring", timer, timer.path)

    handle(lambda timer: ring(slots.CLOCK, timer=timer, op=new_id()))
    timer = gesture(arm, KIND, SUBJECT, at(1))
    fire_due(at(2))
    assert AuditEntry.objects.get(subject_id=timer.pk).actor_key == "system:clock"


def test_a_handler_that_fails_is_taken_back_tried_later_and_later_and_holds_up_nobody(handle, caplog):
    def fail(timer):
        if timer.step == "bad":
            Timer.objects.filter(step="trace").update(path="written")
            raise ValueError("王桂珍住115号402")

    handle(fail)
    for step, minutes in (("bad", 1), ("good", 2), ("trace", 60 * 24 * 9)):
        gesture(arm, KIND, SUBJECT, at(minutes), step=step)
    with caplog.at_level(logging.ERROR):
        assert fire_due(at(3)) == 1
    bad = Timer.objects.get(step="bad")
    assert (bad.state, bad.attempts, bad.last_error) == (ARMED, 1, "ValueError")
    assert bad.next_try == at(3) + delay(1)
    assert "王桂珍" not in caplog.text
    assert "ValueError" in caplog.text
    assert Timer.objects.get(step="trace").path == ""
    assert fire_due(at(3)) == 0
    waits = []
    for _n in range(6):
        before = Timer.objects.get(step="bad").next_try
        fire_due(before)
        waits.append(Timer.objects.get(step="bad").next_try - before)
    assert waits == sorted(waits)
    assert waits[-1] == firing.DELAYS[-1]


def test_one_that_works_at_last_forgets_its_failures(handle):
    answers = iter([ZeroDivisionError, None])

    def once(timer):
        if trouble := next(answers):
            raise trouble

    handle(once)
    gesture(arm, KIND, SUBJECT, at(1))
    assert fire_due(at(1)) == 0
    assert fire_due(at(2)) == 1
    timer = Timer.objects.get()
    assert (timer.state, timer.attempts, timer.last_error, timer.fired_at) == (FIRED, 0, "", at(2))


def test_a_failing_one_that_is_moved_begins_anew(handle):
    handle(lambda timer: 1 / 0)
    gesture(arm, KIND, SUBJECT, at(1))
    fire_due(at(1))
    moved = gesture(arm, KIND, SUBJECT, at(9))
    assert (moved.attempts, moved.last_error, moved.next_try) == (0, "", at(9))


def test_a_handler_may_arm_itself_anew_and_cancel_what_is_due_with_it(handle):
    def daily(timer):
        gesture(cancel_all, SUBJECT)
        gesture(arm, KIND, timer.subject, timer.due + timedelta(days=1), step=timer.step)

    handle(daily)
    gesture(arm, KIND, SUBJECT, at(1), step=1)
    gesture(arm, KIND, SUBJECT, at(2), step=2)
    assert fire_due(at(3)) == 1
    assert dict(Timer.objects.values_list("step", "state")) == {"1": ARMED, "2": CANCELLED}
    assert Timer.objects.get(step=1).due == at(1) + timedelta(days=1)


def test_a_kind_that_nobody_knows_any_more_is_kept_and_told(rung, monkeypatch):
    gesture(arm, KIND, SUBJECT, at(1))
    monkeypatch.setattr(slots, "_handlers", {})
    assert fire_due(at(1)) == 0
    assert Timer.objects.get().last_error == "NobodyHandles"


def test_two_handlers_of_a_kind_are_refused(rung):
    with pytest.raises(ValueError, match="already"):
        slots.on(KIND, print)


def test_the_table_itself_refuses_to_fire_early_or_twice(rung):
    timer = gesture(arm, KIND, SUBJECT, at(5))
    for wrong in (
        {"state": FIRED, "fired_at": at(4)},
        {"state": FIRED},
        {"next_try": at(4)},
        {"fired_at": at(6)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Timer.objects.filter(pk=timer.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Timer.objects.create(kind=KIND, subject=SUBJECT, due=at(7), next_try=at(7))


def test_a_check_tells_of_the_stuck_and_of_those_that_nobody_looks_at(handle, administrator, worker):
    handle(lambda timer: 1 / 0)
    gesture(arm, KIND, SUBJECT, at(1))
    assert timers_fire() == ""
    for minutes in (1, 30, 60):
        fire_due(at(minutes))
    assert trouble(administrator).failing == {(KIND, "ZeroDivisionError"): 1}
    assert f"1 件到点的事一直没办成（{KIND}，ZeroDivisionError）" in timers_fire()
    gesture(arm, KIND, SUBJECT, at(-11), step="late")
    with clock.frozen(at(0)):
        assert "有 1 件事到点了没有人管" in timers_fire()
    with pytest.raises(Forbidden):
        trouble(worker)
