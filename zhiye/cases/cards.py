"""What matters put on 今天: promises that fall due, matters nobody has answered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.cases import queries
from zhiye.cases.models import Case, Promise
from zhiye.cases.permissions import EDIT
from zhiye.cases.queries.seen import shown_case
from zhiye.cases.showing import due_tag, name_for, promised
from zhiye.cases.states import AGAIN, WORDS
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.ui.today import CARDS, Card, TodayRow

PROMISE, NEW = 30, 35  # a new matter is not to drown among what is to be looked at again
MOST = 60  # rows one card hands over; the count is of all


@CARDS.register(15, "promises")
def promises_due(actor: Actor) -> Card | None:
    """What was promised for today, or before."""
    if not actor.may(EDIT):
        return None
    found, count = queries.due_promises(actor, clock.today(), MOST)
    return Card([_promise_row(actor, promise) for promise in found], count)


@CARDS.register(25, "cases")
def new_matters(actor: Actor) -> Card | None:
    """Matters that came in, or came up again, and that nobody has in hand."""
    if not actor.may(EDIT):
        return None
    found, count = queries.unanswered(actor, MOST)
    return Card([_case_row(case) for case in found], count)


def _promise_row(actor: Actor, promise: Promise) -> TodayRow:
    """The row leads to the promise, on wide windows too: there stand the likely answers."""
    case, name = shown_case(actor, promise), name_for(actor, promise.person)
    home = promise.person.home if promise.person and name else None
    place = promise.place or home or (case.place if case else None)
    door = place.door if place else ""
    who = name or (case.title if case else "") or promise.who or _("说好的")
    what = promised(promise)
    if promise.by_id != writer_of(actor):
        what += _("（%(name)s答应的）") % {"name": promise.by.name}
    due = promise.due or clock.today()
    url = reverse("cases-promise", args=[promise.pk])
    return TodayRow(PROMISE, who, door, what, url, due, due_tag(due, clock.today()), named=bool(name))


def _case_row(case: Case) -> TodayRow:
    what = _("又来了，还没人接") if case.state == AGAIN else _("新来的，还没人接")
    door = case.place.door if case.place else ""
    url = reverse("cases-detail", args=[case.pk])
    return TodayRow(NEW, case.title, door, what, url, case.opened_on, str(WORDS[case.state]))
