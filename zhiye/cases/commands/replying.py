"""What was said between the committee and whoever brought a matter: attempts, answers, and what follows from them."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.audit import log
from zhiye.cases import timing
from zhiye.cases.commands.keeping import hold_case, in_the_register, line, one_of, take_step, told
from zhiye.cases.models import MOVED, REPLY_KINDS, SATISFIED, Case, Reply, Step
from zhiye.cases.workflow import (
    AGAIN,
    ANSWERS,
    ASKING,
    CLOSED,
    DOING,
    DONE,
    HALF_SOLVED,
    NOT_SOLVED,
    SOLVED,
    SOLVED_WORDS,
    UNREACHABLE,
    check_answer,
)
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold

# What an answer to 办好了吗 makes of a matter that waited for it.
_FOLLOWS = {NOT_SOLVED: AGAIN, HALF_SOLVED: DOING, SOLVED: DONE}


@command("cases.reply", gettext_lazy("记下了居民怎么说"))
def note_reply(
    by: Actor,
    *,
    case: Case,
    kind: str,
    reached: bool = True,
    solved: str = "",
    satisfied: str = "",
    words: str = "",
) -> Reply:
    """Somebody rang, asked, or was told; ``solved`` is the answer to 办好了吗.

    没解决 takes the matter up again under its number, 解决了 ends one that waited for it. Raises Refused for an
    answer of somebody who was not reached.
    """
    hold_case(by, case)
    one_of(kind, REPLY_KINDS, "kind")
    reply = _say(by, case, kind, reached, solved, satisfied, line(words, 400, "words"))
    was = case.state
    _follow(by, case, reply)
    changes = {"reached": (None, reached), "solved": (None, solved), "state": (was, case.state)}
    log.write(by, "cases.reply", case, case.path, changes, told(case.ring, reply.words)[:200])
    return reply


@command("cases.take_back_reply", gettext_lazy("撤销了一次联系"))
def take_back_reply(by: Actor, *, reply: Reply) -> Case:
    """Nobody said that, or nobody rang: a slip of the hand, on the day itself. Answers its matter.

    One that moved the matter is taken back with its step, by ``move_back``.
    """
    case = reply.case
    hold_case(by, case)
    hold(reply)
    if reply.undone_at:
        raise Refused(_("这一次已经撤销了，不用再点。"))
    if timezone.localtime(reply.at).date() != clock.today():
        raise Refused(_("过了当天就不撤销了，再联系一次，照实记。"))
    if Step.objects.filter(reply=reply, undone_at=None).exists():
        raise Refused(_("这件事已经照这个回答往下走了，先撤销上一步。"))
    forget_reply(case, reply)
    timing.follow(case)
    log.write(by, "cases.take_back_reply", case, case.path, {"reply": (reply.pk, None)})
    return case


def answer_to(
    by: Actor, case: Case, state: str, solved: str, unasked: str, satisfied: str = ""
) -> Reply | None:
    """The answer on which a step to ``state`` rests: said just now (and noted), or the last one still standing.

    Raises Refused for 几次都没联系上 without as many attempts as the rules ask for.
    """
    if state not in ANSWERS:
        return None
    if solved:
        check_answer(state, solved, "")
        return _say(by, case, "told", True, solved, satisfied, "")
    made, most = attempts(case), timing.limits_of(case).attempts
    if unasked == UNREACHABLE and made < most:
        told_of = {"n": made, "most": most}
        raise Refused(
            _("到现在记了 %(n)d 次没联系上，满 %(most)d 次才能这样结。先记下这一次。") % told_of, "unasked"
        )
    return None if unasked else last_answer(case)


def last_answer(case: Case) -> Reply | None:
    """The resident's last answer since the matter was last taken up."""
    return _since_taken_up(case).exclude(solved="").order_by("-id").first()


def attempts(case: Case) -> int:
    """How often nobody was reached since the matter was last taken up."""
    return _since_taken_up(case).filter(reached=False).count()


def forget_reply(case: Case, reply: Reply) -> None:
    """The reply is taken back; the held matter was first reached when another one says so."""
    reply.undone_at = clock.now()
    reply.save(update_fields=["undone_at"])
    first = Reply.objects.filter(case=case, undone_at=None, reached=True).order_by("at").first()
    case.contacted_at = first.at if first else None
    case.save(update_fields=["contacted_at"])


def _since_taken_up(case: Case) -> QuerySet[Reply]:
    """What was said since the matter was last taken up again, in the order of writing (ids sort by time): the answer
    that took it up lies before."""
    step = Step.objects.filter(case=case, state=AGAIN, act=MOVED, undone_at=None).order_by("-id").first()
    rows = Reply.objects.filter(case=case, undone_at=None)
    return rows.filter(id__gt=step.pk) if step else rows


def _say(by: Actor, case: Case, kind: str, reached: bool, solved: str, satisfied: str, words: str) -> Reply:
    if solved:
        one_of(solved, list(SOLVED_WORDS.items()), "solved")
    if satisfied:
        one_of(satisfied, SATISFIED, "satisfied")
    if not reached and (solved or satisfied):
        raise Refused(_("没联系上，就还不知道居民怎么说。两项里改一项。"), "reached")
    reply = Reply.objects.create(
        case=case,
        kind=kind,
        at=clock.now(),
        by=by.user if isinstance(by, UserActor) else None,
        reached=reached,
        solved=solved,
        satisfied=satisfied,
        words=words,
    )
    if reached and case.contacted_at is None:
        case.contacted_at = reply.at
        case.save(update_fields=["contacted_at"])
        timing.follow(case)
    return reply


def _follow(by: Actor, case: Case, reply: Reply) -> None:
    """What the answer does to the matter: one that waited for it, or had ended and is not solved after all."""
    to = _FOLLOWS.get(reply.solved)
    if to is None or not (case.state == ASKING or (case.state in CLOSED and to == AGAIN)):
        return
    said = reply.words or ("" if to == DONE else in_the_register(SOLVED_WORDS[reply.solved]))
    take_step(by, case, to, said, reply=reply, carried={"said": True})
