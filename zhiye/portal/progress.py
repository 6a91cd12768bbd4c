"""What a receipt tells: one sentence, never the title or the content of a matter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases import workflow
from zhiye.cases.clocks import Limits, limits
from zhiye.cases.models import Case
from zhiye.cases.public import public_line, state_words
from zhiye.cases.showing import due_words
from zhiye.portal.limits import NEUTRAL
from zhiye.portal.models import DROPPED, Receipt

SECRET_WORDS = gettext_lazy("您的事在办。")
WITHDRAWN = gettext_lazy("这件没有记成一件事。觉得不对，打电话告诉我们。")
# After these the resident is asked 办好了吗. Not after 退回 and 并到另一件, which end nothing for them.
ASKED = (workflow.ASKING, workflow.DONE, workflow.PARTLY, workflow.EXPLAINED, workflow.CANNOT)
ANSWER_FOR = timedelta(days=30)  # after the end; later it is a new matter


@dataclass(frozen=True, slots=True)
class Progress:
    """The sentence, whether 办好了吗 is asked, whether the page says nothing more and should be left quickly."""

    sentence: str
    asks: bool = False
    discreet: bool = False


def progress_of(receipt: Receipt, today: date) -> Progress:
    """What the receipt tells on ``today``. A report that waits for a look is told of like any new matter."""
    case = receipt.case
    if case is None:
        dropped = receipt.report is not None and receipt.report.state == DROPPED
        return Progress(str(WITHDRAWN) if dropped else state_words(workflow.NEW, _answer_by(receipt.made_at)))
    if case.ring != "team":
        return Progress(str(SECRET_WORDS), discreet=True)
    if case.withdrawn_at is not None:
        return Progress(str(WITHDRAWN))
    return Progress(public_line(case), may_answer(receipt, case, today))


def may_answer(receipt: Receipt, case: Case, today: date) -> bool:
    """Whether this receipt's holder is asked about the matter now."""
    if case.ring != "team" or case.withdrawn_at is not None or receipt.ended_at is not None:
        return False
    if case.state not in ASKED:
        return False
    return case.closed_on is None or today - case.closed_on <= ANSWER_FOR


@dataclass(frozen=True, slots=True)
class Next:
    """What happens now, in words: by when somebody has looked, by when there is an answer; "" for no limit."""

    look: str
    answer: str


def next_of(came: datetime) -> Next:
    """By the deadline rules for what comes through a door; the same for what waits for a look."""
    today = timezone.localtime(came).date()
    return Next(_day(_rules(came).contact_by(came), today), _day(_answer_by(came), today))


def neutral_words(case: Case) -> str:
    """What a slip calls the matter when nobody has said otherwise: 公共安全, 您说的事."""
    return NEUTRAL.get(case.code, "") or _("您说的事")


def _rules(came: datetime) -> Limits:
    return limits("door", "report", timezone.localtime(came).date(), settings.REGION)


def _answer_by(came: datetime) -> datetime | None:
    return _rules(came).answer_by(came)


def _day(moment: datetime | None, today: date) -> str:
    return due_words(timezone.localtime(moment).date(), today) if moment else ""
