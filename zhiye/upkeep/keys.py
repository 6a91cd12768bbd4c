"""Renewing the keys of sealed values, and letting go of old ones.

Renewal needs no memory of its own: what is not sealed with the newest key is still to be done, so a run that
was killed is simply started again.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from zhiye.exchange.originals import write_whole
from zhiye.kernel import sealing
from zhiye.kernel.errors import Refused
from zhiye.upkeep.sealed_values import KINDS


def numbers() -> list[int]:
    """The numbers in the key file, oldest first."""
    return sorted(map(int, _ring()["seal"]))


def tally() -> dict[int, dict[str, int]]:
    """For every number in the key file or met in a value: how many values of each kind lie under it."""
    found: dict[int, dict[str, int]] = {number: {} for number in numbers()}
    for kind in KINDS:
        for number, count in kind.numbers().items():
            found.setdefault(number, {})[str(kind.name)] = count
    return found


def renew(told: Callable[[int], object] = int) -> Counter[str]:
    """Go on with a renewal that was cut short, or begin one with a new pair of keys.

    Answers counts: ``renewed``, ``broken`` (values that do not open stay as they are). ``told`` hears
    after every batch how many are done. Nobody should be working meanwhile: a server that runs keeps the
    keys it knew when it started.
    """
    done = _seal_anew(told)
    if not done["renewed"]:
        sealing.add_keys(Path(settings.KEY_FILE))
        done = _seal_anew(told)
    return done


def retire(number: int) -> None:
    """Take an old pair out of the key file. Raises Refused while anything needs it."""
    ring = _ring()
    if str(number) not in ring["seal"]:
        raise Refused(_("钥匙文件里没有 %(number)d 号，用 zhiye keys 看看有哪些。") % {"number": number})
    if number == sealing.key_in_use():
        raise Refused(_("%(number)d 号正在用，先运行 zhiye keys renew 换新的。") % {"number": number})
    if count := sum(tally()[number].values()):
        sentence = _("还有 %(count)d 处要用 %(number)d 号才打得开，先运行 zhiye keys renew。")
        raise Refused(sentence % {"count": count, "number": number})
    for kind in ("seal", "index"):
        ring[kind].pop(str(number), None)
    write_whole(Path(settings.KEY_FILE), json.dumps(ring, indent=1).encode())


def _seal_anew(told: Callable[[int], object]) -> Counter[str]:
    done = Counter(renewed=0, broken=0)
    newest = sealing.key_in_use()
    for kind in KINDS:
        for renewed, broken in kind.renew(newest):
            done.update(renewed=renewed, broken=broken)
            if renewed:
                told(done["renewed"])
    return done


def _ring() -> dict[str, dict[str, str]]:
    ring: dict[str, dict[str, str]] = json.loads(Path(settings.KEY_FILE).read_text())
    return ring
