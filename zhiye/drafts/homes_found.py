"""Addresses of a note in the tree of places."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from zhiye.drafts.values import PlaceLink
from zhiye.kernel.paths import SEGMENT, within
from zhiye.places import kinds
from zhiye.places.models import FormerPlace, Place
from zhiye.places.queries import standing

_MOST = 200
_ESTATE = 3 * SEGMENT  # street, committee, estate


def places_found(findings: Mapping[str, Any], scope: tuple[str, ...], near_path: str) -> dict[int, PlaceLink]:
    """For each address of the findings, by index, the buildings and homes below ``scope`` that it may be.

    Several doors of one number: the estate decides when it is told, else the one around ``near_path``.
    """
    told = {index: parts for index, parts in enumerate(_whole(findings["addresses"])) if parts["building"]}
    if not told:
        return {}
    condition = Q(pk__in=[])
    for parts in told.values():
        condition |= _doors(parts)
    inside = within("path", scope) & standing()
    places = list(Place.objects.filter(inside, condition).order_by("path")[:_MOST])
    former = FormerPlace.objects.filter(within("place__path", scope), condition, place__valid_to=None)
    renamed = [(row.door, row.place) for row in former.select_related("place")[:_MOST]]
    estates = _estates([*places, *(place for _door, place in renamed)])
    return {index: _link(parts, places, renamed, estates, near_path) for index, parts in told.items()}


def _whole(addresses: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Parts as text; a bare room stands in the building named before it."""
    found: list[dict[str, str]] = []
    building = {"estate": "", "building": "", "unit": ""}
    for address in addresses:
        parts = {name: address[name] or "" for name in ("estate", "building", "unit", "room")}
        if parts["building"]:
            building = {name: parts[name] for name in building}
        elif parts["room"]:
            parts |= building
        found.append(parts)
    return found


def _door(parts: dict[str, str]) -> str:
    return "-".join(part for part in (parts["building"], parts["unit"], parts["room"]) if part)


def _doors(parts: dict[str, str]) -> Q:
    """The door as told; a room without its unit may stand in any unit of the building."""
    condition = Q(door=_door(parts))
    if parts["room"] and not parts["unit"]:
        condition |= Q(door__startswith=f"{parts['building']}-", door__endswith=f"-{parts['room']}")
    return condition


def _is_door(door: str, parts: dict[str, str]) -> bool:
    codes = door.split("-")
    if parts["room"] and not parts["unit"]:
        return codes[0] == parts["building"] and codes[-1] == parts["room"] and len(codes) > 1
    return door == _door(parts)


def _estates(places: list[Place]) -> dict[str, str]:
    """Path → name of the estates in which the places stand."""
    paths = {place.path[:_ESTATE] for place in places}
    return (
        dict(Place.objects.filter(path__in=paths, kind=kinds.ESTATE).values_list("path", "name"))
        if paths
        else {}
    )


def _link(
    parts: dict[str, str],
    places: list[Place],
    renamed: list[tuple[str, Place]],
    estates: dict[str, str],
    near_path: str,
) -> PlaceLink:
    found = [place for place in places if _is_door(place.door, parts)]
    found = found or [place for door, place in renamed if _is_door(door, parts)]
    found = list({place.pk: place for place in found}.values())
    for closer in (
        [
            p
            for p in found
            if parts["estate"] and _same_estate(parts["estate"], estates.get(p.path[:_ESTATE], ""))
        ],
        [p for p in found if near_path.startswith(p.path[:_ESTATE]) and len(near_path) >= _ESTATE],
        [p for p in found if p.door == _door(parts)],
    ):
        found = closer or found
    if len(found) == 1:
        return PlaceLink(found[0].pk)
    return PlaceLink(None, tuple(place.pk for place in found[:5]))


def _same_estate(told: str, name: str) -> bool:
    return bool(name) and (told in name or name in told)
