"""Writing activities: one is recorded, told better, withdrawn and brought back; a month of a desk goes in at once."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.activities import leave, rules
from zhiye.activities.models import Activity, Tally
from zhiye.activities.permissions import WRITE
from zhiye.activities.values import DayTold, Told
from zhiye.activities.wording import label
from zhiye.audit import log, meanwhile
from zhiye.cases.leave import committee_at, committee_of_writer, writer_account
from zhiye.cases.models import Case
from zhiye.cases.queries.seen import sees_case
from zhiye.journal import rings
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.places.models import Place
from zhiye.visits.models import Contact
from zhiye.visits.permissions import VIEW as VIEW_CONTACTS

BESIDES = {
    "kind",
    "daily",
    "committee",
    "path",
}  # of an activity, what changes no more or follows from the rest


@command("activities.record", gettext_lazy("记了一场活动"))
def record_activity(
    by: Actor,
    *,
    told: Told,
    committee: Place | None = None,
    case: Case | None = None,
    contact: Contact | None = None,
    writer: User | None = None,
) -> Activity:
    """One activity of ``committee`` (where ``told.place`` is, else the writer's own, when none is named).

    ``case`` is the matter it was held for, ``contact`` the contact it was first noted as. A program names the
    ``writer``. Raises Refused: an unknown kind, a wrong day or number, a second one on a desk's day or of a contact,
    a matter or contact for 仅我和书记.
    """
    where = _committee(by, committee or told.place or contact or case)
    _check_place(by, told.place, where)
    _check_open(by, case, contact)
    kept = rules.values_of(told)
    activity = Activity(
        committee=where,
        path=told.place.path if told.place else where.path,
        case=case,
        contact=contact,
        by=writer_account(by, writer, "writer"),
        noted_at=clock.now(),
        **kept,
    )
    _only_one(activity)
    activity.save(force_insert=True)
    counts = rules.tallies_of(told)
    Tally.objects.bulk_create(
        Tally(activity=activity, what=code, count=count) for code, count in counts.items()
    )
    log.write(by, "activities.record", activity, activity.path, _changes({}, kept | counts))
    return activity


@command("activities.change", gettext_lazy("改了一场活动"))
def change_activity(by: Actor, *, activity: Activity, told: Told, version: int) -> Activity:
    """It is told better; its kind stays. ``version`` is the one that was on the page.

    Raises Conflict ((mine, theirs) by field) when somebody changed it meanwhile, Refused as ``record_activity``.
    """
    _hold(by, activity)
    if told.kind != activity.kind:
        raise Refused(_("哪一种活动不改。记错了就撤销，另记一场。"), "kind")
    _check_place(by, told.place, activity.committee)
    kept, counts = rules.values_of(told), rules.tallies_of(told)
    was = {name: getattr(activity, name) for name in kept} | _tallies(activity)
    changes = _changes(was, kept | {code: counts.get(code) for code in {*counts, *_tallies(activity)}})
    if changes and version != activity.version:
        both = {label(name): (new, old) for name, (old, new) in changes.items()}
        raise meanwhile.conflict(by, activity, both, permission=WRITE, actions=("activities.change",))
    if changes:
        for name, value in kept.items():
            setattr(activity, name, value)
        activity.path = told.place.path if told.place else activity.committee.path
        activity.version += 1
        _only_one(activity)
        activity.save()
        Tally.objects.filter(activity=activity).delete()
        Tally.objects.bulk_create(Tally(activity=activity, what=code, count=n) for code, n in counts.items())
    log.write(by, "activities.change", activity, activity.path, changes)
    return activity


@command("activities.withdraw", gettext_lazy("撤销了一场活动"))
def withdraw_activity(by: Actor, *, activity: Activity) -> Activity:
    """It was noted by mistake: it counts no more."""
    _hold(by, activity)
    activity.withdrawn_at = clock.now()
    activity.save(update_fields=["withdrawn_at"])
    log.write(by, "activities.withdraw", activity, activity.path, {"title": (activity.title, None)})
    return activity


@command("activities.restore", gettext_lazy("恢复了一场活动"))
def restore_activity(by: Actor, *, activity: Activity) -> Activity:
    """It was no mistake. Raises Refused where another one stands in its place meanwhile."""
    hold(activity)
    leave.require(by, activity.path)
    if activity.withdrawn_at is not None:
        _only_one(activity)
        activity.withdrawn_at = None
        activity.save(update_fields=["withdrawn_at"])
    log.write(by, "activities.restore", activity, activity.path, {"title": (None, activity.title)})
    return activity


@command("activities.record_days", gettext_lazy("记了服务点的一串日子"))
def record_days(
    by: Actor,
    *,
    kind: str,
    days: Sequence[DayTold],
    title: str = "",
    committee: Place | None = None,
    writer: User | None = None,
) -> int:
    """The days of a desk that is open every day, each an activity of the series ``title``; all of them or none.

    Answers how many. Raises Refused: no day, a kind that is not daily, a day that is recorded already.
    """
    where = _committee(by, committee)
    if not rules.known_kind(kind).daily:
        raise Refused(_("这一种活动一场一场记。"), "kind")
    if not days:
        raise Refused(_("还没有写哪一天。写上几天再存。"), "days")
    for day in days:
        told = Told(kind, day.on, title=title, person_times=day.person_times, tallies=day.tallies)
        record_activity(by, told=told, committee=where, writer=writer)
    log.write(by, "activities.record_days", where, where.path, {"days": (None, len(days))})
    return len(days)


def _committee(by: Actor, about: Place | Contact | Case | None) -> Place:
    """The committee an activity belongs to; leave is asked for it."""
    if about is None:
        by.require(WRITE)
        return committee_of_writer(by, WRITE)
    leave.require(by, about.path)
    return committee_at(about.path)


def _check_place(by: Actor, place: Place | None, committee: Place) -> None:
    if place is not None and not place.path.startswith(committee.path):
        leave.require(by, place.path)
        raise Refused(_("这里是另一个居民区的地方，换一处，或者用几个字写。"), "where")


def _check_open(by: Actor, case: Case | None, contact: Contact | None) -> None:
    """The matter and the contact are the actor's to see, and the whole team's: an activity is."""
    if case is not None and not sees_case(by, case):
        raise NotFound
    if contact is not None and not rings.may_see(
        by, VIEW_CONTACTS, ring=contact.ring, path=contact.path, writer=contact.by_id
    ):
        raise NotFound
    if any(one is not None and one.ring != "team" for one in (case, contact)):
        raise Refused(_("活动大家都看得到，这件事只有您和书记能看，不连在一起。"))


def _only_one(activity: Activity) -> None:
    others = Activity.objects.filter(withdrawn_at=None).exclude(pk=activity.pk)
    if activity.contact_id and others.filter(contact=activity.contact_id).exists():
        raise Refused(_("这一次已经记成一场活动了。"))
    if not activity.daily:
        return
    same = others.filter(
        committee=activity.committee, kind=activity.kind, series=activity.series, on=activity.on
    )
    if same.exists():
        day = {"month": activity.on.month, "day": activity.on.day, "name": activity.series}
        raise Refused(_("%(month)d月%(day)d日的%(name)s已经记过了，要改就点开那一天。") % day, "on")


def _hold(by: Actor, activity: Activity) -> None:
    hold(activity)
    leave.require(by, activity.path)
    if activity.withdrawn_at:
        raise NotFound


def _tallies(activity: Activity) -> dict[str, int]:
    return dict(Tally.objects.filter(activity=activity).values_list("what", "count"))


def _changes(was: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What differs and says something, a place by its name."""
    told = {name: (_plain(was.get(name)), _plain(value)) for name, value in new.items()}
    return {name: both for name, both in told.items() if both[0] != both[1] and name not in BESIDES}


def _plain(value: Any) -> Any:
    if isinstance(value, Place):
        return value.name
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return None if value == "" else value
