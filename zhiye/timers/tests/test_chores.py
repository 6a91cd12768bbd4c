"""Chores: each at its own interval, none stopped by another, none repeated by a restart."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from zhiye.timers import chores, slots
from zhiye.timers.chores import run_due
from zhiye.timers.models import ChoreRun
from zhiye.timers.slots import CHORES, Chores
from zhiye.timers.tests.conftest import at
from zhiye.upkeep.checks.by_itself import timers_fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Chores:
    """A house without chores yet."""
    empty = Chores()
    monkeypatch.setattr(chores, "CHORES", empty)
    return empty


@pytest.fixture
def chore(house: Chores) -> Callable[..., list[Any]]:
    """``chore("name", every=…)`` is the list of the moments at which it was done."""

    def add(name: str, fails: bool = False, **rhythm: Any) -> list[Any]:
        done: list[Any] = []

        @house.register(len(house.entries), name, **rhythm)
        def work(now):
            done.append(now)
            if fails:
                raise KeyError("王桂珍")
            return len(done)

        return done

    return add


def test_a_frequent_one_is_done_at_once_and_then_at_its_interval(chore):
    done = chore("send", every=timedelta(seconds=10))
    for seconds in range(0, 35):
        run_due(at(seconds / 60))
    assert [(moment - at(0)).seconds for moment in done] == [0, 10, 20, 30]
    assert ChoreRun.objects.get().answer == 4


def test_a_daily_one_waits_for_its_hour_and_is_done_once(chore):
    done = chore("clear", at=time(3, 10))
    for hours in range(0, 49):
        run_due(at(hours * 60))  # from half past nine on
    assert [(m.astimezone(at(0).tzinfo).day, m.hour) for m in done] == [(22, 3), (23, 3)]


def test_one_that_missed_its_hour_is_done_when_the_worker_is_back_and_not_again(chore):
    done = chore("clear", at=time(3, 10))
    run_due(at(0))
    run_due(at(24 * 60))
    run_due(at(24 * 60 + 1))
    assert done == [at(24 * 60)]


def test_one_that_fails_does_not_stop_the_others_and_is_tried_again(chore, caplog):
    bad, good = chore("bad", fails=True, every=timedelta(days=1)), chore("good", every=timedelta(days=1))
    assert run_due(at(0)) == 1
    assert (len(bad), len(good)) == (1, 1)
    for minutes in range(1, 60):
        run_due(at(minutes))
    assert len(good) == 1
    assert 3 <= len(bad) <= 5
    run = ChoreRun.objects.get(name="bad")
    assert (run.last_error, run.done_at) == ("KeyError", None)
    assert "王桂珍" not in caplog.text
    assert "“bad”没做成（KeyError）" in timers_fire()


def test_one_that_failed_and_goes_well_again_is_no_trouble(house):
    answers = iter([0, 0, 0, 1])
    house.register(1, "shaky", every=timedelta(minutes=1))(lambda now: 1 // next(answers))
    for minutes in (0, 20, 40, 60):
        run_due(at(minutes))
    assert timers_fire() == ""


def test_another_machine_that_was_quicker_is_left_the_chore(chore, monkeypatch):
    done = chore("send", every=timedelta(minutes=1))
    run_due(at(0))
    stale = list(ChoreRun.objects.all())
    run_due(at(1))
    monkeypatch.setattr(ChoreRun.objects, "all", lambda: stale)
    run_due(at(1))
    assert len(done) == 2


def test_a_killed_one_is_begun_again_after_a_while(chore):
    done = chore("send", every=timedelta(days=1))
    run_due(at(0))
    ChoreRun.objects.update(next_at=at(10))
    assert chores._is_taken(chores.CHORES.entries[0], ChoreRun.objects.get(), at(10))  # and then kill -9
    run_due(at(10))
    assert len(done) == 1
    run_due(at(11))
    assert len(done) == 2


def test_a_name_is_registered_once():
    house = slots.Chores()
    house.register(1, "a")(lambda now: 0)
    with pytest.raises(ValueError, match="already"):
        house.register(2, "a")(lambda now: 0)


def test_the_house_clears_log_ins_drafts_and_photos_at_night():
    assert {"accounts.sessions", "drafts.forget", "scans.forget"} <= {chore.name for chore in CHORES.entries}


def test_log_ins_that_have_ended_go(cast, client_of):
    client_of("worker")
    ended = Session.objects.get()
    function = next(chore.function for chore in CHORES.entries if chore.name == "accounts.sessions")
    assert function(ended.expire_date - timedelta(seconds=1)) == 0
    assert function(ended.expire_date + timedelta(seconds=1)) == 1
