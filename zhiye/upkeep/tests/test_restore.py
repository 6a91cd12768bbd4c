"""Restoring: the system that comes back is the one that was, or nothing is touched."""

import gzip
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from tests.cast_builder import Cast
from zhiye.accounts.models import User
from zhiye.exchange import originals
from zhiye.kernel import sealing
from zhiye.kernel.errors import Refused
from zhiye.people import fields
from zhiye.people.models import Person, SearchKey
from zhiye.upkeep import archive, tables
from zhiye.upkeep.backup import back_up
from zhiye.upkeep.restore import restore
from zhiye.upkeep.sealed_values import broken_samples
from zhiye.upkeep.tests.everything import everything
from zhiye.upkeep.tests.systems import moved_into

PASSPHRASE = "春江水暖鸭先知1234"


@pytest.fixture
def plain(here: Path, tmp_path: Path) -> Path:
    """A backup of the lived-in system, without a passphrase."""
    return back_up(tmp_path / "plain.tar.gz").path


@pytest.fixture
def sealed(here: Path, tmp_path: Path) -> Path:
    """The same under PASSPHRASE."""
    return back_up(tmp_path / "plain.sealed", PASSPHRASE).path


@pytest.fixture
def elsewhere(plain: Path, sealed: Path, empty: Path) -> Iterator[Path]:
    """Once the backups are made, the test goes on in an empty system."""
    with moved_into(empty):
        yield empty


def original(folder: Path) -> bytes:
    (path,) = folder.glob("imports/*/original.sealed")
    return path.read_bytes()


def test_a_sealed_backup_makes_the_same_system(here: Path, sealed: Path, empty: Path) -> None:
    before = everything()
    with moved_into(empty):
        done = restore(sealed, PASSPHRASE)
        assert everything() == before
        assert done.with_keys
        assert done.files == 1
        assert done.rows == sum(map(len, before.values()))
        assert (empty / "keys.json").read_bytes() == (here / "keys.json").read_bytes()
        assert original(empty) == original(here)
        assert broken_samples() == 0


def test_a_plain_backup_makes_the_same_system_once_the_keys_lie_there(
    here: Path, plain: Path, elsewhere: Path
) -> None:
    shutil.copy(here / "keys.json", elsewhere / "keys.json")
    assert not restore(plain).with_keys
    wang = Person.objects.exclude(id_number=b"").first()
    assert wang is not None
    assert len(fields.value(wang, "id_number")) == 18


def test_the_restored_original_file_opens(sealed: Path, elsewhere: Path) -> None:
    restore(sealed, PASSPHRASE)
    (folder,) = (elsewhere / "imports").iterdir()
    assert originals.read(UUID(folder.name)) == b"a roster as it came"


def test_tables_of_many_parts_come_back_whole(here: Path, tmp_path: Path, monkeypatch: Any) -> None:
    before = everything()
    monkeypatch.setattr(tables, "PART", 500)
    path = back_up(tmp_path / "many").path
    assert len(archive.verify(path, None).named("tables/places.place/")) > 3
    restore(path, replace=True)
    assert everything() == before


def test_new_rows_get_new_counted_keys_after_a_restore(sealed: Path, elsewhere: Path) -> None:
    restore(sealed, PASSPHRASE)
    last = SearchKey.objects.order_by("-pk").first()
    assert last is not None
    assert SearchKey.objects.create(name="新的", key="新的").pk > last.pk


def test_a_system_with_people_is_kept_unless_replaced(here: Path, plain: Path) -> None:
    Person.objects.update(note="written since")
    before = everything()
    with pytest.raises(Refused, match="--replace"):
        restore(plain)
    assert everything() == before
    restore(plain, replace=True)
    assert not Person.objects.filter(note="written since").exists()


def test_files_of_before_are_replaced_with_the_tables(here: Path, plain: Path) -> None:
    later = here / "imports" / "0190d3d0-0000-7000-8000-000000000000"
    later.mkdir()
    (later / "original.sealed").write_bytes(b"later")
    restore(plain, replace=True)
    assert not later.exists()
    assert [path.name for path in here.glob("imports*")] == ["imports"]


def test_an_empty_system_of_a_first_start_is_no_hindrance(sealed: Path, elsewhere: Path) -> None:
    """Its fresh keys are kept aside, never lost."""
    sealing.new_key_file(elsewhere / "keys.json")
    fresh = (elsewhere / "keys.json").read_bytes()
    done = restore(sealed, PASSPHRASE)
    assert done.former_keys is not None
    assert done.former_keys.read_bytes() == fresh


def test_the_same_keys_already_there_are_not_kept_twice(here: Path, sealed: Path) -> None:
    assert restore(sealed, PASSPHRASE, replace=True).former_keys is None
    assert [path.name for path in here.glob("keys.json*")] == ["keys.json"]


@pytest.mark.parametrize("other_keys", [False, True])
def test_without_the_right_keys_nothing_is_written(plain: Path, elsewhere: Path, other_keys: bool) -> None:
    if other_keys:
        sealing.new_key_file(elsewhere / "keys.json")
    with pytest.raises(Refused, match="钥匙"):
        restore(plain)
    assert not Person.objects.exists()
    assert not (elsewhere / "imports").exists()


