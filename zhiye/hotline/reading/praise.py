"""Whether somebody only says thanks, and to whom."""

import re

from zhiye.hotline.reading.spans import Stretch
from zhiye.hotline.reading.words import OTHER, PRAISE, WORDS, compiled

_THANKS, _WANTING = compiled("praise", "thanks"), compiled("praise", "wanting")
_WHOM = compiled("praise", "whom")
_UNITS = tuple(WORDS["praise"]["unit_ends"])
_TRIM = "的了 ,，。、:："
_LEAD = re.compile(
    r"^(?:我们?|本人|其|来电人|市民|要|想|特别|特|一下|非常|十分|[一这那]位|(?:本|我们?)(?=小区|社区|居委))+"
)
_TOO_PLAIN = ("大家", "工作", "政府", "支持", "配合", "关心", "帮助", "之情", "领导")
MOST = 3


def is_praise(kind: str, text: str) -> bool:
    """Whether a call of the type ``kind`` ("" where none is told) with these words only says thanks."""
    if kind == PRAISE:
        return True
    return kind in ("", OTHER) and thanks_only(text)


def thanks_only(text: str) -> bool:
    """Whether the words thank somebody and want nothing."""
    return any(hit.search(text) for hit in _THANKS) and not any(hit.search(text) for hit in _WANTING)


def praised(text: str) -> list[Stretch]:
    """Who is thanked, people and units, in order, at most three."""
    found: list[Stretch] = []
    for pattern in _WHOM:
        for hit in pattern.finditer(text):
            stretch = _tidy(text, *hit.span(1))
            if stretch and not any(stretch.start < one.end and one.start < stretch.end for one in found):
                found.append(stretch)
    return sorted(found, key=lambda one: one.start)[:MOST]


def is_unit(name: str) -> bool:
    """Whether a name is that of a unit rather than somebody's."""
    return name.endswith(_UNITS)


def _tidy(text: str, start: int, end: int) -> Stretch | None:
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    name = text[start:end]
    if len(name) < 2 or any(word in name for word in _TOO_PLAIN):
        return None
    return Stretch(start, end)
