"""What the commands of matters share: asking leave for one, a step of one, a line of text, telling the trail."""

from typing import Any

from django.utils.translation import gettext as _

from zhiye.accounts.actor import UserActor
from zhiye.audit import log
from zhiye.cases.leave import require_row
from zhiye.cases.models import Case, Promise, Step
from zhiye.cases.permissions import EDIT
from zhiye.cases.states import CLOSED, check_move
from zhiye.journal.texts import clean
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold


def hold_case(by: Actor, case: Case) -> None:
    """Hold the matter for somebody who may change it; a withdrawn one is not there."""
    hold(case)
    require_row(by, EDIT, ring=case.ring, path=case.path, writers=(case.opened_by_id, case.owner_id))
    if case.withdrawn_at:
        raise NotFound


def hold_promise(by: Actor, promise: Promise) -> None:
    """The same for a promise; who has its matter in hand may settle it too."""
    hold(promise)
    writers = (promise.by_id, *((promise.case.owner_id,) if promise.case else ()))
    require_row(by, EDIT, ring=promise.ring, path=promise.path, writers=writers)
    if promise.withdrawn_at:
        raise NotFound


def line(text: str, most: int, field: str) -> str:
    """``text`` on one line. Raises Refused when it is longer than ``most`` characters."""
    kept = " ".join(clean(text, field).split())
    if len(kept) > most:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": most}, field)
    return kept


def told(ring: str, value: Any) -> Any:
    """``value`` as the trail keeps it: words of a row for 仅我和书记 do not stand there."""
    return value if ring == "team" or not value else log.SECRET


def take_step(by: Actor, case: Case, state: str, reason: str) -> Step:
    """The held matter goes to ``state``, by the table of moves; the step is kept. Raises Refused."""
    check_move(case.state, state, reason)
    step = Step.objects.create(
        case=case,
        was=case.state,
        state=state,
        reason=reason,
        before=case.outcome,
        closed_before=case.closed_on,
        on=clock.today(),
        at=clock.now(),
        by=by.user if isinstance(by, UserActor) else None,
    )
    closing = state in CLOSED
    case.state = state
    case.outcome = reason if closing else ""
    case.closed_on = step.on if closing else None
    case.version += 1
    case.save(update_fields=["state", "outcome", "closed_on", "version"])
    return step
