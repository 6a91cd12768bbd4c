"""What was promised: made, moved to another day, kept, dropped, taken up again, taken back as a mistake."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.commands.keeping import hold_case, hold_promise, line, may_have_it, tell_given, told
from zhiye.cases.leave import home_path, known_ring, require_about, writer_account
from zhiye.cases.models import DROPPED, KEPT, Case, Promise
from zhiye.cases.permissions import EDIT
from zhiye.cases.promise_days import refuse_before, refuse_too_far
from zhiye.journal.sources import undo_sources
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.places.models import Place


@command("cases.promise", gettext_lazy("记下说好的事"))
def make_promise(
    by: Actor,
    *,
    what: str,
    who: str = "",
    due: date | None = None,
    case: Case | None = None,
    person: Person | None = None,
    place: Place | None = None,
    ring: str = "team",
    made_on: date | None = None,
    maker: User | None = None,
    owner: User | None = None,
) -> Promise:
    """``who`` ("" is 我们) will do ``what`` by ``due``. In a matter of a narrow ring it is in that ring too.

    ``owner`` is the colleague who is to do it, or to look after it; else its maker. They see it whatever its ring, and
    are told. A program names the ``maker``. Raises Refused: nothing said, due before it was said.
    """
    require_about(by, EDIT, place, (person,) if person else ())
    known_ring(ring)
    if case is not None:
        hold_case(by, case)
        ring = "secretary" if case.ring == "secretary" else ring
    words = line(what, 200, "what")
    if not words:
        raise Refused(_("写一句说好了做什么，比如“周五前清窨井”。"), "what")
    day = made_on or clock.today()
    _due_after(due, day)
    path = home_path(by, EDIT, *(one.path for one in (place, person, case) if one))
    promise = Promise.objects.create(
        case=case,
        person=person,
        place=place,
        path=path,
        who=line(who, 40, "who"),
        what=words,
        due=due,
        ring=ring,
        made_on=day,
        by=writer_account(by, maker, "maker"),
        owner=may_have_it(owner, path, "owner") if owner else None,
    )
    if owner:
        tell_given(by, owner, reverse("cases-promise", args=[promise.pk]), promise)
    changes = {"what": (None, told(ring, words)), "due": (None, due)}
    log.write(by, "cases.promise", promise, promise.path, changes)
    return promise


@command("cases.give_promise", gettext_lazy("把说好的事派给同事"))
def give_promise(by: Actor, *, promise: Promise, to: User) -> Promise:
    """``to`` does it, or looks after it, from now on: it stands on their 今天, and they are told."""
    _hold_open(by, promise)
    was, promise.owner = promise.owner_id or promise.by_id, may_have_it(to, promise.path)
    promise.save(update_fields=["owner"])
    if was != to.pk:
        tell_given(by, to, reverse("cases-promise", args=[promise.pk]), promise)
    log.write(by, "cases.give_promise", promise, promise.path, {"owner": (was, to.pk)})
    return promise


@command("cases.move_promise", gettext_lazy("改了说好的日子"))
def move_promise(by: Actor, *, promise: Promise, due: date | None) -> Promise:
    """Another day, or none yet."""
    _hold_open(by, promise)
    if due is not None and due < clock.today():
        raise Refused(_("这一天已经过了，选今天或以后的日子。"), "due")
    refuse_too_far(due, clock.today())
    was, promise.due = promise.due, due
    promise.save(update_fields=["due"])
    log.write(by, "cases.move_promise", promise, promise.path, {"due": (was, due)})
    return promise


@command("cases.keep_promise", gettext_lazy("说好的事办到了"))
def keep_promise(by: Actor, *, promise: Promise) -> Promise:
    """It was done."""
    _hold_open(by, promise)
    return _settle(by, "cases.keep_promise", promise, KEPT, "")


@command("cases.drop_promise", gettext_lazy("说好的事不用办了"))
def drop_promise(by: Actor, *, promise: Promise, reason: str = "") -> Promise:
    """It will not be done; ``reason`` says why."""
    _hold_open(by, promise)
    words = line(reason, 200, "reason")
    if not words:
        raise Refused(_("写一句为什么不用办了，比如“儿子已经陪她去过”。"), "reason")
    return _settle(by, "cases.drop_promise", promise, DROPPED, words)


@command("cases.reopen_promise", gettext_lazy("说好的事重新打开"))
def reopen_promise(by: Actor, *, promise: Promise) -> Promise:
    """It was settled by a slip of the hand, or turned out not to be done."""
    hold_promise(by, promise)
    if promise.state == "open":
        raise Refused(_("这一条本来就没有办完。"))
    was = promise.state
    promise.state, promise.settled_on, promise.reason = "open", None, ""
    promise.save(update_fields=["state", "settled_on", "reason"])
    log.write(by, "cases.reopen_promise", promise, promise.path, {"state": (was, "open")})
    return promise


@command("cases.withdraw_promise", gettext_lazy("撤销了说好的事"))
def withdraw_promise(by: Actor, *, promise: Promise, reason: str = "") -> Promise:
    """Noted by mistake: nobody promised that."""
    hold_promise(by, promise)
    promise.withdrawn_at = clock.now()
    promise.save(update_fields=["withdrawn_at"])
    undo_sources([promise.pk])
    words = told(promise.ring, reason[:200])
    log.write(by, "cases.withdraw_promise", promise, promise.path, {"withdrawn": (None, True)}, words)
    return promise


def _hold_open(by: Actor, promise: Promise) -> None:
    hold_promise(by, promise)
    if promise.state != "open":
        state = promise.get_state_display()
        raise Refused(_("这一条已经是“%(state)s”了，要改先重新打开。") % {"state": state})


def _settle(by: Actor, action: str, promise: Promise, state: str, reason: str) -> Promise:
    promise.state, promise.settled_on, promise.reason = state, clock.today(), reason
    promise.save(update_fields=["state", "settled_on", "reason"])
    changes = {"state": ("open", state)}
    log.write(by, action, promise, promise.path, changes, told(promise.ring, reason))
    return promise


def _due_after(due: date | None, made_on: date) -> None:
    refuse_before(due, made_on)
    refuse_too_far(due, clock.today())
    if made_on > clock.today():
        raise Refused(_("这一天还没到，写今天或以前的日子。"), "made_on")
