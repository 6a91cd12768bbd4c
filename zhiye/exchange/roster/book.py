"""What an import gathers over all sheets: people, homes, buildings, findings, and what was seen before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from zhiye.people.records import HomeRecord, PersonRecord

from .findings import Finding, finding, shortened

HomeKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """The register's estates with their buildings' codes, to settle which estate a building is in."""

    buildings: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(slots=True)
class HomeEntry:
    """A home met in the roster, first in ``row``. ``area`` is m²; ``owners`` are keys of PersonRecords."""

    home: HomeRecord
    sheet: str
    row: int
    area: Decimal | None = None
    area_source: str = ""
    vacant: bool = False
    owners: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BuildingEntry:
    """One unit of a building, or a building without: ``floors`` above ground, ``lift`` None if not told."""

    estate: str
    building: str
    unit: str
    floors: int | None
    lift: bool | None


@dataclass(slots=True)
class Tally:
    """Where the data rows of one sheet went; data rows = imported + rejected + duplicates, always."""

    imported: int = 0
    rejected: int = 0
    duplicates: int = 0


def home_key(home: HomeRecord) -> HomeKey:
    """The codes that name a home."""
    return home.estate, home.building, home.unit, home.room


@dataclass(slots=True)
class Place:
    """A row of a sheet, for pointing back to it."""

    sheet: str
    row: int


class Book:
    """The growing result of one import."""

    def __init__(self) -> None:
        self.people: list[PersonRecord] = []
        self.homes: dict[HomeKey, HomeEntry] = {}
        self.buildings: dict[tuple[str, str, str], BuildingEntry] = {}
        self.findings: list[Finding] = []
        self.rejected: dict[str, list[int]] = {}
        self.ids: dict[str, tuple[Place, PersonRecord]] = {}
        # By name, birth and home: the first row, its ID number if valid, its household.
        self.known_people: dict[tuple[object, ...], tuple[Place, str, str]] = {}
        self.known_rows: dict[tuple[object, ...], Place] = {}
        self.owner_numbers: dict[str, list[PersonRecord]] = {}
        self.tallies: dict[str, Tally] = {}

    def tally(self, sheet: str) -> Tally:
        """The tally of a sheet, made when first asked for."""
        return self.tallies.setdefault(sheet, Tally())

    def flag(self, sheet: str, row: int, column: str, reason: str, **values: object) -> None:
        """Note something about a row that is imported all the same."""
        self.findings.append(finding(sheet, row, column, reason, **values))

    def reject(self, sheet: str, row: int, column: str, reason: str, **values: object) -> None:
        """Turn a row away with its reason."""
        self.findings.append(finding(sheet, row, column, reason, **values))
        self.rejected.setdefault(sheet, []).append(row)
        self.tally(sheet).rejected += 1

    def duplicate(self, sheet: str, row: int, reason: str, first: Place) -> None:
        """Leave a row out because an earlier row says the same."""
        self.findings.append(finding(sheet, row, "", reason, where=where(first, sheet)))
        self.tally(sheet).duplicates += 1

    def add_home(self, home: HomeRecord, sheet: str, row: int) -> HomeEntry:
        """The entry of this home, made when it is new; a floor told later is added."""
        key = home_key(home)
        entry = self.homes.get(key)
        if entry is None:
            entry = self.homes[key] = HomeEntry(home, sheet, row)
        elif entry.home.floor is None:
            entry.home.floor = home.floor
        return entry


def where(place: Place, sheet: str) -> str:
    """A row in words, with its sheet when that is another one."""
    if place.sheet == sheet:
        return _("第%(row)d行") % {"row": place.row}
    return _("“%(sheet)s”第%(row)d行") % {"sheet": shortened(place.sheet), "row": place.row}
