"""Writing an address as people write it."""

import re

from zhiye.places.addresses.reading import read_address
from zhiye.places.addresses.value import Address

_HAN = re.compile(r"[\u3400-\u9fff]$")
_LETTERS = re.compile(r"[A-Z]+")
_STEM = re.compile(r"[甲乙丙丁戊己庚辛]$")


def write_address(address: Address, style: str = "short") -> str:
    """The address as text: "short" is "3-2-401" without estate, "long" "梧桐花园3号楼2单元401室".

    Short falls back to the long form without estate where the dashes would read as something else,
    so that ``read_address`` always gives back the same codes.
    """
    if style == "long":
        return _join_estate(address.estate, _long_door(address))
    door = Address("", address.building, address.unit, address.room)
    short = "-".join(part for part in (address.building, address.unit, address.room) if part)
    return short if read_address(short) == door else _long_door(address)


def _long_door(address: Address) -> str:
    return _building(address) + (f"{address.unit}单元" if address.unit else "") + _room(address.room)


def _building(address: Address) -> str:
    code = address.building
    if not code or (_HAN.search(code) and not _STEM.search(code)):
        return code
    if address.unit:
        return f"{code}号楼"
    return f"{code}座" if _LETTERS.fullmatch(code) else f"{code}号"


def _room(code: str) -> str:
    return code if not code or _HAN.search(code) else f"{code}室"


def _join_estate(estate: str, door: str) -> str:
    """A blank keeps an estate ending in a digit or letter apart from the number of the building."""
    gap = " " if estate and estate[-1].isascii() and estate[-1].isalnum() else ""
    return f"{estate}{gap}{door}"
