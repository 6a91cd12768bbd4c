"""Finding addresses inside prose, sparingly: a day, a bus line or a price is no home."""

import re
from collections.abc import Collection, Iterator

from zhiye.places.addresses.reading import (
    BUILDING,
    FLOOR,
    NUMBERED,
    SIDE,
    UNIT,
    plausible_room,
    room_code,
    tidy_estate,
)
from zhiye.places.addresses.spelling import CHINESE_NUMERAL as CN
from zhiye.places.addresses.spelling import normalise, read_numeral, simplify
from zhiye.places.addresses.value import Address, FoundAddress
from zhiye.places.addresses.words import (
    BUILDING_SUFFIX,
    BUILDINGS_ALONE,
    ESTATE_SUFFIX,
    OWN_ESTATE_SUFFIX,
    ROOM_WORD,
    UNIT_SUFFIX,
)

# What follows a number that counts or measures something instead of naming a door.
_COUNTED = "人元块万千百多个名位次路岁年月日点时分秒米平斤度件台辆户条份版届号线%％℃"
_START = r"(?<![0-9A-Z.第\-/])(?<![0-9]:)"
_END = rf"(?![0-9A-Z.%:\-/]|[{_COUNTED}])"
_ROOM = rf"(?:{NUMBERED}|{CN}{{3,7}}(?!{CN}))"
_WORD = rf"(?:{ROOM_WORD}|{FLOOR}?{SIDE})"
_DOOR = (
    rf"(?:(?P<room>{_ROOM})(?P<room_suffix>\s?(?:室|号房|房))|(?P<bare>{_ROOM}){_END}|(?P<room_word>{_WORD}))"
)
_BUILDING = rf"{_START}(?P<building>{BUILDING})(?P<suffix>{BUILDING_SUFFIX})"

_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_START}(?P<building>[1-9][0-9]{{0,2}}[A-Z]?)-(?P<unit>[0-9]{{1,2}})-(?P<bare>[0-9]{{2,4}}[A-Z]?)(?:室|{_END})",
        rf"{_START}(?P<building>[1-9][0-9]{{0,2}}[A-Z]?|[A-Z])-(?P<bare>[0-9]{{3,4}}[A-Z]?)(?:室|{_END})",
        rf"{_BUILDING}[ \-]?(?P<unit>[0-9]{{1,2}})-(?P<bare>[0-9]{{3,4}})(?:室|{_END})",
        rf"{_START}(?P<building>{BUILDING})(?:排|(?:{BUILDING_SUFFIX}) ?(?P<unit>{UNIT})单元)"
        rf"(?P<room>{NUMBERED}|{CN}{{1,4}})号(?![楼线])",
        rf"{_BUILDING}(?:[ ,]?(?P<unit>{UNIT})(?:{UNIT_SUFFIX}))?"
        rf"(?:[ ,]?(?P<floor>{FLOOR}))?(?:[ \-,]?{_DOOR})?",
        rf"{_START}(?P<unit>{UNIT})单元(?: ?(?P<floor>{FLOOR}))?(?: ?{_DOOR})?",
        rf"{_START}(?P<room>{NUMBERED})(?P<room_suffix>室)",
    )
]
_BEFORE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff0-9A-Z()·]{2,24}$")
_STOP = re.compile(
    r".*(?:[在到去访是的了住从给往至与及于]|来(?=[\u4e00-\u9fff]{3})|走访|看望|探望|联系|接待|居民|还剩|事情)(?=.{2})"
)
_ESTATE_END = re.compile(rf"(?:{ESTATE_SUFFIX})(?:\([^()]*\))?$")
_STOREY = re.compile(FLOOR)
_NAMED_ESTATE = re.compile(
    rf"(?![年月日])[\u4e00-\u9fff]{{2,10}}?(?:{OWN_ESTATE_SUFFIX})(?:小区|[一二三四五六七八九十0-9]+[期区村])?"
)
_MANY_BUILDINGS = re.compile(r"(?:[共有余多约近达]|\d[到至~])$")
_KIND_OF_BUILDING = re.compile(
    r"\s?(?:楼房|楼宇|居民楼|住宅|老楼|高层|多层|小高层|建筑|别墅|楼(?!道|下|上|前|后|顶|内|里|长|组))"
)


