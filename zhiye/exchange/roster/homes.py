"""The home of a row: from one address cell, from cells for each part, and from what stands around."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiye.people.records import HomeRecord
from zhiye.places.addresses import Address, find_addresses, find_estate, floor_of, read_address

from .book import KnownPlaces
from .cells import CellReaders, plain_text
from .heads import Table
from .kinds import Plan
from .workbook import Cell, Row

PARTS = ("home", "estate", "building", "unit", "floor", "room")
_PLAIN_CODE = re.compile(r"[A-Z]?[0-9]{1,5}[A-Z]?|[甲乙丙丁]")
_CODE = re.compile(
    r"[0-9A-Za-z\u3400-\u9fff#-]{0,10}"
)  # what can stand on a door; a list or a sentence cannot
_NUMBERED_SHEET = re.compile(r"([0-9]{1,3})[#号]?")
_BLANK = Address()
_DIGIT = re.compile(r"[0-9一二三四五六七八九十]")
LONGEST_REMARK = 8  # letters behind an address; more is a sentence, which may deny it


@dataclass(slots=True)
class HomeReading:
    """``home`` or why there is none: ``problem`` is a reason of findings ("home_…") or "" for blank cells.

    ``text`` is what the cells said, to be kept when it could not be read, or the remark behind an address.
    """

    home: HomeRecord | None
    problem: str = ""
    text: str = ""


@dataclass(slots=True)
class Surroundings:
    """What title, sheet name and section rows say about the homes of a sheet; later sections count first."""

    estate: str = ""
    building: str = ""
    unit: str = ""
    sections: list[tuple[int, Address]] = field(default_factory=list)

    def at(self, row: int) -> Address:
        """The estate, building and unit that stand above this row (from 1)."""
        found = next((address for number, address in reversed(self.sections) if number < row), _BLANK)
        building = found.building or self.building
        return Address(
            found.estate or self.estate, building, found.unit or ("" if found.building else self.unit)
        )


def surroundings_of(table: Table, file_title: str) -> Surroundings:
    """Read the titles above the head, the sheet's name, the file's name, and the section rows."""
    titles = [*table.titles, table.sheet, file_title]
    around = Surroundings()
    for title in titles:
        around.estate = around.estate or find_estate(title)
        named = _named_building(title)
        if named and not around.building:
            around.building, around.unit = named.building, named.unit
            around.estate = around.estate or named.estate
    numbered = _NUMBERED_SHEET.fullmatch(table.sheet)
    if numbered and not around.building:
        around.building = numbered[1]
    for number, text in table.sections:
        address = _named_building(text) or Address(estate=find_estate(text) or text)
        around.sections.append((number, address))
    return around


def _named_building(text: str) -> Address | None:
    """A building (without room) that a title names: "3号楼", "梧桐花园12幢2单元居民名册"."""
    whole = read_address(text)
    found = [whole] if whole else [hit.address for hit in find_addresses(text)]
    return next((a for a in found if a.building and not a.room and not a.building.isalpha()), None)


class HomeReader:
    """Reads the homes of one sheet; equal cells are read once and equal homes share one HomeRecord."""

    def __init__(
        self,
        plan: Plan,
        around: Surroundings,
        cells: CellReaders,
        known: KnownPlaces,
        answers: Mapping[str, str],
    ) -> None:
        columns = [plan.first(kind) for kind in PARTS]
        self.indexes = [column.index if column else -1 for column in columns]
        self.houses = bool(columns[0] and columns[0].sub == "house")
        self.lanes = bool(columns[1] and columns[1].label.endswith("弄"))
        self.around, self.cells, self.known = around, cells, known
        self.chosen_estate = answers.get("estate", "")
        self.chosen_building = answers.get("building", "")
        self.estates_asked: Counter[str] = Counter()  # estates that share a building's code, by rows
        self.without_building = 0
        self._memory: dict[tuple[object, ...], HomeReading] = {}
        self._shared: dict[tuple[str, str, str, str], HomeRecord] = {}

    @property
    def has_columns(self) -> bool:
        """Whether the sheet tells homes at all."""
        return any(index >= 0 for index in self.indexes)

    def read(self, number: int, row: Row) -> HomeReading:
        """The home of row ``number`` (from 1)."""
        values = tuple(row[index] if index >= 0 else "" for index in self.indexes)
        above = self.around.at(number) if self.around.sections else None
        key = (values, above)
        reading = self._memory.get(key)
        if reading is None:
            reading = self._memory[key] = self._read(values, above or self.around.at(number))
        if reading.problem == "home_incomplete":
            self.without_building += 1
        return reading

    def _read(self, values: tuple[Cell, ...], above: Address) -> HomeReading:
        text = " ".join(plain_text(value) for value in values if value != "").strip()
        if not any(plain_text(value) for value in (values[0], values[2], values[5])):
            return HomeReading(None)
        address = self.cells.address(values[0]) if values[0] != "" else None
        remark = ""
        if address is None and values[0] != "":
            address, remark = _with_remark(plain_text(values[0]))
        if address is None and plain_text(values[0]) and not plain_text(values[5]):
            return HomeReading(None, "home_unreadable", text)
        whole = _joined(address or _BLANK, self._from_parts(values), above, self.chosen_building)
        if not all(_CODE.fullmatch(code) for code in (whole.building, whole.unit, whole.room)):
            return HomeReading(None, "home_unreadable", text)
        if not whole.building or not (whole.room or self.houses):
            return HomeReading(None, "home_incomplete", text)
        return HomeReading(self._record(whole, values[4]), text=remark)

    def _from_parts(self, values: tuple[Cell, ...]) -> Address:
        """An address from cells of its own; a part that holds more than its code is read as an address."""
        _home, estate, building, unit, _floor, room = values
        part = self._part(building, "building")
        inner = self._part(room, "room")
        unit_code = self.cells.code(unit) if unit != "" else ""
        if inner.building and not unit_code and part.building and inner.building != part.building:
            unit_code = inner.unit or inner.building  # "3-401" in the room column beside a building column
        lane = plain_text(estate) + ("弄" if self.lanes and plain_text(estate).isdecimal() else "")
        return Address(
            lane or part.estate or inner.estate,
            part.building or inner.building,
            unit_code or part.unit or inner.unit,
            inner.room,
        )

    def _part(self, cell: Cell, kind: str) -> Address:
        if cell == "":
            return _BLANK
        code = self.cells.code(cell)
        address = None if _PLAIN_CODE.fullmatch(code) else self.cells.address(cell)
        if address:
            return address
        return Address(building=code) if kind == "building" else Address(room=code)

    def _record(self, whole: Address, floor_cell: Cell) -> HomeRecord:
        estate = self._estate(whole)
        key = (estate, whole.building, whole.unit, whole.room)
        if key not in self._shared:
            told = self.cells.code(floor_cell) if floor_cell != "" else ""
            number = int(told) if re.fullmatch(r"-?[0-9]{1,3}", told) and int(told) else floor_of(whole.room)
            self._shared[key] = HomeRecord(*key, number)
        return self._shared[key]

    def _estate(self, whole: Address) -> str:
        """The estate in the register's spelling; a building without estate goes where its code is known."""
        names = self.known.buildings
        if whole.estate:
            return whole.estate if whole.estate in names else _nearest_name(whole.estate, names)
        holders = [name for name, codes in names.items() if whole.building in codes]
        if len(holders) > 1:
            self.estates_asked.update(holders)
            return self.chosen_estate if self.chosen_estate in holders else holders[0]
        return holders[0] if holders else ""


def _with_remark(text: str) -> tuple[Address | None, str]:
    """An address with a short remark behind it ("3号楼2单元401室 朝南"), and the remark."""
    found = find_addresses(text)
    remark = text[found[0].end :].strip(" ,，、;；") if len(found) == 1 and found[0].start == 0 else ""
    if not remark or len(remark) > LONGEST_REMARK or not found[0].address.room or _DIGIT.search(remark):
        return None, ""
    return found[0].address, remark


def _joined(address: Address, parts: Address, above: Address, chosen_building: str) -> Address:
    """The most exact source of each part: address cell, own cells, section or title, the answer given."""
    building = address.building or parts.building
    own = bool(building)
    return Address(
        address.estate or parts.estate or above.estate,
        building or above.building or chosen_building,
        address.unit or parts.unit or ("" if own and building != above.building else above.unit),
        address.room or parts.room,
    )


def _nearest_name(estate: str, names: Mapping[str, object]) -> str:
    """A registered name that is contained in the written one or contains it ("梧桐花园小区" → "梧桐花园")."""
    return next((name for name in names if name and (name in estate or estate in name)), estate)
