"""A matter moves: from one state to another by the table of moves, and one step back."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases import levels, timing
from zhiye.cases.commands.keeping import hold_case, holds_edit, line, take_step, told
from zhiye.cases.commands.meanwhile import changed
from zhiye.cases.commands.public_line import check_public
from zhiye.cases.commands.replying import answer_to, forget_reply
from zhiye.cases.commands.stretches import keep_way
from zhiye.cases.models import GIVEN, SPLIT, Case, Extension, Handing, Party, Promise, Reply, Step
from zhiye.cases.public import joined
from zhiye.cases.workflow import AGAIN, BY_ITS_OWN_COMMAND, MERGED, WAITING
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused


@command("cases.move", gettext_lazy("事项有了进展"))
def move_case(
    by: Actor,
    *,
    case: Case,
    state: str,
    reason: str = "",
    solved: str = "",
    satisfied: str = "",
    unasked: str = "",
    public_line: str = "",
    version: int,
) -> Case:
    """The matter goes to ``state``; ``reason`` is the sentence of that step, the outcome when it closes.

    A closing step rests on what the resident said: ``solved`` (said just now, with ``satisfied``), else the answer
    already noted since the matter was last taken up; or ``unasked`` says why nobody asked. ``public_line`` is what
    the resident reads of it, "" the words of the state. Raises Refused outside the table of moves or without a
    sentence that is needed, Conflict when ``version`` (the one on the page) is no longer the present one and somebody
    moved it elsewhere.
    """
    hold_case(by, case)
    words = line(reason, 400, "reason")
    shown = check_public(by, case, public_line)
    if state in BY_ITS_OWN_COMMAND:
        raise Refused(_("先选是和哪一件并。"), "state")
    if version != case.version and case.state != state:
        raise changed(by, case, {"state": (state, case.state)})
    reply = answer_to(by, case, state, solved, unasked, satisfied)
    carried = {"said": True} if reply and solved else {}
    step = take_step(by, case, state, words, reply=reply, unasked=unasked, public_line=shown, carried=carried)
    log.write(by, "cases.move", case, case.path, {"state": (step.was, state)}, told(case.ring, words)[:200])
    return case


@command("cases.move_back", gettext_lazy("撤销了上一步"))
def move_back(by: Actor, *, case: Case) -> Case:
    """The last step was a slip of the hand: the matter stands as before it. Only on the day of the step.

    What the gesture noted beside it (an answer, people and promises of the matter it was joined to) goes too.
    """
    hold_case(by, case)
    step = Step.objects.filter(case=case, undone_at=None).select_related("other", "owner_before").last()
    if step is None or step.state != case.state or step.act == SPLIT:
        raise Refused(_("没有可以撤销的一步。"))
    if step.on != clock.today():
        raise Refused(_("过了当天就不撤销了，现在是什么样就改成什么样。"))
    _check_way_back(case, step)
    step.undone_at = clock.now()
    step.save(update_fields=["undone_at"])
    owner = case.owner_id
    _restore(case, step)
    _bring_back(case, step)
    timing.follow(case)
    changes: dict[str, Any] = {"state": (step.state, step.was), "owner": (owner, case.owner_id)}
    changes = {field: pair for field, pair in changes.items() if pair[0] != pair[1]}
    log.write(by, "cases.move_back", case, case.path, changes)
    return case


def _check_way_back(case: Case, step: Step) -> None:
    """Raises Refused where others have gone on: the street has the matter, or the twin was joined to this one."""
    at_street = Handing.objects.filter(case=case, level=levels.STREET, ended_at=None)
    if step.state == WAITING and at_street.exists():
        raise Refused(_("这件事在街道那里办。要撤销，先把它要回来。"))
    if step.was == MERGED and step.other and case in joined(step.other):
        told_of = {"number": step.other.number}
        raise Refused(_("%(number)s后来并到了这一件，先到那一件上撤销。") % told_of)


def _restore(case: Case, step: Step) -> None:
    was_level = case.level
    case.state, case.outcome, case.closed_on = step.was, step.before, step.closed_before
    case.public_line = step.line_before
    case.into = step.other if step.was == MERGED else None
    more_time = Extension.objects.filter(case=case, state=GIVEN, answered_at__gte=step.at)
    if step.state == AGAIN and not more_time.exists():
        case.due_at = step.due_before
    if step.owner_before and holds_edit(step.owner_before, case.path):
        case.owner = step.owner_before
        if case.level != levels.STREET:
            case.level = levels.level_of(case.owner, case.path)
    case.version += 1
    case.save(
        update_fields=[
            "state",
            "outcome",
            "closed_on",
            "public_line",
            "into",
            "due_at",
            "owner",
            "level",
            "version",
        ]
    )
    keep_way(case, was_level)


def _bring_back(case: Case, step: Step) -> None:
    """What the step carried along: people and promises of a twin, the answer said in the same gesture."""
    Party.objects.filter(pk__in=step.carried.get("parties", [])).delete()
    for key, ring in step.carried.get("promises", {}).items():
        Promise.objects.filter(pk=key, case=step.other).update(case=case, ring=ring)
    if step.carried.get("said") and step.reply_id:
        forget_reply(case, Reply.objects.get(pk=step.reply_id))
