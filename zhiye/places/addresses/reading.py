"""Reading a whole string as one address."""

import re

from zhiye.places.addresses.spelling import CHINESE_NUMERAL as CN
from zhiye.places.addresses.spelling import drop_float_tails, normalise, read_numeral, simplify
from zhiye.places.addresses.value import Address, floor_of
from zhiye.places.addresses.words import (
    ADMINISTRATIVE,
    BUILDING_SUFFIX,
    ESTATE_SUFFIX,
    OWN_ESTATE_SUFFIX,
    ROOM_SUFFIX,
    ROOM_WORD,
    UNIT_SUFFIX,
)

STEM = "[甲乙丙丁戊己庚辛]"
BUILDING = rf"(?:{STEM}?[A-Z]{{0,2}}[0-9]{{1,4}}[A-Z]?{STEM}?|{CN}{{1,7}}|[A-Z]{{1,2}}|{STEM})"
UNIT = rf"(?:[0-9]{{1,2}}|{CN}{{1,3}}|[A-Z]|{STEM}|[东南西北中])"
FLOOR = rf"(?:第?(?:[0-9]{{1,2}}|{CN}{{1,3}})[楼层]|底楼|底层|顶楼|[-负](?:[1-9]|[一二三])[楼层])"
SIDE = r"[东西南北中前后左右]{1,2}(?:首|边|侧|间|户|室|套|厢)"
NUMBERED = r"(?:B[0-9]{1,2}-?[0-9]{1,3}|[A-Z]?[0-9]{1,5}(?:-[0-9]{1,2})?[A-Z]?)"
ROOM = rf"(?:{ROOM_WORD}|{FLOOR}?(?:{SIDE}|[东西南北中])|{NUMBERED}|[A-Z]{{1,2}}[0-9]?|{CN}{{2,7}})"
_SEP = r"[\s,、\-]*"
_JOIN = r"\s*[-/_]\s*"
_ESTATE = r"^(?P<estate>.*?)[\s,、]*(?<![0-9A-Z\-/_.])"
_TAIL = rf"\s*(?:{ROOM_SUFFIX})?$"
_DASH_UNIT = rf"(?:[0-9]{{1,2}}|[A-Z]|{STEM})"
_DASH_ROOM = r"(?:B[0-9]{1,2}-?[0-9]{1,3}|[0-9A-Z]{1,5}(?:-[0-9]{1,2})?)"

# Tried in this order; the first that reads the whole string wins.
_FORMS = [
    re.compile(form)
    for form in (
        # 3#2-401, 14栋1-303
        rf"{_ESTATE}(?P<building>{BUILDING})\s*(?:{BUILDING_SUFFIX})\s*(?P<unit>{_DASH_UNIT}){_JOIN}"
        rf"(?P<room>{_DASH_ROOM}){_TAIL}",
        # 3-2-401, 梧桐花园12-3-A
        rf"{_ESTATE}(?P<building>{BUILDING}){_JOIN}(?P<unit>{_DASH_UNIT}){_JOIN}(?P<room>{_DASH_ROOM}){_TAIL}",
        # 115-402, 123弄45-602室
        rf"{_ESTATE}(?<![号幢栋座])(?P<building>{BUILDING}){_JOIN}(?P<room>{_DASH_ROOM}){_TAIL}",
        # 7号楼2单元12号, 7排3号
        rf"{_ESTATE}(?P<building>{BUILDING})\s*(?:(?:{BUILDING_SUFFIX}){_SEP}(?P<unit>{UNIT})(?:{UNIT_SUFFIX})|排)"
        rf"{_SEP}(?P<room>{NUMBERED}|{CN}{{1,7}})号$",
        # 3号楼2单元401室, 115号402, A座1203, 115号4楼402, 115号
        rf"{_ESTATE}(?P<building>{BUILDING})\s*(?:{BUILDING_SUFFIX})(?:{_SEP}(?P<unit>{UNIT})\s*(?:{UNIT_SUFFIX}))?"
        rf"(?:{_SEP}(?P<room>{ROOM}){_TAIL}|{_SEP}(?:{FLOOR}(?:{_SEP}(?P<room_up>{NUMBERED}){_TAIL})?)?\s*$)",
        # 3楼2单元401, 3-2单元401
        rf"{_ESTATE}(?P<building>{BUILDING})\s*(?:楼|-){_SEP}(?P<unit>{UNIT})\s*(?:{UNIT_SUFFIX})"
        rf"(?:{_SEP}{FLOOR})?(?:{_SEP}(?P<room>{ROOM}))?{_TAIL}",
        # 2单元401
        rf"{_ESTATE}(?P<unit>{UNIT})\s*单元(?:{_SEP}{FLOOR})?(?:{_SEP}(?P<room>{ROOM}))?{_TAIL}",
    )
]
_STOREY_AND_ROOM = re.compile(
    rf"{_ESTATE}(?P<storey>{BUILDING})\s*(?P<word>[楼层]){_SEP}(?P<room>{NUMBERED}|{CN}{{3,7}}){_TAIL}"
)
_ROOM_ONLY = re.compile(
    rf"{_ESTATE}(?P<room>{ROOM_WORD}|{FLOOR}(?:{SIDE}|[东西南北中])|{NUMBERED}|{CN}{{3,7}})"
    rf"\s*(?P<suffix>{ROOM_SUFFIX})?$"
)
_SPACED = re.compile(r"^([0-9]{1,3}|[A-Z])[\s,、]+(?:([0-9]{1,2})[\s,、]+)?([0-9]{3,4})$")
_BRACKET_TAIL = re.compile(r"\s*\([^()]*\)$")
_DATE = re.compile(
    r"^(?:(?:19|20)[0-9]{2}[-/_. ](?:0?[1-9]|1[0-2])(?:[-/_. ]|$)|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}$)"
)
_ESTATE_SHAPE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffffA-Z0-9()·\s,、#-]*")
# A date, another number, or the first of two homes in one cell.
_NOT_ESTATE = re.compile(
    r"[0-9一二三四五六七八九十]\s*[月年]$|电话|手机|身份证|号楼|[0-9]\s*(?:幢|栋|座|单元|室)"
)
_ENDS_LIKE_ESTATE = re.compile(rf"(?:{ESTATE_SUFFIX})(?:\([^()]*\))?$")
_ADMINISTRATIVE = re.compile(rf"^[\u4e00-\u9fff]{{2,8}}?(?:{ADMINISTRATIVE})(?=[\u3400-\u9fff0-9A-Z])")
_ONLY_A_PART = re.compile(r"(?:[0-9一二三四五六七八九十]+|[东南西北中])(?:[区期组村队]|号院)?$")
_WAY_THERE = re.compile(
    rf"^[\u4e00-\u9fff]{{2,8}}(?:路|街|大道)(?:[0-9]+号)?(?=[\u3400-\u9fffA-Z]{{2,}}(?:{OWN_ESTATE_SUFFIX})$)"
)
_CODE_TAIL = re.compile(rf"(?<=.)\s*(?:{BUILDING_SUFFIX}|{UNIT_SUFFIX}|{ROOM_SUFFIX}|楼|层)$")
_LONGEST = 80


