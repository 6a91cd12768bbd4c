"""The process that reads a page: slow, greedy, missing, killed. It never harms anybody but its page."""

import sys
import textwrap

import pytest

from zhiye.kernel.ids import new_id
from zhiye.scans import engine, reading, work
from zhiye.scans.pictures import cleaned
from zhiye.scans.tests import papers
from zhiye.scans.tests.test_page_photos import SCRIPT, sent, unread, worker_page  # noqa: F401


@pytest.fixture
def program(tmp_path, settings):
    """``program(source)`` is a module that stands in for the recogniser's process."""

    def written(source):
        (tmp_path / "stand_in.py").write_text(textwrap.dedent(source))
        settings.BASE_DIR = tmp_path
        return "stand_in"

    return written


def test_a_page_is_read_by_a_process_of_its_own():
    found = reading.read(cleaned(papers.page()).data)
    assert found.state == "read"
    assert "王奶奶" in found.laid.text


def test_the_recogniser_is_there_for_the_tests():
    assert engine.OcrEngine is not None, "faster-paddle is missing: run make setup"


@pytest.mark.parametrize(
    "source, state",
    [
        ("import time; time.sleep(60)", "broken"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "broken"),
        ("raise SystemExit(3)", "unable"),
        ("raise SystemExit(1)", "broken"),
        ("print('[]')", "empty"),
        ("print('no json')", "broken"),
        ("print('[{\"text\": 1}]')", "broken"),
    ],
)
def test_however_the_process_ends_the_page_says_how_it_stands(program, source, state):
    assert reading.read(b"photo", seconds=2, program=program(source)).state == state


def test_the_process_learns_neither_addresses_nor_secrets(program, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    source = """
        import json, os
        told = " ".join(sorted(os.environ))
        print(json.dumps([{"text": told or "-", "score": 1, "left": 0, "top": 0, "right": 1, "bottom": 1}]))
    """
    assert "DATABASE_URL" not in reading.read(b"photo", program=program(source)).laid.text


def test_once_it_has_the_photo_it_opens_neither_file_nor_connection(monkeypatch, tmp_path):
    source = f"""
        import json, socket, sys
        sys.path[:0] = {sys.path!r}
        from zhiye.scans import engine
        class Curious:
            def ocr(self, photo):
                told = []
                for what in (socket.socket, lambda: open("/etc/hostname")):
                    try:
                        what()
                        told.append("开了")
                    except OSError:
                        told.append("没开")
                box = {{"topLeftCoord": (0, 0), "bottomRightCoord": (9, 9), "text": "".join(told), "confidence": 1}}
                return {{"bounds": {{0: box}}}}
        engine.OcrEngine = lambda **options: Curious()
        engine.main()
    """
    (tmp_path / "curious.py").write_text(textwrap.dedent(source))
    monkeypatch.setattr(reading.settings, "BASE_DIR", tmp_path)
    assert reading.read(b"photo", program="curious").laid.text == "没开没开"


def test_memory_is_limited(monkeypatch, tmp_path):
    source = f"""
        import sys
        sys.path[:0] = {sys.path!r}
        from zhiye.scans import engine
        engine.OcrEngine = lambda **options: bytearray(engine.MEMORY + 1)
        engine.main()
    """
    (tmp_path / "greedy.py").write_text(textwrap.dedent(source))
    monkeypatch.setattr(reading.settings, "BASE_DIR", tmp_path)
    assert reading.read(b"photo", program="greedy").state == "broken"


def test_a_killed_worker_breaks_one_page_which_may_be_tried_again(worker_page, unread, settings):  # noqa: F811
    told = sent(worker_page, note=new_id()).json()
    photo = work.Photo.objects.get(pk=told["id"])
    work.commands.begin_reading(work._BY, photo=photo, op=new_id())  # and here it was killed
    told = worker_page.get(f"/photos/{told['id']}").json()
    assert (told["state"], told["again"]) == ("broken", True)
    assert "没读完，再试一次" in told["told"]
    settings.SCANS_INLINE = True
    told = worker_page.post(f"/photos/{told['id']}/again", {"op": new_id()}, **SCRIPT).json()
    assert told["state"] == "read"


def test_the_next_worker_goes_on_with_the_next_page(worker_page, unread):  # noqa: F811
    first, second = (sent(worker_page, note=new_id()).json()["id"] for _ in range(2))
    photo = work.Photo.objects.get(pk=first)
    work.commands.begin_reading(work._BY, photo=photo, op=new_id())
    work.work(linger=0)
    states = [worker_page.get(f"/photos/{one}").json()["state"] for one in (first, second)]
    assert states == ["broken", "read"]


def test_one_worker_at_a_time(worker_page, unread):  # noqa: F811
    sent(worker_page, note=new_id())
    with work.queue.working() as alone:
        assert alone
        assert work.queue.is_worked_on()
        work.work(linger=0)
    assert work.Photo.objects.get().state == "waiting"
