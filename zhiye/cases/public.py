"""The one sentence that whoever brought a matter may read: what a colleague wrote for it, or what its state says."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.models import Case
from zhiye.cases.workflow import (
    AGAIN,
    ASKING,
    CANNOT,
    DOING,
    DONE,
    EXPLAINED,
    MERGED,
    NEW,
    OPEN,
    PARTLY,
    RETURNED,
    WAITING,
)
from zhiye.kernel import clock

SENTENCES = {
    NEW: gettext_lazy("已经收到，我们会看。"),
    AGAIN: gettext_lazy("又收到您说的，我们接着办。"),
    DOING: gettext_lazy("正在办。"),
    WAITING: gettext_lazy("正在等别处的回音，我们盯着。"),
    ASKING: gettext_lazy("我们这边办好了，想听您说一声：办好了吗？"),
    DONE: gettext_lazy("办好了。"),
    PARTLY: gettext_lazy("办好了一部分，还差什么可以来居委会问。"),
    EXPLAINED: gettext_lazy("情况已经说明。还有不清楚的，可以来居委会问。"),
    CANNOT: gettext_lazy("这件事居委会办不了。该找谁，可以来居委会问。"),
    RETURNED: gettext_lazy("这件事不归居委会管，已经退回转来的单位。"),
    MERGED: gettext_lazy("这件事和另一件一起办。"),
}
_WITH_A_DAY = tuple(state for state in OPEN if state != ASKING)  # there the answer is with the resident


def public_words(case: Case) -> str:
    """What the state says: no name, no place, no reason; with the day of the answer while that lies ahead."""
    return state_words(case.state, case.due_at)


def state_words(state: str, due: datetime | None) -> str:
    """The sentence of a state, with the day of the answer that is ``due`` while that lies ahead."""
    sentence = str(SENTENCES[state])
    if state not in _WITH_A_DAY or due is None or due < clock.now():
        return sentence
    day = timezone.localtime(due).date()
    return sentence + _("最晚%(month)d月%(day)d日给您回话。") % {"month": day.month, "day": day.day}


def public_line(case: Case) -> str:
    """What the resident reads now. Of a matter joined to another one: what is told of that one, too.

    Where one on the way is for few eyes, not a word of any other: only what the state of ``case`` says.
    """
    chain, told = joined(case), ""
    if any(one.ring != "team" for one in chain[1:]):
        return public_words(case)
    for one in chain:
        if one.public_line:
            return told + one.public_line
        told += public_words(one)
    return told


def joined(case: Case) -> list[Case]:
    """The matter, the one it was joined to, the one that one was joined to …; each once."""
    chain = [case]
    while (into := chain[-1].into) is not None and into not in chain:
        chain.append(into)
    return chain
