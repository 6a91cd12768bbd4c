"""来龙去脉: what matters and promises tell of a person or a place, and the story of one matter."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.models import KEPT, Case, Promise
from zhiye.cases.queries.one import CaseFile
from zhiye.cases.queries.seen import cases_about, cases_seen, promises_about, promises_seen, shown_case
from zhiye.cases.showing import day_words, promised
from zhiye.cases.slots import CASE_STORY
from zhiye.cases.states import CLOSED, WORDS
from zhiye.journal.queries import sources_of
from zhiye.journal.slots import MOST, TimelineRow
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.models import Person
from zhiye.places.models import Place

OPENED, STEP, PROMISED, SETTLED = 40, 60, 30, 70  # order within a day
SETTLED_WORDS = {True: gettext_lazy("办到了"), False: gettext_lazy("不用办了")}


def matters(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Matters that came in and how they ended; one question."""
    found = Case.objects.filter(cases_seen(actor), cases_about(actor, subject))
    rows = [
        _rows_of_case(case, subject) for case in found.select_related("place").order_by("-opened_on")[:MOST]
    ]
    return _newest(chain.from_iterable(rows))


def promises(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """What was promised and what became of it; one question."""
    found = Promise.objects.filter(promises_seen(actor), promises_about(actor, subject))
    found = found.select_related("case").order_by("-made_on", "-id")[:MOST]
    return _newest(chain.from_iterable(_rows_of_promise(one, _number(actor, one)) for one in found))


def case_story(actor: Actor, file: CaseFile) -> list[TimelineRow]:
    """The story of one matter, newest first: how it came, its steps, what was promised, what upper rooms tell."""
    case = file.case
    rows = [TimelineRow(case.opened_on, OPENED, _("记下这件事"), case.title, record=case.pk)]
    for step in file.steps:
        who = f"（{step.by.name}）" if step.by else ""
        rows.append(TimelineRow(step.on, STEP, str(WORDS[step.state]), f"{step.reason}{who}"))
    for promise in file.promises:
        rows += _rows_of_promise(promise)
    for answer in CASE_STORY.collect(actor, case):
        rows += answer
    lines = sources_of(actor, {row.record for row in rows if row.record})
    told = [replace(row, source=lines[row.record][0]) if row.record in lines else row for row in rows]
    return _newest(told, most=None)


def _rows_of_case(case: Case, subject: Person | Place) -> list[TimelineRow]:
    url = reverse("cases-detail", args=[case.pk])
    where = f"{case.place.door}：" if case.place and case.place.door and case.place_id != subject.pk else ""
    text = f"{where}{case.title}（{WORDS[case.state]}）"
    rows = [TimelineRow(case.opened_on, OPENED, _("事项"), text, url, record=case.pk, icon="case")]
    if case.state in CLOSED and case.closed_on:
        ended = f"{case.title}：{case.outcome}" if case.outcome else case.title
        rows.append(TimelineRow(case.closed_on, STEP, str(WORDS[case.state]), ended, url, icon="case"))
    return rows


def _rows_of_promise(promise: Promise, number: str = "") -> list[TimelineRow]:
    url = reverse("cases-promise", args=[promise.pk])
    text = promised(promise)
    if promise.due:
        text += _("，%(day)s以前") % {"day": day_words(promise.due, clock.today())}
    if number:
        text += f"（{number}）"
    rows = [TimelineRow(promise.made_on, PROMISED, _("说好的"), text, url, record=promise.pk)]
    if promise.settled_on:
        word = str(SETTLED_WORDS[promise.state == KEPT])
        ended = f"{promised(promise)}：{promise.reason}" if promise.reason else promised(promise)
        rows.append(TimelineRow(promise.settled_on, SETTLED, word, ended, url))
    return rows


def _number(actor: Actor, promise: Promise) -> str:
    case = shown_case(actor, promise)
    return case.number if case else ""


def _newest(rows: Iterable[TimelineRow], most: int | None = MOST) -> list[TimelineRow]:
    return sorted(rows, key=lambda row: (row.on, row.order), reverse=True)[:most]
