"""One matter as its page shows it: what comes next and who has it, whom to ring, what was promised, its story."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.cases import queries
from zhiye.cases.calling import callers
from zhiye.cases.codes import words_of
from zhiye.cases.levels import STREET, ways_up
from zhiye.cases.models import Case
from zhiye.cases.permissions import APPROVE
from zhiye.cases.public import public_line
from zhiye.cases.queries import CaseFile, Course
from zhiye.cases.showing import clock_of, due_words, name_for, promise_rows, promised
from zhiye.cases.slots import CASE_ACTIONS, CASE_PANELS
from zhiye.cases.story import case_story
from zhiye.cases.workflow import (
    AGAIN,
    ASKING,
    DONE,
    MERGED,
    MOVES,
    NEW,
    WAITING,
    WORDS,
    is_open,
)
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.places.building_page import address_of

FIRST = 12  # rows of the story that stand open
# What the page offers first.
TAKE, RING, GO_ON, CALL_BACK, CLOSE, REOPEN = "take", "ring", "go_on", "call_back", "close", "reopen"
# Who brought a matter by these ways waits to hear from us.
WAITS_FOR_A_CALL = ("hotline", "phone", "door", "partner")


@dataclass(frozen=True)
class Next:
    """What comes next, in words, and the one act that is offered first; ``said``: a colleague wrote the words."""

    words: str
    act: str
    said: bool = False


def next_step(case: Case, file: CaseFile, course: Course) -> Next:
    """By the state, what was written last, and whether who brought it has been reached."""
    said = file.said
    if not is_open(case.state):
        return Next(case.outcome or _("没有写怎么办好的。"), REOPEN, bool(case.outcome))
    if case.state == NEW:
        return Next(_("还没接手。看一眼，能办就接过来。"), TAKE)
    if case.state == AGAIN:
        return Next(said or _("又来了，还没接手。先问问这次怎么样。"), TAKE, bool(said))
    if case.state == ASKING:
        return Next(_("问一声居民：办好了吗？"), CALL_BACK)
    if case.state == WAITING:
        return Next(said, GO_ON, said=True)
    if to_ring_first(case):
        words = _("先联系来电人") if case.source == "hotline" else _("先联系反映的人")
        return Next(words, RING)
    waits = next((promise for promise in file.promises if promise.state == "open"), None)
    said = said or (f"{due_words(waits.due, clock.today())} {promised(waits)}".strip() if waits else "")
    return Next(said or _("还没写下一步。说好一件事、哪天做，大家都清楚。"), CLOSE, bool(said))


def to_ring_first(case: Case) -> bool:
    """Whether who brought the matter waits for a first word from us."""
    return is_open(case.state) and case.contacted_at is None and case.source in WAITS_FOR_A_CALL


def _ways_up(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """How it may be handed up; while the resident is asked whether it is done nothing goes to the street."""
    return [way for way in ways_up(actor, case) if case.state != ASKING or way[1] != STREET]


def matter_page(actor: Actor, case: Case, look_id: UUID | None = None) -> dict[str, Any]:
    """All that the page of a matter shows; the caller has been given the matter."""
    file, course = queries.case_file(actor, case), queries.course(actor, case)
    told = [one.row for one in case_story(actor, file, course)]
    may = queries.may_change(actor, case)
    stands = is_open(case.state)
    return {
        "case": case,
        "file": file,
        "course": course,
        "way": course.way,
        "kind": words_of(case.code),
        "place_url": address_of(case.place) if case.place else "",
        "state_word": WORDS[case.state],
        "open": stands,
        "next": next_step(case, file, course),
        "clock": clock_of(case.due_at if stands else None, clock.now()),
        "callers": callers(actor, case, file.parties, look_id) if may and stands else [],
        "ring_first": to_ring_first(case),
        "waiting": case.state == WAITING,
        "to_finish": DONE in MOVES[case.state] and not stands,
        "into": queries.cases_named(actor, [case.into_id]) if case.state == MERGED and case.into_id else [],
        "promises": promise_rows(one for one in file.promises if one.state == "open"),
        "settled": promise_rows(one for one in file.promises if one.state != "open"),
        "parties": [(party, name_for(actor, party.person)) for party in file.parties],
        "public_line": public_line(case),
        "story": {"rows": told[:FIRST], "older": told[FIRST:], "cut": False},
        "story_count": len(told),
        "may_change": may,
        "may_agree": course.asked_for is not None and actor.may(APPROVE, case.path),
        "may_undo": may
        and file.last is not None
        and file.last.on == clock.today()
        and not (course.at_street and case.state == WAITING),
        "ways_up": _ways_up(actor, case) if may and stands and not course.at_street else [],
        "panels": CASE_PANELS.collect(actor, case),
        "actions": CASE_ACTIONS.collect(actor, case) if may else [],
    }
