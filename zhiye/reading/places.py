"""Names of estates and hamlets in a note, by their ends and the tagger's words."""

import re

from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span

HAN = r"[\u4e00-\u9fff]"
_WORDS = read_toml("homes.toml")
_ENDS = either(_WORDS["estates"])
_NOT_BEHIND = either(_WORDS["not_behind"])
_PARTS = _WORDS["parts"]
_ESTATE = re.compile(rf"{HAN}{{2,12}}?(?:{_ENDS})(?!{_NOT_BEHIND})(?:{_PARTS})?")
ESTATE_CUT = re.compile(rf".*(?:{either(_WORDS['cut'])})")
_ANY_END = re.compile(rf"(?:{_ENDS}|[{_WORDS['short_ends']}])(?!{_NOT_BEHIND})(?P<part>{_PARTS})?")
_SHORT = frozenset(_WORDS["short_ends"])
_HAMLETS = frozenset(_WORDS["hamlets"])
# What stands in front of a place: nothing Han, or a word that asks for one.
_PLACE_IN_FRONT = re.compile(rf"^(?!{HAN})|[到在去往从回过叫住的]$|^$")
_NUMBER_BEHIND = re.compile(r"\d{1,3}(?:座|幢|栋|号|弄)")
_GENERAL = frozenset(_WORDS["general"])
# Tags of words that may stand in the name of a place.
_NAMING = frozenset(("LOC", "ORG", "nz", "nw", "n", "PER", "m", "f", "a"))
_LONGEST = 10
# Below this the tagger does not know the word, which is then likely a name.
_UNKNOWN = 0.6


def place_names(note: Note) -> list[Span]:
    """Estates and hamlets whose words the tagger tells apart; [] without a tagger."""
    if not note.words:
        return []
    spans: list[Span] = []
    for hit in _ANY_END.finditer(note.plain):
        end = hit.start("part") if hit["part"] else hit.end()
        last = note.word_at(end - 1)
        if last is None or (last.span.end > end and last.tag not in ("LOC", "ORG")):
            continue
        start = _start(note, hit.start(), end)
        if start is not None and _is_name(note, Span(start, end), hit.start()):
            spans.append(Span(start, hit.end()))
    return spans


def estates_by_rule(note: Note) -> list[Span]:
    """Estates by a telling end, what cannot belong to the name cut off in front."""
    spans = []
    for hit in _ESTATE.finditer(note.plain):
        name = ESTATE_CUT.sub("", hit.group())
        span = Span(hit.end() - len(name), hit.end())
        if len(name) >= 4 and not name.startswith(tuple(_GENERAL)):
            spans.append(span)
    return spans


def _start(note: Note, ends_at: int, end: int) -> int | None:
    """Where the name begins: the tagger's word that holds its end, with the names right in front of it."""
    start = end
    for word in reversed(note.words_in(Span(max(0, end - _LONGEST), end))):
        words = note.plain[word.span.start : min(word.span.end, end)]
        if min(word.span.end, end) != start or word.tag not in _NAMING or not re.fullmatch(f"{HAN}+", words):
            break
        if start <= ends_at and (
            word.tag not in ("LOC", "nz", "PER", "nw", "f") and word.confidence > _UNKNOWN
        ):
            break
        if words in _GENERAL or (start < end and note.plain[start - 1] in "区县市镇乡"):
            break
        start = word.span.start
    return start if start < end else None


def _is_name(note: Note, span: Span, ends_at: int) -> bool:
    """Whether the words are a name and not 小区, 家里, 老院: something proper stands in front of the end."""
    name, front = note.plain_of(span), note.plain[span.start : ends_at]
    if len(front) < 1 or front in _GENERAL or name in _GENERAL:
        return False
    words = note.words_in(span)
    if note.plain[ends_at] in _SHORT and span.end - ends_at == 1:
        first, last = words[0], words[-1]
        named = last.tag in ("LOC", "nz") or (first.tag in ("LOC", "nz", "PER") and len(words) > 1)
        unknown = len(name) > 2 and first.confidence < _UNKNOWN and name[-1] in _HAMLETS
        unknown = unknown and _asked_for(note, span.start)
        if name[-1] == "里" and last.tag in ("f", "s"):
            # 天井里 is inside; 银杏里7座 is a lane.
            unknown = bool(_NUMBER_BEHIND.match(note.plain, span.end))
        return (len(name) > 2 or last.confidence >= _UNKNOWN) and (named or unknown)
    return len(front) >= 2 and (
        words[0].tag in ("LOC", "ORG", "nz", "PER", "nw") or words[0].confidence < _UNKNOWN
    )


def _asked_for(note: Note, start: int) -> bool:
    """Whether nothing, or a word that asks for a place, stands in front."""
    return bool(_PLACE_IN_FRONT.search(note.plain[max(0, start - 1) : start]))
