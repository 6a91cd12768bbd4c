"""What the page of a building shows: its homes as blocks of floors, its layers, its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import SEGMENT
from zhiye.places import kinds, queries
from zhiye.places.layers import Layer
from zhiye.places.models import Place
from zhiye.places.picture import floors_of
from zhiye.places.slots import BUILDING_PANELS, LAYERS, PLACE_ACTIONS
from zhiye.places.wall import door_of_home
from zhiye.ui.matrix import Floor

EDIT = "places.edit"


@dataclass(frozen=True)
class Block:
    """The homes of one unit (or of a building without units); ``code`` chooses it in the address."""

    code: str
    name: str
    floors: tuple[Floor, ...]
    unit: Place | None = None


def building_for(actor: Actor, id_: UUID) -> Place:
    """The building, also for somebody who serves only a part of it. Raises NotFound."""
    found = queries.places_of_kind(actor, kinds.BUILDING).filter(pk=id_).first()
    if found is None:
        raise NotFound
    return found


def context(actor: Actor, building: Place, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Everything ``places/building.html`` shows; ``wanted`` may name a ``layer`` and a ``unit``."""
    layers: list[Layer] = LAYERS.collect(actor, building)
    layer = next((one for one in layers if one.code == wanted.get("layer")), layers[0] if layers else None)
    blocks = _blocks(actor, building, layer)
    unit = next((block.code for block in blocks if block.code == wanted.get("unit")), "")
    return {
        "building": building,
        "estate": building.parent,
        "former": queries.former_names(actor, building),
        "overlays": queries.coverage(actor, building),
        "layer": layer,
        "layers": [_choice(building, one, unit, current=one is layer) for one in layers],
        "blocks": [block for block in blocks if not unit or block.code == unit],
        "units": _unit_choices(building, blocks, layer, unit),
        "unit": unit,
        "before": _neighbour(actor, building, -1),
        "after": _neighbour(actor, building, 1),
        "panels": BUILDING_PANELS.collect(actor, building),
        "actions": PLACE_ACTIONS.collect(actor, building),
        "may_edit": actor.may(EDIT, building.path),
    }


def beside(actor: Actor, building: Place, home: Place) -> dict[str, Any]:
    """What stands beside the sheet of ``home`` on a wide window: its unit, or its building, as a matrix."""
    layers: list[Layer] = LAYERS.collect(actor, building)
    layer = next(iter(layers), None)
    blocks = _blocks(actor, building, layer)
    mine = [block for block in blocks if block.unit and home.path.startswith(block.unit.path)]
    code = mine[0].code if mine else ""
    return {
        "layer": layer,
        "layers": [_choice(building, one, code, current=one is layer) for one in layers],
        "blocks": mine or [block for block in blocks if not block.unit],
    }


def address_of(place: Place) -> str:
    """The page on which a place is seen: its own, or the nearest above that has one."""
    if place.kind == kinds.HOME:
        return reverse("places-home", args=[place.pk])
    if place.kind == kinds.BUILDING:
        return reverse("places-building", args=[place.pk])
    if place.kind == kinds.UNIT:
        return reverse("places-building", args=[place.parent_id])
    return reverse("places-list")


def _blocks(actor: Actor, building: Place, layer: Layer | None) -> list[Block]:
    words = layer.cells if layer else {}
    units = list(queries.below(actor, building, kinds.UNIT))
    homes = list(queries.below(actor, building, kinds.HOME))
    found = []
    for unit in [None, *units]:
        inside = [home for home in homes if home.parent_id == (unit or building).pk]
        doors = [door_of_home(home, building) for home in inside]
        if unit or doors or not units:
            floors = floors_of(doors, words, lambda id_: reverse("places-home", args=[id_]))
            found.append(Block(unit.code if unit else "", unit.name if unit else building.name, floors, unit))
    return found


def _choice(building: Place, layer: Layer, unit: str, *, current: bool) -> dict[str, Any]:
    return {"name": layer.name, "url": _address(building, layer.code, unit), "current": current}


def _unit_choices(
    building: Place, blocks: list[Block], layer: Layer | None, unit: str
) -> list[dict[str, Any]]:
    code = layer.code if layer else ""
    many = [block for block in blocks if block.code]
    if len(many) < 2:
        return []
    return [
        {"name": block.name, "url": _address(building, code, block.code), "current": block.code == unit}
        for block in many
    ]


def _address(building: Place, layer: str, unit: str) -> str:
    query = {key: text for key, text in (("layer", layer), ("unit", unit)) if text}
    return reverse("places-building", args=[building.pk]) + (f"?{urlencode(query)}" if query else "")


def _neighbour(actor: Actor, building: Place, step: int) -> Place | None:
    """The building before or behind this one in its estate, in door order."""
    estate = building.path[:-SEGMENT]
    mine = queries.places_of_kind(actor, kinds.BUILDING).filter(path__startswith=estate)
    if step < 0:
        return mine.filter(path__lt=building.path).order_by("-path").first()
    return mine.filter(path__gt=building.path).first()
