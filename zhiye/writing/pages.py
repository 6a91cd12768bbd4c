"""What the pages of the desk show, put together from the journal and the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from zhiye.cases import queries as cases
from zhiye.cases.models import Case
from zhiye.drafts import queries as drafts
from zhiye.journal import queries
from zhiye.journal.models import Entry
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import read_id
from zhiye.people.queries.files import called, get_person
from zhiye.places import queries as places
from zhiye.places.models import Place
from zhiye.writing.showing import day_in_words, excerpt

MOST_PENDING = 200  # notes with drafts that wait
SHEET_MOST = 400  # notes on one printed sheet; more days than that are printed in two goes


@dataclass(frozen=True)
class Beginning:
    """Where a note begins: at a home, in a matter or at nothing, with the first words that are known already."""

    place: Place | None = None
    words: str = ""
    case: Case | None = None


def beginning(actor: Actor, home: str, person: str, case: str = "") -> Beginning:
    """From the page of a home, of a person or of a matter. Raises NotFound as those pages do."""
    if read_id(case):
        matter = cases.case(actor, case)
        return Beginning(matter.place, "", matter)
    if read_id(person):
        one = get_person(actor, person, "people.view")
        door = f"（{one.home.door}）" if one.home else ""
        return Beginning(one.home, f"{called(one)}{door}")
    if read_id(home):
        place = places.place(actor, home)
        return Beginning(place, place.spoken)
    return Beginning()


def weather_today(actor: Actor) -> str:
    """What the writer already said of today's weather: nobody says it twice."""
    wanted = queries.EntryFilter(mine=True, day_from=clock.today(), day_to=clock.today())
    return next((entry.weather for entry in queries.entries_page(actor, wanted).rows if entry.weather), "")


@dataclass(frozen=True)
class ListedNote:
    """One line of the list."""

    entry: Entry
    words: str
    pending: int = 0  # drafts that wait


@dataclass
class Day:
    """The notes of one day, the newest first."""

    words: str
    weather: str
    notes: list[ListedNote] = field(default_factory=list)


def by_day(entries: list[Entry], pending: Mapping[UUID, int] | None = None) -> list[Day]:
    """``entries`` under their days, in the order given; ``pending``: how many drafts of a note wait."""
    waiting = pending or {}
    days = []
    for day, of_the_day in groupby(entries, key=lambda entry: entry.written_on):
        listed = [ListedNote(entry, excerpt(entry.text), waiting.get(entry.pk, 0)) for entry in of_the_day]
        weather = next((note.entry.weather for note in listed if note.entry.weather), "")
        days.append(Day(day_in_words(day, clock.today()), weather, listed))
    return days


def pending(actor: Actor) -> dict[UUID, int]:
    """How many drafts wait, by the actor's own notes."""
    return {entry.pk: count for entry, count in drafts.waiting(actor, MOST_PENDING)}


def to_print(actor: Actor, first: date, last: date) -> list[Entry]:
    """The writer's own notes of those days, oldest first; at most ``SHEET_MOST``."""
    wanted = queries.EntryFilter(mine=True, day_from=first, day_to=last)
    return queries.entries_page(actor, wanted, size=SHEET_MOST).rows[::-1]


def about_line(actor: Actor, entry: Entry) -> list[dict[str, Any]]:
    """Whom and what the note is about: {name, url_name, id, named}."""
    lines = []
    for row in queries.subjects(actor, entry):
        if row.person:
            lines.append(
                {"name": called(row.person), "url": "people-detail", "id": row.person_id, "named": True}
            )
        elif row.place:
            home = row.place.kind == "home"
            url = "places-home" if home else "places-building"
            if home or row.place.kind == "building":
                lines.append({"name": row.place.spoken, "url": url, "id": row.place_id})
    return lines


def matters_line(actor: Actor, entry: Entry) -> list[Case]:
    """The matters that the note was begun in, as far as the actor may see them."""
    return cases.cases_named(actor, queries.records_of(actor, entry))


def removed_note(actor: Actor, id_: UUID) -> Entry:
    """A note that the actor wrote and removed. Raises NotFound."""
    found = Entry.objects.filter(pk=id_, author=writer_of(actor), removed_at__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def may_write(actor: Actor) -> bool:
    """Whether the actor keeps a journal at all."""
    return actor.may(WRITE)


def may_read(actor: Actor) -> bool:
    """Whether the actor reads the journal of colleagues."""
    return actor.may(VIEW)
