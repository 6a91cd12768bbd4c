"""A system in a folder of its own: database file, keys, originals, just as on a committee's machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests import cast_builder
from tests.today import TODAY
from zhiye.exchange import originals
from zhiye.kernel import clock, sealing
from zhiye.kernel.background import alone
from zhiye.kernel.ids import new_id
from zhiye.upkeep import sealed_stream

PATIENCE = 120.0  # seconds; the migrations take ten
INIT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"


@contextmanager
def moved_into(folder: Path) -> Iterator[None]:
    """Inside the block the system is the one in ``folder``."""
    former = connections["default"]
    here = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "zhiye.sqlite3")}
    options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": INIT}
    with pytest.MonkeyPatch.context() as patch:
        connections["default"] = DatabaseWrapper(
            former.settings_dict | here | {"OPTIONS": options}, "default"
        )
        patch.setattr("django.conf.settings.DATA_DIR", folder)
        patch.setattr("django.conf.settings.KEY_FILE", str(folder / "keys.json"))
        sealing._read_ring.cache_clear()
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = former
    sealing._read_ring.cache_clear()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: Any, django_db_blocker: Any) -> Path:
    """An empty system as the migrations make it: made once a run, shared by the processes of the run, only copied."""
    top: Path = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent
    folder, making = top / "migrated", top / "migrating"
    with alone(top / "migrated.lock", PATIENCE) as ours:
        assert ours, "another process of this run has been making it for too long"
        if not folder.exists():
            making.mkdir()
            with django_db_blocker.unblock(), moved_into(making):
                call_command("migrate", verbosity=0)
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def _templates(migrated: Path, tmp_path_factory: Any, django_db_blocker: Any) -> Path:
    """An empty system and one with the cast and an import's original file, made once and copied."""
    top: Path = tmp_path_factory.mktemp("systems")
    for name in ("empty", "lived_in"):
        shutil.copytree(migrated, top / name)
    with django_db_blocker.unblock(), clock.frozen(TODAY), moved_into(top / "lived_in"):
        sealing.new_key_file(top / "lived_in" / "keys.json")
        cast_builder.build_cast()
        originals.keep(new_id(), [b"a roster as it came"])
    return top


def _system(name: str) -> Any:
    @pytest.fixture(name=name)
    def system(_templates: Path, tmp_path: Path) -> Path:
        return Path(shutil.copytree(_templates / name, tmp_path / name))

    return system


empty = _system("empty")
lived_in = _system("lived_in")


@pytest.fixture
def here(lived_in: Path, django_db_blocker: Any) -> Iterator[Path]:
    """The test runs in the lived-in system."""
    with django_db_blocker.unblock(), moved_into(lived_in):
        yield lived_in


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """One guess a millisecond instead of two a second."""
    monkeypatch.setattr(sealed_stream, "COST", (8, 8, 1))
