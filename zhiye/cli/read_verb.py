"""``zhiye read``: journal notes on standard input, one JSON object a line; findings on standard output.

Needs no database and opens no connection; with ``--register`` names of the register are known beforehand, and
``--evaluate`` measures the reader on the notes confirmed on this machine (counts only, no word of any note).
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.cli.ready import make_ready
from zhiye.drafts.evaluation import KindFigures
from zhiye.drafts.gazetteer import LIST, gazetteer_for
from zhiye.drafts.models import KINDS
from zhiye.drafts.queries import answered_figures
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Refused
from zhiye.reading.reader import Gazetteer, read

_KINDS = ("people", "estates", "organisations")
REFUSALS = (ValueError, OSError, Refused)


def arguments(parser: ArgumentParser) -> None:
    """What the reader may know beforehand; or how well it does."""
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--gazetteer",
        type=Path,
        help='JSON file of known names: {"people": ["…"], "estates": ["…"], "organisations": ["…"]}',
    )
    known.add_argument(
        "--register", metavar="LOGIN", help="names of the register, as far as this colleague may see it"
    )
    known.add_argument(
        "--evaluate",
        action="store_true",
        help="how well the reader did on the notes confirmed on this machine",
    )


def run(options: Namespace) -> int:
    """Print the findings of every line that is an entry; exit code 1 when a line was none."""
    if options.evaluate:
        return _evaluate()
    names = _names(options)
    refused = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            entry = _entry(line)
        except ValueError as refusal:
            refused += 1
            print(f"line {number}: {refusal}", file=sys.stderr)
            continue
        print(json.dumps(read(entry, names(entry["text"])), ensure_ascii=False), flush=True)
    return 1 if refused else 0


def _names(options: Namespace) -> Callable[[str], Gazetteer]:
    """What is known beforehand of a text: the same names for all, or those of the register that stand in it."""
    if not options.register:
        same = _gazetteer(options.gazetteer) if options.gazetteer else Gazetteer()
        return lambda text: same
    make_ready()
    user = User.objects.filter(username__iexact=options.register, is_active=True).first()
    if user is None:
        raise Refused(f"没有叫“{options.register}”的账号。")
    actor = UserActor(user)
    scope = actor.scope(LIST)
    if not scope:
        raise Refused(f"“{options.register}”看不到任何居民，换一位同事的账号。")
    return lambda text: gazetteer_for(actor, text, scope[0])


def _evaluate() -> int:
    """A line a kind, each share with what it is a share of."""
    make_ready()
    figures = answered_figures(System("read"))
    if not figures:
        raise Refused("还没有核对过的草稿。记几笔、点过“对”或“不要”，再来看。")
    words = {kind: str(word) for kind, word in KINDS}
    print("类别\t读对\t改过\t不要\t漏了\t读得准\t找得全")
    for one in [*figures, _all(figures)]:
        counts = f"{one.right}\t{one.changed}\t{one.wrong}\t{one.missed}"
        precise = _share(one.precision, one.right, one.read)
        complete = _share(one.recall, one.right + one.changed, one.wanted)
        print(f"{words.get(one.kind, '合计')}\t{counts}\t{precise}\t{complete}")
    return 0


def _all(figures: list[KindFigures]) -> KindFigures:
    counts = (sum(getattr(one, name) for one in figures) for name in ("right", "changed", "wrong", "missed"))
    return KindFigures("", *counts)


def _share(share: float | None, part: int, whole: int) -> str:
    return "—" if share is None else f"{share:.2f}（{part}/{whole}）"


def _entry(line: bytes) -> dict[str, Any]:
    """The entry of a line, or ValueError with a sentence that says what is wrong."""
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ValueError("this is not a JSON object in UTF-8; the line was left out.") from None
    if not isinstance(entry, dict):
        raise ValueError("this is JSON, but not an object; the line was left out.")
    if not isinstance(entry.get("text"), str):
        raise ValueError('the key "text" is missing or no string; the line was left out.')
    return entry


def _gazetteer(path: Path) -> Gazetteer:
    try:
        names = json.loads(path.read_text("utf-8"))
        return Gazetteer(*(tuple(map(str, names.get(kind, []))) for kind in _KINDS))
    except (UnicodeDecodeError, json.JSONDecodeError, AttributeError, TypeError):
        raise ValueError(f"{path}: not a gazetteer; it holds one JSON object of lists of names.") from None
