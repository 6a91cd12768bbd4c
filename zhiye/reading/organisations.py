"""Named units in a note: committees, companies, hospitals, stations, offices; not 物业 or 社区 alone."""

import re

from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span, Word

_WORDS = read_toml("organisations.toml")
_HAN = r"[\u4e00-\u9fff]"
_FUNCTION = either(_WORDS["functions"])
# 市三院, 县一中: units of a level known by a number.
_NUMBERED = r"[省市县区镇]第?[一二三四五六七八九](?:人民)?(?:医?院|中学?|小学?|幼)(?![心午年队])"
_OFFICE = re.compile(
    rf"(?:{either(_WORDS['short_names'])}|{_NUMBERED}|(?:{_FUNCTION})+(?:{either(_WORDS['manners'])})*(?:{either(_WORDS['office_ends'])}))"
    rf"(?:{either(_WORDS['office_ends'])})?(?![员长于以谓有理公事])"
)
_END = re.compile(rf"(?:{either(_WORDS['ends'])})(?![员长])")
_LEVEL = re.compile(rf"(?:{either(_WORDS['levels'])})(?<![社小片辖厂园]区)$")
_GENERAL = frozenset(_WORDS["general_offices"])
_NO_NAMES = frozenset(_WORDS["no_names"])
_NO_NAME = re.compile(rf"(?:{either([*_NO_NAMES, *_WORDS['weak']])})+")
_CUT = re.compile(rf".*(?:{either(_WORDS['cut'])})")
_QUOTED = re.compile(r"“[\u4e00-\u9fff]{1,6}”$|\*\*$")
# Tags of words that may stand in the name of a unit; PER because taggers take 锦辉 for somebody.
_NAMING = frozenset(("n", "nz", "nw", "vn", "an", "a", "LOC", "ORG", "PER", "m", "f", "s"))
_PROPER = frozenset(("nz", "nw", "LOC", "ORG", "PER"))
_LONGEST = 14
# A tagged name with a title, or 小 and 老 in front, is somebody and no part of the name of a unit.
_A_PERSON = re.compile(
    r"^[老小阿]|(?:师傅|阿姨|老师|主任|书记|经理|大爷|阿婆|奶奶|先生|女士|某|所长|站长|医生|警官)$"
)
# Below this the tagger does not know the word, which is then likely a name.
_UNKNOWN = 0.5


def find_organisations(note: Note, taken: list[Span], known: tuple[str, ...] = ()) -> list[Span]:
    """Names of units in order, each once; ``taken`` spans (homes) end what stands in front.

    ``known`` names are found without a telling end.
    """
    places = [(note.plain.find(name), name) for name in known if name]
    found = [Span(place, place + len(name)) for place, name in places if place >= 0]
    for span in sorted(_offices(note, taken) + _units(note, taken), key=lambda span: (span.start, -span.end)):
        if any(span.overlaps(other) for other in taken):
            continue
        if not any(span.overlaps(other) or note.plain_of(span) in note.plain_of(other) for other in found):
            found = [other for other in found if note.plain_of(other) not in note.plain_of(span)] + [span]
    return sorted(found)


def _offices(note: Note, taken: list[Span]) -> list[Span]:
    """民政局, 县残联, 镇上民政办: what they do names them; the level and the place in front belong to it."""
    spans = []
    for hit in _OFFICE.finditer(note.plain):
        if hit.group() in _GENERAL or len(hit.group()) < 2 or _inside_word(note, hit):
            continue
        start = _start_of_level(note, hit.start(), taken)
        spans.append(Span(start, hit.end()))
    return spans


def _units(note: Note, taken: list[Span]) -> list[Span]:
    """锦辉物业, 县医院, “丽人”理发店: a name or a level in front of a telling end."""
    spans = []
    for hit in _END.finditer(note.plain):
        floor = max([0, *(other.end for other in taken if other.end <= hit.start()), hit.start() - _LONGEST])
        if quoted := _QUOTED.search(note.plain[floor : hit.start()]):
            spans.append(Span(floor + quoted.start(), hit.end()))
            continue
        start = (
            _start_of_name(note, hit.start(), floor)
            if note.words
            else _start_by_rule(note, hit.start(), floor)
        )
        if start is not None:
            spans.append(Span(start, hit.end()))
    return spans


def _start_by_rule(note: Note, end: int, floor: int) -> int | None:
    """Where a name begins in front of its end, without a tagger: behind the last word that is none."""
    run = re.search(rf"{_HAN}*$", note.plain[floor:end])
    name = _CUT.sub("", run.group()) if run else ""
    if len(name) < 2 and not _LEVEL.fullmatch(name) or _NO_NAME.fullmatch(name):
        return None
    return end - len(name)


def _start_of_name(note: Note, end: int, floor: int) -> int | None:
    """Where a name begins in front of its end, by the tagger's words; None where none of them is a name."""
    start, proper = end, False
    for word in reversed(note.words_in(Span(floor, end))):
        words = note.plain[word.span.start : min(word.span.end, end)]
        if word.span.start < floor or min(word.span.end, end) != start or not _may_name(word, words):
            break
        if word.tag == "PER" and _A_PERSON.search(words):
            break
        proper = proper or _is_proper(word, words)
        start = word.span.start
        if word.tag == "PER":
            break
    return start if proper and start < end else None


def _may_name(word: Word, words: str) -> bool:
    return word.tag in _NAMING and bool(re.fullmatch(f"{_HAN}+", words)) and words not in _NO_NAMES


def _is_proper(word: Word, words: str) -> bool:
    if _LEVEL.fullmatch(words) and words != "村":
        return True
    return (word.tag in _PROPER or word.confidence < _UNKNOWN) and not _NO_NAME.fullmatch(words)


def _start_of_level(note: Note, end: int, taken: list[Span]) -> int:
    """Where level and place in front of an office begin: 阿图什市 in front of 疾控中心; else its own beginning."""
    floor = max([0, *(other.end for other in taken if other.end <= end), end - _LONGEST])
    level = _LEVEL.search(note.plain[floor:end])
    start = floor + level.start() if level else end
    place = note.word_at(start - 1) if start else None
    if place and place.tag in ("LOC", "ORG") and place.span.start >= floor:
        return place.span.start
    word = note.word_at(start) if level else None
    if word and word.tag in ("LOC", "ORG") and floor <= word.span.start < start:
        return word.span.start
    return start


def _inside_word(note: Note, hit: re.Match[str]) -> bool:
    """Whether the tagger holds the last character for part of a longer word: 建设 and 处理 in 建设处理."""
    last = note.word_at(hit.end() - 1)
    return bool(last and last.span.end > hit.end() and last.confidence > _UNKNOWN)
