"""What matters and promises are counted as: how many came, how they ended, what residents said, what was kept."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import words_of
from zhiye.cases.levels import STREET
from zhiye.cases.models import GIVEN, KEPT, Case, Extension, Handing, Promise, Reply
from zhiye.cases.queries.seen import cases_seen, promises_seen
from zhiye.cases.showing import promised
from zhiye.cases.workflow import (
    CANNOT,
    CLOSED,
    DONE,
    EXPLAINED,
    HALF_SOLVED,
    MERGED,
    NOT_SOLVED,
    OPEN,
    PARTLY,
    RETURNED,
    SOLVED,
    WORDS,
)
from zhiye.figures.conditions import DayBefore, at_moments, on_days
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Rate, Sentence, register
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

Found = Callable[[Period], QuerySet[Any, Any]]


def opened(period: Period) -> QuerySet[Case]:
    """Matters that came; one that was joined to another one is that other one."""
    return _cases().filter(on_days("opened_on", period)).exclude(state=MERGED)


def ended(state: str) -> Found:
    """Matters that ended so, and have not come up again."""

    def found(period: Period) -> QuerySet[Case]:
        return _cases().filter(on_days("closed_on", period), state=state)

    return found


def in_hand(period: Period) -> QuerySet[Case]:
    """Matters that are open today."""
    return _cases().filter(state__in=OPEN)


def late(period: Period) -> QuerySet[Case]:
    """Those of them whose limit is past."""
    return in_hand(period).filter(due_at__lt=clock.now())


def with_limit(period: Period) -> QuerySet[Case]:
    """Matters with a limit that ended: in its time or not."""
    rows = _cases().filter(on_days("closed_on", period), state__in=CLOSED, due_at__isnull=False)
    return rows.exclude(state__in=(RETURNED, MERGED))


def in_time(period: Period) -> QuerySet[Case]:
    """Those of them that ended on the last day or before."""
    # Our clocks are ahead of UTC (TIME_ZONE), by less than a day: in time by UTC is in time here too, and late by
    # more than a day is late here too. Neither needs a look at the day on the wall, which costs a hundred times.
    by_utc, nearly = Q(due_at__gte=F("closed_on")), Q(due_at__gte=DayBefore("closed_on"))
    return with_limit(period).filter(by_utc | (nearly & Q(due_at__date__gte=F("closed_on"))))


def last_words(period: Period) -> QuerySet[Reply]:
    """What the resident of each matter said last to 办好了吗: one row a matter."""
    said = _said().filter(at_moments("at", period))
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    last = said.filter(~Exists(said.filter(later, case=OuterRef("case"))))
    return last.filter(case__withdrawn_at=None)


def said(answer: str) -> Found:
    """Those of them that were this answer."""

    def found(period: Period) -> QuerySet[Reply]:
        return last_words(period).filter(solved=answer)

    return found


def made(period: Period) -> QuerySet[Promise]:
    """Promises that were made."""
    return _promises().filter(on_days("made_on", period))


def kept(period: Period) -> QuerySet[Promise]:
    """Promises that were kept."""
    return _promises().filter(on_days("settled_on", period), state=KEPT)


def overdue(period: Period) -> QuerySet[Promise]:
    """Open promises whose day is past."""
    return _promises().filter(state="open", due__lt=clock.today())


def extended(period: Period) -> QuerySet[Extension]:
    """Each time more time was given."""
    return Extension.objects.filter(at_moments("at", period), state=GIVEN, case__withdrawn_at=None)


def handed_up(period: Period) -> QuerySet[Handing]:
    """Each time the street was asked, or got the whole matter."""
    rows = Handing.objects.filter(at_moments("since", period), case__withdrawn_at=None)
    return rows.filter(level=STREET, act__in=("refer", "transfer"))


def _cases() -> QuerySet[Case]:
    return Case.objects.filter(withdrawn_at=None)


def _said() -> QuerySet[Reply]:
    """Answers to 办好了吗, also about matters that were taken back."""
    return Reply.objects.filter(undone_at=None, reached=True).exclude(solved="")


def _promises() -> QuerySet[Promise]:
    return Promise.objects.filter(withdrawn_at=None)


def of_case_seen(actor: Actor) -> Q:
    """Rows that belong to a matter the actor may open."""
    return cases_seen(actor, "case__")


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Matters in words, under the day on which they came."""
    doors = _doors([one.path for one in rows])
    return [
        Line(
            one.closed_on or one.opened_on,
            f"{one.number} {one.title}",
            doors.get(one.path, ""),
            f"{words_of(one.code)} · {WORDS[one.state]}",
            reverse("cases-detail", args=[one.pk]),
        )
        for one in rows
    ]


