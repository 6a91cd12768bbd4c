"""The clock of a matter: which moments its rows imply, and keeping its timers in step with them.

What a row implies depends on nothing but the row, its steps and the rules of the day it came; ``follow`` is called by
every command that changes one of them, and ``escalate`` asks again before anybody is told.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from zhiye.cases.clocks import Limits, limits
from zhiye.cases.models import GIVEN, MOVED, Case, Extension, Step
from zhiye.cases.workflow import AGAIN, ASKING, is_open
from zhiye.kernel import clock
from zhiye.timers.arming import arm, cancel

CONTACT, SOON, OVERDUE, CALLBACK = "contact", "soon", "overdue", "callback"
KINDS = {step: f"cases.{step}" for step in (CONTACT, SOON, OVERDUE, CALLBACK)}  # of timers
Moments = dict[str, datetime]  # step ("contact", "overdue1") -> when


def limits_of(case: Case) -> Limits:
    """What holds for the matter: the rules of the day it came."""
    day = timezone.localtime(case.received_at).date()
    return limits(case.source, case.nature, day, settings.REGION)


def kind_of(step: str) -> str:
    """overdue1 → overdue."""
    return step.rstrip("0123456789")


def implied(case: Case, began: datetime | None = None) -> Moments:
    """The moments at which the clock is to say something about the matter, by its rows; ``began``: of a new one.

    None for one that is closed, withdrawn, or with the street. What was past already when the clock began (a ticket
    typed in late) is not told any more, but for the last word about being overdue.
    """
    if case.withdrawn_at or not is_open(case.state) or case.level == "street":
        return {}
    rules, began = limits_of(case), began or clock_began(case)
    found: dict[str, datetime | None] = {}
    if case.contacted_at is None:
        found[CONTACT] = rules.contact_by(case.received_at)
    if case.state == ASKING:
        found[CALLBACK] = rules.callback_by(asked_at(case))
    if case.due_at:
        found[SOON] = rules.soon_at(began, case.due_at)
    moments = {step: moment for step, moment in found.items() if moment and moment > began}
    return moments | (_overdue(rules, case.due_at, began) if case.due_at else {})


def about(case: Case, step: str, moment: datetime) -> datetime:
    """The limit that a moment is about: the deadline, for what is said before and after it; else the moment itself."""
    return case.due_at if case.due_at and kind_of(step) in (SOON, OVERDUE) else moment


def follow(case: Case) -> None:
    """Arm, move and cancel timers so that they are those that ``implied`` tells. Inside a command."""
    wanted = implied(case)
    for kind in {*KINDS} - {kind_of(step) for step in wanted}:
        cancel(KINDS[kind], case.pk)
    steps = {step for step in wanted if kind_of(step) == OVERDUE}
    for number, _rule in enumerate(limits_of(case).overdue if steps else ()):
        if f"{OVERDUE}{number}" not in steps:
            cancel(KINDS[OVERDUE], case.pk, f"{OVERDUE}{number}")
    begin(case, wanted)


def begin(case: Case, wanted: Moments | None = None) -> None:
    """The first timers of a new matter: there is nothing to cancel yet."""
    for step, moment in (implied(case) if wanted is None else wanted).items():
        arm(KINDS[kind_of(step)], case.pk, moment, step=step, path=case.path)


def clock_began(case: Case) -> datetime:
    """The moment since which the present deadline holds: noted, taken up again, or given more time."""
    again = Step.objects.filter(case=case, state=AGAIN, act=MOVED, undone_at=None).order_by("-id").first()
    more = Extension.objects.filter(case=case, state=GIVEN).order_by("-id").first()
    moments = [case.noted_at, again.at if again else None, more.answered_at or more.at if more else None]
    return max(moment for moment in moments if moment)


def asked_at(case: Case) -> datetime:
    """When the matter came to wait for the resident's answer."""
    step = Step.objects.filter(case=case, state=ASKING, act=MOVED, undone_at=None).order_by("-id").first()
    return step.at if step else case.received_at


def due_again(case: Case, *, ended: bool) -> datetime | None:
    """The deadline of a matter that comes up again: the limit for doing it anew. One that had not ``ended`` keeps a
    later deadline of its own."""
    anew = limits_of(case).redo_by(clock.now())
    if ended:
        return anew
    return max(filter(None, (anew, case.due_at)), default=None)


def _overdue(rules: Limits, due: datetime, began: datetime) -> Moments:
    moments = {f"{OVERDUE}{n}": rules.overdue_at(due, step) for n, step in enumerate(rules.overdue)}
    past = [step for step, moment in moments.items() if moment <= began]
    return {step: moment for step, moment in moments.items() if step not in past[:-1]}
