"""The morning digest: counts, once a working day, for who wants it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from zhiye.kernel import clock
from zhiye.notices import slots
from zhiye.notices.digests import make_digests
from zhiye.notices.models import Notice
from zhiye.notices.sending import send_due

HERE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=HERE)
SUNDAY = datetime(2026, 11, 22, 8, 30, tzinfo=HERE)


@pytest.fixture
def waiting(monkeypatch):
    """What two rooms say that waits for whom."""
    counts = {"shegong": 2}
    monkeypatch.setattr(slots.DIGEST, "entries", [])
    slots.DIGEST.register(1, "test.one")(lambda actor: counts.get(actor.user.username, 0))
    slots.DIGEST.register(2, "test.two")(lambda actor: 1 if actor.user.username in counts else None)
    return counts


def test_one_message_with_the_count(cast, own, waiting, sink):
    own()
    assert make_digests(MONDAY) == 1
    assert send_due(MONDAY) == 1
    assert sink()[0]["text"] == "枝叶：早上好，今天有 3 件事等您。"


def test_once_a_day_even_when_more_comes_up(cast, own, waiting, sink):
    own()
    assert [make_digests(MONDAY), make_digests(MONDAY)] == [1, 0]
    waiting["shegong"] = 9
    assert make_digests(MONDAY.replace(hour=10)) == 0


def test_nothing_waits_nothing_is_said_all_morning(cast, own, waiting, sink):
    own("zhuren")
    assert make_digests(MONDAY) == 0
    waiting["zhuren"] = 4
    assert make_digests(MONDAY.replace(hour=10)) == 0
    assert send_due(MONDAY) == 0


@pytest.mark.parametrize("moment", [MONDAY.replace(minute=29), MONDAY.replace(hour=12), SUNDAY])
def test_not_too_early_not_too_late_not_on_a_day_off(cast, own, waiting, moment):
    own()
    assert make_digests(moment) == 0
    assert not Notice.objects.exists()


def test_who_does_not_want_it_gets_none_and_neither_does_a_group(cast, own, group, waiting):
    own(digest=False)
    assert make_digests(MONDAY) == 0


def test_a_digest_that_could_not_be_sent_is_not_sent_the_day_after(cast, own, waiting, sink):
    own()
    with clock.frozen(MONDAY):
        make_digests(MONDAY)
    assert send_due(MONDAY.replace(day=24)) == 0
    assert Notice.objects.get().state == "dropped"


def test_a_digest_is_not_sent_at_night(cast, own, waiting, sink):
    own()
    make_digests(MONDAY)
    assert send_due(MONDAY.replace(hour=22)) == 0
