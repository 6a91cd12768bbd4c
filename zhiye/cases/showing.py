"""Matters and promises in words: when something is due, who promised what, to whom it matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import dates, timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zhiye.cases.models import Promise
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.models import Person
from zhiye.people.queries.files import called
from zhiye.people.showing import discreet

VIEW, LIST = "people.view", "people.list"


def due_tag(due: date | None, today: date) -> str:
    """A word for a tag: 今天到期, 过了 3 天; "" while there is time, or no day."""
    if due is None or due > today:
        return ""
    late = (today - due).days
    return _("过了 %(n)d 天") % {"n": late} if late else _("今天到期")


def due_words(due: date | None, today: date) -> str:
    """今天, 明天, 11月25日 星期三 …; "" without a day."""
    if due is None:
        return ""
    if due == today:
        return _("今天")
    if due == today + timedelta(days=1):
        return _("明天")
    soon = today < due < today + timedelta(days=14)
    return f"{day_words(due, today)} {dates.WEEKDAYS[due.weekday()]}" if soon else day_words(due, today)


def day_words(day: date, today: date) -> str:
    """11月25日; with its year where that is another one."""
    if day.year != today.year:
        return date_format(day)
    return _("%(month)d月%(day)d日") % {"month": day.month, "day": day.day}


def by_when(due: date | None, today: date) -> str:
    """Beside a promise: 11月25日 星期三以前, 定的是11月19日; "" without a day, and on the day itself (it has a tag)."""
    if due is None or due == today:
        return ""
    told = {"day": due_words(due, today)}
    return (_("定的是%(day)s") if due < today else _("%(day)s以前")) % told


@dataclass(frozen=True)
class Clock:
    """A deadline as pages show it: until when, a word for its tag, the tag's look ("" while there is time)."""

    words: str = ""
    tag: str = ""
    tone: str = ""


def clock_of(due: datetime | None, now: datetime) -> Clock:
    """10月13日 17:00前, 剩 3 小时; 过了 2 天. Red is for what is over time, amber for today and what is left of it."""
    if due is None:
        return Clock()
    local, today = timezone.localtime(due), timezone.localtime(now).date()
    words = _("%(day)s %(time)s前") % {"day": due_words(local.date(), today), "time": f"{local:%H:%M}"}
    if due < now:
        return Clock(words, _("过了 %(time)s") % {"time": _length(now - due)}, "now")
    left = due - now
    if left < timedelta(days=1):
        return Clock(words, _("剩 %(time)s") % {"time": _length(left)}, "soon")
    return Clock(words, _("剩 %(time)s") % {"time": _length(left)} if left < _SOON else "", "plain")


_SOON = timedelta(days=4)  # beyond that the day itself says it better


def _length(span: timedelta) -> str:
    """2 天, 3 小时, 20 分钟: the largest unit that is full."""
    minutes = int(span.total_seconds() // 60)
    if minutes >= 24 * 60:
        return _("%(n)d 天") % {"n": minutes // (24 * 60)}
    return (
        _("%(n)d 小时") % {"n": minutes // 60} if minutes >= 60 else _("%(n)d 分钟") % {"n": max(minutes, 1)}
    )


def promised(promise: Promise) -> str:
    """物业王经理：清窨井; our own promises without 我们."""
    return f"{promise.who}：{promise.what}" if promise.who else promise.what


@dataclass(frozen=True)
class PromiseRow:
    """A promise as pages list it: its words, its day in words, a word for its tag."""

    promise: Promise
    words: str
    due: str
    tag: str
    whose: str  # the colleague who looks after it, of our own promises


def promise_rows(promises: Iterable[Promise]) -> list[PromiseRow]:
    """Promises in the order given; only open ones have a tag."""
    today = clock.today()
    return [
        PromiseRow(
            promise,
            promised(promise),
            by_when(promise.due, today),
            due_tag(promise.due, today) if promise.state == "open" else str(promise.get_state_display()),
            "" if promise.who else (promise.owner or promise.by).name,
        )
        for promise in promises
    ]


def name_for(actor: Actor, person: Person | None) -> str:
    """What ``actor`` may call somebody: the form of address, a discreet one, or nothing."""
    if person is None or not actor.may(LIST, person.path):
        return ""
    return called(person) if actor.may(VIEW, person.path) else discreet(person)


def days_to_choose(today: date) -> list[tuple[str, str]]:
    """Days that people say when they put something off: tomorrow, in three days, next Monday."""
    monday = today + timedelta(days=7 - today.weekday())
    wanted = sorted(
        {today + timedelta(days=1), today + timedelta(days=3), monday, monday + timedelta(days=7)}
    )
    return [(day.isoformat(), due_words(day, today)) for day in wanted]
