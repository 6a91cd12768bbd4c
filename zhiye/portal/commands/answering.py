"""The resident answers: 办好了吗."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.models import Reply
from zhiye.journal.rings import committee_path
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor, OnBehalf
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.portal.models import Receipt
from zhiye.portal.permissions import REPORT
from zhiye.portal.progress import may_answer

SEEN_WITH = "places.view"
MOST = 200  # characters


@command("portal.answer", gettext_lazy("在回执页说了办好没有"))
def answer(by: Actor, *, receipt: Receipt, solved: str, words: str = "") -> Reply:
    """办好了, 还没有 or 办了一部分, with a word: it stands in the matter; 还没有 takes it up again.

    Raises Refused while there is nothing to ask about, or when it has been said already.
    """
    by.require(REPORT, receipt.path, seen_with=SEEN_WITH)
    hold(receipt)
    if receipt.case is None or not may_answer(receipt, receipt.case, clock.today()):
        raise Refused(_("这件事现在不用再回答了，刚才点的没有记下。想说什么，请打电话。"))
    if len(words.strip()) > MOST:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": MOST}, "words")
    reply: Reply = cases.note_reply(
        OnBehalf(by, committee_path(receipt.path)),
        case=receipt.case,
        kind="portal",
        solved=solved,
        words=words.strip(),
    )
    log.write(by, "portal.answer", receipt, receipt.path, {"solved": (None, solved)})
    return reply
