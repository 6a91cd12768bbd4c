"""``zhiye keys``: which keys seal what; ``renew`` seals all anew, ``--retire N`` lets an old key go."""

import sys
from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext as _

from zhiye.cli.ready import make_ready
from zhiye.kernel import sealing
from zhiye.kernel.errors import Refused
from zhiye.upkeep import keys

REFUSALS = (Refused, OSError)


def arguments(parser: ArgumentParser) -> None:
    """What to do with the keys; nothing shows them."""
    parser.add_argument("act", nargs="?", choices=["renew"], help="a new pair; everything is sealed anew")
    parser.add_argument("--retire", type=int, metavar="N", help="take key N out once nothing needs it")


def run(options: Namespace) -> int:
    """Show, renew, retire."""
    make_ready()
    if options.act:
        _renew()
    if options.retire is not None:
        keys.retire(options.retire)
        print(
            _("%(number)d 号钥匙拿掉了。以前没加密的备份还要用它，另存过的旧钥匙文件请别丢。")
            % {"number": options.retire}
        )
    _show()
    return 0


def _renew() -> None:
    print(_("正在换新钥匙。先停下服务，换好再启动；中途断了，再运行一次就接着做。"))
    done = keys.renew(lambda count: print(f"\r{count}", end="", file=sys.stderr, flush=True))
    print(file=sys.stderr)
    print(_("换好了 %(renewed)d 处。新的钥匙文件请另存一份。") % done)
    if done["broken"]:
        print(_("有 %(broken)d 处用现有的钥匙打不开，原样留着。") % done)


def _show() -> None:
    for number, counts in keys.tally().items():
        note = _("（在用）") if number == sealing.key_in_use() else ""
        told = "，".join(f"{name} {count}" for name, count in counts.items()) or _("没有用到")
        missing = "" if number in keys.numbers() else _("（钥匙文件里没有）")
        print(f"{number}{note}{missing}  {told}")
