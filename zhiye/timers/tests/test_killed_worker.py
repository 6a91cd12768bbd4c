"""kill -9 at random points: nothing is missed, nothing happens twice.

Real workers on a database of their own, SQLite in a file or PostgreSQL, whichever the suite runs on.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from tests.house import ROOT
from zhiye.timers.tests import struck

KILLS, TIMERS, SEED = 5, 400, 20261121


@contextmanager
def machine(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a process on a machine of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYE_")}
    clean |= {"ZHIYE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    if connection.vendor == "sqlite":
        clean.pop("DATABASE_URL", None)
        yield clean
        return
    told = connection.settings_dict
    name = f"struck_{os.getpid()}"
    with psycopg.connect(host=told["HOST"], user=told["USER"], dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        try:
            yield clean | {"DATABASE_URL": f"postgres://{told['USER']}@/{name}?host={told['HOST']}"}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def test_killed_at_random_points_nothing_is_missed_and_nothing_doubled(empty: Path) -> None:
    with machine(empty) as environment:
        how = struck.HOW.format(kills=KILLS, timers=TIMERS, seed=SEED)
        done = subprocess.run(
            [sys.executable, "-c", how],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    left = told.pop("left")
    assert told == {"timers": TIMERS, "fired": TIMERS, "missed": 0, "double": 0, "strange": 0}
    assert len(left) == KILLS
    assert TIMERS > left[0] > left[-1] > 0  # each was killed in the middle of it
