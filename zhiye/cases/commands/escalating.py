"""The clock says something about a matter: kept once, told to whom the rules name."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import timing
from zhiye.cases.commands.keeping import case_url, hold_case
from zhiye.cases.levels import STREET as STREET_LEVEL
from zhiye.cases.levels import unit_of
from zhiye.cases.models import Case, Escalation
from zhiye.cases.queries.seen import sees_case
from zhiye.cases.serving import holders, street_office
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.notices.telling import tell

OWNER, SECRETARY = "owner", "secretary"


@command("cases.escalate", gettext_lazy("期限到了"))
def escalate(by: Actor, *, case: Case, step: str, due_at: datetime) -> int:
    """A ``step`` (contact, soon, overdue0 …) of the limit ``due_at`` has come: told once to each whom the rules name.

    Answers how many are told now: none when the clock was set anew meanwhile, or when they know already.
    """
    hold_case(by, case)
    moment = timing.implied(case).get(step)
    if moment is None or moment > clock.now() or timing.about(case, step, moment) != due_at:
        log.write(by, "cases.escalate", case, case.path)
        return 0
    fresh = [user for user in _whom(case, step) if _note(case, step, due_at, user)]
    for user in fresh:
        if step != timing.CALLBACK:  # that one stands on 今天; nobody is rung up about it
            tell(user, "look", key=f"cases.{step}.{case.pk}.{due_at:%Y%m%d%H%M}", url=_page(case, user))
    log.write(by, "cases.escalate", case, case.path, {"step": (None, step), "told": (None, len(fresh))})
    return len(fresh)


def _note(case: Case, step: str, due_at: datetime, user: User) -> bool:
    """Keep that ``user`` is told; False when they were told of this very moment before."""
    _row, fresh = Escalation.objects.get_or_create(
        case=case, step=step, due_at=due_at, told=user, defaults={"at": clock.now()}
    )
    return fresh


def _whom(case: Case, step: str) -> list[User]:
    """Whoever has it in hand; of being overdue, whom the rule of that step names."""
    if timing.kind_of(step) != timing.OVERDUE:
        return [case.owner]
    to = timing.limits_of(case).overdue[int(step.removeprefix(timing.OVERDUE))].to
    if to == OWNER:
        return [case.owner]
    return _secretaries(case) if to == SECRETARY else street_office(unit_of(case, STREET_LEVEL))


def _secretaries(case: Case) -> list[User]:
    """The secretary; the director where there is none and the matter is the team's."""
    found = holders("secretary", case.committee)
    return found or (holders("director", case.committee) if case.ring == "team" else [])


def _page(case: Case, user: User) -> str:
    """Where it is looked at: the matter's page; for the street, which sees only that it is late, its own."""
    return case_url(case) if sees_case(UserActor(user), case) else reverse("cases-street")
