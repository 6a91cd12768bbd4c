"""The words of home addresses, read once from ``places/data/address_words.toml``."""

import re
import tomllib
from importlib import resources

_WORDS = tomllib.loads(resources.files("zhiye.places").joinpath("data/address_words.toml").read_text("utf-8"))


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


BUILDING_SUFFIX = _either(_WORDS["building"])
BUILDINGS_ALONE = frozenset(_WORDS["building_alone"])
UNIT_SUFFIX = _either(_WORDS["unit"])
ROOM_SUFFIX = _either(_WORDS["room"])
ESTATE_SUFFIX = _either(_WORDS["estate"])
OWN_ESTATE_SUFFIX = _either(_WORDS["estate_of_its_own"])
ADMINISTRATIVE = _either(_WORDS["administrative"])
ROOM_WORD_FLOORS: dict[str, int] = _WORDS["room_words"]
ROOM_WORD = _either(list(ROOM_WORD_FLOORS))
