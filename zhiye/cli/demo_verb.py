"""``zhiye demo``: an invented street to look at and to measure with."""

import time
from argparse import ArgumentParser, Namespace

from zhiye.accounts.models import User
from zhiye.cli.ready import make_ready
from zhiye.demo.load import PASSWORD, load
from zhiye.demo.street import generate, staff
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.places.models import Place

REFUSALS = (Refused,)


def arguments(parser: ArgumentParser) -> None:
    """Which street."""
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same street (7)")
    parser.add_argument("--persons", type=int, help="how many people in all (about 43,000)")
    parser.add_argument("--quiet", action="store_true", help="do not print the log-ins")


def run(options: Namespace) -> int:
    """Load the street into an empty system; one that is there already is kept."""
    make_ready()
    if not User.objects.exists():
        _load(options)
    elif not options.quiet:
        print(f"数据都在：{Person.objects.filter(is_current=True).count()} 份居民资料。")
    if not options.quiet:
        _print_log_ins()
    return 0


def _load(options: Namespace) -> None:
    if Place.objects.exists():
        raise Refused("这里已经有登记的资料，演示街道只装进空的系统。先备份，再换一个空的数据目录（ZHIYE_DATA）。")
    began = time.perf_counter()
    street = generate(seed=options.seed, persons=options.persons)
    load(street, (lambda line: None) if options.quiet else (lambda line: print(line, flush=True)))
    if not options.quiet:
        print(f"装好了，用了 {time.perf_counter() - began:.0f} 秒。人名、门牌、号码都是编的。")


def _print_log_ins() -> None:
    print(f"\n登录（密码都是 {PASSWORD}）：")
    for user in staff():
        print(f"  {user.login:<10}{user.name}  {user.note}")
