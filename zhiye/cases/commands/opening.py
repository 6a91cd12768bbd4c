"""A matter comes in: opening it, who is party to it, whom it is given to, taking it back as a mistake."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import timing
from zhiye.cases.codes import NAMES
from zhiye.cases.commands.keeping import (
    assign,
    case_url,
    hold_case,
    holds_edit,
    line,
    may_have_it,
    one_of,
    put_in_hands,
    take_step,
    tell_given,
    told,
)
from zhiye.cases.commands.public_line import check_public
from zhiye.cases.commands.stretches import end
from zhiye.cases.leave import (
    LIST,
    committee_at,
    committee_of_writer,
    known_ring,
    require_about,
    writer_account,
)
from zhiye.cases.levels import STREET, level_of
from zhiye.cases.models import NATURES, SOURCES, Case, Handing, Party, Promise
from zhiye.cases.numbering import next_number
from zhiye.cases.permissions import EDIT
from zhiye.cases.workflow import ASKING, DOING, OPEN
from zhiye.journal.rings import committee_path
from zhiye.journal.sources import undo_sources
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place

MANAGE = "accounts.manage"


@command("cases.open", gettext_lazy("记下一件事"))
def open_case(
    by: Actor,
    *,
    title: str,
    code: str = "other",
    place: Place | None = None,
    people: Iterable[Person] = (),
    ring: str = "team",
    opened_on: date | None = None,
    owner: User | None = None,
    source: str = "desk",
    nature: str = "help",
    received_at: datetime | None = None,
    due_at: datetime | None = None,
    public_line: str = "",
) -> Case:
    """A new matter about ``place`` and ``people``; in the hands of ``owner``, else of whoever opens it.

    ``source`` is the way it came, ``nature`` what is asked for. ``received_at`` (now, or noon of ``opened_on``) is when
    its limits begin to count; ``due_at`` when the resident is to have an answer, where a ticket says so: else the rules
    say, and what we noted ourselves has no limit. It belongs where the place is, else where the first person lives,
    else to the writer's committee. A program names the ``owner``. Raises Refused: no title, an unknown code or ring, a
    day still to come, a limit that ended before it began.
    """
    concerned = tuple(people)
    require_about(by, EDIT, place, concerned)
    known_ring(ring)
    one_of(source, SOURCES, "source")
    one_of(nature, NATURES, "nature")
    case = Case(
        title=title_of(title), code=known_code(code), ring=ring, source=source, nature=nature, place=place
    )
    about = next((one.path for one in (place, *concerned[:1]) if one), "")
    case.committee = committee_at(about) if about else committee_of_writer(by, EDIT)
    case.path = about or case.committee.path
    case.opened_by = writer_account(by, owner, "owner")
    case.owner = may_have_it(owner or case.opened_by, case.path, by=by)
    case.level = level_of(case.owner, case.path, by)
    _date(case, opened_on, received_at, due_at)
    case.public_line = check_public(by, case, public_line)
    _begin(case, concerned)
    if owner:
        tell_given(by, owner, case_url(case), case)
    changes = {"title": (None, told(ring, case.title)), "ring": (None, ring)}
    log.write(by, "cases.open", case, case.path, changes)
    return case


@command("cases.join_person", gettext_lazy("写上了相关的人"))
def join_person(by: Actor, *, case: Case, person: Person, part: str = "") -> Party:
    """``person`` is party to the matter; said again it only changes the ``part``."""
    hold_case(by, case)
    by.require(LIST, person.path, seen_with=LIST)
    words = line(part, 20, "part")
    party, made = Party.objects.get_or_create(case=case, person=person, defaults={"part": words})
    was = None if made else party.part
    if not made and words and party.part != words:
        party.part = words
        party.save(update_fields=["part"])
    log.write(by, "cases.join_person", case, case.path, {"person": (None, person.pk), "part": (was, words)})
    return party


@command("cases.part_person", gettext_lazy("去掉了相关的人"))
def part_person(by: Actor, *, party: Party) -> Case:
    """The person has nothing to do with it after all."""
    case = party.case
    hold_case(by, case)
    told_of = {"person": (party.person_id, None), "part": (party.part, None)}
    party.delete()
    log.write(by, "cases.part_person", case, case.path, told_of)
    return case


@command("cases.give", gettext_lazy("把事交给别人"))
def give_case(by: Actor, *, case: Case, to: User) -> Case:
    """``to`` has it in hand from now on, and is told; they see it whatever its ring."""
    hold_case(by, case)
    was = case.owner_id
    assign(by, case, may_have_it(to, case.path))
    log.write(by, "cases.give", case, case.path, {"owner": (was, to.pk)})
    return case


@command("cases.take", gettext_lazy("把事接到手上"))
def take_case(by: Actor, *, case: Case) -> Case:
    """Whoever taps 我来办 has it in hand from now on. One that waits for the resident's answer goes on waiting."""
    hold_case(by, case)
    me = may_have_it(writer_account(by, None, "owner"), case.path, by=by)
    was = (case.owner_id, case.state)
    if case.state in (DOING, ASKING):
        assign(by, case, me)
    else:
        take_step(by, case, DOING, "")
        put_in_hands(case, me)
    log.write(by, "cases.take", case, case.path, {"owner": (was[0], me.pk), "state": (was[1], case.state)})
    return case


