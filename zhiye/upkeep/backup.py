"""Writing everything into one file while people go on working."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from zhiye import __version__
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.upkeep import archive, tables

KEYS = "keys.json"
FILES = "imports"
_BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@dataclass
class Taken:
    """What a backup holds."""

    path: Path
    rows: int
    files: int
    with_keys: bool


def back_up(target: Path, passphrase: str | None = None) -> Taken:
    """Write a backup to ``target`` (a new file, or a folder for a dated name) and answer what it holds.

    The tables are read in one snapshot. With a passphrase the whole is sealed and the keys go in too;
    without one they do not. Raises Refused.
    """
    path = _new_name(target, passphrase)
    if tables_behind():
        raise Refused(_("数据库的表还不是这个版本的，先运行 zhiye migrate。"))
    with snapshot(), archive.written(path, passphrase, _about()) as writer:
        rows = _write_tables(writer)
        files = _write_files(writer)
        if passphrase:
            writer.add(KEYS, Path(settings.KEY_FILE).read_bytes())
    return Taken(path, rows, files, with_keys=bool(passphrase))


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside the block is of one moment; nobody else has to wait.

    Not ``transaction.atomic``: that takes SQLite's write lock here, see ``transaction_mode`` of the settings.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN.get(connection.vendor, "BEGIN DEFERRED"))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def tables_behind() -> bool:
    """Whether the database lacks migrations of this version."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _new_name(target: Path, passphrase: str | None) -> Path:
    if target.is_dir():
        ending = "sealed" if passphrase else "tar.gz"
        target = target / f"zhiye-{clock.now():%Y%m%d-%H%M%S}.{ending}"
    if target.exists():
        raise Refused(_("%(file)s 已经有了，换一个名字。") % {"file": target})
    if not target.parent.is_dir():
        raise Refused(_("没有 %(folder)s 这个文件夹，先建好它。") % {"folder": target.parent})
    return target


def _about() -> dict[str, Any]:
    return {
        "version": __version__,
        "taken_at": clock.now().isoformat(),
        "engine": connection.vendor,
        "migrations": tables.migrations_applied(),
    }


def _write_tables(writer: archive.ArchiveWriter) -> int:
    total = 0
    for model in tables.all_tables():
        for number, (content, rows) in enumerate(tables.parts_of(model), start=1):
            writer.add(f"tables/{model._meta.label_lower}/{number:04d}.jsonl", content, rows)
            total += rows
    return total


def _write_files(writer: archive.ArchiveWriter) -> int:
    """The original files of imports, still sealed. Read after the tables, so none of theirs is missing."""
    top = Path(settings.DATA_DIR) / FILES
    count = 0
    for path in sorted(top.glob("*/*")):
        if path.name == "lock" or path.name.startswith("."):
            continue
        with suppress(FileNotFoundError):  # thrown away a moment ago
            writer.add(f"{FILES}/{path.parent.name}/{path.name}", path.read_bytes())
            count += 1
    return count
