"""``zhiye worker``: one at a time, ends in peace, stands beside the pages. Real processes, so seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import ROOT
from zhiye.kernel import background

BESIDE = """
import django, time
django.setup()
from zhiye.cli.worker_beside import worker_beside
with worker_beside():
    print("up", flush=True)
    time.sleep(600)
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(empty: Path) -> Iterator[Start]:
    """``start("-m", "zhiye", "worker")``: a process on an empty system of its own, ended with the test."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("ZHIYE_", "DATABASE_URL", "DJANGO_"))}
    env |= {"ZHIYE_DATA": str(empty), "DJANGO_SETTINGS_MODULE": "config.settings"}
    begun = []

    def run(*words: str) -> subprocess.Popen[str]:
        begun.append(
            subprocess.Popen([sys.executable, *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        )
        return begun[-1]

    yield run
    for process in begun:
        process.kill()
        process.communicate()


def until(came: Callable[[], bool], patience: float = 30) -> None:
    end = time.monotonic() + patience
    while not came():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def works(folder: Path) -> Callable[[], bool]:
    return lambda: background.is_held(folder / "worker.lock")


def test_one_works_a_second_stands_by_and_both_end_when_asked(start: Start, empty: Path) -> None:
    first = start("-m", "zhiye", "worker")
    until(works(empty))
    second, once = start("-m", "zhiye", "worker"), start("-m", "zhiye", "worker", "--once")
    assert once.communicate(timeout=30)[0] == "已经有一个 zhiye worker 在做。\n"
    assert once.returncode == 0
    began = time.monotonic()
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0
    assert time.monotonic() - began < 3
    until(works(empty))  # the second one took over
    second.send_signal(signal.SIGINT)
    assert second.wait(10) == 0


def test_it_comes_back_when_killed_and_ends_with_the_pages_even_by_kill_9(start: Start, empty: Path) -> None:
    pages = start("-c", BESIDE)
    until(works(empty))
    [worker] = children(pages.pid)
    os.kill(worker, signal.SIGKILL)
    until(lambda: works(empty)() and children(pages.pid) not in ([], [worker]))
    pages.kill()
    pages.wait()
    until(lambda: not works(empty)(), 5)


def children(parent: int) -> list[int]:
    """The processes that ``parent`` started and that live."""
    told = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in told.stdout.splitlines() if "Z" not in line.split()[1]]


def test_once_does_what_is_due_and_comes_back(start: Start) -> None:
    once = start("-m", "zhiye", "worker", "--once")
    assert once.communicate(timeout=30)[0].startswith("到点的 0 件、例行的 ")
    assert once.returncode == 0


def test_tables_that_are_behind_are_told(tmp_path: Path) -> None:
    env = {**os.environ, "ZHIYE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    env.pop("DATABASE_URL", None)
    how = [sys.executable, "-m", "zhiye", "worker", "--once"]
    done = subprocess.run(how, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, "zhiye migrate" in done.stderr) == (1, True)
