"""Plain values in which doors (import, demo, later sync) hand homes and people to the register."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(slots=True)
class HomeRecord:
    """One home as written on its door; codes are text ("115", "2", "402"). Floor counts from 1, -1 is below ground."""

    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""
    floor: int | None = None


@dataclass(slots=True)
class PersonRecord:
    """One person as a sheet or a generator knows them. Empty means unknown, never "no".

    ``key`` is the caller's own (a row number); ``household`` is equal for the members of one household.
    ``sex`` is GB/T 2261.1, ``relation`` GB/T 4761 towards the head of the household ("02" is the head).
    ``lives_here and not registered_here`` is 人户分离. ``share`` is (numerator, denominator), ``area`` m².
    """

    key: str
    name: str
    id_number: str = ""
    sex: str = "0"
    birth: date | None = None
    birth_precision: str = ""  # day | month | year | age
    phones: tuple[str, ...] = ()
    home: HomeRecord | None = None
    household: str = ""
    relation: str = ""
    lives_here: bool | None = None
    registered_here: bool | None = None
    tenure: str = ""  # own | rent | lend | collective
    owner: bool = False
    share: tuple[int, int] | None = None
    area: Decimal | None = None
    area_source: str = ""  # registered | surveyed | contract | roster
    categories: tuple[str, ...] = ()
    note: str = ""
    id_valid: bool | None = None  # whether the number checks out, where the reader has looked already
    id_index: str | None = None  # fingerprint of the ID number, computed once by the register
