"""What the commands of matters share: asking leave for one, tidying a line of text, telling the trail."""

from typing import Any

from django.utils.translation import gettext as _

from zhiye.audit import log
from zhiye.cases.leave import require_row
from zhiye.cases.models import Case, Promise
from zhiye.cases.permissions import EDIT
from zhiye.journal.texts import clean
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