def test_lost_keys_can_be_lived_with(plain: Path, elsewhere: Path) -> None:
    restore(plain, without_keys=True)
    assert Person.objects.exists()


def test_a_wrong_passphrase_is_told(sealed: Path, elsewhere: Path) -> None:
    with pytest.raises(Refused, match="口令不对"):
        restore(sealed, "不是这一句口令")


@pytest.mark.parametrize("share", [0.0005, 0.3, 0.9, 0.9999])
@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_a_cut_file_is_told_and_nothing_is_written(
    plain: Path, sealed: Path, elsewhere: Path, kind: str, share: float
) -> None:
    path = plain if kind == "plain" else sealed
    raw = path.read_bytes()
    path.write_bytes(raw[: max(60, int(len(raw) * share))])
    with pytest.raises(Refused, match="不完整"):
        restore(path, PASSPHRASE)
    assert not User.objects.exists()


def test_a_changed_part_is_told(plain: Path, elsewhere: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["tables/people.person/0001.jsonl"] += b"\n"

    with pytest.raises(Refused, match="改过"):
        restore(repacked(plain, change))


def test_a_missing_part_is_told(plain: Path, elsewhere: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        del parts["tables/people.contactway/0001.jsonl"]

    with pytest.raises(Refused, match="不完整"):
        restore(repacked(plain, change))


def test_an_added_part_is_told(plain: Path, elsewhere: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["imports/../../secret-key"] = parts.pop("parts.json")
        parts["parts.json"] = parts["imports/../../secret-key"]

    with pytest.raises(Refused, match="改过"):
        restore(repacked(plain, change))


def test_a_file_name_that_leads_elsewhere_is_refused(plain: Path, elsewhere: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        listed = json.loads(parts.pop("parts.json"))
        ((name, content),) = [(n, c) for n, c in parts.items() if n.startswith("imports/")]
        parts["imports/../../stolen"] = content
        parts["parts.json"] = json.dumps(listed | {"imports/../../stolen": listed[name]}).encode()

    with pytest.raises(Refused, match="不是枝叶的备份"):
        restore(repacked(plain, change), without_keys=True)
    assert not list(tmp_path.rglob("stolen"))
    assert not Person.objects.exists()


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as tar:
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return file.getvalue()


def repacked(path: Path, change: Any) -> Path:
    parts = dict(archive.read_parts(path, None))
    change(parts)
    path.write_bytes(packed(parts))
    return path


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 a workbook", {"a.txt": b"x"}, {"about.json": b"not json"}, {"about.json": b"[]"}, {}],
    ids=["empty", "workbook", "other tar", "other words", "other list", "empty tar"],
)
def test_a_foreign_file_is_told(elsewhere: Path, tmp_path: Path, content: Any) -> None:
    (tmp_path / "f").write_bytes(content if isinstance(content, bytes) else packed(content))
    with pytest.raises(Refused, match="不是枝叶的备份|不完整"):
        restore(tmp_path / "f")


def test_gzip_of_something_else_is_refused(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(gzip.compress(b"a letter" * 200))
    with pytest.raises(Refused):
        restore(tmp_path / "f")


def test_a_file_that_is_not_there_is_told(elsewhere: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="打不开"):
        restore(tmp_path / "nothing")


@pytest.mark.parametrize(
    "about, sentence",
    [
        ({"format": 99, "version": "9.0"}, "更新的版本 9.0，先升级"),
        ({"migrations": ["people.9999_later"]}, "更新的版本"),
        ({"migrations": ["people.0001_first"]}, "较早的版本"),
    ],
)
def test_another_version_is_told(plain: Path, elsewhere: Path, about: dict[str, Any], sentence: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["about.json"] = json.dumps(json.loads(parts["about.json"]) | about).encode()
        listed = json.loads(parts["parts.json"])
        listed["about.json"]["sha256"] = archive.digest(parts["about.json"])
        parts["parts.json"] = json.dumps(listed).encode()

    with pytest.raises(Refused, match=sentence):
        restore(repacked(plain, change))


def test_a_restore_that_stops_half_way_leaves_everything_as_it_was(
    here: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, file = everything(), original(here)

    def stop() -> None:
        raise IntegrityError("power cut")

    monkeypatch.setattr(tables, "reset_sequences", stop)
    with pytest.raises(IntegrityError):
        restore(plain, replace=True)
    assert everything() == before
    assert original(here) == file


def test_backup_and_restore_work_on_the_engine_of_this_run(
    transactional_db: None, cast: Cast, tmp_path: Path
) -> None:
    before = everything()
    path = back_up(tmp_path / "b").path
    call_command("flush", verbosity=0, interactive=False)
    restore(path, replace=True)
    assert everything() == before


def test_a_backup_of_sqlite_restores_on_the_engine_of_this_run(
    transactional_db: None, lived_in: Path, tmp_path: Path, settings: Any
) -> None:
    with moved_into(lived_in):
        before = everything()
        path = back_up(tmp_path / "b", PASSPHRASE).path
    settings.DATA_DIR, settings.KEY_FILE = tmp_path, str(tmp_path / "keys.json")
    restore(path, PASSPHRASE, replace=True)
    assert everything() == before
    last = SearchKey.objects.order_by("-pk").first()
    assert last is not None
    assert SearchKey.objects.create(name="新的", key="新的").pk > last.pk
    sealing._read_ring.cache_clear()
