"""Homes named in a note: the address reader's, groups of a village, houses and rooms told by their context."""

import re
from dataclasses import replace

from zhiye.places.addresses import find_addresses, read_numeral
from zhiye.reading.places import ESTATE_CUT, HAN, estates_by_rule, place_names
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Home

_WORDS = read_toml("homes.toml")
_CN = r"[一二三四五六七八九十]"
_NUMBER = rf"(?:\d{{1,4}}|[零〇百{_CN[1:-1]}]{{1,6}})"
_GROUP = re.compile(
    rf"(?P<village>{HAN}{{2,4}}[村寨庄垅屯沟坝坪渡塘湾])?(?<![小两几每各0-9班])(?P<group>[1-9]\d?|{_CN}{{1,3}})"
    r"(?P<kind>组|队(?=的|[\d,。]))(?!组?长|织|合|建|成|团|员)"
)
_HOUSE = re.compile(
    rf"(?<![0-9第月.\-/:])(?P<building>\d{{1,3}})号(?={either(_WORDS['house_behind'])}|\d{{1,3}}号门)"
)
_OF_HOUSE = re.compile(rf"(?<![0-9第月.\-/:路线排十])(?P<building>\d{{1,3}}|{_CN}{{1,3}})号的")
_TAGGED_HOUSE = re.compile(
    r"(?<![0-9第月.\-/:路线排])(?P<building>\d{1,3})号(?!线|文|令|院|楼|工单|公告|件|机|字|选)"
)
_RANGE = re.compile(
    rf"(?P<estate>{HAN}{{2,6}})?(?P<from>\d{{1,3}})[到至~-](?P<to>\d{{1,3}})(?:号楼|幢|栋|号(?=整|楼|居民|门))"
)
_FIRST_UNITS = re.compile(r"(?P<units>(?:\d{1,2}、)+)$")
_LIKELY_ROOM = r"(?P<room>[1-9]\d?0[1-9]|1[0-9]0[1-9]|[1-9]\d?1[0-9]|[1-9]\d?2[0-9])"
_ROOM = re.compile(
    rf"(?<![0-9A-Za-z.:：\-号第楼室幢栋元共欠付约近达过有降到于价约]){_LIKELY_ROOM}"
    r"(?=的(?!钱|元)|室|卫生间|也说|对门|那户|住户|业主|租客|房东|没人|门口|敲|说|反映|来人|投诉|漏"
    r"|[\u4e00-\u9fff](?:阿|师傅|女士|先生|老师|家|奶奶|爷爷|老伯|某|大爷|大妈|工)|师母|里头|,户主|,业主|是|、\d{3}|[和跟与]\d{3}(?!\d))"
)
_NEXT_ROOM = re.compile(rf"(?<=[、和跟与]){_LIKELY_ROOM}(?![\d元块万人户个.%米])")
_NEAR_ROOM = re.compile(
    rf"(?:楼上|楼下|对门|隔壁|敲开了?|业主|住户|租客|家住|住在|住|[她他我]家|查到|听见)(?:的)?{_LIKELY_ROOM}(?![\d元块万人户个.%米年])"
)
# 同楼602, 一楼102; 6楼4门501 as in the north.
_FLOOR_ROOM = re.compile(rf"(?<=同楼|[一二三四五六七八九]楼){_LIKELY_ROOM}(?=[的,。家住户室])")
_DOORS = re.compile(
    r"(?<!\d)(?P<building>\d{1,3})(?:号楼|楼|栋|幢)(?P<unit>\d{1,2})门(?P<room>[1-9]\d{1,3})?(?!\d)"
)
_BLOCK = re.compile(r"(?P<block>[A-Za-z])座(?:(?P<room>\d{3,4})(?!\d))?")
_ROOM_IN_FRONT = re.compile(rf"(?<!\d){_LIKELY_ROOM.replace('?P<room>', '?:')}[、和跟与]$")
# A year, or a number to be called.
_NO_ROOM = re.compile(r"(?:(?:19\d|20[0-3])\d|1(?:10|19|20|14|22))(?![\d室])")
_AT_ROAD = re.compile(
    rf"(?P<road>{HAN}{{1,6}}(?:路|街|巷|胡同|大道|里弄|弄堂|南门头))(?P<number>{_NUMBER})"
    rf"(?P<tail>号(?:小院|大院|院)|弄|巷|号(?!楼|线|[a-zA-Z\d]))(?P<behind>{either(_WORDS['behind_number'])})?"
)
_ROAD_END = re.compile(r"(?:路|街|巷|胡同|大道|道|街坊)$")
_PART_BEHIND = re.compile(
    r"(?P<building>\d{1,3})(?:座|幢|栋|号楼|号)|(?P<room>[1-9]\d{0,1}[0-3]\d)(?![\d元块万人户个.%年街弄号路组栋幢])"
)


