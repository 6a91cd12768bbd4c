"""Checks of the machine: disk, database, keys, imports."""

import shutil
import stat
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from zhiye.exchange.models import IMPORTING, READING, ImportRun
from zhiye.exchange.queries import was_interrupted
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Refused
from zhiye.papers import fonts
from zhiye.upkeep.backup import tables_behind
from zhiye.upkeep.sealed_values import broken_samples, keys_readable
from zhiye.workdays.calendar import known_until

LEAST_FREE = 1 << 30  # bytes: room for the next import, its log and a backup
_FULL = "2"  # PRAGMA synchronous: FULL
_PLAN_IS_OUT = 12  # the month from which the days off of the coming year can be known


def disk_space() -> str:
    """At least a gibibyte free where the data lies."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free >= LEAST_FREE:
        return ""
    told = {"folder": settings.DATA_DIR, "free": free >> 20}
    return _("%(folder)s 所在的磁盘只剩 %(free)d MB，腾出 1 GB 以上。") % told


def database_answers() -> str:
    """It answers a question; the caller turns a DatabaseError into a sentence."""
    return "" if _asked("SELECT 1") == ["1"] else _("数据库答得不对，重新启动数据库服务。")


def tables_current() -> str:
    """All migrations of this version are applied."""
    return _("数据库的表还不是这个版本的，运行 zhiye migrate。") if tables_behind() else ""


def storage_sound() -> str:
    """The file is whole, and what was answered survives a power cut."""
    return _sqlite_sound() if connection.vendor == "sqlite" else _postgresql_sound()


def _sqlite_sound() -> str:
    if (told := _asked("PRAGMA integrity_check")) != ["ok"]:
        return _("数据库文件有损坏（%(detail)s），用最近的备份恢复。") % {"detail": told[0]}
    if _asked("PRAGMA journal_mode") != ["wal"] or _asked("PRAGMA synchronous") != [_FULL]:
        return _("数据库不是断电不丢的方式，把设置里的 init_command 改回原样。")
    return ""


def _postgresql_sound() -> str:
    if _asked("SHOW fsync") == ["on"] and _asked("SHOW synchronous_commit") != ["off"]:
        return ""
    return _("数据库不是断电不丢的方式，把 fsync 和 synchronous_commit 打开。")


def references_whole() -> str:
    """No row points at one that is not there."""
    try:
        connection.check_constraints()
    except IntegrityError as trouble:
        return _("有记录指着不存在的记录（%(detail)s），用最近的备份恢复。") % {"detail": trouble}
    return ""


def keys_kept() -> str:
    """The key file is there, can be read, and by nobody else."""
    path = Path(settings.KEY_FILE)
    if not path.exists():
        return _("钥匙文件 %(file)s 不在了，从另存的地方拷回来。") % {"file": path}
    if not keys_readable():
        return _("钥匙文件 %(file)s 读不出来，从另存的地方拷回来。") % {"file": path}
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return _("别人也能读钥匙文件，运行 chmod 600 %(file)s。") % {"file": path}
    return ""


def sealed_values_open() -> str:
    """A sample of every kind of sealed value opens."""
    if count := broken_samples():
        return _("有 %(count)d 处证件号、电话或原始文件打不开，看看钥匙文件是不是原来那份。") % {
            "count": count
        }
    return ""


def imports_finished() -> str:
    """No import was left half-way."""
    busy = ImportRun.objects.filter(state__in=(READING, IMPORTING))
    left = [run.file_name for run in busy if was_interrupted(System("check"), run)]
    if not left:
        return ""
    return _("“%(file)s”导入到一半停了，打开导入页，接着做或放弃。") % {"file": "”、“".join(left)}


def days_off_known() -> str:
    """The official days off of this year, and from December on of the next, are known: deadlines count by them."""
    today = clock.today()
    year = today.year + (today.month >= _PLAN_IS_OUT)
    if known_until().year >= year:
        return ""
    return _(
        "还不知道%(year)d年怎么放假和调休，期限会算偏：更新枝叶，或照 docs/deadlines.md 填 ZHIYE_WORKDAYS。"
    ) % {"year": year}


def papers_can_be_set() -> str:
    """The machine has a Chinese font, without which no report becomes a PDF."""
    try:
        fonts.faces()
    except Refused as refused:
        return str(refused.message)
    return ""


def _asked(question: str) -> list[str]:
    """The first column of the answer, as text."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [str(row[0]) for row in cursor.fetchall()]
