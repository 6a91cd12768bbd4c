"""The wall: the estates of each committee, each building as a small picture of its homes."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import SEGMENT, within
from zhiye.places import kinds
from zhiye.places.layers import Marks
from zhiye.places.models import Coverage, FormerPlace, Place
from zhiye.places.naming import default_name
from zhiye.places.picture import Door, floors_of
from zhiye.places.queries import below, committees
from zhiye.places.slots import WALL_MARKS
from zhiye.ui.matrix import Tile


@dataclass(frozen=True)
class EstateWall:
    """One estate: what it is in a sentence, and a tile for each building."""

    estate: Place
    sentence: str
    tiles: list[Tile]


@dataclass(frozen=True)
class CommitteeWall:
    """One committee with its estates."""

    committee: Place
    estates: list[EstateWall]


def walls(actor: Actor) -> list[CommitteeWall]:
    """The wall of every committee in which the actor sees places, in door order."""
    return [CommitteeWall(committee, _estates(actor, committee)) for committee in committees(actor)]


def door_of_home(home: Place, building: Place) -> Door:
    """A home as the picture needs it: the part of its path between building and home is its unit."""
    return Door(home.pk, home.code, home.floor, home.path[len(building.path) : -SEGMENT])


def _estates(actor: Actor, committee: Place) -> list[EstateWall]:
    buildings = list(below(actor, committee, kinds.BUILDING))
    # A unit's helper holds a unit only: the building above it belongs on the wall too.
    above = {unit.path[:-SEGMENT] for unit in below(actor, committee, kinds.UNIT)}
    known = {building.path for building in buildings}
    buildings += Place.objects.filter(kind=kinds.BUILDING, path__in=above - known)
    homes = _homes_by_building(actor, committee, buildings)
    marks = next(iter(WALL_MARKS.collect(actor, committee)), None)
    notes = _notes(actor, committee)
    return [
        _estate(estate, [b for b in buildings if b.path.startswith(estate.path)], homes, marks, notes)
        for estate in _estates_of(actor, committee, buildings)
    ]


def _estates_of(actor: Actor, committee: Place, buildings: list[Place]) -> list[Place]:
    paths = {building.path[:-SEGMENT] for building in buildings}
    mine = {estate.pk for estate in below(actor, committee, kinds.ESTATE)}
    inside = Place.objects.filter(within("path", [committee.path]), kind=kinds.ESTATE)
    return [e for e in inside.order_by("path") if e.path in paths or e.pk in mine]


def _homes_by_building(actor: Actor, committee: Place, buildings: list[Place]) -> dict[UUID, list[Door]]:
    by_path = {building.path: building for building in buildings}
    depth = len(committee.path) + 2 * SEGMENT
    found: dict[UUID, list[Door]] = defaultdict(list)
    for home in below(actor, committee, kinds.HOME):
        if building := by_path.get(home.path[:depth]):
            found[building.pk].append(door_of_home(home, building))
    return found


def _estate(
    estate: Place,
    buildings: list[Place],
    homes: dict[UUID, list[Door]],
    marks: Marks | None,
    notes: dict[UUID, list[str]],
) -> EstateWall:
    buildings = sorted(buildings, key=lambda building: building.path)
    doors = [door for building in buildings for door in homes[building.pk]]
    to_mind = _to_mind(doors, marks)
    sentence = _("%(buildings)d 幢 · %(homes)d 户") % {"buildings": len(buildings), "homes": len(doors)}
    if to_mind:
        sentence += _(" · %(n)d 户要多关照") % {"n": to_mind}
    return EstateWall(estate, sentence, [_tile(b, homes[b.pk], marks, notes[b.pk]) for b in buildings])


def _tile(building: Place, doors: list[Door], marks: Marks | None, notes: list[str]) -> Tile:
    to_mind = _to_mind(doors, marks)
    counted = _("%(n)d 户") % {"n": len(doors)} + (f"\n◆ {to_mind} 户" if to_mind else "")
    tones = {door.id: ("", marks.tone(door.id)) for door in doors} if marks else {}
    url = reverse("places-building", args=[building.pk])
    return Tile(_short_name(building), "\n".join([counted, *notes]), url, floors_of(doors, tones))


def _short_name(building: Place) -> str:
    """115号 on a tile, where 115号楼 would not fit on one line; a name of its own stays."""
    usual = building.name == default_name(building.kind, building.code)
    return _("%(code)s号") % {"code": building.code} if usual and building.code.isalnum() else building.name


def _to_mind(doors: list[Door], marks: Marks | None) -> int:
    return sum(door.id in marks.to_mind for door in doors) if marks else 0


def _notes(actor: Actor, committee: Place) -> dict[UUID, list[str]]:
    """For each building: the grid it lies in, and what it was called before."""
    inside = within("covered__path", [committee.path])
    grids = Coverage.objects.filter(inside, Q(until=None), overlay_kind=kinds.GRID).select_related("overlay")
    notes: dict[UUID, list[str]] = defaultdict(list)
    for coverage in grids:
        notes[coverage.covered_id].append(coverage.overlay.name)
    renamed = FormerPlace.objects.filter(within("place__path", [committee.path]), place__kind=kinds.BUILDING)
    for former in renamed.select_related("place"):
        if former.name != former.place.name:
            notes[former.place_id].append(_("原%(name)s") % {"name": former.name})
    return notes
