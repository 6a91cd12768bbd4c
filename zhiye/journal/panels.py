"""来龙去脉 on the pages of people, homes and buildings: what every room tells of them, newest first."""

from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _

from zhiye.journal import queries
from zhiye.journal.slots import MOST, TIMELINE, TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.kernel.slots import Panel
from zhiye.people.models import Person
from zhiye.people.slots import PERSON_PANELS
from zhiye.places.models import Place
from zhiye.places.slots import BUILDING_PANELS, HOME_PANELS

FIRST = 8  # rows that stand open


@TIMELINE.register(10, "journal")
def notes(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Notes about the subject, and what was registered from them."""
    return queries.notes_about(actor, subject)


@PERSON_PANELS.register(10, "journal.timeline")
def story_of_person(actor: Actor, person: Person) -> Panel | None:
    """What happened with a person."""
    return _story(actor, person)


@HOME_PANELS.register(15, "journal.timeline")
def story_of_home(actor: Actor, home: Place) -> Panel | None:
    """What happened in a home."""
    return _story(actor, home)


@BUILDING_PANELS.register(50, "journal.timeline")
def story_of_building(actor: Actor, building: Place) -> Panel | None:
    """What happened in a building."""
    return _story(actor, building)


def story(actor: Actor, subject: Person | Place) -> tuple[list[TimelineRow], bool]:
    """All rows, newest first, each with its line back to the words; and whether there may be older ones."""
    answers: list[list[TimelineRow]] = TIMELINE.collect(actor, subject)
    rows = sorted(chain.from_iterable(answers), key=lambda row: (row.on, row.order), reverse=True)
    cut = any(len(rows_of_room) >= MOST for rows_of_room in answers)
    return _with_sources(actor, rows[:MOST] if cut else rows), cut


def _with_sources(actor: Actor, rows: list[TimelineRow]) -> list[TimelineRow]:
    records = [row.record for row in rows if row.record and row.source is None]
    lines = queries.sources_of(actor, records) if records else {}
    return [
        replace(row, source=lines[row.record][0]) if row.source is None and row.record in lines else row
        for row in rows
    ]


def _story(actor: Actor, subject: Person | Place) -> Panel | None:
    rows, cut = story(actor, subject)
    if not rows:
        return None
    context = {"rows": rows[:FIRST], "older": rows[FIRST:], "cut": cut, "most": MOST}
    return Panel(_("来龙去脉"), "journal/_timeline.html", context, "story")
