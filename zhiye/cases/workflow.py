"""The states of a matter: one table of moves, and what it takes to close one. Pure; the words are those people use.

A matter is open (新来的, 在办, 等别人, 等回音, 又来了) or closed (办好了, 办好一部分, 已解释, 办不了, 退回,
并到另一件).
等回音: we have done what can be done and wait for the resident's answer. A closed matter that comes up again keeps
its number. 办好一部分 and 办不了 may still be finished without being taken up again.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.errors import Refused

NEW, DOING, WAITING, ASKING, AGAIN = "new", "doing", "waiting", "asking", "again"
DONE, PARTLY, EXPLAINED, CANNOT, RETURNED, MERGED = (
    "done",
    "partly",
    "explained",
    "cannot",
    "returned",
    "merged",
)
WORDS = {
    NEW: gettext_lazy("新来的"),
    DOING: gettext_lazy("在办"),
    WAITING: gettext_lazy("等别人"),
    ASKING: gettext_lazy("等回音"),
    DONE: gettext_lazy("办好了"),
    PARTLY: gettext_lazy("办好一部分"),
    EXPLAINED: gettext_lazy("已解释"),
    CANNOT: gettext_lazy("办不了"),
    RETURNED: gettext_lazy("退回"),
    MERGED: gettext_lazy("并到另一件"),
    AGAIN: gettext_lazy("又来了"),
}
OPEN = (NEW, AGAIN, DOING, WAITING, ASKING)
CLOSED = (DONE, PARTLY, EXPLAINED, CANNOT, RETURNED, MERGED)
UNANSWERED = (NEW, AGAIN)  # nobody has taken it in hand yet

_ENDS = (DONE, PARTLY, EXPLAINED, CANNOT, RETURNED, MERGED)
# from -> to, in the order in which a page offers them
MOVES: dict[str, tuple[str, ...]] = {
    NEW: (DOING, WAITING, ASKING, *_ENDS),
    AGAIN: (DOING, WAITING, ASKING, *_ENDS),
    DOING: (WAITING, ASKING, *_ENDS),
    WAITING: (DOING, ASKING, *_ENDS),
    ASKING: (AGAIN, DOING, *_ENDS),
    DONE: (AGAIN,),
    PARTLY: (DONE, AGAIN),
    EXPLAINED: (AGAIN,),
    CANNOT: (DONE, AGAIN),
    RETURNED: (AGAIN,),
    MERGED: (AGAIN,),
}
BY_ITS_OWN_COMMAND = (
    MERGED,
)  # a page that offers moves does not offer these: they need more than a sentence

# The states that need a sentence, with what to ask for when it is missing.
REASONS = {
    WAITING: gettext_lazy("写一句在等谁、等什么，比如“等物业清窨井”。"),
    PARTLY: gettext_lazy("写一句哪些办好了、还差什么。"),
    EXPLAINED: gettext_lazy("写一句是怎么跟居民解释的。"),
    CANNOT: gettext_lazy("写明为什么办不了，居民问起来说得清。"),
    RETURNED: gettext_lazy("写明为什么不归本居民区，依据是什么，该归谁管。"),
}
# What the sentence is about, as the label of its field; it may stay empty where ``REASONS`` has nothing.
ASKS = {
    DOING: gettext_lazy("下一步做什么"),
    WAITING: gettext_lazy("等谁、等什么"),
    ASKING: gettext_lazy("做了什么"),
    DONE: gettext_lazy("怎么办好的"),
    PARTLY: gettext_lazy("哪些办好了、还差什么"),
    EXPLAINED: gettext_lazy("怎么解释的"),
    CANNOT: gettext_lazy("为什么办不了"),
    RETURNED: gettext_lazy("为什么退回、归谁管"),
    MERGED: gettext_lazy("和哪一件是一件"),
    AGAIN: gettext_lazy("这次怎么说的"),
}

# The resident's answer to 办好了吗.
SOLVED, HALF_SOLVED, NOT_SOLVED = "yes", "partly", "no"
SOLVED_WORDS = {
    SOLVED: gettext_lazy("解决了"),
    HALF_SOLVED: gettext_lazy("解决了一部分"),
    NOT_SOLVED: gettext_lazy("没解决"),
}
# Which answers a closed state may rest on. 退回 and 并到另一件 end nothing for the resident: they rest on none.
ANSWERS: dict[str, tuple[str, ...]] = {
    DONE: (SOLVED,),
    PARTLY: (HALF_SOLVED, SOLVED),
    EXPLAINED: (SOLVED, HALF_SOLVED, NOT_SOLVED),
    CANNOT: (SOLVED, HALF_SOLVED, NOT_SOLVED),
}
# Why nobody asked the resident, where that is so.
UNREACHABLE = "unreachable"
UNASKED = {
    "own": gettext_lazy("我们自己发现的，没有反映的人"),
    "no_contact": gettext_lazy("没留联系方式"),
    UNREACHABLE: gettext_lazy("几次都没联系上"),
    "unwilling": gettext_lazy("本人说不用回话"),
}


def check_move(was: str, to: str, reason: str) -> None:
    """Whether a matter may go from ``was`` to ``to`` with this ``reason``. Raises Refused."""
    if to not in WORDS:
        raise Refused(_("从列出的几项里选一个。"), "state")
    if to == was:
        raise Refused(_("这件事已经是“%(state)s”了。") % {"state": WORDS[was]}, "state")
    if to not in MOVES[was]:
        told = {"was": WORDS[was], "to": WORDS[to]}
        ways = _("、").join(f"“{WORDS[state]}”" for state in offered(was))
        sentence = _("“%(was)s”的事不能直接改成“%(to)s”，可以改成") % told
        raise Refused(sentence + ways + _("。"), "state")
    if to in REASONS and not reason.strip():
        raise Refused(str(REASONS[to]), "reason")


def check_answer(to: str, solved: str, unasked: str) -> None:
    """Whether a matter may end as ``to`` on the resident's answer ``solved``, or with ``unasked`` as the reason
    why there is none. Raises Refused."""
    if to not in ANSWERS:
        return
    if unasked and unasked not in UNASKED:
        raise Refused(_("从列出的几项里选一个。"), "unasked")
    if not solved and not unasked:
        raise Refused(_("居民怎么说？问过了选一个；没问的，选为什么没问。"), "solved")
    if solved and solved not in SOLVED_WORDS:
        raise Refused(_("从列出的几项里选一个。"), "solved")
    if solved and solved not in ANSWERS[to]:
        told = {"said": SOLVED_WORDS[solved], "state": WORDS[to]}
        raise Refused(_("居民说“%(said)s”，不能记成“%(state)s”。换一项，或者接着办。") % told, "solved")


def offered(was: str) -> tuple[str, ...]:
    """The states that a page offers from ``was``."""
    return tuple(to for to in MOVES[was] if to not in BY_ITS_OWN_COMMAND)


def is_open(state: str) -> bool:
    """Whether somebody still has it in hand."""
    return state in OPEN
