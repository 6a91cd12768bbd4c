"""The words by which forms are read, once from data/words.toml."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhiye.people.heads import plain_head

with (Path(__file__).parent / "data" / "words.toml").open("rb") as _file:
    _DATA: dict[str, Any] = tomllib.load(_file)


_LONGEST_HINT = 8  # with blanks and a colon; longer cells are not even looked up


def _plain(name: str) -> frozenset[str]:
    return frozenset(plain_head(word) for word in _DATA[name])


TOTAL, FOOTER, SERIAL, HINT = _plain("total"), _plain("footer"), _plain("serial"), _plain("hint")
PHOTO, MONTH_ONLY = _plain("photo"), _plain("month_only")
SAME_PERSON, OTHER_PERSON = _plain("same_person"), _plain("other_person")
OTHER_TIME: tuple[str, ...] = tuple(_DATA["other_time"])
DATE: str = _DATA["date"]
_IN_BRACKETS = re.compile(r"[(（]([^)）]*)")
STAMP: tuple[str, ...] = tuple(_DATA["stamp"])
SIGN: tuple[str, ...] = tuple(_DATA["sign"])
UNITS: tuple[str, ...] = tuple(sorted(_DATA["unit"], key=len, reverse=True))
SAME_ENDING: tuple[tuple[str, str], ...] = tuple((long, short) for long, short in _DATA["same_ending"])


@lru_cache(1024)
def is_total(text: str) -> bool:
    """Whether a cell begins a line of sums."""
    return plain_head(text) in TOTAL


def is_hint(text: str) -> bool:
    """Whether a cell only tells how to fill in."""
    return 0 < len(text) < _LONGEST_HINT and plain_head(text) in HINT


@lru_cache(1024)
def is_serial(text: str) -> bool:
    """Whether a head counts the rows."""
    return plain_head(text) in SERIAL


def for_a_pen(label: str) -> bool:
    """Whether a label asks for a signature or a stamp; 填报单位（盖章） asks for a name and is stamped besides;
    填表人（签字） is written by whom it names."""
    inside = "".join(_IN_BRACKETS.findall(label))
    signed = any(word in inside for word in SIGN if word not in STAMP)
    return signed or any(word in plain_head(label) for word in SIGN)


def for_a_picture(text: str) -> bool:
    """Whether a cell is the place for a photograph."""
    plain = plain_head(text.strip("{} "))
    return plain in PHOTO or (len(plain) <= 16 and any(plain.endswith(word) for word in PHOTO))
