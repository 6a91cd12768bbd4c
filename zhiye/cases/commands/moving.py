"""A matter moves: from one state to another by the table of moves, and one step back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.commands.keeping import hold_case, line, take_step, told
from zhiye.cases.models import Case, Step
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Conflict, Refused


@command("cases.move", gettext_lazy("事项有了进展"))
def move_case(by: Actor, *, case: Case, state: str, reason: str = "", version: int) -> Case:
    """The matter goes to ``state``; ``reason`` is the sentence of that step, the outcome when it closes.

    Raises Refused outside the table of moves or without a reason that is needed, Conflict when ``version`` (the
    one on the page) is no longer the present one and somebody moved it elsewhere.
    """
    hold_case(by, case)
    words = line(reason, 400, "reason")
    if version != case.version and case.state != state:
        raise Conflict({"state": (state, case.state)})
    step = take_step(by, case, state, words)
    log.write(by, "cases.move", case, case.path, {"state": (step.was, state)}, told(case.ring, words)[:200])
    return case


@command("cases.move_back", gettext_lazy("撤销了上一步"))
def move_back(by: Actor, *, case: Case) -> Case:
    """The last step was a slip of the hand: the matter stands as before it. Only on the day of the step."""
    hold_case(by, case)
    step = Step.objects.filter(case=case, undone_at=None).order_by("-id").first()
    if step is None or step.state != case.state:
        raise Refused(_("没有可以撤销的一步。"))
    if step.on != clock.today():
        raise Refused(_("过了当天就不撤销了，现在是什么样就改成什么样。"))
    step.undone_at = clock.now()
    step.save(update_fields=["undone_at"])
    case.state, case.outcome, case.closed_on = step.was, step.before, step.closed_before
    case.version += 1
    case.save(update_fields=["state", "outcome", "closed_on", "version"])
    log.write(by, "cases.move_back", case, case.path, {"state": (step.state, step.was)})
    return case
