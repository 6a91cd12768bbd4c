"""A matter comes in: opening it, who is party to it, whom it is given to, taking it back as a mistake."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.codes import MATTERS
from zhiye.cases.commands.keeping import hold_case, line, take_step, told
from zhiye.cases.leave import (
    LIST,
    committee_at,
    home_path,
    known_ring,
    require_about,
    writer_account,
)
from zhiye.cases.models import Case, Party
from zhiye.cases.numbering import next_number
from zhiye.cases.permissions import EDIT
from zhiye.cases.states import DOING, OPEN
from zhiye.journal.rings import committee_path
from zhiye.journal.sources import undo_sources
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Conflict, Refused
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
) -> Case:
    """A new matter about ``place`` and ``people``; in the hands of ``owner``, else of whoever opens it.

    It belongs where the place is, else where the first person lives, else to the writer's committee. A program
    names the ``owner``. Raises Refused: no title, an unknown code or ring, a day still to come.
    """
    concerned = tuple(people)
    require_about(by, EDIT, place, concerned)
    known_ring(ring)
    day = opened_on or clock.today()
    if day > clock.today():
        raise Refused(_("这一天还没到，写今天或以前的日子。"), "opened_on")
    words, code = _title(title), _known_code(code)
    opener = writer_account(by, owner, "owner")
    path = home_path(by, EDIT, *(one.path for one in (place, *concerned[:1]) if one))
    committee = committee_at(path)
    case = Case.objects.create(
        number=next_number(committee, day.year),
        committee=committee,
        path=path,
        place=place,
        title=words,
        code=code,
        owner=_may_have_it(owner or opener, path),
        ring=ring,
        opened_on=day,
        opened_by=opener,
    )
    Party.objects.bulk_create(
        Party(case=case, person=person) for person in {one.pk: one for one in concerned}.values()
    )
    log.write(by, "cases.open", case, path, {"title": (None, told(ring, words)), "ring": (None, ring)})
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


@command("cases.describe", gettext_lazy("改了事项"))
def describe_case(
    by: Actor,
    *,
    case: Case,
    title: str,
    code: str,
    ring: str,
    version: int,
) -> Case:
    """Another title, another kind, another ring. Raises Conflict when somebody changed it meanwhile."""
    hold_case(by, case)
    known_ring(ring)
    new = {"title": _title(title), "code": _known_code(code), "ring": ring}
    changes = {field: (getattr(case, field), value) for field, value in new.items()}
    changes = {field: (old, value) for field, (old, value) in changes.items() if old != value}
    if changes and version != case.version:
        raise Conflict({field: (value, old) for field, (old, value) in changes.items()})
    narrow = "secretary" in (case.ring, ring)
    for field, value in new.items():
        setattr(case, field, value)
    if changes:
        case.version += 1
        case.save(update_fields=[*new, "version"])
    if narrow and "title" in changes:
        changes["title"] = (log.SECRET, log.SECRET)
    log.write(by, "cases.describe", case, case.path, changes)
    return case


@command("cases.give", gettext_lazy("把事交给别人"))
def give_case(by: Actor, *, case: Case, to: User) -> Case:
    """``to`` has it in hand from now on; they see it whatever its ring."""
    hold_case(by, case)
    was, case.owner = case.owner_id, _may_have_it(to, case.path)
    case.version += 1
    case.save(update_fields=["owner", "version"])
    log.write(by, "cases.give", case, case.path, {"owner": (was, to.pk)})
    return case


@command("cases.take", gettext_lazy("把事接到手上"))
def take_case(by: Actor, *, case: Case) -> Case:
    """Whoever taps 我来办 has it in hand from now on."""
    hold_case(by, case)
    me = writer_account(by, None, "owner")
    was, case.owner = (case.owner_id, case.state), _may_have_it(me, case.path)
    if case.state != DOING:
        take_step(by, case, DOING, "")
    case.save(update_fields=["owner"])
    log.write(by, "cases.take", case, case.path, {"owner": (was[0], me.pk), "state": (was[1], case.state)})
    return case


@command("cases.take_over", gettext_lazy("接手了同事的事项"))
def take_over(by: Actor, *, leaver: User, successor: User) -> int:
    """Everything open in the hands of ``leaver`` goes to ``successor``, where ``by`` manages accounts.

    Part of handing over a colleague's work; who does that need not see a single matter. Answers how many.
    """
    by.require(MANAGE)
    theirs = Case.objects.select_for_update().filter(
        within("path", by.scope(MANAGE)), owner=leaver, state__in=OPEN, withdrawn_at=None
    )
    given = [case for case in theirs if _holds_edit(successor, case.path)]
    Case.objects.filter(pk__in=[case.pk for case in given]).update(owner=successor)
    changes = {"owner": (leaver.pk, successor.pk)}
    rows = [(case.pk, case.path, changes) for case in given]
    log.write_many(by, "cases.take_over", Case._meta.label_lower, rows)
    return len(given)


@command("cases.withdraw", gettext_lazy("撤销了一件事"))
def withdraw_case(by: Actor, *, case: Case, reason: str = "") -> Case:
    """Noted by mistake: it leaves all lists; number and trail stay. What was promised stays promised."""
    hold_case(by, case)
    case.withdrawn_at = clock.now()
    case.version += 1
    case.save(update_fields=["withdrawn_at", "version"])
    undo_sources([case.pk])
    log.write(
        by, "cases.withdraw", case, case.path, {"withdrawn": (None, True)}, told(case.ring, reason[:200])
    )
    return case


def _title(text: str) -> str:
    words = line(text, 120, "title")
    if not words:
        raise Refused(_("写一句是什么事，比如“厨房顶上漏水”。"), "title")
    return words


def _known_code(code: str) -> str:
    if code not in MATTERS:
        raise Refused(_("从列出的几项里选一个。"), "code")
    return code


def _may_have_it(user: User, path: str) -> User:
    if not user.is_active or not _holds_edit(user, path):
        raise Refused(_("%(name)s管不到这里，换一位同事。") % {"name": user.name}, "to")
    return user


def _holds_edit(user: User, path: str) -> bool:
    """Whether the colleague works on matters in the committee of ``path``."""
    return any(path.startswith(committee_path(prefix)) for prefix in UserActor(user).scope(EDIT))