def of_case_lines(field: str, words: str = "") -> Callable[[Actor, Sequence[Any]], list[Line]]:
    """The matters of rows under the rows' own days, and what the row's method ``words`` says of it."""

    def told(actor: Actor, rows: Sequence[Any]) -> list[Line]:
        found = Case.objects.in_bulk([row.case_id for row in rows])
        plain = zip(rows, lines(actor, [found[row.case_id] for row in rows]), strict=True)
        return [
            Line(
                timezone.localtime(getattr(row, field)).date(),
                line.title,
                line.where,
                str(getattr(row, words)()) if words else line.note,
                line.url,
            )
            for row, line in plain
        ]

    return told


def promise_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Promises in words, under the day they were kept, are due, or were made."""
    doors = _doors([one.path for one in rows])
    return [
        Line(
            one.settled_on or one.due or one.made_on,
            promised(one),
            doors.get(one.path, ""),
            str(one.get_state_display()),
            reverse("cases-promise", args=[one.pk]),
        )
        for one in rows
    ]


def _doors(paths: Sequence[str]) -> dict[str, str]:
    return dict(Place.objects.filter(path__in=paths).values_list("path", "door"))


def _matters(code: str, name: Any, rule: Any, found: Found, **more: Any) -> Figure:
    return Figure(f"cases.{code}", name, "matter", rule, found, cases_seen, lines, reference="number", **more)


def _answers(code: str, name: Any, rule: Any, found: Found) -> Figure:
    return Figure(
        f"cases.{code}", name, "matter", rule, found, of_case_seen, of_case_lines("at", "get_solved_display"),
        path="case__path", day="at", reference="case__number",
    )  # fmt: skip


def _promised(code: str, name: Any, rule: Any, found: Found, **more: Any) -> Figure:
    return Figure(
        f"cases.{code}", name, "promise", rule, found, promises_seen, promise_lines,
        reference="case__number", **more,
    )  # fmt: skip


_LAST = gettext_lazy("这段日子里问到居民、居民说了办好没有的事；一件事问了几次，算最后一次说的。")
_AGAIN = gettext_lazy("这段日子里办结、到今天没有再来的事；记错撤掉的不算。")

register(
    _matters(
        "opened", gettext_lazy("来了的事"),
        gettext_lazy("这段日子里收下的事，不论从哪里来；并到另一件的不再算一件，记错撤掉的不算。"),
        opened, day="opened_on", heading="difficulties",
    ),
    _matters("done", gettext_lazy("办好的事"), _AGAIN, ended(DONE), day="closed_on", heading="difficulties"),
    _matters("partly", gettext_lazy("办好一部分的事"), _AGAIN, ended(PARTLY), day="closed_on"),
    _matters("explained", gettext_lazy("解释清楚的事"), _AGAIN, ended(EXPLAINED), day="closed_on"),
    _matters("cannot", gettext_lazy("办不了的事"), _AGAIN, ended(CANNOT), day="closed_on"),
    _matters(
        "in_hand", gettext_lazy("还在办的事"), gettext_lazy("今天还没有办结的事，不论哪天来的。"),
        in_hand, day="opened_on", stock=True,
    ),
    _matters(
        "late", gettext_lazy("过了期限还在办的事"), gettext_lazy("还在办的事里，答复的期限已经过了的。"),
        late, day="due_at", stock=True,
    ),
    _matters(
        "with_limit", gettext_lazy("有期限、办结了的事"),
        gettext_lazy("这段日子里办结、有答复期限的事；退回的、并到另一件的、没有期限的不算。"),
        with_limit, day="closed_on",
    ),
    _matters(
        "in_time", gettext_lazy("按时办结的事"),
        gettext_lazy("有期限、办结了的事里，在期限那天或以前办结的；延期批准了的按新期限。"),
        in_time, day="closed_on",
    ),
    Rate(
        "cases.on_time", gettext_lazy("居民的事按时办结率"), "cases.in_time", "cases.with_limit",
        gettext_lazy("按时办结的事 ÷ 有期限、办结了的事"),
    ),
    _answers("asked", gettext_lazy("问到居民的事"), _LAST, last_words),
    _answers("said_solved", gettext_lazy("居民说解决了的事"), _LAST, said(SOLVED)),
    _answers("said_partly", gettext_lazy("居民说解决了一部分的事"), _LAST, said(HALF_SOLVED)),
    _answers("said_not", gettext_lazy("居民说没解决的事"), _LAST, said(NOT_SOLVED)),
    Rate(
        "cases.solved_rate", gettext_lazy("居民说解决了的占"), "cases.said_solved", "cases.asked",
        gettext_lazy("居民说解决了的事 ÷ 问到居民的事"),
    ),
    _promised(
        "promises_made", gettext_lazy("说好的事"),
        gettext_lazy("这段日子里记下的说好的事，我们的和别人的都算；记错撤掉的不算。"), made, day="made_on",
    ),
    _promised(
        "promises_kept", gettext_lazy("办到的说好的事"),
        gettext_lazy("这段日子里办到了的说好的事，不论哪天说的。"), kept, day="settled_on",
    ),
    _promised(
        "promises_overdue", gettext_lazy("过了日子还没办到的说好的事"),
        gettext_lazy("今天还没办到、说好的日子已经过了的；没说哪天的不算。"), overdue, day="due", stock=True,
    ),
    Figure(
        "cases.extended", gettext_lazy("延期"), "occasion",
        gettext_lazy("这段日子里同意的延期，一次算一次。"),
        extended, of_case_seen, of_case_lines("at"), path="case__path", day="at", reference="case__number",
    ),
    Figure(
        "cases.handed_up", gettext_lazy("交到街道的事"), "matter",
        gettext_lazy("这段日子里请街道一起办、或移交街道的事；同一件交了几次，算一件。"),
        handed_up, of_case_seen, of_case_lines("since", "get_act_display"),
        path="case__path", day="since", once="case", reference="case__number",
    ),
    Sentence(
        200,
        gettext_lazy(
            "居民的事来了 {cases.opened}；办好 {cases.done}[，办好一部分 {cases.partly}]"
            "[，解释清楚 {cases.explained}][，办不了 {cases.cannot}]。"
        ),
        heading="difficulties",
    ),
    Sentence(
        210,
        gettext_lazy(
            "问到居民 {cases.asked}：说解决了 {cases.said_solved}[，解决了一部分 {cases.said_partly}]"
            "[，没解决 {cases.said_not}]；说解决了的占 {cases.solved_rate}。"
        ),
        heading="difficulties",
    ),
    Sentence(
        220,
        gettext_lazy(
            "[办结的事里有期限的 {cases.with_limit}，按时 {cases.in_time}，占 {cases.on_time}；]"
            "[延期 {cases.extended}；][交到街道 {cases.handed_up}；]。"
        ),
        heading="difficulties",
    ),
    Sentence(230, gettext_lazy("[说好 {cases.promises_made}，][办到 {cases.promises_kept}，]。")),
    Sentence(
        240,
        gettext_lazy(
            "到今天还在办 {cases.in_hand}[，其中过了期限 {cases.late}]"
            "[；说好了、过了日子还没办到 {cases.promises_overdue}]。"
        ),
    ),
)  # fmt: skip
