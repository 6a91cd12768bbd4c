"""Deciding, row by row, what a sheet means for the register. No database here: a snapshot comes in, a plan goes out.

A row is *new*, the *same* as somebody known, *changes* somebody known, or is *doubtful*: it may be
somebody known, but a machine must not decide that. Doubtful rows are never written.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from zhiye.kernel import sealing
from zhiye.people.enrol.snapshot import Known, Snapshot
from zhiye.people.id_number import read_id_number
from zhiye.people.records import PersonRecord

NEW, SAME, CHANGED, DOUBTFUL = "new", "same", "changed", "doubtful"


@dataclass(frozen=True)
class Choice:
    """What the worker said beforehand: whether the sheet's word replaces a different one of the register."""

    sheet_wins: bool = True


@dataclass(slots=True)
class Decision:
    """What one row comes to. ``changes`` maps a field to (before, after); ``why`` tells of a doubt."""

    record: PersonRecord
    action: str
    person: UUID | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    why: str = ""
    id_index: str = ""


@dataclass
class Plan:
    """All decisions, and how many of each."""

    decisions: list[Decision]
    counts: Counter[str]
    differing: int  # rows in which the sheet says something else than the register

    def of(self, action: str) -> list[Decision]:
        """The decisions of one kind."""
        return [decision for decision in self.decisions if decision.action == action]


def plan_rows(records: Iterable[PersonRecord], snapshot: Snapshot, choice: Choice) -> Plan:
    """Decide each row against ``snapshot``."""
    decisions = [_decide(record, snapshot, choice) for record in records]
    _doubt_second_claims(decisions)
    differing = sum(any(old not in (None, "") for old, _new in d.changes.values()) for d in decisions)
    return Plan(decisions, Counter(d.action for d in decisions), differing)


def _decide(record: PersonRecord, snapshot: Snapshot, choice: Choice) -> Decision:
    if record.id_index is None:
        record.id_index = index_of(record)
    index = record.id_index
    home = home_of(record, snapshot)
    matches, why = _matches(record, index, home, snapshot)
    if len(matches) > 1:
        matches = _narrowed(record, matches, home, snapshot)
    if not matches:
        return Decision(record, NEW, id_index=index)
    if len(matches) > 1:
        return Decision(record, DOUBTFUL, why="several_alike", id_index=index)
    known = snapshot.people[matches[0]]
    doubt = _doubt(record, known, index, why)
    if doubt:
        return Decision(record, DOUBTFUL, known.id, why=doubt, id_index=index)
    changes = _differences(record, known, index, home, snapshot, choice)
    return Decision(record, CHANGED if changes else SAME, known.id, changes, id_index=index)


def index_of(record: PersonRecord) -> str:
    """The fingerprint of a number that checks out; empty otherwise, so that a slip never joins two people."""
    if not record.id_number or record.id_valid is False:
        return ""
    if record.id_valid:
        return sealing.blind_index(record.id_number)
    read = read_id_number(record.id_number)
    return sealing.blind_index(read.number) if read.valid else ""


def home_of(record: PersonRecord, snapshot: Snapshot) -> UUID | None:
    """The register's home for the row, if there is one."""
    home = record.home
    if home is None or not home.room:
        return None
    return snapshot.homes.get((home.estate or snapshot.default_estate, home.building, home.unit, home.room))


def _matches(
    record: PersonRecord, index: str, home: UUID | None, snapshot: Snapshot
) -> tuple[list[UUID], str]:
    if index and (found := snapshot.by_id_index.get(index)):
        # A number written down for several people: the one of this name, if there is one.
        return [id_ for id_ in found if snapshot.people[id_].name == record.name] or found[:1], "id_number"
    if record.birth and record.birth_precision == "day":
        found_many = [
            id_
            for id_ in snapshot.by_name_birth.get((record.name, record.birth), [])
            if not (index and snapshot.people[id_].id_index)
        ]
        if found_many:
            return found_many, "name_birth"
    if home:
        return snapshot.by_name_home.get((record.name, home), []), "name_home"
    if not (index or record.birth_precision == "day" or (record.home and record.home.room)):
        return snapshot.by_name_alone.get(record.name, []), "name_alone"
    return [], ""


