"""The value ``Address`` and the order of door codes."""

import re
from dataclasses import dataclass

from zhiye.places.addresses.words import ROOM_WORD_FLOORS

_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_BASEMENT = re.compile(r"(?:B|-|负)([1-9])(?![0-9A-Z]*[A-Z])")
_NUMBERED = re.compile(r"[A-Z]?([0-9]{3,4})(?![0-9])")
_FLOOR_WORD = re.compile(r"(-?[0-9]{1,2})[楼层]")
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Address:
    """A home as its door says: codes are text without suffix ("115", "2", "402"); "" means not told."""

    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""

    @property
    def floor(self) -> int | None:
        """Storey counted from 1 (-1 is the first below ground), or None where the room does not tell it."""
        return floor_of(self.room)


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """An address inside prose: ``quote`` is exactly ``text[start:end]``."""

    start: int
    end: int
    quote: str
    address: Address


def floor_of(room: str) -> int | None:
    """Storey told by a room code: "402" → 4, "1203" → 12, "0402" → 4, "B1-02" → -1, "底层东" → 1, "A" → None.

    Rule: the last two digits number the door, those before them the storey (GB 50096 practice).
    """
    for word, floor in ROOM_WORD_FLOORS.items():
        if room.startswith(word):
            return floor or None
    if below := _BASEMENT.match(room):
        return -int(below[1])
    told = _FLOOR_WORD.match(room)
    if told:
        return int(told[1]) or None
    numbered = _NUMBERED.match(room)
    return int(numbered[1][:-2]) or None if numbered else None


def natural_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key in the order people have: "2" < "10" < "10A" < "A" < "甲" < "乙"; basements first."""
    head = ((-1, 0, ""),) if _BASEMENT.match(code) else ()
    return head + tuple(_run_key(run) for run in _RUNS.findall(code))


def _run_key(run: str) -> tuple[int, int, str]:
    if run.isdecimal():
        return (0, int(run), "")
    stem = _STEMS.find(run[0])
    return (2, stem, run) if stem >= 0 else (1, 0, run)
