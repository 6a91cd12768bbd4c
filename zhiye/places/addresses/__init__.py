"""The one reader and writer of home addresses: every room reads doors through here."""

from zhiye.places.addresses.finding import find_addresses, find_estate
from zhiye.places.addresses.reading import read_address, read_code
from zhiye.places.addresses.spelling import normalise, read_numeral
from zhiye.places.addresses.value import Address, FoundAddress, floor_of, natural_key
from zhiye.places.addresses.writing import write_address

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
