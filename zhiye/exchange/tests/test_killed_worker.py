"""A worker is killed in the middle of an import: nothing was written, and the page says so.

The worker is a real process on a database in a file of its own; the page is asked in this process.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.house import ROOT
from zhiye.exchange.tests.roster.make import id_of, write_xlsx

PEOPLE = 1500
WAIT = 60  # seconds before the test gives up

# Stops the worker inside its one transaction, when people have been written and nothing is committed yet.
HOLD = """
import sys, time
from pathlib import Path
from django.core.management import call_command
import django
django.setup()
from zhiye.people.enrol import writing
inner = writing.apply_changes
def held(*args):
    inner(*args)
    Path({mark!r}).touch()
    time.sleep(600)
writing.apply_changes = held
from zhiye.cli.main import main
sys.exit(main(sys.argv[1:]))
"""

# The pages' process: runs what it is told, one piece a line, and answers what that printed.
PAGES = """
import contextlib, io, json, sys, traceback
import django
django.setup()
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
client.cookies["sessionid"] = {session!r}
for line in sys.stdin:
    printed, fault = io.StringIO(), ""
    with contextlib.redirect_stdout(printed):
        try:
            exec(json.loads(line), {{"client": client}})
        except Exception:
            fault = traceback.format_exc()
    print(json.dumps([printed.getvalue(), fault]), flush=True)
"""


class Machine:
    """A system of its own in a folder: its verbs, and a browser in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = ""
        self.pages: subprocess.Popen[str] | None = None
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("ZHIYE_")
        }
        self.environment.pop("DATABASE_URL", None)
        self.environment |= {"ZHIYE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
        self.environment["ZHIYE_DEBUG"] = "1"  # static files need not be gathered

    def python(self, source: str, *words: str) -> str:
        """Run ``source``; answers what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", source, *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=WAIT * 2,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def browse(self, act: str) -> str:
        """What a logged-in colleague's browser gets: ``act`` uses ``client`` and prints."""
        if self.pages is None:
            self.pages = subprocess.Popen(
                [sys.executable, "-c", PAGES.format(session=self.session)],
                cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        assert self.pages.stdin
        assert self.pages.stdout
        print(json.dumps(textwrap.dedent(act)), file=self.pages.stdin, flush=True)
        printed, fault = json.loads(self.pages.stdout.readline())
        assert not fault, fault
        return str(printed)

    def close(self) -> None:
        """End the pages' process."""
        if self.pages is not None:
            self.pages.kill()
            self.pages.communicate()

    def people(self) -> int:
        """Rows in the table of people, seen from outside."""
        with sqlite3.connect(self.folder / "zhiye.sqlite3") as database:
            return int(database.execute("select count(*) from people_person").fetchone()[0])


SETUP = """
import django, sys
django.setup()
from zhiye.cli.ready import make_ready
make_ready()
from zhiye.accounts.commands import open_account
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.places.commands import add_place
by = System("test")
street = add_place(by, parent=None, kind="street", code="s", name="梧桐街道", op=new_id())
committee = add_place(by, parent=street, kind="committee", code="c", name="青桐居民区", op=new_id())
open_account(by, username="shegong", name="顾晓梅", role="worker", place=committee, password="x" * 12, trial=True,
             op=new_id())
from django.test import Client
from zhiye.accounts.models import User
client = Client()
client.force_login(User.objects.get())
print(client.session.session_key)
"""

UPLOAD = """
from unittest import mock
from django.core.files.uploadedfile import SimpleUploadedFile
from zhiye.exchange import views
from zhiye.exchange.work import work
from zhiye.places.models import Place
started = []
with mock.patch.object(views.worker, "start", lambda run, step, op: started.append((run, step, op))):
    committee = Place.objects.get(kind="committee")
    file = SimpleUploadedFile("花名册.xlsx", open({path!r}, "rb").read())
    answer = client.post("/import", {{"committee": str(committee.pk), "file": file}})
    work(*started[0])
    client.post(answer.url + "/start")
print(*started[1])
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory, migrated):
    """A system with one committee, a roster in it that was looked at, and 导入 pressed."""
    built = Machine(Path(shutil.copytree(migrated, tmp_path_factory.mktemp("machine") / "data")))
    built.session = built.python(SETUP).strip()
    yield built
    built.close()


def _wait_for(mark: Path) -> None:
    until = time.monotonic() + WAIT
    while not mark.exists():
        assert time.monotonic() < until, "the worker never came so far"
        time.sleep(0.05)


def test_a_killed_worker_leaves_nothing_and_the_page_offers_once_more(machine, tmp_path):
    rows = [
        [f"宋{chr(0x4E00 + n)}", id_of(1940 + n % 60, sequence=n % 900 + 1), f"{n % 50 + 1}号{n % 6 + 1}01"]
        for n in range(PEOPLE)
    ]
    path = write_xlsx(tmp_path / "花名册.xlsx", {"住户": [["姓名", "身份证号", "现住址"], *rows]})
    run, step, op = machine.browse(UPLOAD.format(path=str(path))).split()
    mark = tmp_path / "written"
    worker = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(mark=str(mark)), "import-step", run, step, op],
        cwd=ROOT, env=machine.environment,
    )  # fmt: skip
    try:
        _wait_for(mark)
        assert "正在导入" in machine.browse(f"print(client.get('/import/{run}').content.decode())")
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert machine.people() == 0
    page = machine.browse(f"print(client.get('/import/{run}').content.decode())")
    assert "上次没做完，什么都没有写进去" in page
    told = machine.browse(f"print(client.get('/import/{run}/progress').json()['interrupted'])")
    assert told.strip() == "True"
    again = f"""
    from django.conf import settings
    settings.IMPORT_INLINE = True
    client.post('/import/{run}/again')
    print(client.get('/import/{run}').content.decode())
    """
    assert "导入好了" in machine.browse(again)
    assert machine.people() > PEOPLE * 0.9
