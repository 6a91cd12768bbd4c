"""Sheets of places in a property manager's workbook: rooms whose owners stand elsewhere, and buildings."""

import re

from zhiye.people.records import HomeRecord, PersonRecord

from .book import Book, BuildingEntry, Place, home_key
from .cells import CellReaders, plain_text
from .homes import HomeReader
from .kinds import Column, Plan
from .lexicon import WORDS
from .people_rows import area_source
from .workbook import Row

HIGHEST = 200  # floors; a larger number in such a column is something else
_BETWEEN_NUMBERS = re.compile(r"[、，,;；#/\s]+")


class RoomReader:
    """Reads rows that tell a home and perhaps the number of its owner, after all people are in."""

    def __init__(self, sheet: str, plan: Plan, homes: HomeReader, cells: CellReaders, book: Book) -> None:
        self.sheet, self.homes, self.cells, self.book = sheet, homes, cells, book
        self.area, self.reference = plan.first("area"), plan.first("owner_ref")
        self.tenure = plan.first("tenure")
        self.home_label = next((c.label for kind in ("home", "room") for c in plan.of(kind)), "")

    def read(self, number: int, row: Row) -> None:
        """Take in one row; ``number`` counts from 1 as in the sheet."""
        reading = self.homes.read(number, row)
        if reading.home is None:
            self.book.reject(self.sheet, number, self.home_label, "no_name_no_home")
            return
        key = ("room", home_key(reading.home))
        first = self.book.known_rows.setdefault(key, Place(self.sheet, number))
        if first.row != number or first.sheet != self.sheet:
            self.book.duplicate(self.sheet, number, "same_home", first)
            return
        self._home(number, row, reading.home)
        self.book.tally(self.sheet).imported += 1

    def _home(self, number: int, row: Row, home: HomeRecord) -> None:
        entry = self.book.add_home(home, self.sheet, number)
        if self.area and plain_text(row[self.area.index]):
            entry.area = self.cells.area(row[self.area.index])
            entry.area_source = area_source(self.area.label) if entry.area else ""
            if entry.area is None:
                value = plain_text(row[self.area.index])
                self.book.flag(self.sheet, number, self.area.label, "area_unreadable", value=value)
        entry.vacant = (
            bool(self.tenure) and row[self.tenure.index] in WORDS["vacant"] if self.tenure else False
        )
        if self.reference:
            self._join_owners(number, row, self.reference, home)

    def _join_owners(self, number: int, row: Row, reference: Column, home: HomeRecord) -> None:
        for written in filter(None, _BETWEEN_NUMBERS.split(plain_text(row[reference.index]))):
            people = self.book.owner_numbers.get(written, [])
            if not people:
                self.book.flag(self.sheet, number, reference.label, "owner_not_found", value=written)
            for person in people:
                self._settle(person, home, len(people) == 1)

    def _settle(self, person: PersonRecord, home: HomeRecord, alone: bool) -> None:
        """The owner gets the home; members and tenants listed under the same number live in it."""
        entry = self.book.homes[home_key(home)]
        owns = person.owner or (alone and person.tenure in ("", "own"))
        if owns:
            person.owner, person.tenure = True, "own"
            entry.owners.append(person.key)
        if person.home is None:
            person.home = home
            if owns:
                person.area, person.area_source = entry.area, entry.area_source


class BuildingReader:
    """Reads rows that tell a building, perhaps a unit, its floors and whether it has a lift."""

    def __init__(self, sheet: str, plan: Plan, homes: HomeReader, cells: CellReaders, book: Book) -> None:
        self.sheet, self.homes, self.cells, self.book = sheet, homes, cells, book
        self.columns = {kind: plan.first(kind) for kind in ("building", "unit", "floors", "lift", "estate")}

    def read(self, number: int, row: Row) -> None:
        """Take in one row; ``number`` counts from 1 as in the sheet."""
        building = self._code("building", row)
        if not building:
            self.book.reject(self.sheet, number, self._label("building"), "no_building_code")
            return
        around = self.homes.around.at(number)
        estate = self._text("estate", row) or around.estate
        key = (estate, building, self._code("unit", row))
        if key in self.book.buildings:
            first = self.book.known_rows[("building", *key)]
            self.book.duplicate(self.sheet, number, "same_row", first)
            return
        self.book.known_rows[("building", *key)] = Place(self.sheet, number)
        self.book.buildings[key] = BuildingEntry(*key, self._floors(row), self._lift(row))
        self.book.tally(self.sheet).imported += 1

    def read_beside(self, home: HomeRecord, row: Row) -> None:
        """The building's facts where they stand in the row of a home; the first such row counts."""
        key = (home.estate, home.building, home.unit)
        if key not in self.book.buildings:
            self.book.buildings[key] = BuildingEntry(*key, self._floors(row), self._lift(row))

    def _floors(self, row: Row) -> int | None:
        floors = self._text("floors", row)
        return int(floors) if floors.isdecimal() and 0 < int(floors) <= HIGHEST else None

    def _lift(self, row: Row) -> bool | None:
        column = self.columns["lift"]
        return self.cells.yes(row[column.index]) if column and row[column.index] != "" else None

    def _code(self, kind: str, row: Row) -> str:
        column = self.columns[kind]
        return self.cells.code(row[column.index]) if column else ""

    def _text(self, kind: str, row: Row) -> str:
        column = self.columns[kind]
        return plain_text(row[column.index]) if column else ""

    def _label(self, kind: str) -> str:
        column = self.columns[kind]
        return column.label if column else ""
