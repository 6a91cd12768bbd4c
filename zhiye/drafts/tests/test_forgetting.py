"""Drafts that nobody answered go at night; what was answered, and the note, stay."""

from datetime import date, timedelta

import pytest

from zhiye.audit.models import AuditEntry
from zhiye.drafts import commands
from zhiye.drafts.clockwork import forget
from zhiye.drafts.models import Draft
from zhiye.journal import commands as journal
from zhiye.journal.models import Entry
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.kernel.models import Operation

BY = System("test")


@pytest.fixture
def drafts(cast) -> list[Draft]:
    """Two drafts of one note, the second answered."""
    words = {"text": "今天去看了王阿姨，她想学画。", "written_on": date(2026, 11, 20)}
    place, author = cast.home("115-402"), cast.user("shegong")
    entry = journal.write_entry(BY, place=place, author=author, op=new_id(), **words)
    made = [commands.add_draft(BY, entry=entry, kind="case", end=2, op=new_id()) for _n in range(2)]
    commands.answer_draft(BY, draft=made[1], wrong=True, op=new_id())
    return made


def test_nothing_goes_before_its_day_and_nothing_is_written(drafts):
    before = Operation.objects.count()
    with clock.frozen(clock.now() + commands.WAITS):
        assert forget(clock.now()) == 0
    assert (Draft.objects.count(), Operation.objects.count()) == (2, before)


def test_what_waited_too_long_goes_with_a_trace(drafts):
    with clock.frozen(clock.now() + commands.WAITS + timedelta(days=1)):
        assert forget(clock.now()) == 1
        assert forget(clock.now()) == 0
    assert list(Draft.objects.all()) == [drafts[1]]
    assert Entry.objects.exists()
    trace = AuditEntry.objects.get(action="drafts.forget")
    assert (trace.actor_key, trace.subject_id, trace.path) == (
        "system:clock",
        drafts[0].pk,
        drafts[0].entry.path,
    )
