"""Plain values in which doors hand buildings to the tree; homes come as HomeRecord-like values."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class BuildingRecord:
    """One building: its estate, its code as on the door, how many floors, whether it has a lift."""

    estate: str
    code: str
    floors: int | None = None
    lift: bool | None = None
    units: tuple[str, ...] = ()


class HomeLike(Protocol):
    """What the tree needs to know of a home."""

    estate: str
    building: str
    unit: str
    room: str
    floor: int | None


HomeKey = tuple[str, str, str, str]  # estate, building, unit, room


def home_key(home: HomeLike) -> HomeKey:
    """The key by which ``ensure_homes`` answers."""
    return (home.estate, home.building, home.unit, home.room)
