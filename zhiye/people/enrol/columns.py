"""Gathering the rows of new people, table by table, and writing each table once."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhiye.kernel import sealing
from zhiye.kernel.bulk import batched, insert_rows
from zhiye.kernel.ids import new_id
from zhiye.people.categories import verify_by
from zhiye.people.codes import CATEGORIES
from zhiye.people.commands.reach import row_of as row_of_way
from zhiye.people.enrol.planning import Decision
from zhiye.people.enrol.snapshot import Snapshot
from zhiye.people.models import (
    CategoryHolding,
    ContactWay,
    Household,
    OtherName,
    Ownership,
    Person,
    Residence,
    SearchKey,
)
from zhiye.people.names import surname
from zhiye.people.records import PersonRecord
from zhiye.people.searchkeys import family_letters, rows_of
from zhiye.places.records import HomeKey
from zhiye.places.settle import Spot

_TABLES: dict[type[Any], list[str]] = {
    Household: ["id", "path", "home", "origin"],
    Person: ["id", "path", "home", "name", "called", "other_names", "sex", "birth", "birth_precision"]
    + ["id_number", "id_index", "id_tail", "surname_initials", "note", "safe_contact", "safe_contact_note"]
    + ["standing", "is_current", "version", "origin"],
    Residence: ["id", "person", "home", "household", "relation", "lives_here", "registered_here"]
    + ["tenure", "source", "origin"],
    Ownership: ["id", "person", "home", "share_of", "share_in", "area", "area_source", "source", "origin"],
    ContactWay: [
        "id",
        "person",
        "kind",
        "number",
        "number_index",
        "head",
        "tail",
        "whose",
        "source",
        "origin",
    ],
    CategoryHolding: ["id", "person", "path", "code", "evidence", "issuer", "source", "ring"]
    + ["since", "valid_until", "verified_on", "verify_by", "origin"],
    SearchKey: ["name", "key"],
}


@dataclass
class Writer:
    """Rows in the making. ``people`` maps a record's key to the new person's id."""

    committee_path: str
    origin: UUID
    today: date
    source: str
    homes: dict[HomeKey, Spot]
    snapshot: Snapshot
    rows: dict[type[Any], list[tuple[Any, ...]]] = field(default_factory=lambda: {m: [] for m in _TABLES})
    people: dict[str, UUID] = field(default_factory=dict)
    households: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    headed: set[UUID] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._letters: dict[str, str] = {}
        for row in self.snapshot.residences.values():
            if row["household_id"]:
                self.households.setdefault((row["home_id"], ""), row["household_id"])
        self.headed.update(self.snapshot.heads)

    def flush(self) -> None:
        """Write all tables, those referred to first."""
        self.rows[SearchKey] = rows_of(self._fresh_names())
        for model, fields in _TABLES.items():
            insert_rows(model, fields, self.rows[model])
            self.rows[model] = []

    def _fresh_names(self) -> set[str]:
        """The names of this file that nobody in the register bears yet; their keys are not there."""
        fresh, self.names = self.names, set()
        for chunk in batched(sorted(fresh), 500):
            fresh.difference_update(Person.objects.filter(name__in=chunk).values_list("name", flat=True))
            fresh.difference_update(OtherName.objects.filter(name__in=chunk).values_list("name", flat=True))
        return fresh

    def spot(self, record: PersonRecord) -> Spot | None:
        """The home of a record, once settled; None when the sheet knows no room."""
        home = record.home
        if home is None or not home.room:
            return None
        return self.homes[(home.estate, home.building, home.unit, home.room)]

    def add(self, decision: Decision) -> UUID:
        """Rows for one new person."""
        record, id_ = decision.record, new_id()
        self.people[record.key] = id_
        spot = self.spot(record)
        # An owner who is not said to live there has a home of theirs elsewhere.
        lives = spot is not None and not (record.owner and record.lives_here is False)
        path = spot.path if spot else self.committee_path
        sealed = sealing.seal(record.id_number, f"people.person.id_number:{id_}")
        family = surname(record.name)
        letters = self._letters.get(family)
        if letters is None:
            letters = self._letters[family] = family_letters(family)
        self.rows[Person].append(
            (id_, path, spot.id if spot and lives else None, record.name, "", "", record.sex, record.birth)
            + (record.birth_precision, sealed, decision.id_index, record.id_number[-2:], letters, record.note)
            + ("", "", _standing(record, bool(spot and lives)), True, 1, self.origin)
        )
        if spot and lives:
            self.add_residence(id_, spot, record)
        if spot and record.owner:
            self.add_ownership(id_, spot, record)
        for number in record.phones:
            self.add_phone(id_, number)
        self.add_categories(id_, path, record.categories)
        self.names.add(record.name)
        return id_

    def add_residence(self, person: UUID, spot: Spot, record: PersonRecord) -> None:
        """The person lives in the home, in the household of their row."""
        household = self._household(spot, record)
        relation = record.relation
        if relation == "02":
            # A second head of one household is kept as a member; the reader has flagged the row.
            relation = "" if household in self.headed else "02"
            self.headed.add(household)
        self.rows[Residence].append(
            (new_id(), person, spot.id, household, relation, record.lives_here is not False)
            + (record.registered_here, record.tenure, self.source, self.origin)
        )

    def add_ownership(self, person: UUID, spot: Spot, record: PersonRecord) -> None:
        """The person owns the home, or the share the sheet tells."""
        self.own(person, spot, record.share or (1, 1), record.area, record.area_source)

    def own(
        self, person: UUID, spot: Spot, share: tuple[int, int], area: Decimal | None, area_source: str
    ) -> None:
        """An ownership, unless it is known already."""
        if (person, spot.id) not in self.snapshot.ownerships:
            self.snapshot.ownerships.add((person, spot.id))
            self.rows[Ownership].append(
                (new_id(), person, spot.id, *share, area, area_source, self.source, self.origin)
            )

    def add_phone(self, person: UUID, number: str) -> str:
        """One sealed number; answers its last four digits."""
        id_ = new_id()
        kind = "mobile" if len(number) == 11 and number.startswith("1") else "landline"
        self.rows[ContactWay].append(
            (id_, person, kind, sealing.seal(number, row_of_way(id_)), sealing.blind_index(number))
            + (number[:3], number[-4:], "", self.source, self.origin)
        )
        return number[-4:]

    def add_categories(self, person: UUID, path: str, codes: tuple[str, ...]) -> None:
        """Open holdings, as the sheet says; nobody has verified them yet, so they are due at once."""
        for code in dict.fromkeys(codes):
            category = CATEGORIES.get(code)
            if category and not category.computed:
                due = verify_by(category, self.today, None)
                self.rows[CategoryHolding].append(
                    (new_id(), person, path, code, "", "", self.source, category.ring)
                    + (self.today, None, None, due, self.origin)
                )

    def _household(self, spot: Spot, record: PersonRecord) -> UUID:
        key = (spot.id, record.household)
        known = self.households.get(key)
        if known is None:
            known = self.households.get((spot.id, "")) if not record.household else None
        if known is None and (spot.id, "") in self.households and record.relation != "02":
            known = self.households[(spot.id, "")]
        if known is None:
            known = new_id()
            self.rows[Household].append((known, spot.path, spot.id, self.origin))
            self.households.setdefault((spot.id, ""), known)
        self.households[key] = known
        return known


def _standing(record: PersonRecord, housed: bool) -> str:
    """Why the person is in the register, as ``keeping.refresh_standing`` would say from the rows written."""
    if record.lives_here is not False:
        return "resident"
    if housed and record.registered_here:
        return "registered"
    return "owner" if record.owner else "resident"
