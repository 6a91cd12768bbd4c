"""One stretch of a matter's way through the levels: begun with its clock, ended, kept in step with who has it."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from zhiye.cases import levels
from zhiye.cases.clocks import limits
from zhiye.cases.models import Case, Handing
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.timers.arming import arm, cancel

KIND = "cases.handing"  # the timer of a stretch with another level


def stretch(
    case: Case,
    act: str,
    level: str,
    *,
    brief: str = "",
    since: datetime | None = None,
    by: Actor | None = None,
) -> Handing:
    began = since or clock.now()
    own = level == case.level or act in ("back", "assign", "open")
    handing = Handing.objects.create(
        case=case,
        act=act,
        level=level,
        unit=levels.unit_of(case, level),
        owner=case.owner if own else None,
        brief=brief,
        since=began,
        due_at=case.due_at if own else _due(case, began),
        by_id=writer_of(by) if by else None,
    )
    if not own and handing.due_at:
        arm(KIND, handing.pk, handing.due_at, path=case.path)
    return handing


def _due(case: Case, since: datetime) -> datetime | None:
    """Until when another level answers: the rules', and never after the resident is to have an answer."""
    rules = limits(case.source, case.nature, timezone.localtime(since).date(), settings.REGION)
    found = [moment for moment in (rules.handed_by(since), case.due_at) if moment and moment > since]
    return min(found, default=None)


def end(handing: Handing) -> None:
    handing.ended_at = clock.now()
    handing.save(update_fields=["ended_at", "result"])
    cancel(KIND, handing.pk)


def keep_way(case: Case, was_level: str) -> None:
    """After the matter was given to a colleague of another level below the street: the way tells it, once the matter
    has a way at all. The caller has saved ``case.level``."""
    if case.level == was_level or not Handing.objects.filter(case=case).exists():
        return
    for row in Handing.objects.filter(case=case, level=was_level, ended_at=None):
        end(row)
    if not Handing.objects.filter(case=case, level=case.level, ended_at=None).exists():
        stretch(case, "assign", case.level)
