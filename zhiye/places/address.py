"""The address reader under its short name."""

from zhiye.places.addresses import (
    Address,
    FoundAddress,
    find_addresses,
    find_estate,
    floor_of,
    natural_key,
    normalise,
    read_address,
    read_code,
    read_numeral,
    write_address,
)

__all__ = [
    "Address",
    "FoundAddress",
    "find_addresses",
    "find_estate",
    "floor_of",
    "natural_key",
    "normalise",
    "read_address",
    "read_code",
    "read_numeral",
    "write_address",
]
