"""The states of a proof: one table of moves, who makes each, which need a sentence. Pure.

asked (先问书记) → drafting (等写好) → waiting (等批) → approved (等盖章) → issued (已出). Before it is approved a proof
may come to nothing: refused (没有出，已告诉去哪里) or dropped (不办了). After that its number stays: void (作废).
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.certificates.permissions import APPROVE, SEAL, WRITE
from zhiye.kernel.errors import Refused

ASKED, DRAFTING, WAITING, APPROVED, ISSUED = "asked", "drafting", "waiting", "approved", "issued"
REFUSED, DROPPED, VOID = "refused", "dropped", "void"
WORDS = {
    ASKED: gettext_lazy("先问书记"),
    DRAFTING: gettext_lazy("等写好"),
    WAITING: gettext_lazy("等批"),
    APPROVED: gettext_lazy("等盖章"),
    ISSUED: gettext_lazy("已出"),
    REFUSED: gettext_lazy("没有出，已告诉去哪里"),
    DROPPED: gettext_lazy("不办了"),
    VOID: gettext_lazy("作废"),
}
# from -> {to: the permission it takes}
MOVES: dict[str, dict[str, str]] = {
    ASKED: {DRAFTING: APPROVE, REFUSED: APPROVE, DROPPED: WRITE},
    DRAFTING: {WAITING: WRITE, DROPPED: WRITE},
    WAITING: {APPROVED: APPROVE, DRAFTING: APPROVE, REFUSED: APPROVE, DROPPED: WRITE},
    APPROVED: {ISSUED: SEAL, VOID: APPROVE},
    ISSUED: {ISSUED: SEAL, VOID: APPROVE},  # sealed again: more copies
    REFUSED: {},
    DROPPED: {},
    VOID: {},
}
BEGINS = (ASKED, WAITING, REFUSED, DRAFTING)  # DRAFTING: in the place of one that was withdrawn
OPEN = (ASKED, DRAFTING, WAITING, APPROVED)
NUMBERED = (APPROVED, ISSUED, VOID, REFUSED)
PRINTED = (APPROVED, ISSUED)
NAMELESS = (ASKED, REFUSED, DROPPED)  # nobody's name is kept in these

# Moves that need a sentence, with what to ask for when it is missing.
REASONS: dict[tuple[str, str], tuple[str, object]] = {
    (ASKED, DRAFTING): ("basis", gettext_lazy("写明依据是哪部法律、哪份清单，第几条。")),
    (ASKED, REFUSED): ("go", gettext_lazy("写一句该去哪里，好告诉居民。")),
    (WAITING, DRAFTING): ("reason", gettext_lazy("写一句要补什么、改什么。")),
    (WAITING, REFUSED): ("go", gettext_lazy("写一句该去哪里，好告诉居民。")),
    (APPROVED, VOID): ("reason", gettext_lazy("写一句为什么作废。")),
    (ISSUED, VOID): ("reason", gettext_lazy("写一句为什么作废。")),
}


def check_move(was: str, to: str, words: str) -> None:
    """Whether a proof may go from ``was`` to ``to`` with these ``words``. Raises Refused."""
    if to not in MOVES[was]:
        raise Refused(_("这一份现在是“%(state)s”，不用再点了。") % {"state": WORDS[was]})
    if (was, to) in REASONS and not words.strip():
        field, sentence = REASONS[was, to]
        raise Refused(str(sentence), field)
