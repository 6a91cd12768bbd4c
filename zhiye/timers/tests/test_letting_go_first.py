"""A handler that wants a row a colleague is changing lets the colleague go first: no deadlock, no failure counted."""

import time

import pytest
from django.db import connection

from zhiye.timers.arming import arm
from zhiye.timers.firing import BUSY, fire_due
from zhiye.timers.models import ARMED, FIRED, Timer
from zhiye.timers.tests.conftest import KIND, SUBJECT, at, gesture


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer: the worker queues like a page"
)
def test_a_handler_waits_for_nobody_long_and_comes_again(handle):
    matter = Timer.objects.create(kind="test.matter", subject=SUBJECT, due=at(99), next_try=at(99))
    handle(lambda timer: Timer.objects.select_for_update().get(pk=matter.pk))
    gesture(arm, KIND, SUBJECT, at(1))
    colleague = connection.copy()
    try:
        colleague.set_autocommit(False)
        with colleague.cursor() as cursor:
            cursor.execute("SELECT 1 FROM timers_timer WHERE id = %s FOR UPDATE", [matter.pk])
            began = time.monotonic()
            assert fire_due(at(1)) == 0
            assert time.monotonic() - began < 0.9
            timer = Timer.objects.get(kind=KIND)
            assert (timer.state, timer.attempts, timer.next_try) == (ARMED, 0, at(1) + BUSY)
            # Held by a colleague, a timer itself is skipped, and nobody waits.
            cursor.execute("SELECT 1 FROM timers_timer WHERE id = %s FOR UPDATE", [timer.pk])
            assert fire_due(at(2)) == 0
        colleague.rollback()
        assert fire_due(at(2)) == 1
        assert Timer.objects.get(kind=KIND).state == FIRED
    finally:
        colleague.close()
