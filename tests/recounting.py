"""Random histories for the figures, and the world as plain Python sees it, for counting them once more.

A room that registers figures has a ``tests/recount.py`` with ``RECOUNTS``, a function for each of its figures that
says its rule again over all rows there are, and ``make_history``, which writes rows of every sort in bulk.
"""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.cast_builder import Cast
from tests.house import ROOMS
from zhiye.accounts.models import User
from zhiye.figures.periods import Period
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import segment
from zhiye.people.models import Person
from zhiye.places.models import Place

TODAY = date(2026, 11, 21)
HERE = ZoneInfo("Asia/Shanghai")
Inside = Callable[[str], bool]
# Edges of months and of the year, where a careless bound shows.
EDGES = [
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 10, 31),
    date(2026, 11, 1),
    date(2026, 9, 30),
    TODAY,
]


@dataclass
class World:
    """All rows of all models, each model read once."""

    read: dict[Any, dict[Any, Any]] = field(default_factory=dict)

    def __call__(self, model: Any) -> dict[Any, Any]:
        """Rows by their keys."""
        if model not in self.read:
            self.read[model] = {row.pk: row for row in model._default_manager.all()}
        return self.read[model]


Recount = Callable[[World, Inside, Period], int]


@dataclass
class Making:
    """What a room's ``make_history`` draws from."""

    random: Random
    cast: Cast
    homes: list[Place] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    committees: list[Place] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    def refresh(self) -> None:
        """Read anew what there is to point at."""
        self.places = list(Place.objects.filter(path__startswith=self.cast.street.path))
        self.homes = [place for place in self.places if place.kind == "home"]
        self.committees = [place for place in self.places if place.kind == "committee"]
        self.users = list(User.objects.all())
        self.people = list(Person.objects.all())

    def pick(self, some: Sequence[Any]) -> Any:
        """One of them."""
        return self.random.choice(some)

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.random.random() < share

    def maybe(self, value: Any, share: float = 0.5) -> Any:
        """The value, or None."""
        return value if self.chance(share) else None

    def day(self) -> date:
        """A day of the last fifteen months, often at an edge."""
        return self.pick(EDGES) if self.chance(0.4) else TODAY - timedelta(days=self.random.randrange(460))

    def moment(self) -> datetime:
        """A moment of such a day, often the first or last minute by the clock on the wall."""
        at = self.pick([time(0, 0), time(23, 59), time(9, 30), time(16, 50)])
        return datetime.combine(self.day(), at, HERE)

    def where(self) -> Place:
        """A committee, a building or a home, of either committee; some places again and again."""
        if self.chance(0.2):
            return self.pick(self.committees)
        some = self.places_of("home", "building")
        return self.pick(some[:: len(some) // 8] if self.chance(0.4) else some)

    def places_of(self, *kinds: str) -> list[Place]:
        """Places of some kinds."""
        return [place for place in self.places if place.kind in kinds]

    def committee_of(self, path: str) -> Place:
        """The committee that a path lies in."""
        return next(one for one in self.committees if path.startswith(one.path))

    def extra_homes(self, count: int) -> None:
        """Homes in bulk, some of which are no more."""
        made = []
        for number in range(count):
            id_, building = new_id(), self.pick(self.places_of("building"))
            code = f"x{number}"
            made.append(
                Place(
                    id=id_, parent=building, kind="home", code=code, name=code, door=f"{building.door}-{code}",
                    path=building.path + segment(code, id_), valid_to=self.maybe(TODAY, 0.3),
                )
            )  # fmt: skip
        Place.objects.bulk_create(made)


def of_day(moment: datetime) -> date:
    """The day on the wall."""
    return moment.astimezone(HERE).date()


def rooms_with_recounts() -> dict[str, Any]:
    """Each room's ``tests.recount``."""
    names = {room: f"zhiye.{room}.tests.recount" for room in ROOMS}
    with_tests = [room for room in names if find_spec(f"zhiye.{room}.tests")]
    return {room: importlib.import_module(names[room]) for room in with_tests if find_spec(names[room])}
