"""来龙去脉: what matters and promises tell of a person or a place, and the story of one matter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.models import (
    ASKED,
    KEPT,
    MOVED,
    REFUSED,
    Case,
    Escalation,
    Extension,
    Handing,
    HandingNote,
    Promise,
    Reply,
    Step,
)
from zhiye.cases.placed import Replaced, replaced
from zhiye.cases.queries.course import Course
from zhiye.cases.queries.one import CaseFile
from zhiye.cases.queries.seen import cases_about, cases_seen, promises_about, promises_seen, shown_case
from zhiye.cases.showing import day_words, promised
from zhiye.cases.slots import CASE_STORY
from zhiye.cases.workflow import AGAIN, CLOSED, SOLVED_WORDS, UNASKED, WORDS
from zhiye.journal.queries import notes_of, sources_of
from zhiye.journal.slots import MOST, TimelineRow
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.models import Person
from zhiye.places.models import Place

# Order within a day, among what tells no time of day.
OPENED, STEP, PROMISED, SETTLED = 40, 60, 30, 70
SAID, LENGTHENED, HANDED, NOTED = 58, 59, 57, 54
TIMED = 56  # what tells its time stands together, as it happened
SETTLED_WORDS = {True: gettext_lazy("办到了"), False: gettext_lazy("不用办了")}
# What each line of a matter's story weighs where there is not room for all of them.
MILESTONE, NOTABLE, USUAL, SLIGHT = 3, 2, 1, 0


@dataclass(frozen=True)
class Told:
    """One line of a matter's story, the id of its record, what it weighs, when it happened where that is known;
    promises are told of apart too."""

    row: TimelineRow
    id: str
    weight: int = USUAL
    promise: bool = False
    at: datetime | None = None

    @property
    def place(self) -> tuple[date, int, str, int]:
        """Where it stands among the others, the earliest first: two moves of a day come as they were made."""
        moment = f"{self.at:%Y%m%d%H%M%S}" if self.at else ""
        return self.row.on, TIMED if self.at else self.row.order, moment, self.row.order


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


def case_story(actor: Actor, file: CaseFile, course: Course) -> list[Told]:
    """The story of one matter, newest first: how it came, its steps, what was said, given and promised, the notes
    about it, what upper rooms tell."""
    case = file.case
    opened = TimelineRow(case.opened_on, OPENED, _("记下这件事"), case.title, record=case.pk, anchor="opened")
    told = [Told(opened, str(case.pk), MILESTONE)]
    told += [_of_step(step) for step in file.steps]
    rested_on = {step.reply_id for step in file.steps}
    told += [_of_reply(reply, reply.pk in rested_on) for reply in course.replies]
    told += [_of_extension(given) for given in course.extensions]
    for stretch in course.way:
        told += [_of_handing(stretch.handing), *(_of_handing_note(note) for note in stretch.notes)]
    told += _of_clock(course)
    told += [_of_place(one) for one in replaced(actor, case)]
    for promise in file.promises:
        told += [Told(row, str(promise.pk), promise=True) for row in _rows_of_promise(promise)]
    for id_, line in notes_of(actor, case.pk):
        words = line.quote or line.word
        row = TimelineRow(
            line.day, NOTED, _("记了一笔"), f"{words}{_by(line.word if line.quote else '')}", line.url
        )
        told.append(Told(row, str(id_)))
    for rows in CASE_STORY.collect(actor, case):
        told += [Told(row, str(row.record or row.url)) for row in rows]
    lines = sources_of(actor, {one.row.record for one in told if one.row.record})
    told = [
        replace(one, row=replace(one.row, source=lines[one.row.record][0]))
        if one.row.record in lines
        else one
        for one in told
    ]
    return sorted(reversed(told), key=lambda one: one.place, reverse=True)


def _of_step(step: Step) -> Told:
    """A move under the word of its new state; in other hands, or out of another matter, under the word of that."""
    said = step.reason or (str(UNASKED[step.unasked]) if step.unasked else "")
    moved = step.act == MOVED
    word = str(WORDS[step.state]) if moved else str(step.get_act_display())
    text = f"{said}{_who(step)}" if said else step.by.name if step.by else ""
    row = TimelineRow(step.on, STEP, word, text, anchor=_anchor(step))
    milestone = moved and (step.state in CLOSED or step.state == AGAIN)
    return Told(row, str(step.pk), MILESTONE if milestone else NOTABLE if said else SLIGHT, at=step.at)


def _of_reply(reply: Reply, rested_on: bool) -> Told:
    """联系上了, 没联系上; with what the resident answered, in their words where somebody wrote them down.

    One that a step rests on weighs less: the step tells it again."""
    word = str(reply.get_kind_display()) if reply.reached else _("没联系上")
    said = [str(SOLVED_WORDS[reply.solved])] if reply.solved else []
    said += [str(reply.get_satisfied_display())] if reply.satisfied else []
    said += [f"“{reply.words}”"] if reply.words and reply.reached else [reply.words] if reply.words else []
    text = "，".join(said) or (_("联系上了") if reply.reached else str(reply.get_kind_display()))
    row = TimelineRow(_day(reply.at), SAID, word, f"{text}{_who(reply)}", anchor=_anchor(reply))
    weight = USUAL if rested_on else MILESTONE if reply.solved else NOTABLE if reply.words else SLIGHT
    return Told(row, str(reply.pk), weight, at=reply.at)


def _of_extension(given: Extension) -> Told:
    until = timezone.localtime(given.new_due)
    said = {ASKED: _("等%(name)s同意"), REFUSED: _("%(name)s没有同意")}.get(given.state, _("%(name)s同意"))
    told = {
        "day": day_words(until.date(), clock.today()),
        "reason": given.reason,
        "who": said % {"name": given.approved_by.name},
        "caller": _("已告诉居民") if given.told_caller else _("还没告诉居民"),
    }
    text = _("到%(day)s：%(reason)s（%(who)s，%(caller)s）") % told
    text += f"“{given.answer}”" if given.answer else ""
    row = TimelineRow(_day(given.at), LENGTHENED, _("延期"), text, anchor=_anchor(given))
    return Told(row, str(given.pk), MILESTONE, at=given.at)


def _of_handing(one: Handing) -> Told:
    whom = f"{one.unit.name}{one.owner.name if one.owner else ''}"
    text = "：".join(filter(None, (whom, one.brief, one.result)))
    row = TimelineRow(_day(one.since), HANDED, str(one.get_act_display()), text, anchor=_anchor(one))
    return Told(row, str(one.pk), MILESTONE, at=one.since)


def _of_handing_note(note: HandingNote) -> Told:
    text = f"{note.words}{_by(note.by.name if note.by else '')}"
    row = TimelineRow(
        _day(note.at), HANDED, str(note.handing.get_level_display()), text, anchor=_anchor(note)
    )
    return Told(row, str(note.pk), NOTABLE, at=note.at)


def _of_place(one: Replaced) -> Told:
    """That the matter is about somewhere else than was written first."""
    words = _("从%(before)s改到%(after)s（%(who)s）") % {
        "before": one.before,
        "after": one.after,
        "who": one.who,
    }
    row = TimelineRow(_day(one.at), STEP, _("改了地方"), words, anchor=f"r-{one.id.hex}")
    return Told(row, str(one.id), USUAL, at=one.at)


def _of_clock(course: Course) -> list[Told]:
    """That time was running out or over: one line a step, whomever it told."""
    found: dict[tuple[str, datetime], Told] = {}
    for one in course.escalations:
        due = timezone.localtime(one.due_at)
        late = one.at >= one.due_at
        text = _("时限是 %(day)s %(time)s") % {
            "day": day_words(due.date(), clock.today()),
            "time": f"{due:%H:%M}",
        }
        row = TimelineRow(
            _day(one.at), LENGTHENED, _("过了时限") if late else _("快到时限"), text, anchor=_anchor(one)
        )
        found.setdefault(
            (one.step, one.due_at), Told(row, str(one.pk), NOTABLE if late else SLIGHT, at=one.at)
        )
    return list(found.values())


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _anchor(row: Step | Reply | Extension | Handing | HandingNote | Escalation) -> str:
    return f"r-{row.pk.hex}"


def _who(row: Step | Reply) -> str:
    return _by(row.by.name if row.by else "")


def _by(name: str) -> str:
    return f"（{name}）" if name else ""


def _rows_of_case(case: Case, subject: Person | Place) -> list[TimelineRow]:
    url = reverse("cases-detail", args=[case.pk])
    where = f"{case.place.spoken}：" if case.place and case.place.door and case.place_id != subject.pk else ""
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
