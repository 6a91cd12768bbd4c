"""More time for a matter: given by whoever may agree to it, or asked for and answered."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import timing
from zhiye.cases.commands.keeping import hold_case, in_the_register, line, told
from zhiye.cases.commands.meanwhile import changed
from zhiye.cases.models import ASKED, GIVEN, REFUSED, Case, Extension
from zhiye.cases.permissions import APPROVE, EDIT
from zhiye.cases.queries.one import approvers_for
from zhiye.cases.workflow import is_open
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.notices.telling import tell


@command("cases.extend", gettext_lazy("延期"))
def extend_case(
    by: Actor,
    *,
    case: Case,
    days: int,
    reason: str,
    approved_by: User | None = None,
    told_caller: bool = False,
    version: int,
) -> Extension:
    """``days`` working days more. By somebody who may agree to it: at once. By others: ``approved_by`` is asked, sees
    it on 今天 and answers with ``answer_extension``; until then the deadline stands.

    Raises Refused without a limit, after it has passed, beyond what the rules allow, or without a reason.
    """
    hold_case(by, case)
    if version != case.version:
        raise changed(by, case, {"due_at": (days, case.due_at)})
    words = line(reason, 200, "reason")
    if not words:
        raise Refused(_("写一句为什么要延期，比如“要等雨停了才能补屋面”。"), "reason")
    was_due, new_due = _new_due(case, days)
    if clock.now() > was_due:
        raise Refused(_("期限已经过了，不能再延。把原因写在进展里，跟居民说一声，接着办。"))
    _check_none_waits(case)
    approver = _approver(by, case, approved_by)
    at_once = by.may(APPROVE, case.path)
    extension = Extension.objects.create(
        case=case,
        was_due=was_due,
        new_due=new_due,
        reason=words,
        approved_by=approver,
        told_caller=told_caller,
        state=GIVEN if at_once else ASKED,
        at=clock.now(),
        answered_at=clock.now() if at_once else None,
        by=by.user if isinstance(by, UserActor) else None,
    )
    if at_once:
        _give(case, extension)
    else:
        _ask(approver, extension)
    changes = {"due_at": (was_due, new_due), "state": (None, extension.state)}
    log.write(by, "cases.extend", case, case.path, changes, told(case.ring, words))
    return extension


@command("cases.answer_extension", gettext_lazy("答复了延期"))
def answer_extension(by: Actor, *, extension: Extension, agree: bool, answer: str = "") -> Extension:
    """Whoever may agree says yes or no; with no, a sentence why. One asked in time may be given after the old limit."""
    case = extension.case
    hold_case(by, case)
    by.require(APPROVE, case.path, seen_with=EDIT)
    hold(extension)
    if extension.state != ASKED:
        raise Refused(_("这次延期已经答复过了：%(state)s。") % {"state": extension.get_state_display()})
    if extension.was_due != case.due_at or not is_open(case.state):
        raise Refused(_("这件事后来变过，这次延期不作数了。还要延，重新请一次。"))
    words = line(answer, 200, "answer")
    if not agree and not words:
        raise Refused(_("写一句为什么不同意，办的人好接着办。"), "answer")
    extension.state = GIVEN if agree else REFUSED
    extension.answer, extension.answered_at = words, clock.now()
    if isinstance(by, UserActor):
        extension.approved_by = by.user
    extension.save(update_fields=["state", "answer", "answered_at", "approved_by"])
    if agree:
        _give(case, extension)
    changes = {"state": (ASKED, extension.state), "due_at": (extension.was_due, case.due_at)}
    log.write(by, "cases.answer_extension", case, case.path, changes, told(case.ring, words))
    return extension


def _new_due(case: Case, days: int) -> tuple[datetime, datetime]:
    """The limit as it is, and as it would be. Raises Refused."""
    if not is_open(case.state) or case.due_at is None:
        raise Refused(_("这件事没有在走的期限，不用延期。"))
    rules = timing.limits_of(case)
    given = Extension.objects.filter(case=case, state=GIVEN).count()
    if given >= rules.extensions:
        raise Refused(_("最多延 %(n)d 次，这件事已经延过了。") % {"n": rules.extensions}, "days")
    new_due = rules.extended(case.due_at, days, given)
    if new_due is None:
        raise Refused(_("一次延 1 到 %(most)d 个工作日，改一下。") % {"most": rules.extension_most}, "days")
    return case.due_at, new_due


def _approver(by: Actor, case: Case, named: User | None) -> User:
    """Who agrees: whoever writes it and may, else the one named. Raises Refused for somebody who may not."""
    if isinstance(by, UserActor) and by.may(APPROVE, case.path):
        return by.user
    if named is None:
        raise Refused(_("选一位能同意延期的同事。"), "approved_by")
    if not named.is_active or named not in approvers_for(by, case):
        raise Refused(_("%(name)s不能同意延期，换一位。") % {"name": named.name}, "approved_by")
    return named


def _check_none_waits(case: Case) -> None:
    """Raises Refused while somebody is asked. What nobody can answer any more (another deadline since, an approver
    who left) makes room."""
    asked = Extension.objects.filter(case=case, state=ASKED).select_related("approved_by").first()
    if asked is None:
        return
    if asked.was_due == case.due_at and asked.approved_by.is_active:
        raise Refused(_("已经请过一次延期，还没有答复。等一等，或者去问一声。"))
    asked.state, asked.answered_at = REFUSED, clock.now()
    asked.answer = in_the_register(gettext_lazy("后来变过，不作数了"))
    asked.save(update_fields=["state", "answer", "answered_at"])


def _give(case: Case, extension: Extension) -> None:
    case.due_at = extension.new_due
    case.version += 1
    case.save(update_fields=["due_at", "version"])
    timing.follow(case)


def _ask(approver: User, extension: Extension) -> None:
    run = running.current()
    if run is None:
        raise NotFound
    url = reverse("cases-detail", args=[extension.case_id])
    tell(approver, "look", key=f"cases.extension.{run.op}", url=url)
