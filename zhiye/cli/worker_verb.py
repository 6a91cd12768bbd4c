"""``zhiye worker``: what happens by itself, at its moment."""

import argparse
import signal
from argparse import ArgumentParser, Namespace

from zhiye.kernel.errors import Refused
from zhiye.timers.worker import Stop, work, work_once
from zhiye.upkeep.backup import tables_behind

REFUSALS = (Refused,)


def arguments(parser: ArgumentParser) -> None:
    """Go on, or come back."""
    parser.add_argument("--once", action="store_true", help="do what is due now and come back (for cron)")
    parser.add_argument("--beside", type=int, help=argparse.SUPPRESS)  # the process that this one ends with


def run(options: Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; with ``--once``, what is due now."""
    if tables_behind():
        raise Refused("数据库的表还不是这个版本的，先运行 zhiye migrate。")
    stop = Stop(options.beside)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop.ask)
    if not options.once:
        work(stop)
        return 0
    done = work_once(stop)
    if done is None:
        print("已经有一个 zhiye worker 在做。")
    else:
        print(f"到点的 {done[0]} 件、例行的 {done[1]} 件，做完了。")
    return 0
