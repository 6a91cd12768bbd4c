"""Backing up: everything is in the file, of one moment, and nobody else can read it."""

import json
import sqlite3
import stat
import tarfile
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.fixtures import TODAY
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.upkeep import archive, tables
from zhiye.upkeep.backup import back_up, snapshot

PASSPHRASE = "春江水暖鸭先知1234"


def test_every_row_of_every_table_is_counted(here: Path, tmp_path: Path) -> None:
    taken = back_up(tmp_path / "b.tar.gz")
    assert taken.rows == sum(model._base_manager.count() for model in tables.all_tables())
    assert taken.files == 1


def test_the_file_is_an_ordinary_tar_for_its_owner_alone(here: Path, tmp_path: Path) -> None:
    path = back_up(tmp_path / "b.tar.gz").path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with tarfile.open(path) as tar:
        names = tar.getnames()
    assert names[0] == "about.json"
    assert names[-1] == "parts.json"
    assert "tables/people.person/0001.jsonl" in names


def test_keys_go_in_only_under_a_passphrase(here: Path, tmp_path: Path) -> None:
    plain, sealed = back_up(tmp_path / "plain"), back_up(tmp_path / "sealed", PASSPHRASE)
    assert (plain.with_keys, sealed.with_keys) == (False, True)
    assert "keys.json" not in archive.verify(plain.path, None).parts
    parts = dict(archive.read_parts(sealed.path, PASSPHRASE))
    assert parts["keys.json"] == (here / "keys.json").read_bytes()


def test_a_sealed_backup_shows_nothing_of_its_content(here: Path, tmp_path: Path) -> None:
    raw = back_up(tmp_path / "b", PASSPHRASE).path.read_bytes()
    assert b"about.json" not in raw
    assert b"\x1f\x8b\x08" not in raw[:200]


def test_sessions_are_not_carried(here: Path, tmp_path: Path) -> None:
    names = archive.verify(back_up(tmp_path / "b").path, None).parts
    assert not [name for name in names if "session" in name and "sessions.session" in name]


def test_a_folder_gets_a_dated_name(here: Path, tmp_path: Path) -> None:
    with clock.frozen(TODAY):
        assert back_up(tmp_path).path.name == "zhiye-20261121-093000.tar.gz"
        assert back_up(tmp_path, PASSPHRASE).path.name == "zhiye-20261121-093000.sealed"


def test_a_name_that_is_taken_is_refused(here: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with pytest.raises(Refused, match="已经有了"):
        back_up(tmp_path / "b")
    assert (tmp_path / "b").read_text() == "mine"


def test_a_missing_folder_is_refused(here: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="文件夹"):
        back_up(tmp_path / "no" / "b")


def test_a_backup_that_stops_half_way_leaves_no_file(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    monkeypatch.setattr(tables, "PART", -1)
    monkeypatch.setattr(tables, "_plain", lambda value: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(target / "b")
    assert list(target.iterdir()) == []


def test_tables_of_another_version_are_refused(here: Path, tmp_path: Path) -> None:
    with sqlite3.connect(here / "zhiye.sqlite3") as raw:
        raw.execute("DELETE FROM django_migrations WHERE app = 'flows'")
    raw.close()
    with pytest.raises(Refused, match="zhiye migrate"):
        back_up(tmp_path / "b")


def test_a_backup_is_of_one_moment_while_others_write(here: Path, tmp_path: Path) -> None:
    """A writer keeps changing rows of two tables together; no backup ever parts them."""
    person = Person.objects.order_by("pk").first()
    assert person is not None
    stop = Event()
    rounds: list[str] = []

    def write() -> None:
        with sqlite3.connect(here / "zhiye.sqlite3", timeout=30, isolation_level=None) as raw:
            while not stop.is_set():
                word = f"r{len(rounds)}"
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("UPDATE people_person SET note = ? WHERE id = ?", (word, person.pk.hex))
                raw.execute("UPDATE people_wish SET text = ?", (word,))
                raw.execute("COMMIT")
                rounds.append(word)
        raw.close()

    writer = Thread(target=write)
    writer.start()
    try:
        while not rounds:
            time.sleep(0.001)
        seen = [_note_and_wishes(back_up(tmp_path / f"b{n}").path, str(person.pk)) for n in range(5)]
    finally:
        stop.set()
        writer.join()
    assert len({note for note, _wishes in seen}) > 1
    assert all(wishes == {note} for note, wishes in seen)


def _note_and_wishes(path: Path, key: str) -> tuple[str, set[str]]:
    def rows(table: str) -> list[dict[str, str]]:
        head, *lines = parts[f"tables/{table}/0001.jsonl"].splitlines()
        return [dict(zip(json.loads(head), json.loads(line), strict=True)) for line in lines]

    parts = dict(archive.read_parts(path, None))
    note = next(row["note"] for row in rows("people.person") if row["id"] == key)
    return note, {row["text"] for row in rows("people.wish")}


def test_a_writer_does_not_wait_for_a_backup(here: Path) -> None:
    with snapshot():
        before = Person.objects.count()
        with sqlite3.connect(here / "zhiye.sqlite3", timeout=0) as raw:
            raw.execute("UPDATE people_person SET note = 'written meanwhile'")
        raw.close()
        assert not Person.objects.filter(note="written meanwhile").exists()
        assert Person.objects.count() == before
    assert Person.objects.filter(note="written meanwhile").count() == before
