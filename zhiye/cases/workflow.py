"""The states of a matter: one table of moves. Pure; the words are those people use.

A matter is open (新来的, 在办, 等别人, 又来了) or closed (办好了, 办好一部分, 办不了). A closed one that comes up
again keeps its number. 办好一部分 may still be finished without being taken up again.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.errors import Refused

NEW, DOING, WAITING, DONE, PARTLY, CANNOT, AGAIN = (
    "new",
    "doing",
    "waiting",
    "done",
    "partly",
    "cannot",
    "again",
)
WORDS = {
    NEW: gettext_lazy("新来的"),
    DOING: gettext_lazy("在办"),
    WAITING: gettext_lazy("等别人"),
    DONE: gettext_lazy("办好了"),
    PARTLY: gettext_lazy("办好一部分"),
    CANNOT: gettext_lazy("办不了"),
    AGAIN: gettext_lazy("又来了"),
}
OPEN = (NEW, AGAIN, DOING, WAITING)
CLOSED = (DONE, PARTLY, CANNOT)
UNANSWERED = (NEW, AGAIN)  # nobody has taken it in hand yet

# from -> to, in the order in which a page offers them
MOVES: dict[str, tuple[str, ...]] = {
    NEW: (DOING, WAITING, DONE, PARTLY, CANNOT),
    AGAIN: (DOING, WAITING, DONE, PARTLY, CANNOT),
    DOING: (WAITING, DONE, PARTLY, CANNOT),
    WAITING: (DOING, DONE, PARTLY, CANNOT),
    DONE: (AGAIN,),
    PARTLY: (DONE, AGAIN),
    CANNOT: (DONE, AGAIN),
}
# The states that need a sentence, with what to ask for when it is missing.
REASONS = {
    WAITING: gettext_lazy("写一句在等谁、等什么，比如“等物业清窨井”。"),
    PARTLY: gettext_lazy("写一句哪些办好了、还差什么。"),
    CANNOT: gettext_lazy("写明为什么办不了，居民问起来说得清。"),
}
# What the sentence is about, as the label of its field; it may stay empty where ``REASONS`` has nothing.
ASKS = {
    DOING: gettext_lazy("下一步做什么"),
    WAITING: gettext_lazy("等谁、等什么"),
    DONE: gettext_lazy("怎么办好的"),
    PARTLY: gettext_lazy("哪些办好了、还差什么"),
    CANNOT: gettext_lazy("为什么办不了"),
    AGAIN: gettext_lazy("这次怎么说的"),
}


def check_move(was: str, to: str, reason: str) -> None:
    """Whether a matter may go from ``was`` to ``to`` with this ``reason``. Raises Refused."""
    if to not in WORDS:
        raise Refused(_("从列出的几项里选一个。"), "state")
    if to == was:
        raise Refused(_("这件事已经是“%(state)s”了。") % {"state": WORDS[was]}, "state")
    if to not in MOVES[was]:
        told = {"was": WORDS[was], "to": WORDS[to]}
        ways = _("、").join(f"“{WORDS[state]}”" for state in MOVES[was])
        sentence = _("“%(was)s”的事不能直接改成“%(to)s”，可以改成") % told
        raise Refused(sentence + ways + _("。"), "state")
    if to in REASONS and not reason.strip():
        raise Refused(str(REASONS[to]), "reason")


def is_open(state: str) -> bool:
    """Whether somebody still has it in hand."""
    return state in OPEN
