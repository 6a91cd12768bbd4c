"""Fields of a ticket that stand in running text, without names before them."""

import re
from datetime import date

from zhiye.hotline.reading.spans import Moment, Stretch
from zhiye.hotline.reading.values import MOMENT, Found, due, moments, phone, within
from zhiye.hotline.reading.words import WORDS, compiled, type_code
from zhiye.places.addresses import find_addresses

_PROSE = WORDS["prose"]
_NUMBER, _BARE = compiled("prose", "number"), compiled("prose", "bare_number")
_TYPE, _CALLER, _WISH = compiled("prose", "type"), compiled("prose", "caller"), compiled("prose", "wish")
_PLACE, _BODY = compiled("prose", "place"), compiled("prose", "body")
_DUE = re.compile(_PROSE["due"][0].replace("{moment}", f"(?P<moment>{MOMENT})"))
_ASKED, _NOT_ASKED = compiled("confidential", "asked"), compiled("confidential", "not_asked")
_ANONYMOUS = compiled("confidential", "anonymous")
_ASIDE = compiled("title", "aside")
_BEFORE, _LONGEST = compiled("title", "before"), int(WORDS["title"]["longest"])
_LIMIT = re.compile(r"(?:办结|反馈|回复|答复|处理|办理|时限|限时|限|要求|请)")
_STORY = 6  # signs: less is no story
_SENTENCE = re.compile(r"[^。!！?？;；\n]+")


def number(text: str) -> Found | None:
    """The official number: behind its name, else a long number that is neither a telephone's nor a person's."""
    for pattern in _NUMBER:
        if hit := pattern.search(text):
            return Found(hit[1], hit.start(1), hit.end(1))
    for pattern in _BARE:
        for hit in pattern.finditer(text):
            if phone(hit[1]) is None and not re.fullmatch(r"[0-9]{17}[0-9Xx]", hit[1]):
                return Found(hit[1], hit.start(1), hit.end(1), False)
    return None


def kind(text: str) -> Found | None:
    """来电投诉, 属求助件 …"""
    for pattern in _TYPE:
        if (hit := pattern.search(text)) and (code := type_code(hit[1])):
            return Found(code, hit.start(1), hit.end(1))
    return None


def deadline(text: str, today: date) -> Found | None:
    """请于11月25日前办结, 5个工作日内."""
    for hit in _DUE.finditer(text):
        if re.search(r"(?:之前|以前|前)", hit.group()[-8:]) and (found := due(hit["moment"], today)):
            start = hit.start("moment")
            return Found(found.value, start + found.start, start + found.end, found.sure)
    for sentence in re.finditer(r"[^。;；\n]+", text):
        told = within(sentence.group())
        if told and _LIMIT.search(sentence.group()):
            start = sentence.start()
            return Found(told.value, start + told.start, start + told.end, told.sure)
    return None


def received(text: str, today: date, aside: list[Stretch]) -> Found | None:
    """The first moment that is told and is no deadline."""
    for found in moments(text, today):
        if not any(one.start < found.end and found.start < one.end for one in aside):
            timed = isinstance(found.value, Moment) and found.value.at is not None
            return Found(found.value, found.start, found.end, found.sure and timed)
    return None


def caller(text: str) -> Found | None:
    """市民张女士, 来电人李先生."""
    for pattern in _CALLER:
        if hit := pattern.search(text):
            return Found(hit[1], hit.start(1), hit.end(1))
    return None


def confidential(text: str) -> Found | None:
    """Whether the caller asks that nobody learns who it was; nothing where it is not told."""
    for wanted, patterns in ((False, _NOT_ASKED), (True, _ASKED)):
        for pattern in patterns:
            if hit := pattern.search(text):
                return Found(wanted, hit.start(), hit.end())
    return None


def anonymous(text: str) -> bool:
    """Whether the caller left no name."""
    return any(pattern.search(text) for pattern in _ANONYMOUS)


def place(text: str) -> Found | None:
    """Where it is: a door in any spelling, else what stands behind 位于, else a road with a number."""
    doors = find_addresses(text)
    if doors:
        first = max(doors, key=lambda one: (bool(one.address.room), bool(one.address.building), -one.start))
        return Found(first.quote, first.start, first.end)
    for pattern in _PLACE:
        if hit := pattern.search(text):
            return Found(hit[1], hit.start(1), hit.end(1), False)
    return None


def wish(text: str) -> Found | None:
    """The last sentence that asks for something."""
    hits = [hit for pattern in _WISH for hit in pattern.finditer(text) if "保密" not in hit[1][:16]]
    if not hits:
        return None
    last = hits[-1]
    end = last.start(1) + len(re.sub(r"[,，](?:谢谢|特此).{0,6}$", "", last[1]).rstrip(" ,，、"))
    return Found(text[last.start(1) : end], last.start(1), end)


def body(text: str, aside: list[Stretch]) -> Found | None:
    """What it is about: behind 反映, else the whole text; without the last sentences, where they only say by when to
    answer or that the caller stays unnamed (``aside``)."""
    for hit in (hit for pattern in _BODY for hit in pattern.finditer(text)):
        end = _story_end(text, hit.end(), aside)
        rest = text[hit.end() : end].rstrip()
        if len(rest) >= _STORY:
            return Found(rest, hit.end(), hit.end() + len(rest), False)
    trimmed = text.strip()
    start = text.find(trimmed)
    return Found(trimmed, start, start + len(trimmed), False) if trimmed else None


def _story_end(text: str, start: int, aside: list[Stretch]) -> int:
    sentences = [hit for hit in re.finditer(r"[^。!！?？;；\n]+[。!！?？;；\n]*", text) if hit.end() > start]
    while len(sentences) > 1 and any(
        sentences[-1].start() <= one.start < sentences[-1].end() for one in aside
    ):
        sentences.pop()
    return sentences[-1].end() if sentences else len(text)


def title(text: str) -> Found | None:
    """The first sentence without its greeting, cut at a comma where it is long."""
    for sentence in _matter_first(text):
        start = sentence.start() + _skipped(sentence.group())
        told = text[start : sentence.end()].rstrip(" ,，、")
        if len(told) >= 4:
            return Found(_cut(told), start, start + len(_cut(told)), False)
    return None


def _matter_first(text: str) -> list[re.Match[str]]:
    """The sentences, those that only speak of the ticket last."""
    return sorted(_SENTENCE.finditer(text), key=lambda one: any(hit.search(one.group()) for hit in _ASIDE))


def _skipped(sentence: str) -> int:
    start = len(sentence) - len(sentence.lstrip())
    for pattern in _BEFORE:
        if hit := pattern.match(sentence[start:]):
            start += hit.end() if len(sentence) - start - hit.end() >= 4 else 0
    return start


def _cut(told: str) -> str:
    """At most so many signs: up to a comma where one stands in the second half."""
    if len(told) <= _LONGEST:
        return told
    pause = max(told.rfind(",", 0, _LONGEST), told.rfind("，", 0, _LONGEST))
    return told[: pause if pause >= _LONGEST // 3 else _LONGEST].rstrip(" ,，、")
