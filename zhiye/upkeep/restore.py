"""Making a system out of a backup: everything is checked first, then written in one transaction."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from zhiye.accounts.models import User
from zhiye.exchange.originals import write_whole
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.upkeep import archive, tables
from zhiye.upkeep.backup import FILES, KEYS
from zhiye.upkeep.sealed_values import IN_TABLES, broken_samples

_FILE = re.compile(rf"{FILES}/([0-9a-f-]{{36}})/(\w[\w.-]*)")


@dataclass
class Restored:
    """What came of it; ``former_keys`` is where a key file that stood in the way lies now."""

    rows: int
    files: int
    with_keys: bool
    former_keys: Path | None


def restore(
    path: Path, passphrase: str | None = None, *, replace: bool = False, without_keys: bool = False
) -> Restored:
    """Put the backup ``path`` into this system's migrated database and data folder. Raises Refused.

    ``replace`` allows it where people or accounts are, ``without_keys`` where sealed values cannot be opened.
    """
    if not replace and (Person.objects.exists() or User.objects.exists()):
        raise Refused(_("这里已经有居民或账号。要用备份替换掉，请加 --replace。"))
    contents = archive.verify(path, passphrase)
    _refuse_other_tables(contents)
    with_keys = KEYS in contents.parts
    staged = Path(settings.DATA_DIR) / f"{FILES}.new"
    shutil.rmtree(staged, ignore_errors=True)
    with transaction.atomic():
        for model in tables.all_tables() + list(tables.LEFT_OUT):
            tables.empty(model)
        keys = _write(path, passphrase, staged)
        tables.reset_sequences()
        connection.check_constraints()
        if not with_keys and not without_keys:
            _refuse_unopened()
    _swap(staged, Path(settings.DATA_DIR) / FILES)
    former = _put_keys(keys) if keys else None
    rows = sum(part["rows"] for part in contents.parts.values())
    return Restored(rows, len(contents.named(f"{FILES}/")), with_keys, former)


def _refuse_other_tables(contents: archive.Contents) -> None:
    theirs, ours = set(contents.about["migrations"]), set(tables.migrations_applied())
    if theirs - ours:
        raise Refused(_("这份备份来自更新的版本 %(version)s，先升级枝叶，再恢复。") % contents.about)
    if ours - theirs:
        sentence = _("这份备份来自较早的版本 %(version)s。用那个版本恢复，再升级枝叶，运行 zhiye migrate。")
        raise Refused(sentence % contents.about)


def _write(path: Path, passphrase: str | None, staged: Path) -> bytes:
    """All tables, and the files into ``staged``; answers the content of the key file, if there is one."""
    keys = b""
    for name, content in archive.read_parts(path, passphrase):
        top, *rest = name.split("/")
        if top == "tables":
            tables.put_rows(apps.get_model(rest[0]), content)
        elif top == FILES:
            _stage(name, content, staged)
        elif name == KEYS:
            keys = content
    return keys


def _stage(name: str, content: bytes, staged: Path) -> None:
    found = _FILE.fullmatch(name)
    if found is None:
        raise Refused(_("这不是枝叶的备份文件，换一个文件。"))
    folder = staged / found[1]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / found[2], content)


def _refuse_unopened() -> None:
    if broken_samples(IN_TABLES):
        sentence = _(
            "备份里没有钥匙，这里的钥匙也打不开它的证件号和电话。把原来的钥匙文件放到 %(file)s，再恢复；"
            "钥匙找不回来了，加 --without-keys，证件号和电话以后重新登记。"
        )
        raise Refused(sentence % {"file": settings.KEY_FILE})


def _swap(staged: Path, place: Path) -> None:
    former = place.with_name(f"{FILES}.former")
    shutil.rmtree(former, ignore_errors=True)
    if place.exists():
        place.replace(former)
    if staged.exists():
        staged.replace(place)
    shutil.rmtree(former, ignore_errors=True)


def _put_keys(content: bytes) -> Path | None:
    """Put the key file in place; another one that lies there is kept under a dated name, never lost."""
    place = Path(settings.KEY_FILE)
    former = None
    if place.exists() and place.read_bytes() != content:
        former = place.with_name(f"{place.name}.{clock.now():%Y%m%d-%H%M%S}")
        place.replace(former)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, content)
    return former