def find_homes(note: Note, estates: tuple[str, ...] = ()) -> list[Home]:
    """Homes in order, not overlapping: explicit addresses first, then groups, houses, rooms, roads, estates.

    ``estates`` are names the register has, recognised without a telling end.
    """
    places = place_names(note)
    names = {*estates, *(note.plain_of(span) for span in places)}
    roads = _roads(note)
    found = [_in_road(note, home) for home in _addresses(note, names)]
    found = _without_covered([_with_block(note, home) for home in found])
    for homes in (_ranges(note), _doors(note, places), roads):
        found = [home for home in found if not _replaced(home, homes)] + [
            home for home in homes if not any(_covers(other, home) for other in found)
        ]
    for look in (_groups, _houses, _rooms):
        _add(found, look(note))
    _add(found, _known(note, estates))
    _add(found, [_place(note, span) for span in places])
    _add(found, [_place(note, span) for span in estates_by_rule(note)])
    return _distinct(sorted(found, key=lambda home: home.span))


def _distinct(homes: list[Home]) -> list[Home]:
    """Homes without those that only repeat a part of one told in full before: 2401 after 3栋2401."""
    kept: list[Home] = []
    for home in homes:
        bare = not home.estate and sum(map(bool, (home.building, home.unit, home.room))) == 1
        if not (bare and any(_repeats(home, other) for other in kept)):
            kept.append(home)
    return kept


def _repeats(home: Home, other: Home) -> bool:
    if home.room:
        return other.room == home.room and bool(other.building)
    return bool(home.building) and other.building == home.building and bool(other.estate) and not other.room


def _add(found: list[Home], more: list[Home]) -> None:
    for home in more:
        if not any(home.span.overlaps(known.span) for known in found):
            found.append(home)


def _covers(home: Home, other: Home) -> bool:
    """Whether a home told from its beginning on makes another one of the same place needless."""
    return (
        home.span.overlaps(other.span)
        and home.span.start <= other.span.start
        and home.span.end >= other.span.end
    )


def _replaced(home: Home, others: list[Home]) -> bool:
    return any(home.span.overlaps(other.span) and not _covers(home, other) for other in others)


def _addresses(note: Note, names: set[str]) -> list[Home]:
    homes: list[Home] = []
    for hit in find_addresses(note.plain, names):
        span = Span(hit.start, hit.end)
        parts = hit.address
        home = Home(span, _as_written(note, span, parts.estate), parts.building, parts.unit, parts.room)
        homes = _with_units(note, homes, home)
    return homes


def _with_units(note: Note, homes: list[Home], home: Home) -> list[Home]:
    """5号楼1、2单元 is one home: a unit told behind another number belongs to the building in front."""
    last = homes[-1] if homes else None
    if last and home.unit and not home.building:
        between = note.plain[last.span.end : home.span.start]
        if last.building and not last.unit and re.fullmatch(r"(?:\d{1,2}、)+", between):
            joined = Span(last.span.start, home.span.end)
            return [*homes[:-1], replace(last, span=joined, unit=between + home.unit, room=home.room)]
    return [*homes, home]


def _in_road(note: Note, home: Home) -> Home:
    """锦屏巷41号 names the place as a whole: a number behind a road is no building of an estate."""
    if home.building and not home.unit and not _code(home.room) and _ROAD_END.search(home.estate):
        whole = re.match(rf"{HAN}+?{_NUMBER}号(?!楼)", note.plain_of(home.span))
        if whole:
            estate = note.quote(Span(home.span.start, home.span.start + whole.end()))
            return replace(home, estate=estate, building="", room="")
    return home


def _without_covered(homes: list[Home]) -> list[Home]:
    return [h for h in homes if not any(o is not h and _covers(o, h) and o.span != h.span for o in homes)]


def _with_block(note: Note, home: Home) -> Home:
    """3栋B座1906 is one home: the lettered block behind a building counts as its unit."""
    hit = _BLOCK.match(note.plain, home.span.end)
    if not hit or not home.building or home.unit or home.room:
        return home
    return replace(
        home, span=Span(home.span.start, hit.end()), unit=hit["block"].upper(), room=hit["room"] or ""
    )