def read_address(text: str) -> Address | None:
    """One address from a whole string in any spelling in use, or None if it is none.

    Two parts joined by a dash are building and room, three are building, unit and room.
    A date, a telephone number or a bare floor ("5楼") is no address. Never raises.
    """
    cleaned = _BRACKET_TAIL.sub("", drop_float_tails(normalise(text))).strip(" ,、.。;；")
    if not cleaned or len(cleaned) > _LONGEST or _DATE.match(cleaned):
        return None
    plain = simplify(cleaned)
    return _from_forms(plain, cleaned) or _from_storey(plain, cleaned) or _from_room(plain, cleaned)


def read_code(value: object) -> str:
    """A code from a cell of its own: 1.0 → "1", "三单元" → "3", "2号楼" → "2", "402室" → "402"."""
    plain = simplify(drop_float_tails(normalise(str(value)))).strip(" ,、") if value is not None else ""
    return read_numeral(_CODE_TAIL.sub("", plain)) if plain else ""


def tidy_estate(raw: str) -> str:
    """An estate name without what only leads to it: province, city, district, street, community, road."""
    name = raw.strip(" ,、-")
    while (shorter := _ADMINISTRATIVE.sub("", name, count=1)) != name and not _ONLY_A_PART.match(shorter):
        name = shorter.strip(" ,、-")
    return _WAY_THERE.sub("", name)


def plausible_room(room: str) -> bool:
    """Whether a number can be a door without 室 after it: storey 1-60, door 1-40 ("402", not "100")."""
    floor = floor_of(room)
    digits = re.sub(r"[^0-9]", "", room)
    return floor is not None and 1 <= floor <= 60 and 1 <= int(digits[-2:]) <= 40


def room_code(raw: str) -> str:
    """A room as it is kept: numerals as digits, a storey word in one spelling ("四楼东" → "4楼东")."""
    code = raw.replace(" ", "")
    storey = re.match(rf"第?([0-9]{{1,2}}|{CN}{{1,3}})[楼层](.+)", code)
    if storey:
        return f"{read_numeral(storey[1])}楼{storey[2]}"
    return read_numeral(code)


def _estate(match: re.Match[str], cleaned: str) -> str | None:
    """The estate in front, as it was written; None if what stands there cannot be one."""
    raw = cleaned[: match.end("estate")]
    if not _ESTATE_SHAPE.fullmatch(raw) or _NOT_ESTATE.search(raw) or raw.strip(" ").isdigit():
        return None
    return tidy_estate(raw)


def _from_forms(plain: str, cleaned: str) -> Address | None:
    for form in _FORMS:
        if (match := form.match(plain)) and (estate := _estate(match, cleaned)) is not None:
            parts = match.groupdict(default="")
            return Address(
                estate,
                read_numeral(parts.get("building", "")),
                read_numeral(parts.get("unit", "")),
                room_code(parts["room"] or parts.get("room_up", "")),
            )
    return _from_spaced(plain)


def _from_spaced(plain: str) -> Address | None:
    spaced = _SPACED.match(plain)
    if not spaced or not plausible_room(spaced[3]):
        return None
    return Address("", spaced[1], spaced[2] or "", spaced[3])


def _from_storey(plain: str, cleaned: str) -> Address | None:
    """ "四楼402": a storey if the room is on it, else the number of a building ("3楼402", "A楼402")."""
    match = _STOREY_AND_ROOM.match(plain)
    if not match or (estate := _estate(match, cleaned)) is None:
        return None
    storey, room = read_numeral(match["storey"]), room_code(match["room"])
    is_storey = match["word"] == "层" or storey == str(floor_of(room))
    return Address(estate, "" if is_storey else storey, "", room)


def _from_room(plain: str, cleaned: str) -> Address | None:
    match = _ROOM_ONLY.match(plain)
    if not match or (estate := _estate(match, cleaned)) is None:
        return None
    if estate and not _ENDS_LIKE_ESTATE.search(simplify(estate)):
        return None
    room = room_code(match["room"])
    if not match["suffix"] and room[-1].isdigit() and not plausible_room(room):
        return None
    return Address(estate, "", "", room)
