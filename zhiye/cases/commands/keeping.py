"""What the commands of matters share: asking leave for one, a step of one, a line of text, telling the trail."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiye.accounts.actor import UserActor, rights_of
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import levels, timing
from zhiye.cases.commands.stretches import keep_way
from zhiye.cases.leave import require_row
from zhiye.cases.models import ASSIGNED, MOVED, Case, Promise, Reply, Step
from zhiye.cases.permissions import EDIT
from zhiye.cases.workflow import AGAIN, CLOSED, check_answer, check_move
from zhiye.journal.rings import committee_path, writer_of
from zhiye.journal.texts import clean
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import HouseFault, NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.notices.telling import tell


def hold_case(by: Actor, case: Case) -> None:
    """Hold the matter for somebody who may change it; a withdrawn one is not there."""
    hold(case)
    require_row(by, EDIT, ring=case.ring, path=case.path, writers=(case.opened_by_id, case.owner_id))
    if case.withdrawn_at:
        raise NotFound


def hold_promise(by: Actor, promise: Promise) -> None:
    """The same for a promise; who looks after it and who has its matter in hand may settle it too."""
    hold(promise)
    require_row(by, EDIT, ring=promise.ring, path=promise.path, writers=writers_of(promise))
    if promise.withdrawn_at:
        raise NotFound


def writers_of(promise: Promise) -> tuple[UUID, ...]:
    """Who sees a promise whatever its ring: who made it, who looks after it, who has its matter in hand."""
    case = promise.case.owner_id if promise.case else None
    return tuple(key for key in (promise.by_id, promise.owner_id, case) if key)


def line(text: str, most: int, field: str) -> str:
    """``text`` on one line. Raises Refused when it is longer than ``most`` characters."""
    kept = " ".join(clean(text, field).split())
    if len(kept) > most:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": most}, field)
    return kept


def in_the_register(words: Any, **told: object) -> str:
    """A sentence of the program's own, as it is kept: in the language of the register, whoever acts."""
    with override(settings.LANGUAGE_CODE):
        return str(words) % told if told else str(words)


def told(ring: str, value: Any) -> Any:
    """``value`` as the trail keeps it: words of a row for 仅我和书记 do not stand there."""
    return value if ring == "team" or not value else log.SECRET


def one_of(code: str, choices: list[tuple[str, Any]], field: str) -> None:
    """Raises Refused for a word that is none of the ``choices``."""
    if code not in dict(choices):
        raise Refused(_("从列出的几项里选一个。"), field)


def may_have_it(user: User, path: str, field: str = "to", by: Actor | None = None) -> User:
    """The colleague, if they work on matters there; ``by`` asks. Raises Refused."""
    if not user.is_active or not holds_edit(user, path, by):
        raise Refused(_("%(name)s管不到这里，换一位同事。") % {"name": user.name}, field)
    return user


def holds_edit(user: User, path: str, by: Actor | None = None) -> bool:
    """Whether the colleague works on matters in the committee of ``path``; ``by`` asks."""
    return any(path.startswith(committee_path(prefix)) for prefix in rights_of(user, by).scope(EDIT))


def tell_given(by: Actor, to: User, url: str, case: Case | Promise) -> None:
    """A notice for whoever has something in hand from now on; nobody is told what they did themselves."""
    run = running.current()
    if run is None:
        raise HouseFault("a notice is written inside a command only")
    if writer_of(by) != to.pk:
        tell(to, "given", key=f"cases.given.{run.op}.{case.pk}", url=url)


def case_url(case: Case) -> str:
    """The page of the matter."""
    return reverse("cases-detail", args=[case.pk])


def take_step(
    by: Actor,
    case: Case,
    state: str,
    reason: str,
    *,
    reply: Reply | None = None,
    unasked: str = "",
    into: Case | None = None,
    public_line: str = "",
    carried: dict[str, Any] | None = None,
) -> Step:
    """The held matter goes to ``state``, by the table of moves; the step is kept, with the resident's answer it
    rests on, or why there is none. Raises Refused.

    What the resident reads is ``public_line`` from now on, "" is what the state says. The clock follows; one that
    comes up again has the limit for doing it anew, and whoever has it in hand is told.
    """
    check_move(case.state, state, reason)
    check_answer(state, reply.solved if reply else "", unasked)
    step = _kept(
        by, case, state, reason, reply=reply, unasked="" if reply else unasked, carried=carried or {}
    )
    step.other = into or step.other
    step.save()
    case.state = state
    case.outcome = reason if state in CLOSED else ""
    case.closed_on = step.on if state in CLOSED else None
    case.into, case.public_line = into, public_line
    if state == AGAIN:
        case.due_at = timing.due_again(case, ended=step.was in CLOSED)
        tell_given(by, case.owner, case_url(case), case)
    case.version += 1
    case.save(update_fields=["state", "outcome", "closed_on", "into", "public_line", "due_at", "version"])
    timing.follow(case)
    return step


def assign(by: Actor, case: Case, to: User) -> Step | None:
    """The held matter is in the hands of ``to``; the step is kept. None when it was already."""
    if case.owner_id == to.pk:
        return None
    step = _kept(by, case, case.state, to.name, act=ASSIGNED)
    step.save()
    case.version += 1
    put_in_hands(case, to)
    tell_given(by, to, case_url(case), case)
    return step


def put_in_hands(case: Case, to: User) -> None:
    """``to`` has the held matter, at their own level unless it is with the street; its way tells it. Saves."""
    case.owner, was_level = to, case.level
    if case.level != levels.STREET:
        case.level = levels.level_of(to, case.path)
    case.save(update_fields=["owner", "level", "version"])
    keep_way(case, was_level)


def _kept(by: Actor, case: Case, state: str, reason: str, act: str = MOVED, **more: Any) -> Step:
    """The row of a step, with all that taking it back needs; not yet saved."""
    return Step(
        case=case,
        act=act,
        was=case.state,
        state=state,
        reason=reason,
        before=case.outcome,
        closed_before=case.closed_on,
        due_before=case.due_at,
        owner_before=case.owner,
        line_before=case.public_line,
        other=case.into,
        on=clock.today(),
        at=clock.now(),
        by=by.user if isinstance(by, UserActor) else None,
        **more,
    )