def _doors(note: Note, places: list[Span]) -> list[Home]:
    """北里6楼4门501: building, door and room, with the place right in front."""
    homes = []
    for hit in _DOORS.finditer(note.plain):
        place = next((span for span in places if span.end == hit.start()), None)
        start = place.start if place else hit.start()
        estate = note.quote(place) if place else ""
        homes.append(Home(Span(start, hit.end()), estate, hit["building"], hit["unit"], hit["room"] or ""))
    return homes


def _ranges(note: Note) -> list[Home]:
    homes = []
    for hit in _RANGE.finditer(note.plain):
        name = ESTATE_CUT.sub("", hit["estate"] or "")
        start = hit.start("from") - len(name)
        homes.append(Home(Span(start, hit.end()), name, f"{hit['from']}-{hit['to']}"))
    return homes


def _groups(note: Note) -> list[Home]:
    homes = []
    for hit in _GROUP.finditer(note.plain):
        village = ESTATE_CUT.sub("", hit["village"] or "")
        if hit["kind"] == "队" and not village:
            continue
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
    """N号 that is a house: by the words behind it, or because the tagger holds it for no day."""
    homes = [Home(Span(*hit.span()), building=hit["building"]) for hit in _HOUSE.finditer(note.plain)]
    for hit in _OF_HOUSE.finditer(note.plain):
        word = note.word_at(hit.end())
        if word and word.tag == "PER":
            homes.append(Home(Span(hit.start(), hit.end() - 1), building=hit["building"]))
    for hit in _TAGGED_HOUSE.finditer(note.plain):
        word = note.word_at(hit.start())
        if word and word.tag == "m" and word.span == Span(*hit.span()) and word.confidence > 0.8:
            homes.append(Home(word.span, building=hit["building"]))
    return homes


def _rooms(note: Note) -> list[Home]:
    return [
        Home(Span(*hit.span("room")), room=hit["room"])
        for pattern in (_ROOM, _NEAR_ROOM, _FLOOR_ROOM, _NEXT_ROOM)
        for hit in pattern.finditer(note.plain)
        if (pattern is not _NEXT_ROOM or _ROOM_IN_FRONT.search(note.plain[: hit.start()][-8:]))
        and not _NO_ROOM.match(note.plain, hit.start("room"))
    ]


def _roads(note: Note) -> list[Home]:
    homes = []
    for hit in _AT_ROAD.finditer(note.plain):
        start = _start_of_road(note, hit)
        if start is None:
            continue
        estate = Span(start, hit.end("tail"))
        homes.append(Home(Span(start, hit.end()), note.quote(estate)))
    return homes


def _start_of_road(note: Note, hit: re.Match[str]) -> int | None:
    """Where the name of a road begins: with the tagger's word, else behind the last word that is none."""
    word = note.word_at(hit.end("road") - 1)
    if word and hit.start() <= word.span.start <= hit.end("road") - 2:
        start = word.span.start
        front = note.word_at(start - 1) if start else None
        if front and front.tag in ("LOC", "f", "m") and front.span.start >= hit.start():
            start = front.span.start
        return start
    name = ESTATE_CUT.sub("", hit["road"])
    return hit.end("road") - len(name) if len(name) > 1 else None


def _known(note: Note, estates: tuple[str, ...]) -> list[Home]:
    return [
        _place(note, Span(*hit.span()))
        for name in estates
        if len(name) > 1 and name in note.plain
        for hit in re.finditer(re.escape(name), note.plain)
    ]


def _place(note: Note, span: Span) -> Home:
    """A place by its name, with the building or the room told right behind: 银杏里7座, 海棠公寓1203."""
    estate = note.quote(span)
    behind = _PART_BEHIND.match(note.plain, span.end)
    if not behind:
        return Home(span, estate)
    whole = Span(span.start, behind.end())
    return _in_road(note, Home(whole, estate, behind["building"] or "", room=behind["room"] or ""))


def home_parts(home: Home) -> dict[str, str | None]:
    """The parts as the guide has them: digits and letters, None where not told."""
    parts = {"estate": home.estate, "building": home.building, "unit": home.unit, "room": home.room}
    return {name: (part if name == "estate" else _code(part)) or None for name, part in parts.items()}


def _code(part: str) -> str:
    """A code in digits or letters; 东户 and 地下室 are none."""
    code = read_numeral(part)
    return code if re.search("[0-9A-Za-z]", code) else ""
