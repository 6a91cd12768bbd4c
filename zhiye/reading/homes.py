"""Homes named in a note: the address reader's, groups of a village, houses and rooms told by their context."""

import re

from zhiye.places.addresses import find_addresses, read_numeral
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Home

_WORDS = read_toml("homes.toml")
_HAN = r"[\u4e00-\u9fff]"
_CN = r"[一二三四五六七八九十]"
_GROUP = re.compile(
    rf"(?P<village>{_HAN}{{2,4}}[村寨庄垅屯沟坝])?(?<![小两几每各0-9班])(?P<group>[1-9]\d?|{_CN}{{1,3}})组(?!组?长|织|合|建|成|团|员)"
)
_HOUSE = re.compile(
    rf"(?<![0-9第月.\-/:])(?P<building>\d{{1,3}})号(?={either(_WORDS['house_behind'])}|\d{{1,3}}号门)"
)
_RANGE = re.compile(
    rf"(?P<estate>{_HAN}{{2,6}})?(?P<from>\d{{1,3}})[到至~-](?P<to>\d{{1,3}})(?:号楼|幢|栋|号(?=整|楼|居民|门))"
)
_FLOOR = re.compile(r"\d{1,3}号楼[一二三四五六七八九十\d]{1,2}[层楼]")
_ROOM = re.compile(
    r"(?<![0-9A-Za-z.:：\-号第楼室幢栋元共欠付约近达过有降到于])(?P<room>[1-9]\d?0[1-9]|1[0-9]0[1-9]|[1-9]\d?1[0-9])"
    r"(?=的(?:租客|房东|住户|[老小])|卫生间|也说|对门|[\u4e00-\u9fff](?:阿|师傅|女士|先生|老师|家|奶奶|爷爷|老伯|某)|是|、\d{3})"
)
_ESTATE = re.compile(
    rf"{_HAN}{{2,12}}?(?:{either(_WORDS['estates'])})(?!区|路|站|居委|物业|委员|业委|社区|派出)(?:[一二三四五六七八九十\d]+期)?"
)
_CUT = re.compile(rf".*(?:{either(_WORDS['cut'])})")
_AT_ROAD = re.compile(
    rf"(?P<estate>{_HAN}{{2,5}}(?:路|街|巷|弄|胡同)\d{{1,4}}(?:号小院|号院|弄|号(?!楼|线)))"
)


def find_homes(note: Note, estates: tuple[str, ...] = ()) -> list[Home]:
    """Homes in order, not overlapping: explicit addresses first, then groups, houses, rooms, roads, estates.

    ``estates`` are names the register has, recognised without a telling end.
    """
    found = [
        Home(
            Span(hit.start, hit.end),
            _as_written(note, Span(hit.start, hit.end), hit.address.estate),
            hit.address.building,
            hit.address.unit,
            hit.address.room,
        )
        for hit in find_addresses(note.plain, estates)
    ]
    ranges = _ranges(note)
    found = [home for home in found if not any(home.span.overlaps(other.span) for other in ranges)] + ranges
    for look in (_groups, _houses, _rooms, _roads, _estates):
        found += [home for home in look(note) if not any(home.span.overlaps(known.span) for known in found)]
    return sorted(found, key=lambda home: home.span)


def _ranges(note: Note) -> list[Home]:
    homes = []
    for hit in _RANGE.finditer(note.plain):
        name = _CUT.sub("", hit["estate"] or "")
        start = hit.start("from") - len(name)
        homes.append(Home(Span(start, hit.end()), name, f"{hit['from']}-{hit['to']}"))
    return homes


def _groups(note: Note) -> list[Home]:
    homes = []
    for hit in _GROUP.finditer(note.plain):
        village = _CUT.sub("", hit["village"] or "")
        span = Span(hit.start("group") - len(village), hit.end())
        if number := re.match(r"(?P<room>\d{1,3})号", note.plain[span.end :]):
            whole = Span(span.start, span.end + number.end())
            homes.append(Home(whole, note.quote(span), room=number["room"]))
        else:
            homes.append(Home(span, note.quote(span)))
    return homes


def _as_written(note: Note, span: Span, estate: str) -> str:
    """The estate in the script of the note: the address reader answers in simplified characters."""
    place = note.plain.find(estate, span.start, span.end) if estate else -1
    return note.quote(Span(place, place + len(estate))) if place >= 0 else estate


def _houses(note: Note) -> list[Home]:
    return [Home(Span(*hit.span()), building=hit["building"]) for hit in _HOUSE.finditer(note.plain)]


def _rooms(note: Note) -> list[Home]:
    return [Home(Span(*hit.span()), room=hit["room"]) for hit in _ROOM.finditer(note.plain)]


def _roads(note: Note) -> list[Home]:
    return [
        Home(Span(*hit.span()), estate=note.quote(Span(*hit.span()))) for hit in _AT_ROAD.finditer(note.plain)
    ]


def _estates(note: Note) -> list[Home]:
    homes = []
    for hit in _ESTATE.finditer(note.plain):
        name = _CUT.sub("", hit.group())
        span = Span(hit.end() - len(name), hit.end())
        if len(name) >= 4:
            homes.append(Home(span, note.quote(span)))
    return homes


def home_parts(home: Home) -> dict[str, str | None]:
    """The parts as the guide has them: digits and letters, None where not told."""
    parts = {"estate": home.estate, "building": home.building, "unit": home.unit, "room": home.room}
    return {name: (part if name == "estate" else _code(part)) or None for name, part in parts.items()}


def _code(part: str) -> str:
    """A code in digits or letters; 东户 and 地下室 are none."""
    code = read_numeral(part)
    return code if re.search("[0-9A-Za-z]", code) else ""
