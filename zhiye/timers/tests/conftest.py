"""A handler of these tests' own, and the moments at which it is called."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.fixtures import TODAY
from zhiye.kernel import running
from zhiye.kernel.ids import new_id
from zhiye.timers import slots
from zhiye.timers.models import Timer

KIND = "test.due"
SUBJECT = new_id()


def at(minutes: float) -> datetime:
    """So many minutes after the morning on which tests happen."""
    return TODAY + timedelta(minutes=minutes)


def gesture(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call ``act`` as a running command would."""
    with transaction.atomic(), running.start("test", new_id()):
        return act(*args, **kwargs)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[Timer]:
    """The timers of ``KIND`` whose handler was called, in order."""
    found: list[Timer] = []
    monkeypatch.setattr(slots, "_handlers", {KIND: found.append})
    return found


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """``handle(function)`` makes it the handler of ``KIND``."""
    return lambda handler: monkeypatch.setattr(slots, "_handlers", {KIND: handler})
