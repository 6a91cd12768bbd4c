"""Bringing many buildings and homes into the tree at once, for imports and the demo street.

``places/commands.py`` changes one place at a time; this is the bulk command measured to be needed:
40,000 homes in about two seconds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import insert_rows
from zhiye.kernel.command import command
from zhiye.kernel.errors import HouseFault
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import segment, within
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.naming import default_name, door_of
from zhiye.places.records import BuildingRecord, HomeKey, HomeLike, home_key

_FIELDS = ["id", "parent", "kind", "code", "name", "path", "door", "floor", "floors", "lift", "area"]
_FIELDS += ["valid_from", "valid_to", "origin"]


@dataclass(slots=True)
class Spot:
    """A place as far as the bulk needs it."""

    id: UUID
    path: str
    door: str


@dataclass
class Settled:
    """What came of it: every home asked for, and how many places are new."""

    homes: dict[HomeKey, Spot] = field(default_factory=dict)
    new_homes: int = 0
    new_places: int = 0


@dataclass
class _Tree:
    """The committee's places by (parent, kind, code), and the rows to write."""

    origin: UUID
    day: date
    known: dict[tuple[UUID, str, str], Spot]
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def child(self, parent: Spot, kind: str, code: str, **facts: Any) -> Spot:
        """The place of ``code`` under ``parent``, made when it is not there."""
        spot = self.known.get((parent.id, kind, code))
        if spot is None:
            id_ = new_id()
            spot = Spot(id_, parent.path + segment(code, id_), door_of(kind, code, parent.door))
            self.known[(parent.id, kind, code)] = spot
            row: tuple[Any, ...] = (
                id_,
                parent.id,
                kind,
                code,
                default_name(kind, code),
                spot.path,
                spot.door,
            )
            row += tuple(facts.get(name) for name in ("floor", "floors", "lift", "area"))
            row += (self.day, None, self.origin)
            self.rows.append(row)
        return spot


@command("places.settle", gettext_lazy("登记一批楼和家"))
def settle(
    by: Actor,
    *,
    committee: Place,
    homes: Iterable[HomeLike],
    buildings: Iterable[BuildingRecord] = (),
    areas: Mapping[HomeKey, Decimal] | None = None,
) -> Settled:
    """Find or make every building and home; an empty estate is the committee's own first one.

    ``areas`` are floor areas in m² for homes that are made.

    Answers a ``Settled`` whose ``homes`` has each home's id, path and door by its key.
    """
    by.require("places.edit", committee.path, seen_with="places.view")
    run = running.current()
    if run is None:
        raise HouseFault("settle runs inside another command")
    top = Spot(committee.pk, committee.path, "")
    tree = _Tree(run.op, clock.today(), _known(committee))
    default_estate = _default_estate(committee)
    done = Settled()
    for building in buildings:
        estate = tree.child(top, kinds.ESTATE, building.estate or default_estate)
        spot = tree.child(estate, kinds.BUILDING, building.code, floors=building.floors, lift=building.lift)
        for unit in building.units:
            tree.child(spot, kinds.UNIT, unit, lift=building.lift)
    for home in homes:
        key = home_key(home)
        if key not in done.homes:
            area = (areas or {}).get(key)
            done.homes[key] = _settle_home(tree, top, home, default_estate, area, done)
    done.new_places = insert_rows(Place, _FIELDS, tree.rows)
    log.write(by, "places.settle", committee, committee.path, {"places": (None, done.new_places)})
    return done


def _settle_home(
    tree: _Tree, top: Spot, home: HomeLike, default_estate: str, area: Decimal | None, done: Settled
) -> Spot:
    spot = tree.child(top, kinds.ESTATE, home.estate or default_estate)
    spot = tree.child(spot, kinds.BUILDING, home.building)
    if home.unit:
        spot = tree.child(spot, kinds.UNIT, home.unit)
    if not home.room:
        return spot
    before = len(tree.rows)
    spot = tree.child(spot, kinds.HOME, home.room, floor=home.floor, area=area)
    done.new_homes += len(tree.rows) - before
    return spot


def _known(committee: Place) -> dict[tuple[UUID, str, str], Spot]:
    standing = Place.objects.filter(within("path", [committee.path]), valid_to=None).exclude(parent=None)
    rows = standing.values_list("parent_id", "kind", "code", "id", "path", "door")
    return {(p, kind, code): Spot(id_, path, door) for p, kind, code, id_, path, door in rows.iterator()}


def _default_estate(committee: Place) -> str:
    first = Place.objects.filter(parent=committee, kind=kinds.ESTATE, valid_to=None).order_by("path").first()
    return first.code if first else committee.name
