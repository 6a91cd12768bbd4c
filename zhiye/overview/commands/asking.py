"""去问一句: the street asks about a figure, the committee answers, or says why a list of people is not given."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.leave import writer_account
from zhiye.cases.serving import holders
from zhiye.figures.periods import read_period
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.notices.telling import tell
from zhiye.overview.chapters import figure_of
from zhiye.overview.commands.keeping import FROM_THE_STREET, TO_THE_STREET, line, refuse_private, require
from zhiye.overview.models import ANSWERED, ASKED, DECLINED, TAKEN_BACK, Question
from zhiye.overview.permissions import ASK, TELL
from zhiye.places import kinds
from zhiye.places.models import Place

LONGEST_QUESTION, LONGEST_ANSWER = 200, 400


@command("overview.ask", gettext_lazy("街道问了居民区一句"))
def ask(
    by: Actor,
    *,
    committee: Place,
    figure: str,
    period: str,
    words: str,
    wants_names: bool = False,
    asker: User | None = None,
) -> Question:
    """A question about one figure (its code) of ``committee`` in a period (its key); its secretary is told.

    ``wants_names`` asks for a list of people. A program names the ``asker``. Raises Refused: nothing asked, numbers or
    doors in it, one that waits already.
    """
    require(by, ASK, committee.path)
    figure_of(figure)
    known = read_period(period)
    if committee.kind != kinds.COMMITTEE or known is None:
        raise NotFound
    kept = line(words, LONGEST_QUESTION, "words", _("写一句想问什么。"))
    refuse_private(by, kept, committee.path, "words", FROM_THE_STREET)
    same = {"committee": committee, "figure": figure, "period": known.key}
    if Question.objects.filter(**same, state=ASKED).exists():
        raise Refused(_("这个数已经问过一句，等居民区回了再问。"))
    question = Question.objects.create(
        **same,
        words=kept,
        wants_names=wants_names,
        asked_by=writer_account(by, asker, "words"),
        asked_at=clock.now(),
    )
    for user in holders("secretary", committee) or holders("director", committee):
        tell(user, "given", key=f"overview.ask:{question.pk}", url=_url(question), place=committee)
    changes = {"figure": (None, figure), "period": (None, known.key), "words": (None, kept)}
    log.write(by, "overview.ask", question, committee.path, changes | {"wants_names": (None, wants_names)})
    return question


@command("overview.answer", gettext_lazy("居民区回了街道问的话"))
def answer(
    by: Actor, *, question: Question, words: str, declined: bool = False, answerer: User | None = None
) -> Question:
    """The committee's words, which the street reads; written again, they replace the former ones.

    Where a list of people was asked for they say how and on what ground it is handed over, or (``declined``) why not.
    Raises Refused: nothing written, names or doors in it, declining what asked for no list, taken back meanwhile.
    """
    hold(question)
    path = question.committee.path
    require(by, TELL, path)
    if question.state == TAKEN_BACK:
        raise Refused(_("街道不问这一句了，不用回。"))
    if declined and not question.wants_names:
        raise Refused(_("问的不是名单，写一句情况就可以。"), "words")
    kept = line(words, LONGEST_ANSWER, "words", _("写一句回街道的话。"))
    refuse_private(by, kept, path, "words", TO_THE_STREET)
    before = (question.state, question.answer or None)
    question.state = DECLINED if declined else ANSWERED
    question.answer, question.answered_at = kept, clock.now()
    question.answered_by = writer_account(by, answerer, "words")
    question.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    moment = question.answered_at.isoformat()
    tell(question.asked_by, "given", key=f"overview.answer:{question.pk}:{moment}", url=_url(question))
    changes = {"state": (before[0], question.state), "answer": (before[1], kept)}
    log.write(by, "overview.answer", question, path, changes)
    return question


@command("overview.take_back", gettext_lazy("街道不问这一句了"))
def take_back(by: Actor, *, question: Question) -> Question:
    """It need not be answered any more. Raises Refused once it was."""
    hold(question)
    path = question.committee.path
    require(by, ASK, path)
    if question.state != ASKED:
        raise Refused(_("居民区已经回了，或者已经不问了。看看现在的样子。"))
    question.state = TAKEN_BACK
    question.save(update_fields=["state"])
    log.write(by, "overview.take_back", question, path, {"state": (ASKED, TAKEN_BACK)})
    return question


def _url(question: Question) -> str:
    return reverse("overview-question", args=[question.pk])
