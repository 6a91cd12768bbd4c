"""What matters put on 今天: time that runs out, calls to make, promises that fall due, matters nobody has answered.

A matter stands there once: what is most pressing about it. The morning digest counts the same rows.
"""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.cases import queries
from zhiye.cases.models import Case, Extension, Handing, Promise
from zhiye.cases.permissions import EDIT, STREET
from zhiye.cases.queries.seen import sees_case, shown_case
from zhiye.cases.showing import clock_of, day_words, due_tag, name_for, promised
from zhiye.cases.timing import limits_of
from zhiye.cases.workflow import ASKING, UNANSWERED, WORDS
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.notices.slots import DIGEST
from zhiye.ui.today import CARDS, Card, TodayRow
from zhiye.workdays.calendar import after

CLOCK, PROMISE, NEW, ASK = 20, 30, 35, 40  # a new matter is not to drown among what is to be looked at again
MOST = 60  # rows one card hands over; the count is of all


@CARDS.register(10, "cases.clock")
def time_running_out(actor: Actor) -> Card | None:
    """Matters whose time is over or ends within a working day, first contacts and call-backs that are due."""
    if not actor.may(EDIT):
        return None
    today = clock.today()
    found, count = queries.running_out(actor, after(today, 1), MOST)
    rows = {
        case.pk: _clock_row(case, case.due_at, CLOCK, _what(actor, case)) for case in found if case.due_at
    }
    for one in queries.to_contact(actor, today):
        rows.setdefault(one.case.pk, _clock_row(one.case, one.due, CLOCK, _what(actor, one.case)))
    for one in queries.calls_due(actor, today):
        rows.setdefault(one.case.pk, _clock_row(one.case, one.due, ASK, _what(actor, one.case)))
    return Card(list(rows.values()), count - len(found) + len(rows))


@CARDS.register(11, "cases.told")
def over_time(actor: Actor) -> Card | None:
    """Matters of others over their time, as far as the rules say that the actor is told."""
    if writer_of(actor) is None:
        return None
    told, count = queries.told_to(actor, MOST)
    found = [case for case in told if actor.may(STREET) or sees_case(actor, case)]
    return Card([_told_row(actor, case) for case in found], count - len(told) + len(found))


@CARDS.register(12, "cases.agree")
def to_agree(actor: Actor) -> Card | None:
    """Extensions that the actor was asked to agree to."""
    if not actor.may(EDIT):
        return None
    found = queries.to_agree(actor, MOST)
    return Card([_extension_row(one) for one in found], len(found))


@CARDS.register(13, "cases.street")
def handed_up(actor: Actor) -> Card | None:
    """At the street: what the committees handed up and nobody has taken, or is late."""
    if not actor.may(STREET):
        return None
    found, count = queries.waiting_at_street(actor)
    return Card([_street_row(actor, one) for one in found[:MOST]], count)


@CARDS.register(15, "promises")
def promises_due(actor: Actor) -> Card | None:
    """What was promised for today, or before."""
    if not actor.may(EDIT):
        return None
    found, count = queries.due_promises(actor, clock.today(), MOST)
    return Card([_promise_row(actor, promise) for promise in found], count)


@CARDS.register(25, "cases")
def new_matters(actor: Actor) -> Card | None:
    """Matters that came in, or came up again, and that nobody has in hand; those that stand above already left out."""
    if not actor.may(EDIT):
        return None
    today = clock.today()
    above = {case.pk for case in queries.running_out(actor, after(today, 1), MOST)[0]}
    above |= {one.case.pk for one in queries.to_contact(actor, today)}
    above |= {case.pk for case in queries.told_to(actor, MOST)[0]}
    above |= {one.case_id for one in queries.to_agree(actor, MOST)}
    found, count = queries.unanswered(actor, MOST, aside=above)
    return Card([_case_row(actor, case) for case in found], count)


@DIGEST.register(20, "cases")
def waiting_in_the_morning(actor: Actor) -> int:
    """How many of these rows there are."""
    cards = (time_running_out, over_time, to_agree, handed_up, promises_due, new_matters)
    return sum(card.count for one in cards if (card := one(actor)))


