"""A real worker is killed over a page: pages go on being answered, and the next worker reads it after all.

The worker is a process on a database in a file of its own; the page is asked in another one.
"""

import signal
import subprocess
import sys
from pathlib import Path

from tests.house import ROOT
from zhiye.exchange.tests.test_killed_worker import _wait_for, machine  # noqa: F401
from zhiye.scans.tests import papers

HOLD = """
import sys, time
from pathlib import Path
import django
django.setup()
from zhiye.scans import work
def held(photo):
    Path({mark!r}).touch()
    time.sleep(600)
work.read = held
from zhiye.cli.main import main
sys.exit(main(["scan-step"]))
"""
TAKE = """
import uuid
from unittest import mock
with mock.patch("zhiye.scans.queue.start"):
    file = open({path!r}, "rb")
    answer = client.post("/photos", {{"photo": file, "note": uuid.uuid4()}}, HTTP_ACCEPT="application/json")
print(answer.json()["id"])
"""
ASK = """
from unittest import mock
with mock.patch("zhiye.scans.queue.start"):
    told = client.get("/photos/{photo}").json()
print(told["state"], told["again"])
"""
AGAIN = """
import time
told = client.post("/photos/{photo}/again", HTTP_ACCEPT="application/json").json()
until = time.monotonic() + 60
while told["state"] in ("waiting", "reading") and time.monotonic() < until:
    time.sleep(0.5)
    told = client.get("/photos/{photo}").json()
print(told["state"])
"""


def test_a_killed_worker_breaks_its_page_alone(machine, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "page.jpg").write_bytes(papers.page())
    photo = machine.browse(TAKE.format(path=str(tmp_path / "page.jpg"))).strip()
    mark = tmp_path / "taken"
    worker = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(mark=str(mark))], cwd=ROOT, env=machine.environment
    )
    try:
        _wait_for(mark)
        assert machine.browse(ASK.format(photo=photo)).split() == ["reading", "False"]
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert machine.browse(ASK.format(photo=photo)).split() == ["broken", "True"]
    assert machine.browse(AGAIN.format(photo=photo)).strip() == "read"
