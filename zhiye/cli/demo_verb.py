"""``zhiye demo``: an invented street to look at and to measure with."""

import shutil
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from zhiye.accounts.models import User
from zhiye.cli.ready import make_ready
from zhiye.demo.chronicle import LOG_INS
from zhiye.demo.load import PASSWORD, load
from zhiye.demo.street import generate, staff
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.places.models import Place

REFUSALS = (Refused,)


def arguments(parser: ArgumentParser) -> None:
    """Which street."""
    parser.add_argument(
        "--seed", type=int, default=7, help="the same seed gives the same street on the same day (7)"
    )
    parser.add_argument("--persons", type=int, help="how many people in all (about 43,000)")
    parser.add_argument(
        "--reset", action="store_true", help="forget what is in the data folder and begin anew"
    )
    parser.add_argument("--quiet", action="store_true", help="do not print the log-ins")


def run(options: Namespace) -> int:
    """Load the street into an empty system; one that is there already is kept."""
    if options.reset:
        _forget()
    make_ready()
    if not User.objects.exists():
        _load(options)
    elif not options.quiet:
        print(f"数据都在：{Person.objects.filter(is_current=True).count()} 份居民资料。")
    if not options.quiet:
        _print_log_ins()
    return 0


def _forget() -> None:
    """Remove a demo database and originals; refuses where anybody but the demo's own staff logs in."""
    if connection.vendor != "sqlite":
        raise Refused("只有自带的 SQLite 演示数据可以这样清掉；别的数据库请由管理员来清。")
    database = Path(settings.DATABASES["default"]["NAME"])
    if database.exists() and _has_others():
        raise Refused("这里有演示以外的账号，不清。先备份，再换一个数据目录（ZHIYE_DATA）。")
    connection.close()
    for path in (database, *(database.with_name(database.name + tail) for tail in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    shutil.rmtree(settings.DATA_DIR / "imports", ignore_errors=True)


def _has_others() -> bool:
    try:
        ours = {user.login for user in staff()} | LOG_INS
        return User.objects.exclude(username__in=ours).exists()
    except DatabaseError:  # no tables yet
        return False


def _load(options: Namespace) -> None:
    if Place.objects.exists():
        raise Refused(
            "这里已经有登记的资料，演示街道只装进空的系统。先备份，再换一个空的数据目录（ZHIYE_DATA）。"
        )
    began = time.perf_counter()
    street = generate(seed=options.seed, persons=options.persons, today=clock.today())
    load(street, (lambda line: None) if options.quiet else (lambda line: print(line, flush=True)))
    if not options.quiet:
        print(f"装好了，用了 {time.perf_counter() - began:.0f} 秒。人名、门牌、号码都是编的。")


def _print_log_ins() -> None:
    print(f"\n登录（密码都是 {PASSWORD}）：")
    for user in staff():
        print(f"  {user.login:<10}{user.name}  {user.note}")
