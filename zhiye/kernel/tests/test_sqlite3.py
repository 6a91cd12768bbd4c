"""Writers of SQLite wait for one another, not for ever, and whoever came first is not passed by the others."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from zhiye.kernel.sqlite3 import base

pytestmark = pytest.mark.django_db  # none of its tables: a connection is opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "one.sqlite3"


@pytest.fixture
def ours(file: Path) -> Iterator[base.DatabaseWrapper]:
    """A connection of its own, of no other test; patient for a minute."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 60, "init_command": "PRAGMA journal_mode=WAL"}
    told = {"NAME": str(file), "OPTIONS": options, "TIME_ZONE": None, "CONN_MAX_AGE": 0, "AUTOCOMMIT": True}
    wrapper = base.DatabaseWrapper(told | {"CONN_HEALTH_CHECKS": False, "TEST": {"NAME": None}}, "own")
    wrapper.connect()
    yield wrapper
    wrapper._close()  # type: ignore[attr-defined]


@pytest.fixture
def other(file: Path, ours: base.DatabaseWrapper) -> Iterator[sqlite3.Connection]:
    """Somebody else, in the middle of writing."""
    link = sqlite3.connect(file, isolation_level=None)
    link.execute("BEGIN IMMEDIATE")
    yield link
    link.close()


def _patience(ours: Any) -> int:
    return int(ours.connection.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_writer_waits_until_the_other_one_is_done(ours, other, monkeypatch):
    asked: list[float] = []

    def sleep(seconds: float) -> None:
        asked.append(seconds)
        if len(asked) == 3:
            other.execute("COMMIT")

    monkeypatch.setattr(base.time, "sleep", sleep)
    ours._start_transaction_under_autocommit()
    assert len(asked) == 3
    assert ours.connection.in_transaction
    assert _patience(ours) == 60_000


def test_nobody_waits_longer_than_the_settings_say(ours, other):
    ours.settings_dict["OPTIONS"]["timeout"] = 0
    with pytest.raises(OperationalError, match="database is locked"):
        ours._start_transaction_under_autocommit()
    assert not ours.connection.in_transaction


def test_another_trouble_is_told_at_once(ours, monkeypatch):
    monkeypatch.setattr(base.time, "sleep", lambda seconds: pytest.fail("it waited"))
    ours._start_transaction_under_autocommit()
    with pytest.raises(OperationalError, match="within a transaction"):
        ours._start_transaction_under_autocommit()


def test_whoever_has_waited_longer_asks_more_often():
    pauses = [base.pause(waited / 100) for waited in range(30)]
    assert pauses == sorted(pauses, reverse=True)
    assert pauses[0] == base.SLOW
    assert pauses[-1] == base.QUICK
