"""From the rows of a matter to its retelling: what is on record as plain facts, each with the way back to it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases import queries
from zhiye.cases.matter import next_step
from zhiye.cases.models import Case, Promise
from zhiye.cases.public import public_line
from zhiye.cases.queries import CaseFile, Course
from zhiye.cases.retelling import DROPPED, KEPT, OPEN, OVERDUE, Block, Fact, Line, Pledge, Retelling, retell
from zhiye.cases.showing import by_when, clock_of, day_words, name_for
from zhiye.cases.story import Told, case_story
from zhiye.cases.workflow import WORDS, is_open
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor

MARKS: dict[str, Any] = {
    OVERDUE: gettext_lazy("过了日子"),
    OPEN: gettext_lazy("还没到"),
    DROPPED: gettext_lazy("不用办了"),
    KEPT: gettext_lazy("办到了"),
}


@dataclass(frozen=True)
class BriefPage:
    """The retelling with words for the template."""

    told: Retelling
    entries: int
    clock: str
    case_url: str


def brief_of(actor: Actor, case: Case) -> BriefPage:
    """One page about a matter that the actor has been given."""
    file, course = queries.case_file(actor, case), queries.course(actor, case)
    story, today = case_story(actor, file, course), clock.today()
    url = reverse("cases-detail", args=[case.pk])
    done = [_fact(one, url) for one in story if not one.promise and one.id != str(case.pk)]
    pledges = [_pledge(one) for one in file.promises]
    page = retell(_wants(actor, file, story, url), pledges, done, _coming(case, file, course, url), today)
    stands = is_open(case.state)
    return BriefPage(page, len(story), clock_of(case.due_at if stands else None, clock.now()).words, url)


def _fact(told: Told, url: str) -> Fact:
    row = told.row
    link = row.url or (f"{url}#{row.anchor}" if row.anchor else url)
    return Fact(told.id, row.on, row.word, row.text, link, told.weight)


def _wants(actor: Actor, file: CaseFile, story: list[Told], url: str) -> list[Fact]:
    """The matter in its own words, the sentence of the note it came from, and whom it concerns."""
    case, opened = file.case, next(one.row for one in story if one.id == str(file.case.pk))
    wants = [Fact(str(case.pk), case.opened_on, _("要办的"), case.title, f"{url}#opened")]
    if opened.source and opened.source.quote and opened.source.quote != case.title:
        wants.append(Fact(str(case.pk), opened.source.day, _("原话"), opened.source.quote, opened.source.url))
    for party in file.parties:
        if called := name_for(actor, party.person):
            link = reverse("people-detail", args=[party.person_id])
            door = f"，{party.person.home.door}" if party.person.home else ""
            part = f"（{party.part}）" if party.part else ""
            wants.append(Fact(str(party.pk), case.opened_on, _("相关的人"), f"{called}{door}{part}", link))
    return wants


def _pledge(promise: Promise) -> Pledge:
    who = promise.who or (promise.owner or promise.by).name
    return Pledge(
        str(promise.pk),
        promise.made_on,
        f"{who}：{promise.what}",
        promise.due,
        promise.state,
        promise.settled_on,
        promise.reason,
        reverse("cases-promise", args=[promise.pk]),
    )


def _coming(case: Case, file: CaseFile, course: Course, url: str) -> list[Fact]:
    """Who has it, what comes next, until when; of a matter that ended, how."""
    key, today = str(case.pk), clock.today()
    words = next_step(case, file, course).words
    state = _("%(state)s，%(name)s") % {"state": WORDS[case.state], "name": case.owner.name}
    coming = [Fact(key, today, state, words, f"{url}#next-step")]
    running = clock_of(case.due_at if is_open(case.state) else None, clock.now())
    if running.words:
        coming.append(Fact(key, today, _("时限"), "，".join(filter(None, (running.words, running.tag))), url))
    coming.append(Fact(key, today, _("居民能看到"), public_line(case), f"{url}#public"))
    return coming


def title_of(block: Block) -> str:
    """2025年3月; 2025年4月到6月; 2023年5月到2024年2月."""
    first, last = block.first, block.last
    month = _("%(year)d年%(month)d月") % {"year": first.year, "month": first.month}
    if (first.year, first.month) == (last.year, last.month):
        return month
    if first.year == last.year:
        return _("%(first)s到%(month)d月") % {"first": month, "month": last.month}
    told = {"first": month, "last": _("%(year)d年%(month)d月") % {"year": last.year, "month": last.month}}
    return _("%(first)s到%(last)s") % told


def counted(line: Line) -> str:
    """走访 3、电话 2."""
    return _("、").join(f"{MARKS.get(word, word)} {n}" for word, n in line.counts)


def day_of(line: Line) -> str:
    """The day of a line as it stands under its month."""
    return day_words(line.on, clock.today()) if line.on else ""


def until(line: Line) -> str:
    """Until when a promise was to be kept."""
    return by_when(line.due, clock.today()) or (_("今天到期") if line.due else "")
