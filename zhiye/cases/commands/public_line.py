"""The sentence the resident may read: written by a colleague, held against the register before it goes out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.commands.keeping import hold_case, line
from zhiye.cases.models import Case
from zhiye.journal.queries.checking import to_publish_check
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused

LONGEST = 120
FIELD = "public_line"


@command("cases.set_public_line", gettext_lazy("写了居民能看到的一句"))
def set_public_line(by: Actor, *, case: Case, line: str) -> Case:
    """From now on, until the next step, the resident reads ``line``; "" brings back what the state says.

    Raises Refused while a name of the register, a number or a door stands in it.
    """
    hold_case(by, case)
    was, case.public_line = case.public_line, check_public(by, case, line)
    case.save(update_fields=["public_line"])
    log.write(by, "cases.set_public_line", case, case.path, {"public_line": (was, case.public_line)})
    return case


def check_public(by: Actor, case: Case, text: str) -> str:
    """``text`` on one line, fit for whoever holds the receipt. Raises Refused."""
    words = line(text, LONGEST, FIELD)
    if words and case.ring != "team":
        raise Refused(_("这件事只有您和书记能看，居民那边只显示办到哪一步，不能另写。"), FIELD)
    if these := private_words(by, case, words):
        told = {"these": these}
        raise Refused(_("居民看的这一句里有%(these)s。换成“您家”“楼里”这样的说法。") % told, FIELD)
    return words


def private_words(by: Actor, case: Case, text: str) -> str:
    """What in ``text`` must not leave the committee, quoted for a refusal: names of the register, numbers, doors;
    "" when there is nothing."""
    found = [one for one in to_publish_check(by, text, case.path) if one.certain] if text else []
    return "、".join(dict.fromkeys(f"“{one.text}”（{one.word}）" for one in found))
