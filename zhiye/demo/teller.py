"""What happened at one committee, told through the commands of the rooms, each with the clock at its day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from zhiye.accounts.models import User
from zhiye.activities import commands as activities
from zhiye.activities.values import Told
from zhiye.cases.commands.bringing import Brought, Went, bring_in
from zhiye.cases.models import Case
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits import commands as visits
from zhiye.visits.models import SEEN, Contact

_AFTERNOON, _MORNING = time(16, 30), time(9, 30)
_AT_ONCE = 500  # people asked for in one question


@dataclass
class Teller:
    """One committee and its colleagues, who take turns at writing things down."""

    by: Actor
    committee: Place
    writers: Sequence[User]

    @cached_property
    def doors(self) -> dict[str, UUID]:
        """Every home that is lived in, by its path, in door order, with somebody who lives there."""
        here = Person.objects.filter(
            within("path", [self.committee.path]), is_current=True, home__isnull=False
        )
        found: dict[str, UUID] = {}
        for path, pk in (
            here.filter(standing="resident").order_by("path", "id").values_list("home__path", "pk")
        ):
            found.setdefault(path, pk)
        return found

    def people(self, paths: Iterable[str]) -> list[Person]:
        """Whom one meets at these homes, in the order given."""
        keys = [self.doors[path] for path in paths]
        known: dict[UUID, Person] = {}
        for start in range(0, len(keys), _AT_ONCE):
            asked = Person.objects.filter(pk__in=keys[start : start + _AT_ONCE]).select_related("home")
            known |= {one.pk: one for one in asked}
        return [known[key] for key in keys]

    def meet(
        self,
        person: Person,
        day: date,
        note: str,
        *,
        kind: str = "visit",
        outcome: str = SEEN,
        case: Any = None,
    ) -> Contact:
        """A contact with ``person`` at home."""
        with self.on(day):
            made: Contact = visits.log_contact(
                self.by, kind=kind, outcome=outcome, on=day, people=[person], place=person.home, note=note,
                case=case, writer=self._turn(day), op=new_id(),
            )  # fmt: skip
        return made

    def bring(self, rows: Iterable[Brought], writer: User, source: str = "counter") -> dict[str, Case]:
        """Matters, each written down on the day it went as far as it did; by their titles and places."""
        days: dict[date, list[Brought]] = defaultdict(list)
        for row in rows:
            days[_ended(row)].append(row)
        made: dict[str, Case] = {}
        for day in sorted(days):
            with self.on(day):
                told = {"committee": self.committee, "source": source, "owner": writer}
                cases = bring_in(self.by, brought=days[day], op=new_id(), **told)
            made |= {key_of(row): case for row, case in zip(days[day], cases, strict=True)}
        return made

    def gather(self, told: Told) -> None:
        """An activity."""
        with self.on(told.on):
            given: dict[str, Any] = {"committee": self.committee, "writer": self._turn(told.on)}
            activities.record_activity(self.by, told=told, op=new_id(), **given)

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """The clock in the afternoon of ``day`` (now, where that is still to come); all of it one gesture."""
        with clock.frozen(min(clock.now(), moment(day, _AFTERNOON))), running.start("demo.tell", new_id()):
            yield

    def _turn(self, day: date) -> User:
        return self.writers[day.toordinal() % len(self.writers)]


def moment(day: date, at: time = _MORNING) -> datetime:
    """A moment of the day, in the morning if nothing else is said."""
    return timezone.make_aware(datetime.combine(day, at))


def brought(title: str, code: str, place: Place | None, came: date, went: Went | None = None) -> Brought:
    """A matter that came on the morning of a day."""
    if place is None:
        raise ValueError("a matter that is brought in stands at a place")
    return Brought(title, code, place, "help", min(clock.now(), moment(came)), None, went)


def key_of(row: Brought) -> str:
    """Title and place: what tells matters apart that were brought in together."""
    return f"{row.title} {row.place.path}"


def _ended(row: Brought) -> date:
    return row.went.on if row.went and row.went.on else timezone.localtime(row.received_at).date()
