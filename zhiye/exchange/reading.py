"""A file read and held against the register: what is new, the same, changed, doubtful, rejected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.exchange.roster.account import RosterReading, read_roster
from zhiye.exchange.roster.book import KnownPlaces
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import collector_paused
from zhiye.people.enrol import CHANGED, DOUBTFUL, NEW, SAME, Choice, Owned, Plan, make_plan
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import below
from zhiye.places.records import BuildingRecord

DOUBTS = {
    "several_alike": gettext_lazy("登记里有几位都像，没有导入。请打开核对是哪一位。"),
    "same_id_other_name": gettext_lazy("登记里这个证件号是另一个姓名，没有导入。请核对。"),
    "same_name_other_id": gettext_lazy("登记里有同名的人，证件号不同，没有导入。请核对。"),
    "same_name_other_birth": gettext_lazy("登记里这家有同名的人，生日不同，没有导入。请核对。"),
    "claimed_twice": gettext_lazy("和前面一行像同一个人，没有导入。请核对。"),
}


@dataclass
class Read:
    """The file and the plan."""

    reading: RosterReading
    plan: Plan


@collector_paused()
def read_file(
    actor: Actor,
    path: Path,
    name: str,
    committee: Place | None,
    answers: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> Read:
    """Read the file at ``path`` for ``committee`` (None: one that is not there yet). Raises UnreadableFile."""
    known = KnownPlaces(_known_buildings(actor, committee)) if committee else KnownPlaces()
    reading = read_roster(path, name, clock.today(), answers, known, progress)
    choice = Choice(sheet_wins=answers.get("differing") != "register")
    plan, _snapshot = make_plan(committee, reading.people, choice)
    return Read(reading, plan)


def _known_buildings(actor: Actor, committee: Place) -> dict[str, list[str]]:
    estates = {e.pk: e.code for e in below(actor, committee, kinds.ESTATE, "people.edit")}
    found: dict[str, list[str]] = {code: [] for code in estates.values()}
    for building in below(actor, committee, kinds.BUILDING, "people.edit"):
        if building.parent_id in estates:
            found[estates[building.parent_id]].append(building.code)
    return found


def enrolment(read: Read) -> dict[str, Any]:
    """The arguments for ``people.enrol`` that come out of the file."""
    reading = read.reading
    own_home = {person.key: person.home for person in reading.people if person.owner}
    owned = [
        Owned(key, entry.home, entry.area, entry.area_source)
        for entry in reading.homes
        for key in entry.owners
        if own_home.get(key) != entry.home
    ]
    return {
        "people": reading.people,
        "homes": [entry.home for entry in reading.homes],
        "buildings": list(_buildings(reading)),
        "owned": owned,
    }


def _buildings(reading: RosterReading) -> list[BuildingRecord]:
    joined: dict[tuple[str, str], BuildingRecord] = {}
    for entry in reading.buildings:
        key = (entry.estate, entry.building)
        record = joined.setdefault(
            key, BuildingRecord(entry.estate, entry.building, entry.floors, entry.lift)
        )
        if entry.unit and entry.unit not in record.units:
            record.units += (entry.unit,)
    return list(joined.values())


def account(read: Read) -> dict[str, Any]:
    """What the file comes to, as plain values: the page's and the command line's one source."""
    reading, plan = read.reading, read.plan
    notes = {"flagged": _listed(read, "flagged") + _doubts(read)}
    notes |= {level + tail: _listed(read, level) for level, tail in (("rejected", ""), ("duplicate", "s"))}
    return {
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        "people": len(reading.people),
        "homes": len(reading.homes),
        "households": reading.households,
        "new": plan.counts[NEW],
        "same": plan.counts[SAME],
        "changed": plan.counts[CHANGED],
        "doubtful": plan.counts[DOUBTFUL],
        "differing": plan.differing,
        "questions": [_question(question) for question in reading.questions] + _own_questions(plan),
        **notes,
        "notes": reading.notes,
    }


ROWS = ("flagged", "rejected", "duplicates")  # the parts of an account that are lists of rows


def without_rows(told: Mapping[str, Any]) -> dict[str, Any]:
    """The account with counts for its lists of rows: those name people, and are kept sealed beside the file."""
    return {name: len(value) if name in ROWS else value for name, value in told.items()}


# Kinds that only our reader tells apart, and what they are in the list every caller knows.
_TOLD_AS = {
    "estate": "home",
    "residence": "tenure",
    "owner_kind": "ignore",
    "owner_ref": "ignore",
    "floor": "ignore",
    "floors": "ignore",
    "lift": "ignore",
    "share": "ignore",
    "registered_home": "ignore",
    "serial": "ignore",
}


def _sheet(sheet: Any) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "heads": list(sheet.columns),  # left to right: PostgreSQL does not keep the order of a JSON object
        "columns": {head: _TOLD_AS.get(kind, kind) for head, kind in sheet.columns.items()},
        "read_as": {head: kind for head, kind in sheet.columns.items() if kind in _TOLD_AS},
        "data_rows": sheet.data_rows,
        "head_row": sheet.head_row,
        "ignored": sheet.ignored,
        "imported": sheet.imported,
        "rejected": sheet.rejected,
        "duplicates": sheet.duplicates,
    }


def _listed(read: Read, level: str) -> list[dict[str, Any]]:
    return [
        {"sheet": f.sheet, "row": f.row, "column": f.column, "reason": f.reason, "sentence": str(f.sentence)}
        for f in read.reading.findings
        if f.level == level
    ]


def _doubts(read: Read) -> list[dict[str, Any]]:
    """Doubtful rows; they are set aside, so they also come back with the rejected ones."""
    return [
        {"sheet": sheet, "row": row, "column": "", "reason": d.why, "sentence": str(DOUBTS[d.why])}
        for d in read.plan.of(DOUBTFUL)
        for sheet, row in [row_of(read, d.record.key)]
    ]


def row_of(read: Read, key: str) -> tuple[str, int]:
    """The sheet and row behind a record's key ("2:17", "2:17.2" for a second person of one row)."""
    order, _colon, row = key.partition(":")
    return read.reading.sheets[int(order) - 1].name, int(row.partition(".")[0])


def _question(question: Any) -> dict[str, Any]:
    return {
        "id": question.id,
        "sentence": str(question.sentence),
        "choices": [{"value": c.value, "label": str(c.label)} for c in question.choices],
        "default": question.default,
    }


def _own_questions(plan: Plan) -> list[dict[str, Any]]:
    """The one question that is not about reading: whose word counts where sheet and register differ."""
    if not plan.differing:
        return []
    return [
        {
            "id": "differing",
            "sentence": _("有 %(count)d 人和登记的不一样，听谁的？") % {"count": plan.differing},
            "choices": [
                {"value": "sheet", "label": _("用这张表里的")},
                {"value": "register", "label": _("留登记里的，只补空着的")},
            ],
            "default": "sheet",
        }
    ]
