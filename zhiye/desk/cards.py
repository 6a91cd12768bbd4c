"""What the register itself puts on 今天: categories to look at again, values two colleagues wrote differently."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people import fields
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import CategoryHolding, Person
from zhiye.people.queries import to_verify
from zhiye.people.queries.files import called
from zhiye.people.queries.rivals import open_rivals
from zhiye.ui.today import CARDS, Card, TodayRow

EDIT = "people.edit"
PROMISE, REST = 30, 40
MOST = 200  # rows one card hands over; the count is of all
AHEAD = timedelta(days=90)


@CARDS.register(10, "rivals")
def rival_values(actor: Actor) -> Card | None:
    """Two colleagues wrote different things: somebody chooses."""
    if not actor.may(EDIT):
        return None
    found, count = open_rivals(actor, MOST)
    rows = [
        TodayRow(
            PROMISE,
            called(rival.person),
            _door(rival.person),
            _("%(field)s有两个写法，请您选一个") % {"field": fields.LABELS[rival.field]},
            person_url(rival.person),
            timezone.localtime(rival.written_at).date(),
            named=True,
            person=rival.person.pk,
        )
        for rival in found
    ]
    return Card(rows, count)


@CARDS.register(20, "verify")
def due_categories(actor: Actor) -> Card | None:
    """Categories that somebody should look at again by today."""
    return to_look_at_again(actor, clock.today()) if actor.may(EDIT) else None


def to_look_at_again(actor: Actor, by: date) -> Card:
    """The same by any day, for looking ahead."""
    found, count = to_verify(actor, by, MOST)
    rows = [_row_of(holding) for holding in found]
    return Card(rows, count, reverse("people-verify"), _("一个接一个核对"))


def _row_of(holding: CategoryHolding) -> TodayRow:
    due, today = holding.verify_by or clock.today(), clock.today()
    category = CATEGORIES[holding.code].name if holding.code in CATEGORIES else holding.code
    told = {"category": category, "month": due.month, "day": due.day, "year": due.year}
    same_year = due.year == today.year
    when = _("%(month)d月%(day)d日") % told if same_year else _("%(year)d年%(month)d月%(day)d日") % told
    return TodayRow(
        REST,
        called(holding.person),
        _door(holding.person),
        _("“%(category)s”该核对了，定的是%(when)s") % {"category": category, "when": when},
        person_url(holding.person),
        due,
        _("今天到期") if due == today else "",
        named=True,
        person=holding.person.pk,
    )


def _door(person: Person) -> str:
    return person.home.door if person.home else ""


def person_url(person: Person) -> str:
    """The page of a person."""
    return reverse("people-detail", args=[person.pk])
