"""Rows of people: each is imported, turned away with a reason, or a duplicate of an earlier row."""

from dataclasses import replace
from decimal import Decimal

from zhiye.people.codes import HEAD
from zhiye.people.id_number import lengthen
from zhiye.people.records import HomeRecord, PersonRecord

from .book import Book, HomeEntry, Place, home_key, where
from .cells import CellReaders, plain_text
from .homes import HomeReader, HomeReading
from .households import Household, Households
from .kinds import Plan
from .lexicon import WORDS
from .person_cells import NO_ID, FactReader, Facts
from .workbook import Row

AREA_SOURCES = (
    *(("产权", "registered"), ("证载", "registered"), ("登记", "registered")),
    *(("实测", "surveyed"), ("测绘", "surveyed"), ("合同", "contract")),
)


def area_source(label: str) -> str:
    """Where an area comes from by the words of its head; a plain head is only the roster's word."""
    return next((source for word, source in AREA_SOURCES if word in label), "roster")


class PeopleReader:
    """Reads the rows of one sheet of people into the book. ``prefix`` makes keys unique in the file."""

    def __init__(
        self, sheet: str, prefix: str, plan: Plan, homes: HomeReader, cells: CellReaders, book: Book
    ) -> None:
        self.sheet, self.prefix, self.plan = sheet, prefix, plan
        self.homes, self.cells, self.book = homes, cells, book
        self.facts = FactReader(plan, cells, self._flag)
        household = plan.first("household")
        self.household_index = household.index if household else -1
        by_relation = plan.first("relation") is not None
        self.households = Households(sheet, household.sub if household else "", by_relation)
        name, area, reference = plan.first("name"), plan.first("area"), plan.first("owner_ref")
        self.name_index = name.index if name else -1
        self.name_label = name.label if name else ""
        self.names_heads = bool(name and name.sub == "head")
        self.area_index, self.area_label = (area.index, area.label) if area else (-1, "")
        self.area_source = area_source(self.area_label)
        self.reference_index = reference.index if reference else -1
        registered, tenure = plan.first("registered_home"), plan.first("tenure")
        self.registered_index = registered.index if registered else -1
        self.tenure_index = tenure.index if tenure else -1
        self.telling = [c.index for c in plan.columns if c.sub != "serial"]

    def _flag(self, row: int, column: str, reason: str, **values: object) -> None:
        self.book.flag(self.sheet, row, column, reason, **values)

    def read(self, number: int, row: Row) -> None:
        """Take in one row; ``number`` counts from 1 as in the sheet."""
        state, names = self.cells.names(row[self.name_index])
        home = self.homes.read(number, row)
        if state == "bad":
            value = plain_text(row[self.name_index])
            self.book.reject(self.sheet, number, self.name_label, "not_a_name", value=value)
        elif state in ("person", "unusual"):
            self._person(number, row, state, names, home)
        else:
            self._home_alone(number, row, state, names, home)

    def _home_alone(
        self, number: int, row: Row, state: str, names: tuple[str, ...], home: HomeReading
    ) -> None:
        """A row without a person: an empty home, a company's home, or nothing that could be imported."""
        if home.home is None:
            reason = "company_no_home" if state == "company" else "no_name_no_home"
            self.book.reject(self.sheet, number, self.name_label, reason, value="".join(names))
            return
        if self._seen_row(number, row, home.home):
            return
        if state == "company":
            self._flag(number, self.name_label, "company_owner", value=names[0])
        elif state == "blank" and self.facts.read_id(row).number:
            self._flag(number, self.name_label, "person_missing")
        entry = self._home(number, row, home.home)
        tenure = row[self.tenure_index] if self.tenure_index >= 0 else ""
        entry.vacant = state == "vacant" or tenure in WORDS["vacant"]
        self.book.tally(self.sheet).imported += 1

    def _person(self, number: int, row: Row, state: str, names: tuple[str, ...], home: HomeReading) -> None:
        id_number = self.facts.read_id(row)
        if id_number.problem == "lost_digits":
            label = self.facts.id_column.label if self.facts.id_column else ""
            self.book.reject(self.sheet, number, label, "id_lost_digits")
            return
        before = len(self.book.findings)
        facts = self.facts.read(number, row, id_number if len(names) == 1 else NO_ID)
        household = self._household(number, row, facts, home.home)
        lived = home.home or (household.home if household and not home.problem else None)
        if self._seen(number, row, names, facts, lived, household):
            del self.book.findings[before:-1]  # what is doubtful about a row left out is noise
            return
        self._doubt(number, state, names, home, lived)
        if home.text:
            facts.notes.append(home.text)
        self._registered(facts, row, lived)
        area = self._area_of(number, row)
        for order, (name, own) in enumerate(self._split(names, facts, row), 1):
            key = f"{self.prefix}:{number}" + (f".{order}" if order > 1 else "")
            self._add(number, row, self._record(key, name, own, lived, household, area), own)
        self.book.tally(self.sheet).imported += 1

    def _split(self, names: tuple[str, ...], facts: Facts, row: Row) -> list[tuple[str, Facts]]:
        """One set of facts for each name; identity numbers and phones go in order if they are as many."""
        if len(names) == 1:
            return [(names[0], facts)]
        numbers = self.facts.read_ids(row, len(names))
        phones = facts.phones if len(facts.phones) == len(names) else ()
        people = []
        for order, (name, number) in enumerate(zip(names, numbers, strict=True)):
            calls = (phones[order],) if phones else facts.phones if order == 0 else ()
            sex, birth = number.sex_code, number.birth if number.valid else None
            precision = "day" if birth else ""
            own = replace(facts, id_number=number, phones=calls, sex=sex, birth=birth, precision=precision)
            people.append((name, own))
        return people

    def _registered(self, facts: Facts, row: Row, home: HomeRecord | None) -> None:
        """A registered address beside the home: the same door is registered here, another one elsewhere."""
        cell = row[self.registered_index] if self.registered_index >= 0 else ""
        address = self.cells.address(cell) if cell != "" and home and facts.registered_here is None else None
        if address and home and address.building and address.room:
            here = (address.building, address.unit, address.room) == (home.building, home.unit, home.room)
            facts.lives_here, facts.registered_here = True, here

    def _household(self, number: int, row: Row, facts: Facts, home: HomeRecord | None) -> Household | None:
        """The row's household; a second head in it stays in the household without being its head."""
        cell = row[self.household_index] if self.household_index >= 0 else ""
        written = plain_text(cell)
        if not facts.relation and (self.names_heads or self._is_own_name(row, written)):
            facts.relation = HEAD
        household = self.households.assign(number, written, facts.relation, home, facts.tenure)
        if household and facts.relation == HEAD:
            if household.head:
                self._flag(number, "", "two_heads", where=where(household.head, self.sheet))
                facts.relation = ""
            household.head = household.head or Place(self.sheet, number)
        return household

    def _is_own_name(self, row: Row, written: str) -> bool:
        return (
            bool(written)
            and self.households.named == "name"
            and self.cells.names(row[self.name_index])[1] == self.cells.names(written)[1]
        )

    def _doubt(
        self, number: int, state: str, names: tuple[str, ...], home: HomeReading, lived: HomeRecord | None
    ) -> None:
        if state == "unusual":
            self._flag(number, self.name_label, "name_unusual", value=names[0])
        if len(names) > 1:
            self._flag(number, self.name_label, "several_names", count=len(names))
        if home.problem:
            self._flag(number, self._home_label(), home.problem, value=home.text)
        elif lived is None and self.homes.has_columns:
            self._flag(number, self._home_label(), "home_missing")

    def _home_label(self) -> str:
        column = self.plan.first("home") or self.plan.first("room") or self.plan.first("building")
        return column.label if column else ""

    def _seen(
        self,
        number: int,
        row: Row,
        names: tuple[str, ...],
        facts: Facts,
        home: HomeRecord | None,
        household: Household | None,
    ) -> bool:
        """Whether an earlier row is the same person; says so in the book."""
        in_household = "" if home or household is None or household.begins(number) else household.key
        if self._seen_row(number, row, home, in_household):
            return True
        place = Place(self.sheet, number)
        number18 = lengthen(facts.id_number.number) if facts.id_number.valid else ""
        if number18 and number18 in self.book.ids:
            first, person = self.book.ids[number18]
            if person.name == names[0]:
                self._same_id(number, row, first, person, home)
                self.households.resume(person.household)
                return True
            self._flag(number, "", "id_shared", where=where(first, self.sheet))
        if facts.birth is None or facts.precision == "age" or len(names) > 1:
            return False
        key = (names[0], facts.birth, home_key(home) if home else None)
        fresh = (place, number18, household.key if household else "")
        known, other18, household_key = self.book.known_people.setdefault(key, fresh)
        if known is place or (number18 and other18 and number18 != other18):
            return False  # two valid numbers are two people, whatever else is equal
        self.book.duplicate(self.sheet, number, "same_person", known)
        self.households.resume(household_key)
        return True

    def _same_id(
        self, number: int, row: Row, first: Place, person: PersonRecord, home: HomeRecord | None
    ) -> None:
        """One person twice; a second home of an owner is kept with the first record."""
        if home is None or (person.home and home_key(person.home) == home_key(home)):
            self.book.duplicate(self.sheet, number, "same_id", first)
            return
        entry = self._home(number, row, home)
        if person.owner and person.key not in entry.owners:
            entry.owners.append(person.key)
        person.home = person.home or home
        self.book.duplicate(self.sheet, number, "same_id_other_home", first)

    def _seen_row(self, number: int, row: Row, home: HomeRecord | None, in_household: str = "") -> bool:
        key = (home_key(home) if home else in_household, *[row[index] for index in self.telling])
        place = Place(self.sheet, number)
        first = self.book.known_rows.setdefault(key, place)
        if first is place:
            return False
        self.book.duplicate(self.sheet, number, "same_row", first)
        return True

    def _area(self, row: Row) -> Decimal | None:
        return self.cells.area(row[self.area_index]) if self.area_index >= 0 else None

    def _area_of(self, number: int, row: Row) -> Decimal | None:
        area = self._area(row)
        text = plain_text(row[self.area_index]) if area is None and self.area_index >= 0 else ""
        if text:
            self._flag(number, self.area_label, "area_unreadable", value=text)
        return area

    def _home(self, number: int, row: Row, home: HomeRecord) -> HomeEntry:
        entry = self.book.add_home(home, self.sheet, number)
        area = self._area(row)
        if area and entry.area is None:
            entry.area, entry.area_source = area, self.area_source
        return entry

    def _record(
        self,
        key: str,
        name: str,
        facts: Facts,
        home: HomeRecord | None,
        household: Household | None,
        area: Decimal | None,
    ) -> PersonRecord:
        return PersonRecord(
            key=key,
            name=name,
            id_number=facts.id_number.number,
            id_valid=facts.id_number.valid,
            sex=facts.sex,
            birth=facts.birth,
            birth_precision=facts.precision,
            phones=facts.phones,
            home=home,
            household=household.key if household else "",
            relation=facts.relation,
            lives_here=facts.lives_here,
            registered_here=facts.registered_here,
            tenure=facts.tenure,
            owner=facts.owner,
            share=facts.share,
            area=area,
            area_source=self.area_source if area else "",
            categories=facts.categories,
            note="；".join(facts.notes),
        )

    def _add(self, number: int, row: Row, person: PersonRecord, facts: Facts) -> None:
        self.book.people.append(person)
        if facts.id_number.valid:
            self.book.ids.setdefault(lengthen(person.id_number), (Place(self.sheet, number), person))
        if person.home:
            entry = self._home(number, row, person.home)
            if person.owner:
                entry.owners.append(person.key)
        reference = plain_text(row[self.reference_index]) if self.reference_index >= 0 else ""
        if reference:
            self.book.owner_numbers.setdefault(reference, []).append(person)
            person.household = person.household or f"owner:{reference}"
