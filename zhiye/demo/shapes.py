"""What the invented street is made of: plain values, no database. Keys are text and stable for a seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhiye.people.records import HomeRecord, PersonRecord


@dataclass(slots=True)
class DemoBuilding:
    """One building; no ``units`` when all doors share a staircase. ``areas``: m² per room of a floor."""

    code: str
    floors: int
    units: list[str]
    rooms_per_floor: int
    lift: bool
    group: str = ""
    areas: list[Decimal] = field(default_factory=list)

    def rooms(self) -> Iterator[tuple[str, str, int, Decimal]]:
        """(unit, room, floor, area in m²) of every home, floor by floor."""
        for unit in self.units or [""]:
            for floor in range(1, self.floors + 1):
                for place in range(self.rooms_per_floor):
                    yield unit, f"{floor}{place + 1:02d}", floor, self.areas[place % len(self.areas)]

    @property
    def size(self) -> int:
        """Number of homes."""
        return max(1, len(self.units)) * self.floors * self.rooms_per_floor


@dataclass(slots=True)
class DemoEstate:
    """One estate (小区) with its lane address and its buildings in door order."""

    name: str
    lane: str
    buildings: list[DemoBuilding]

    def key_of(self, building: DemoBuilding) -> str:
        """The key of a building: "estate/code"."""
        return f"{self.name}/{building.code}"

    def homes(self) -> Iterator[tuple[HomeRecord, Decimal]]:
        """Every home of the estate with its area in m²."""
        for building in self.buildings:
            for unit, room, floor, area in building.rooms():
                yield HomeRecord(self.name, building.code, unit, room, floor), area


@dataclass(slots=True)
class DemoGrid:
    """One grid: the keys of its buildings, and how many members, volunteers and workers serve it."""

    name: str
    buildings: list[str]
    members: int = 0
    volunteers: int = 0
    workers: int = 0


@dataclass(slots=True)
class DemoTie:
    """``kin`` is ``relation`` (GB/T 4761) of ``person``; both are person keys."""

    person: str
    kin: str
    relation: str


@dataclass(slots=True)
class DemoOwnership:
    """``owner`` (a person key) owns ``share`` (numerator, denominator) of ``home`` with ``area`` in m²."""

    owner: str
    home: HomeRecord
    share: tuple[int, int]
    area: Decimal


@dataclass(slots=True)
class DemoCategory:
    """That a person belongs to a category, on what evidence; dates as in the register."""

    person: str
    code: str
    evidence: str
    issuer: str
    source: str
    verified_on: date
    valid_until: date | None


@dataclass(slots=True)
class DemoContact:
    """A number through which ``person`` is reached, whose it is ("儿子"), that kin's key if registered."""

    person: str
    whose: str
    phone: str
    kin: str = ""


@dataclass(slots=True)
class DemoWish:
    """What a person wants ("wish") or is good at ("strength"), in their words."""

    person: str
    kind: str
    text: str
    said_on: date


@dataclass(slots=True)
class DemoConsent:
    """That a person agreed to a purpose, on "paper" or "spoken", and since when no longer."""

    person: str
    purpose: str
    given_on: date
    how: str
    withdrawn_on: date | None = None


@dataclass(slots=True)
class DemoCommittee:
    """One committee with everything in it. ``people`` holds residents and absent owners alike."""

    name: str
    code: str
    estates: list[DemoEstate]
    grids: list[DemoGrid] = field(default_factory=list)
    people: list[PersonRecord] = field(default_factory=list)
    ties: list[DemoTie] = field(default_factory=list)
    ownerships: list[DemoOwnership] = field(default_factory=list)
    categories: list[DemoCategory] = field(default_factory=list)
    contacts: list[DemoContact] = field(default_factory=list)
    wishes: list[DemoWish] = field(default_factory=list)
    consents: list[DemoConsent] = field(default_factory=list)
    empty_homes: list[HomeRecord] = field(default_factory=list)

    @property
    def building_groups(self) -> list[str]:
        """Names of the building groups (楼组), in door order."""
        return list(dict.fromkeys(building.group for _, building in self.buildings()))

    def buildings(self) -> Iterator[tuple[DemoEstate, DemoBuilding]]:
        """Every building with its estate."""
        for estate in self.estates:
            for building in estate.buildings:
                yield estate, building

    def residents(self) -> list[PersonRecord]:
        """Those who live here, registered or not."""
        return [person for person in self.people if person.lives_here]


@dataclass(slots=True)
class DemoUser:
    """One printed log-in; places are "committee", "committee/grid", "estate/building" or the street."""

    login: str
    name: str
    role: str
    places: list[str]
    note: str


@dataclass(slots=True)
class DemoStreet:
    """The whole invented street as it stands on ``today``."""

    name: str
    code: str
    today: date
    committees: list[DemoCommittee]
    staff: list[DemoUser]

    @property
    def people(self) -> Iterator[PersonRecord]:
        """Everybody, committee by committee."""
        for committee in self.committees:
            yield from committee.people
