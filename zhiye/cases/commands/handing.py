"""A matter goes up and comes back: 网格, 居民区, 街道, under one number, each level with its own clock.

Three different acts: 派给 (``give_case``: the same level keeps it), 请来一起办 (``refer_case``: this level keeps it and
its clock, the other one does its part) and 移交 (``transfer_case``: the other level has it from now on). The street
reads what was written for it and nothing else of the matter.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import levels, timing
from zhiye.cases.commands.keeping import (
    case_url,
    hold_case,
    in_the_register,
    line,
    may_have_it,
    take_step,
    tell_given,
    told,
)
from zhiye.cases.commands.meanwhile import changed
from zhiye.cases.commands.public_line import private_words
from zhiye.cases.commands.stretches import end, stretch
from zhiye.cases.leave import writer_account
from zhiye.cases.models import Case, Escalation, Handing, HandingNote
from zhiye.cases.permissions import STREET
from zhiye.cases.queries.seen import sees_case
from zhiye.cases.serving import owner_for, street_office
from zhiye.cases.workflow import ASKING, DOING, WAITING, is_open
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.notices.telling import tell

MOST = 400
REASONS = {"refer": gettext_lazy("请街道一起办"), "transfer": gettext_lazy("移交街道")}


@command("cases.refer", gettext_lazy("请街道来一起办"))
def refer_case(by: Actor, *, case: Case, brief: str, version: int) -> Handing:
    """The street is asked to do its part; the committee keeps the matter, and its clock.

    ``brief`` is all that the street reads of it. Raises Refused (nothing written, a name or a door in it, already
    there), Conflict when somebody changed the matter meanwhile.
    """
    return _hand_up(by, case, "refer", levels.STREET, brief, version)


@command("cases.transfer", gettext_lazy("移交上一级"))
def transfer_case(by: Actor, *, case: Case, level: str, brief: str, version: int) -> Handing:
    """``level``, the next one up, has the matter from now on; the clock of this one stops, and it goes on reading
    what is done there. Raises as ``refer_case``."""
    return _hand_up(by, case, "transfer", level, brief, version)


@command("cases.accept_handing", gettext_lazy("街道接下了"))
def accept_handing(by: Actor, *, handing: Handing, owner: User | None = None) -> Handing:
    """A colleague of the street has it in hand from now on: whoever taps 我来办. A program names the ``owner``."""
    case = _hold_handing(by, handing)
    me = writer_account(by, owner, "owner")
    was, handing.owner = handing.owner_id, me
    handing.save(update_fields=["owner"])
    log.write(by, "cases.accept_handing", case, case.path, {"owner": (was, me.pk)})
    return handing


@command("cases.note_handing", gettext_lazy("街道写了进展"))
def note_handing(by: Actor, *, handing: Handing, words: str) -> HandingNote:
    """What the street did; the committee reads it in the story of the matter."""
    case = _hold_handing(by, handing)
    note = HandingNote.objects.create(
        handing=handing, words=_words(words, "words"), at=clock.now(), by_id=writer_of(by)
    )
    log.write(by, "cases.note_handing", case, case.path, {"words": (None, told(case.ring, note.words))})
    return note


@command("cases.answer_handing", gettext_lazy("街道办完交回"))
def answer_handing(by: Actor, *, handing: Handing, result: str, solved: bool) -> Handing:
    """The street's answer: the matter is with the committee again, which asks the resident when it is ``solved``."""
    case = _hold_handing(by, handing)
    handing.result = _words(result, "result")
    end(handing)
    came_back = handing.act == "transfer"
    if came_back:
        _return_to(by, case, levels.COMMITTEE, "back")
    if is_open(case.state) and (came_back or case.state == WAITING):
        state = ASKING if solved else DOING
        if state != case.state:
            take_step(
                by, case, state, in_the_register(gettext_lazy("街道：%(result)s"), result=handing.result)
            )
    tell_given(by, case.owner, case_url(case), case)
    changes = {"result": (None, told(case.ring, handing.result)), "level": (handing.level, case.level)}
    log.write(by, "cases.answer_handing", case, case.path, changes)
    return handing


@command("cases.recall_handing", gettext_lazy("要回了交上去的事"))
def recall_handing(by: Actor, *, handing: Handing, reason: str) -> Handing:
    """The committee takes it back before there was an answer."""
    case = handing.case
    hold_case(by, case)
    _hold_open(handing)
    handing.result = _words(reason, "reason")
    end(handing)
    if handing.act == "transfer":
        _return_to(by, case, levels.level_of(case.owner, case.path), "back")
    if case.state == WAITING:
        take_step(by, case, DOING, handing.result)
    _tell_unit(by, handing)
    log.write(
        by, "cases.recall_handing", case, case.path, {"result": (None, told(case.ring, handing.result))}
    )
    return handing


