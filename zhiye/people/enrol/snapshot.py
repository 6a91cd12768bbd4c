"""The register of one committee as a planner needs it: plain dictionaries, read once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from zhiye.kernel.paths import within
from zhiye.people.models import CategoryHolding, ContactWay, Ownership, Person, Residence
from zhiye.places.models import Place
from zhiye.places.records import HomeKey


@dataclass(slots=True)
class Known:
    """One person of the register, as far as a sheet can tell of them."""

    id: UUID
    name: str
    sex: str
    birth: date | None
    birth_precision: str
    id_index: str
    has_id: bool
    home: UUID | None
    note: str
    is_current: bool


@dataclass
class Snapshot:
    """The committee's people, found by what a sheet may know."""

    people: dict[UUID, Known] = field(default_factory=dict)
    by_id_index: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    by_name_birth: dict[tuple[str, date], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    by_name_home: dict[tuple[str, UUID], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    by_name_alone: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))  # tied to no home
    homes: dict[HomeKey, UUID] = field(default_factory=dict)
    residences: dict[tuple[UUID, UUID], dict[str, Any]] = field(default_factory=dict)
    heads: dict[UUID, UUID] = field(default_factory=dict)  # household -> its head
    phones: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    categories: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    ownerships: set[tuple[UUID, UUID]] = field(default_factory=set)
    default_estate: str = ""


def take_snapshot(committee: Place) -> Snapshot:
    """Read the committee's people, homes, numbers and categories: about 6 µs a row."""
    snapshot = Snapshot()
    inside = within("path", [committee.path])
    _read_people(snapshot, inside)
    _read_homes(snapshot, committee)
    mine = within("person__path", [committee.path])
    for row in Residence.objects.filter(mine, until=None).values(
        "id", "person_id", "home_id", "relation", "tenure", "lives_here", "registered_here", "household_id"
    ):
        snapshot.residences[(row["person_id"], row["home_id"])] = dict(row)
        if row["relation"] == "02" and row["household_id"]:
            snapshot.heads[row["household_id"]] = row["person_id"]
    for person, index in ContactWay.objects.filter(mine, until=None).values_list("person_id", "number_index"):
        snapshot.phones[person].add(index)
    for person, code in CategoryHolding.objects.filter(inside, until=None).values_list("person_id", "code"):
        snapshot.categories[person].add(code)
    snapshot.ownerships.update(Ownership.objects.filter(mine, until=None).values_list("person_id", "home_id"))
    _index_by_home(snapshot)
    return snapshot


def _index_by_home(snapshot: Snapshot) -> None:
    """Name and home find who lives, is registered or owns there; a bare name finds who is tied to no home."""
    homes: dict[UUID, set[UUID]] = defaultdict(set)
    for person, home in (*snapshot.residences, *snapshot.ownerships):
        homes[person].add(home)
    for known in snapshot.people.values():
        tied = homes[known.id] | ({known.home} if known.home else set())
        for home in tied:
            snapshot.by_name_home[(known.name, home)].append(known.id)
        if not tied:
            snapshot.by_name_alone[known.name].append(known.id)


def _read_people(snapshot: Snapshot, inside: Any) -> None:
    rows = Person.objects.filter(inside, merged_into=None).values_list(
        "id",
        "name",
        "sex",
        "birth",
        "birth_precision",
        "id_index",
        "id_tail",
        "home_id",
        "note",
        "is_current",
    )
    for id_, name, sex, birth, precision, index, tail, home, note, current in rows.iterator(chunk_size=5000):
        snapshot.people[id_] = Known(id_, name, sex, birth, precision, index, bool(tail), home, note, current)
        if index:
            snapshot.by_id_index[index].append(id_)
        if birth:
            snapshot.by_name_birth[(name, birth)].append(id_)


def _read_homes(snapshot: Snapshot, committee: Place) -> None:
    """Homes by what a sheet writes: (estate, building, unit, room)."""
    rows = Place.objects.filter(within("path", [committee.path]), valid_to=None).order_by("path")
    keys: dict[UUID, HomeKey] = {}
    for id_, parent, kind, code in rows.values_list("id", "parent_id", "kind", "code"):
        estate, building, unit, _room = keys.get(parent, ("", "", "", ""))
        if kind == "estate":
            keys[id_] = (code, "", "", "")
            snapshot.default_estate = snapshot.default_estate or code
        elif kind == "building":
            keys[id_] = (estate, code, "", "")
        elif kind == "unit":
            keys[id_] = (estate, building, code, "")
        elif kind == "home":
            keys[id_] = (estate, building, unit, code)
            snapshot.homes[keys[id_]] = id_
    snapshot.default_estate = snapshot.default_estate or committee.name