def find_addresses(text: str, estates: Collection[str] = ()) -> list[FoundAddress]:
    """Addresses of homes in prose, in order, not overlapping; ``quote`` is the exact substring.

    Reported are building with room, or the explicit forms 号楼, 幢, 栋, 单元, 室, N弄M号. ``estates`` are the
    names in the register: they are recognised in front of a door without a telling suffix.
    """
    shape = normalise(text)
    plain = simplify(shape)
    found: list[FoundAddress] = []
    for match in _matches(plain):
        if (home := _home(plain, shape, match, estates)) and (not found or home[0] >= found[-1].end):
            start, end, address = home
            found.append(FoundAddress(start, end, text[start:end], address))
    return found


def find_estate(text: str) -> str:
    """The first estate named in a title or sheet name ("梧桐花园居民花名册" → "梧桐花园"), or ""."""
    match = _NAMED_ESTATE.search(simplify(normalise(text)))
    return tidy_estate(normalise(text)[match.start() : match.end()]) if match else ""


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """At every place the first pattern that fits, left to right; each pattern scans the text only once."""
    ahead = {pattern: pattern.search(plain) for pattern in _PATTERNS}
    while hits := [hit for hit in ahead.values() if hit]:
        first = min(hits, key=lambda hit: hit.start())
        yield first
        for pattern, hit in ahead.items():
            if hit and hit.start() < first.end():
                ahead[pattern] = pattern.search(plain, first.end())


def _home(
    plain: str, shape: str, match: re.Match[str], estates: Collection[str]
) -> tuple[int, int, Address] | None:
    parts = match.groupdict(default="")
    start, name = _estate_before(plain, shape, match.start(), estates)
    end = match.end()
    room = parts.get("room") or parts.get("room_word") or ""
    bare = parts.get("bare", "")
    if bare and _can_be_room(bare, parts):
        room = bare
    elif bare:
        end = match.start("bare")
    if not _tells_a_home(plain, match, parts, room, name):
        return None
    end -= len(shape[match.start() : end]) - len(shape[match.start() : end].rstrip(" -,"))
    codes = (read_numeral(parts.get("building", "")), read_numeral(parts.get("unit", "")), room_code(room))
    return start, end, Address(name, *codes)


def _can_be_room(bare: str, parts: dict[str, str]) -> bool:
    """A number without 室 is a room behind building and unit if it can stand on a door."""
    room = room_code(bare)
    if parts.get("unit"):
        return not _looks_like_a_day(parts.get("building", ""), room)
    return plausible_room(room)


def _looks_like_a_day(year: str, day: str) -> bool:
    """23-10-15 is a day of 2023 rather than a door."""
    return len(year) == 2 and len(day) == 2 and day.isdecimal() and 1 <= int(day) <= 31


def _tells_a_home(plain: str, match: re.Match[str], parts: dict[str, str], room: str, estate: str) -> bool:
    if room or parts.get("floor"):
        return bool(parts.get("building") or parts.get("unit") or parts.get("room_suffix")) and not _is_date(
            plain, match, parts
        )
    if parts.get("unit"):
        return parts.get("suffix") is not None or "单元" in match.group()
    if parts.get("suffix") == "号":
        return bool(re.search(r"弄$", simplify(estate))) and not re.match(r"线|院|门", plain[match.end() :])
    return parts.get("suffix") in BUILDINGS_ALONE and not _counts_buildings(plain, match, parts)


def _is_date(plain: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    """5月3号402: the number before 号 is a day."""
    return parts.get("suffix") == "号" and plain[max(0, match.start() - 1) : match.start()] == "月"


def _counts_buildings(plain: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    """共54栋, 一幢楼, 两栋居民楼: a number of buildings, not the number of one."""
    if parts["suffix"] not in ("栋", "幢"):
        return False
    if parts["building"] in ("一", "两") or _MANY_BUILDINGS.search(
        plain[max(0, match.start() - 2) : match.start()]
    ):
        return True
    return bool(_KIND_OF_BUILDING.match(plain[match.end() :]))


def _estate_before(plain: str, shape: str, start: int, estates: Collection[str]) -> tuple[int, str]:
    """Where the address begins if an estate is written before the door, and its name ("" if none is)."""
    before = shape[:start].rstrip(" ")
    known = max((name for name in estates if name and before.endswith(name)), key=len, default="")
    if known:
        return len(before) - len(known), known
    run = _BEFORE.search(plain[max(0, len(before) - 24) : len(before)])
    if not run:
        return start, ""
    name = _STOP.sub("", run.group())
    if not _ESTATE_END.search(name) or _STOREY.fullmatch(name):
        return start, ""
    begin = len(before) - len(name)
    return begin, tidy_estate(shape[begin : len(before)])