def _narrowed(record: PersonRecord, matches: list[UUID], home: UUID | None, snapshot: Snapshot) -> list[UUID]:
    """Of several namesakes, the one with the same birth date, or in the same home; else all of them."""
    births = [id_ for id_ in matches if record.birth and snapshot.people[id_].birth == record.birth]
    homes = [id_ for id_ in (births or matches) if home and snapshot.people[id_].home == home]
    return next((found for found in (births, homes) if len(found) == 1), matches)


def _doubt(record: PersonRecord, known: Known, index: str, why: str) -> str:
    if why == "id_number":
        return "same_id_other_name" if record.name and record.name != known.name else ""
    if index and known.id_index and index != known.id_index:
        return "same_name_other_id"
    if why in ("name_home", "name_alone") and not _births_agree(record, known):
        return "same_name_other_birth"
    return ""


def _births_agree(record: PersonRecord, known: Known) -> bool:
    if record.birth is None or known.birth is None:
        return True
    if "day" == record.birth_precision == known.birth_precision:
        return record.birth == known.birth
    slack = 1 if "age" in (record.birth_precision, known.birth_precision) else 0
    return abs(record.birth.year - known.birth.year) <= slack


def _differences(
    record: PersonRecord, known: Known, index: str, home: UUID | None, snapshot: Snapshot, choice: Choice
) -> dict[str, tuple[Any, Any]]:
    told: dict[str, tuple[Any, Any]] = {}
    if record.sex in ("1", "2") and record.sex != known.sex:
        told["sex"] = ("" if known.sex == "0" else known.sex, record.sex)
    if record.birth and not _birth_is_known(record, known):
        told["birth"] = (known.birth, record.birth)
    if index and not known.has_id:
        told["id_number"] = (None, record.id_number)
    if record.note and record.note not in known.note:
        told["note"] = (None, record.note)
    told.update(_differences_around(record, known, home, snapshot))
    if not choice.sheet_wins:
        told = {name: (old, new) for name, (old, new) in told.items() if old in (None, "")}
    return told


def _birth_is_known(record: PersonRecord, known: Known) -> bool:
    """A sheet that knows less exactly changes nothing, unless it contradicts."""
    if known.birth is None:
        return False
    order = ("", "age", "year", "month", "day")
    sharper = order.index(record.birth_precision) > order.index(known.birth_precision)
    return not sharper and _births_agree(record, known)


def _differences_around(
    record: PersonRecord, known: Known, home: UUID | None, snapshot: Snapshot
) -> dict[str, tuple[Any, Any]]:
    told: dict[str, tuple[Any, Any]] = {}
    if record.home and record.home.room:
        residence = snapshot.residences.get((known.id, home)) if home else None
        if residence is None:
            if record.lives_here or not record.owner:  # an owner's row alone moves nobody
                told["home"] = (known.home, record.home)
        else:
            told.update(_differences_of_living(record, residence, snapshot))
    held = snapshot.phones.get(known.id, set())
    if fresh := [number for number in record.phones if sealing.blind_index(number) not in held]:
        told["phone"] = (None, tuple(fresh))
    if codes := [c for c in record.categories if c not in snapshot.categories.get(known.id, set())]:
        told["categories"] = (None, tuple(codes))
    roomed = record.home is not None and record.home.room
    if record.owner and roomed and (home is None or (known.id, home) not in snapshot.ownerships):
        told["owns"] = (None, record.home)
    return told


def _differences_of_living(
    record: PersonRecord, residence: dict[str, Any], snapshot: Snapshot
) -> dict[str, tuple[Any, Any]]:
    told: dict[str, tuple[Any, Any]] = {}
    headed = snapshot.heads.get(residence["household_id"], residence["person_id"]) != residence["person_id"]
    for name in ("relation", "tenure", "lives_here", "registered_here"):
        said = getattr(record, name)
        if name == "relation" and said == "02" and headed:
            continue  # the household has its head; a sheet's second one stays a member
        if said not in (None, "") and said != residence[name]:
            told[name] = (residence[name], said)
    return told


def _doubt_second_claims(decisions: list[Decision]) -> None:
    """Two rows of one sheet that claim the same known person: the second is left to a human."""
    claimed: set[UUID] = set()
    for decision in decisions:
        if decision.person is None or decision.action == DOUBTFUL:
            continue
        if decision.person in claimed:
            decision.action, decision.why, decision.changes = DOUBTFUL, "claimed_twice", {}
        claimed.add(decision.person)
