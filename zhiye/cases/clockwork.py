"""What the clock does with matters: one handler for every moment of a matter's clock."""

from zhiye.cases import commands, timing
from zhiye.cases.commands.stretches import KIND as HANDING
from zhiye.cases.models import Case, Handing
from zhiye.cases.timing import KINDS
from zhiye.kernel.ids import new_id
from zhiye.timers.models import Timer
from zhiye.timers.slots import CLOCK, on


def say(timer: Timer) -> None:
    """A moment of a matter's clock has come. Nothing to do for one that is closed or withdrawn meanwhile."""
    case = Case.objects.filter(pk=timer.subject, withdrawn_at=None).first()
    if case is not None and timing.implied(case).get(timer.step) == timer.due:
        due_at = timing.about(case, timer.step, timer.due)
        commands.escalate(CLOCK, case=case, step=timer.step, due_at=due_at, op=new_id())


def say_of_handing(timer: Timer) -> None:
    """A level to which a matter was handed has not answered in its time."""
    found = Handing.objects.filter(pk=timer.subject, ended_at=None, due_at=timer.due, case__withdrawn_at=None)
    if handing := found.select_related("case").first():
        commands.handing_overdue(CLOCK, handing=handing, op=new_id())


on(HANDING, say_of_handing)
for kind in KINDS.values():
    on(kind, say)