def _what(actor: Actor, case: Case) -> str:
    """What the matter waits for."""
    if case.state == ASKING:
        return _("问一声：办好了吗？")
    if case.contacted_at is None and limits_of(case).contact:
        return _("还没联系过反映的人")
    return _unanswered(actor, case) or _("要回话")


def _unanswered(actor: Actor, case: Case) -> str:
    """Whose turn it is: a matter has an owner from the first, who may not have looked at it yet. That it is new, or up
    again, says its tag."""
    if case.state not in UNANSWERED:
        return ""
    if case.owner_id == writer_of(actor):
        return _("等您接手")
    return _("%(name)s还没接手") % {"name": case.owner.name}


def _clock_row(case: Case, due: datetime, order: int, what: str) -> TodayRow:
    told = clock_of(due, clock.now())
    return TodayRow(
        order, case.title, _door(case), what, _page(case), _day(due), told.tag or told.words, tone=told.tone
    )


def _told_row(actor: Actor, case: Case) -> TodayRow:
    """What whoever does not see the matter reads of it: its number, its committee, how late it is."""
    due = case.due_at or clock.now()
    told = clock_of(due, clock.now())
    if not sees_case(actor, case):
        what = _("%(number)s 过了期限，还没回话") % {"number": case.number}
        return TodayRow(
            CLOCK, case.committee.name, "", what, reverse("cases-street"), _day(due), told.tag, tone=told.tone
        )
    what = _("过了期限，在%(name)s手上") % {"name": case.owner.name}
    return TodayRow(CLOCK, case.title, _door(case), what, _page(case), _day(due), told.tag, tone=told.tone)


def _extension_row(one: Extension) -> TodayRow:
    told = {"name": one.by.name if one.by else "", "day": day_words(_day(one.new_due), clock.today())}
    what = _("%(name)s请您同意延到%(day)s：") % told + one.reason
    return TodayRow(CLOCK, one.case.title, _door(one.case), what, _page(one.case), _day(one.was_due))


def _promise_row(actor: Actor, promise: Promise) -> TodayRow:
    """The row leads to the promise, on wide windows too: there stand the likely answers."""
    case, name = shown_case(actor, promise), name_for(actor, promise.person)
    home = promise.person.home if promise.person and name else None
    place = promise.place or home or (case.place if case else None)
    door = place.spoken if place and place.door else ""
    who = name or (case.title if case else "") or promise.who or _("说好的")
    due = promise.due or clock.today()
    url = reverse("cases-promise", args=[promise.pk])
    what = promised(promise) + _of_whom(actor, promise)
    return TodayRow(PROMISE, who, door, what, url, due, due_tag(due, clock.today()), named=bool(name))


def _of_whom(actor: Actor, promise: Promise) -> str:
    """Who promised it, or to whom it was given, where that is somebody else."""
    mine = writer_of(actor)
    if promise.owner and promise.owner_id != mine:
        return _("（派给%(name)s的）") % {"name": promise.owner.name}
    return _("（%(name)s答应的）") % {"name": promise.by.name} if promise.by_id != mine else ""


def _case_row(actor: Actor, case: Case) -> TodayRow:
    word = str(WORDS[case.state])
    return TodayRow(NEW, case.title, _door(case), _unanswered(actor, case), _page(case), case.opened_on, word)


def _street_row(actor: Actor, handing: Handing) -> TodayRow:
    """What was written for the street, and no more of the matter."""
    row = queries.street_row(actor, handing)
    word = _("过了时限") if row.late else _("还没人接")
    url = reverse("cases-street-one", args=[handing.pk])
    due = _day(handing.due_at or handing.since)
    return TodayRow(CLOCK, row.committee, row.building, handing.brief, url, due, word)


def _door(case: Case) -> str:
    return case.place.spoken if case.place and case.place.door else ""


def _page(case: Case) -> str:
    return reverse("cases-detail", args=[case.pk])


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