@command("cases.take_over", gettext_lazy("接手了同事的事项"))
def take_over(by: Actor, *, leaver: User, successor: User) -> int:
    """Everything open in the hands of ``leaver``, matters and promises, goes to ``successor``, where ``by`` manages
    accounts.

    Part of handing over a colleague's work; who does that need not see a single matter. Answers how many matters.
    """
    by.require(MANAGE)
    theirs = Case.objects.select_for_update().filter(
        within("path", by.scope(MANAGE)), owner=leaver, state__in=OPEN, withdrawn_at=None
    )
    given = [case for case in theirs if holds_edit(successor, case.path)]
    Case.objects.filter(pk__in=[case.pk for case in given]).update(owner=successor)
    level = cache(lambda committee: level_of(successor, committee))
    for case in given:
        if case.level != STREET and case.level != level(committee_path(case.path)):
            put_in_hands(case, successor)
    promises = _promises_of(by, leaver, successor)
    Promise.objects.filter(pk__in=[promise.pk for promise in promises]).update(owner=successor)
    changes = {"owner": (leaver.pk, successor.pk)}
    rows = [(row.pk, row.path, changes) for row in given]
    log.write_many(by, "cases.take_over", Case._meta.label_lower, rows)
    promised = [(row.pk, row.path, changes) for row in promises]
    log.write_many(by, "cases.take_over", Promise._meta.label_lower, promised)
    return len(given)


@command("cases.withdraw", gettext_lazy("撤销了一件事"))
def withdraw_case(by: Actor, *, case: Case, reason: str = "") -> Case:
    """Noted by mistake: it leaves all lists; number and trail stay. What was promised stays promised."""
    hold_case(by, case)
    case.withdrawn_at = clock.now()
    case.version += 1
    case.save(update_fields=["withdrawn_at", "version"])
    timing.follow(case)
    for row in Handing.objects.filter(case=case, ended_at=None):
        end(row)
    undo_sources([case.pk])
    log.write(
        by, "cases.withdraw", case, case.path, {"withdrawn": (None, True)}, told(case.ring, reason[:200])
    )
    return case


def title_of(text: str) -> str:
    words = line(text, 120, "title")
    if not words:
        raise Refused(_("写一句是什么事，比如“厨房顶上漏水”。"), "title")
    return words


def known_code(code: str) -> str:
    if code not in NAMES:
        raise Refused(_("从列出的几项里选一个。"), "code")
    return code


def _begin(case: Case, concerned: tuple[Person, ...]) -> None:
    """The matter gets its number and is kept, with its people and its clock."""
    case.number = next_number(case.committee, case.opened_on.year)
    case.save(force_insert=True)
    Party.objects.bulk_create(
        Party(case=case, person=person) for person in {one.pk: one for one in concerned}.values()
    )
    timing.begin(case, timing.implied(case, case.noted_at))


def _date(case: Case, opened_on: date | None, received_at: datetime | None, due_at: datetime | None) -> None:
    """The day of the matter, the moment from which its limits count, its deadline. Raises Refused."""
    now = clock.now()
    day = opened_on or (timezone.localtime(received_at).date() if received_at else clock.today())
    if day > clock.today() or (received_at and received_at > now):
        raise Refused(_("这一天还没到，写今天或以前的日子。"), "opened_on")
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    case.opened_on = day
    case.received_at = received_at or (now if day == clock.today() else noon)
    case.noted_at = now
    if due_at and due_at < case.received_at:
        raise Refused(_("期限在收到这件事之前，看看是不是写错了。"), "due_at")
    case.due_at = due_at or timing.limits_of(case).answer_by(case.received_at)


def _promises_of(by: Actor, leaver: User, successor: User) -> list[Promise]:
    """Open promises that the leaver looks after, where ``by`` manages accounts and the successor may."""
    looked_after = Q(owner=leaver) | Q(owner=None, by=leaver)
    rows = Promise.objects.select_for_update().filter(
        looked_after, within("path", by.scope(MANAGE)), state="open", withdrawn_at=None
    )
    return [promise for promise in rows if holds_edit(successor, promise.path)]
