"""The page 今天 put together: what waits, in the order of urgency; for those without people, their figures."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from zhiye.desk.cards import AHEAD, to_look_at_again
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.queries import CommitteeTally, tallies
from zhiye.ui.today import CARDS, Card, TodayRow

MOST = 12  # rows before "还有 n 件不急的"


@dataclass
class Today:
    """What one person finds in the morning."""

    day: str  # 11月21日 星期六
    rows: list[TodayRow]
    count: int  # of all, shown or not
    hidden: int
    serves_people: bool  # may see people: an empty list then means that nothing is due
    ahead: int = 0  # due within the next months, told when nothing is due today
    shortcuts: list[Card] = field(default_factory=list)  # cards with a page for doing all of it in one go
    tally: "Tally | None" = None  # for those who may see counts and have nothing else to do
    empty_register: bool = False  # nobody is registered yet where the actor works


def today(actor: Actor, all_of_it: bool = False, ahead: bool = False) -> Today:
    """The page for ``actor``: ``all_of_it`` without the cut, ``ahead`` with what falls due in the next months."""
    cards = [to_look_at_again(actor, clock.today() + AHEAD)] if ahead else CARDS.collect(actor)
    rows = sorted((row for card in cards for row in card.rows), key=lambda row: (row.order, row.due))
    count = sum(card.count for card in cards)
    shown = rows if all_of_it or ahead else rows[:MOST]
    serves = actor.may("people.edit")
    tally = summed(tallies(actor)) if actor.may("places.count") and not count else None
    return Today(
        day_in_words(clock.today()),
        shown,
        count,
        count - len(shown),
        serves,
        _ahead(actor) if serves and not count else 0,
        [card for card in cards if card.url and card.rows],
        tally,
        serves and tally is not None and not tally.people,
    )


@dataclass(frozen=True)
class Tally:
    """The figures of all committees together."""

    committees: int
    homes: int
    households: int
    people: int
    aged_60: int
    aged_80: int


def summed(each: list[CommitteeTally]) -> Tally | None:
    """The sum; None of nothing."""
    names = ("homes", "households", "people", "aged_60", "aged_80")
    return Tally(len(each), *(sum(getattr(one, name) for one in each) for name in names)) if each else None


def _ahead(actor: Actor) -> int:
    card: Card = to_look_at_again(actor, clock.today() + AHEAD)
    return card.count


def day_in_words(day: date) -> str:
    """11月21日 星期六."""
    told: dict[str, Any] = {"month": day.month, "day": day.day, "weekday": WEEKDAYS[day.weekday()]}
    return _("%(month)d月%(day)d日 %(weekday)s") % told
