"""What happened lately in one committee of the invented street: notes, matters, promises, contacts.

Days count from the day of loading, so that 今天 has something due whenever the street is looked at.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from zhiye.accounts.models import User
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.demo.long_story import STORY as LONG
from zhiye.demo.long_story import tell_long_story
from zhiye.journal import commands as journal
from zhiye.journal.models import Entry
from zhiye.journal.sources import note_source
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people.models import CategoryHolding, Person
from zhiye.people.queries.files import called
from zhiye.places.models import Place
from zhiye.visits import commands as visits

_STORIES = tomllib.loads((Path(__file__).parent / "data" / "stories.toml").read_text("utf-8"))
TOLD_OF: str = _STORIES["committee"]  # the committee of which something is told
ALONE = "elder_alone"
Told = dict[str, Any]


def tell_stories(by: Actor, committees: dict[str, Place]) -> int:
    """Write the stories about elders living alone; those for whom a scaled-down street has nobody are left out.

    Answers how many were written.
    """
    committee = committees.get(_STORIES["committee"])
    elders = _elders(committee) if committee else []
    users = {user.username: user for user in User.objects.all()}
    told = [story for story in _STORIES["story"] if story["who"] < len(elders)]
    with transaction.atomic():
        for story in told:
            Telling(by, users[story["by"]], elders[story["who"]], story).tell()
        if LONG["who"] < len(elders):
            tell_long_story(by, users[LONG["by"]], elders[LONG["who"]])
    return len(told)


def _elders(committee: Place) -> list[Person]:
    """Women living alone, in door order, one a home."""
    held = CategoryHolding.objects.filter(within("path", [committee.path]), code=ALONE, until=None)
    alone = Person.objects.filter(
        pk__in=held.values("person_id"), is_current=True, sex="2", home__isnull=False
    )
    return list(alone.select_related("home").order_by("path", "id")[:60])


class Telling:
    """One story of one elder, told in the order of its days."""

    def __init__(self, by: Actor, writer: User, person: Person, story: Told) -> None:
        self.by, self.writer, self.person, self.story = by, writer, person, story
        self.ring: str = story.get("ring", "team")
        self.entry: Entry | None = None

    def tell(self) -> None:
        """The note first: what follows leads back to it."""
        if "note" in self.story:
            self.entry = self._write()
        case = self._open() if "matter" in self.story else None
        for step in self.story.get("matter", {}).get("steps", ()):
            self._move(case, step)
        for promise in self.story.get("promises", ()):
            self._promise(case, promise)
        for contact in self.story.get("contacts", ()):
            self._meet(case, contact)

    def _day(self, ago: int) -> date:
        return clock.today() - timedelta(days=ago)

    def _write(self) -> Entry:
        text = self._named(self.story["note"])
        written: Entry = journal.write_entry(
            self.by,
            text=text,
            written_on=self._day(self.story["ago"]),
            weather=self.story.get("weather", ""),
            ring=self.ring,
            place=self.person.home,
            author=self.writer,
            op=new_id(),
        )
        return written

    def _open(self) -> Case:
        matter = self.story["matter"]
        case: Case = cases.open_case(
            self.by,
            title=matter["title"],
            code=matter["code"],
            place=self.person.home,
            people=[self.person],
            ring=self.ring,
            owner=self.writer,
            opened_on=self._day(self.story["ago"]),
            op=new_id(),
        )
        self._lead_back("case", case.pk, matter)
        return case

    def _move(self, case: Case | None, step: Told) -> None:
        """A step has the day on which it is taken: the clock is put back for it."""
        words = {name: step.get(name, "") for name in ("state", "reason", "solved", "unasked")}
        with clock.frozen(clock.now() - timedelta(days=step["ago"])):
            cases.move_case(self.by, case=case, version=case.version if case else 1, op=new_id(), **words)

    def _promise(self, case: Case | None, given: Told) -> None:
        promise = cases.make_promise(
            self.by,
            what=given["what"],
            who=given.get("who", ""),
            due=self._day(-given["due"]),
            made_on=self._day(given["ago"] if "ago" in given else self.story["ago"]),
            case=case,
            person=self.person,
            ring=self.ring,
            maker=self.writer,
            op=new_id(),
        )
        self._lead_back("promise", promise.pk, given)

    def _meet(self, case: Case | None, given: Told) -> None:
        contact = visits.log_contact(
            self.by,
            kind=given["kind"],
            outcome=given["outcome"],
            on=self._day(given["ago"]),
            people=[self.person],
            place=self.person.home,
            note=given["note"],
            ring=self.ring,
            case=case,
            writer=self.writer,
            op=new_id(),
        )
        self._lead_back("contact", contact.pk, given)

    def _lead_back(self, kind: str, record: UUID, given: Told) -> None:
        """The line back to the words of the note, where the story quotes them."""
        if self.entry is None or "quote" not in given:
            return
        quote = self._named(given["quote"])
        start = self.entry.text.index(quote)
        with running.start("demo.tell", new_id()):
            note_source(
                self.entry,
                start=start,
                end=start + len(quote),
                quote=quote,
                kind=kind,
                record=record,
                person=self.person,
            )

    def _named(self, text: str) -> str:
        door = self.person.home.door if self.person.home else ""
        return text.strip().format(called=called(self.person), door=door)
