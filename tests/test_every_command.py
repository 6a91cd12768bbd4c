"""What holds for every command: leave first, a trace, once, and nothing for strangers."""

import pytest
from django.db import transaction

from tests.every_command import CALLS
from tests.house import modules
from tests.tables import contents, differences
from zhiye.audit.models import AuditEntry, Look
from zhiye.kernel import running
from zhiye.kernel.actor import Nobody
from zhiye.kernel.command import REGISTRY
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.ids import new_id

modules()  # whatever happens to be imported: the registry is to hold all commands
# Taken by its own tests: it needs a whole file that has been read.
APART = {"exchange.import"}
OUTER = [name for name, call in CALLS.items() if not call.inner]


def _call(name, by, given, op=None):
    """Call as outermost command, or (inner ones) as part of a gesture."""
    if CALLS[name].inner:
        with transaction.atomic(), running.start("test", op or new_id()):
            return REGISTRY[name].function(by, **given)
    return REGISTRY[name].function(by, **given, op=op or new_id())


def test_every_command_of_the_house_is_called_here():
    missing = set(REGISTRY) - set(CALLS) - APART
    gone = set(CALLS) - set(REGISTRY)
    assert not missing, f"add a working call of {sorted(missing)} to tests/every_command.py"
    assert not gone, f"no longer commands, take out of tests/every_command.py: {sorted(gone)}"


@pytest.mark.parametrize("name", CALLS)
def test_it_works_and_leaves_a_trace(name, cast, make, request):
    by = request.getfixturevalue(CALLS[name].able)
    given, op = CALLS[name].given(cast, make), new_id()
    _call(name, by, given, op)
    entries = AuditEntry.objects.filter(op=op)
    assert {e.actor_key for e in [*entries, *Look.objects.filter(op=op)]} == {by.key}
    assert name in set(entries.values_list("action", flat=True)) or Look.objects.filter(op=op).exists()
    assert REGISTRY[name].label, f"{name} needs a sentence for the trail"


@pytest.mark.parametrize("name", CALLS)
def test_nobody_is_refused_and_nothing_changes(name, cast, make):
    given = CALLS[name].given(cast, make)
    before = contents(without=())
    with pytest.raises((Forbidden, NotFound)):
        _call(name, Nobody(), given)
    assert differences(before, contents(without=())) == {}, f"{name} wrote before it asked: require first"


@pytest.mark.parametrize("name", CALLS)
def test_the_stranger_is_told_that_it_is_not_there(name, cast, make, stranger):
    given = CALLS[name].given(cast, make)
    before = contents(without=())
    with pytest.raises(CALLS[name].stranger_is_told):
        _call(name, stranger, given)
    assert differences(before, contents(without=())) == {}


@pytest.mark.parametrize("name", CALLS)
def test_who_may_only_read_is_told_that_they_may_not(name, cast, make, request):
    given = CALLS[name].given(cast, make)
    with pytest.raises(Forbidden):
        _call(name, request.getfixturevalue(CALLS[name].reader), given)


@pytest.mark.parametrize("name", OUTER)
def test_the_same_gesture_twice_is_once(name, cast, make, request):
    by = request.getfixturevalue(CALLS[name].able)
    given, op = CALLS[name].given(cast, make), new_id()
    first = _call(name, by, given, op)
    after = contents(without=(), fields_aside=())
    again = _call(name, by, given, op)
    assert differences(after, contents(without=(), fields_aside=())) == {}
    assert again == first