@command("cases.handing_overdue", gettext_lazy("交上去的事过了时限"))
def handing_overdue(by: Actor, *, handing: Handing) -> int:
    """A stretch with the street went beyond its clock: who handed it up and the street's office are told, once each.

    Answers how many are told now: none when the matter has ended meanwhile.
    """
    case = handing.case
    hold_case(by, case)
    hold(handing)
    due = handing.due_at
    late = is_open(case.state) and handing.ended_at is None and due is not None and due <= clock.now()
    whom = [case.owner, *_at_street(handing)] if late else []
    fresh = [user for user in whom if due and _note_late(case, due, user)]
    for user in fresh:
        own = user.pk == case.owner_id
        url = case_url(case) if own else reverse("cases-street-one", args=[handing.pk])
        tell(user, "look", key=f"cases.handing.{handing.pk}.{due:%Y%m%d%H%M}", url=url)
    log.write(by, "cases.handing_overdue", case, case.path, {"told": (None, len(fresh))})
    return len(fresh)


def _at_street(handing: Handing) -> list[User]:
    """Who has it in hand there; the office while nobody has, or whoever had it left."""
    return [handing.owner] if handing.owner and handing.owner.is_active else street_office(handing.unit)


def _note_late(case: Case, due: datetime, user: User) -> bool:
    _row, fresh = Escalation.objects.get_or_create(
        case=case, step="handed", due_at=due, told=user, defaults={"at": clock.now()}
    )
    return fresh


def _hand_up(by: Actor, case: Case, act: str, level: str, brief: str, version: int) -> Handing:
    hold_case(by, case)
    if version != case.version:
        raise changed(by, case, {"state": (case.state, case.state)})
    _check_way(by, case, act, level)
    words = _words(brief, "brief")
    if level == levels.STREET:
        _check_for_street(by, case, words)
    if not Handing.objects.filter(case=case, level=case.level, ended_at=None).exists():
        stretch(case, "open", case.level, since=case.received_at)
    handing = stretch(case, act, level, brief=words, by=by)
    if act == "transfer":
        _leave(case, level)
    if level == levels.STREET and case.state != WAITING:
        take_step(by, case, WAITING, in_the_register(REASONS[act]))
    else:
        case.version += 1
        case.save(update_fields=["version"])
    _tell_unit(by, handing)
    changes = {"level": (None, level), "brief": (None, told(case.ring, words))}
    log.write(by, f"cases.{act}", case, case.path, changes)
    return handing


def _check_way(by: Actor, case: Case, act: str, level: str) -> None:
    if not is_open(case.state):
        raise Refused(_("这件事已经有结果了。又来了的话，先点“又来了”。"))
    if Handing.objects.filter(case=case, level=levels.STREET, ended_at=None).exists():
        raise Refused(_("已经交到街道了，还没有回话。要改就先要回来。"), "level")
    if level == levels.STREET and case.state == ASKING:
        raise Refused(_("这件事在等居民回音。还没办好，先点“还要接着办”，再交上去。"), "level")
    if (act, level) not in levels.ways_up(by, case):
        raise Refused(_("从列出的几项里选一个。"), "level")


def _check_for_street(by: Actor, case: Case, words: str) -> None:
    if these := private_words(by, case, words):
        raise Refused(_("写给街道的话里有%(these)s。街道不看到人，换个说法。") % {"these": these}, "brief")


def _words(text: str, field: str) -> str:
    words = line(text, MOST, field)
    if not words:
        raise Refused(_("写一句，看的人才知道要做什么。"), field)
    return words


def _leave(case: Case, level: str) -> None:
    """This level's clock stops; the other one has the matter."""
    for row in Handing.objects.filter(case=case, level=case.level, ended_at=None):
        end(row)
    case.level = level
    if level == levels.COMMITTEE:
        found = owner_for(case.committee)
        case.owner = may_have_it(found, case.path, "level") if found else case.owner
    case.save(update_fields=["level", "owner"])
    timing.follow(case)


def _return_to(by: Actor, case: Case, level: str, act: str) -> None:
    case.level = level
    case.save(update_fields=["level"])
    stretch(case, act, level, by=by)
    timing.follow(case)


def _hold_handing(by: Actor, handing: Handing) -> Case:
    """Hold a stretch with the street for somebody of the street."""
    by.require(STREET, handing.unit.path, seen_with=None if sees_case(by, handing.case) else STREET)
    if handing.level != levels.STREET:
        raise NotFound
    hold(handing.case)
    _hold_open(handing)
    if handing.case.withdrawn_at:
        raise NotFound
    return handing.case


def _hold_open(handing: Handing) -> None:
    hold(handing)
    if handing.ended_at:
        raise Refused(_("这一程已经交回了，刷新看看。"))


def _tell_unit(by: Actor, handing: Handing) -> None:
    """Who is to look: the street's office, or whoever has it at the committee now."""
    if handing.level == levels.STREET:
        url = reverse("cases-street-one", args=[handing.pk])
        for officer in street_office(handing.unit):
            tell(officer, "given", key=f"cases.handing.{handing.pk}.{bool(handing.ended_at)}", url=url)
    else:
        tell_given(by, handing.case.owner, case_url(handing.case), handing.case)
