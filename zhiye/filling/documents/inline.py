"""Blanks inside a text: 姓名：____ , 年　月　日, □男 □女, 应到人数    人; found, and written into.

A blank is found by its letters alone: a run of underscores, underlined blanks, blanks behind a colon or before a
unit, empty brackets. What stands right before it, back to the blank before, is its label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .labels import clean_label, display_width, joined
from .words import UNITS, for_a_pen

BOX_OPEN = "□☐▢◻◽\uf06f\uf0a8\uf0a3"  # the last three are boxes of the fonts Wingdings and Symbol
BOX_TICKED = "☑☒■🗹\uf0fe\uf052\uf0fd"
TICK, WINGDINGS_TICK = "☑", "\uf0fe"
_BOX = re.compile(f"[{BOX_OPEN}{BOX_TICKED}]")
_B = r"[_＿ 　\t\xa0]"
_DATE = re.compile(rf"(?P<y>(?:20|19)?{_B}*)年(?P<m>{_B}*)月(?:(?P<d>{_B}*)日)?")
_UNIT = "|".join(map(re.escape, UNITS))
_BLANK = re.compile(
    rf"(?P<line>[_＿]{{2,}}(?:{_B}*[_＿]{{2,}})*)"
    rf"|[（(](?P<bracket>[ 　\xa0]{{2,}})[)）]"
    rf"|(?<=[:：])(?P<colon>{_B}*)(?=$|[\n\r]|{_B}[^\s{_B[1:-1]}])"
    rf"|(?<=[㐀-鿿])(?P<unit>[ 　\xa0]{{3,}})(?=(?:{_UNIT})(?![㐀-鿿]))",
    re.M,
)
_BREAK = re.compile(r"[\n\r。；;]")
_AFTER = re.compile(rf"{_B}*({_UNIT})")
_WORD_AFTER = re.compile(r"[ 　\xa0]?([^\s　、，,；;。□☐☑☒■（(_＿:：]+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: its place in the text and the word it belongs to."""

    at: int
    word: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a text to write in. ``parts`` are the blanks of year, month and day; ``boxes`` those to tick."""

    start: int
    end: int
    label: str
    kind: Literal["inline", "after", "date", "boxes", "sign"]
    parts: tuple[tuple[int, int], ...] = ()
    boxes: tuple[Box, ...] = ()
    lined: bool = False  # on a line that goes on below what is written


@dataclass(frozen=True, slots=True)
class Edit:
    """Letters ``start``..``end`` become ``text``; ``lined``: on a line."""

    start: int
    end: int
    text: str
    lined: bool = False


def blanks_of(text: str, underlined: frozenset[int] = frozenset()) -> list[Blank]:
    """All blanks of a text from left to right. ``underlined`` are the letters that stand on a line of their own."""
    dates = list(_dates(text))
    taken = [(blank.start, blank.end) for blank in dates]
    boxes = list(_box_groups(text))
    taken += [(group.boxes[0].at, group.end) for group in boxes]
    spaces = [span for span in _spaces(text, underlined) if not _within(span, taken)]
    found = sorted([*dates, *boxes, *_plain_blanks(spaces)], key=lambda b: (b.start, b.end))
    return _labelled(text, found)


def _within(span: tuple[int, int, bool], taken: list[tuple[int, int]]) -> bool:
    """Whether a blank lies inside a date or among boxes; one that only begins there is another one."""
    return any(low <= span[0] and span[1] <= high and low < high for low, high in taken)


def _dates(text: str) -> Iterator[Blank]:
    for found in _DATE.finditer(text):
        parts = tuple(found.span(name) for name in ("y", "m", "d") if found[name] is not None)
        open_parts = [part for part in parts[1:] if part[1] > part[0]]
        begins = found.start() == 0 or text[found.start() - 1] in ":：\n（(、，,"
        if open_parts and (begins or found["y"]):
            yield Blank(found.start(), found.end(), "", "date", parts)


def _spaces(text: str, underlined: frozenset[int]) -> Iterator[tuple[int, int, bool]]:
    """Runs of blanks to write in, with whether a line goes on below them."""
    lines = list(_underlined_runs(text, underlined))
    yield from ((low, high, True) for low, high in lines)
    for found in _BLANK.finditer(text):
        kind = found.lastgroup or ""
        low, high = found.span(kind)
        if not any(low < b and a < high for a, b in lines):
            yield low, high, kind == "line"


def _underlined_runs(text: str, underlined: frozenset[int]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        if at in underlined and text[at] in " 　\xa0\t_＿":
            end = at
            while end < len(text) and end in underlined and text[end] in " 　\xa0\t_＿":
                end += 1
            if end - at > 1 or text[at] == "\t":
                yield at, end
            at = end
        at += 1


def _plain_blanks(spaces: list[tuple[int, int, bool]]) -> Iterator[Blank]:
    for low, high, lined in spaces:
        yield Blank(low, high, "", "inline" if lined or high > low else "after", lined=lined)


def _box_groups(text: str) -> Iterator[Blank]:
    """Boxes that belong together: those of one line, until a new label with a colon begins."""
    offset = 0
    for line in text.split("\n"):
        places = [found.start() for found in _BOX.finditer(line)]
        if places:
            yield from _groups_of_line(line, places, offset)
        offset += len(line) + 1


def _groups_of_line(line: str, places: list[int], offset: int) -> Iterator[Blank]:
    before = re.split(r"[:：]|[ 　]{2,}", line[: places[0]])[-1].strip("（( 　\t")
    behind = not line[places[-1] + 1 :].strip() and bool(
        before
    )  # 低保□ 特困□: the word stands before its box
    group: list[Box] = []
    for n, at in enumerate(places):
        low = places[n - 1] + 1 if n else 0
        if behind:
            word = re.split(r"[:：、，,]|[ 　]+", line[low:at].strip())[-1]
        else:
            found = _WORD_AFTER.match(line, at + 1)
            word = found[1] if found else ""
        if group and re.search(r"[:：]", line[low:at]):
            yield _group(group)
            group = []
        group.append(Box(at + offset, clean_label(word)))
    yield _group(group)


def _group(boxes: list[Box]) -> Blank:
    return Blank(boxes[0].at, boxes[-1].at + 1, "", "boxes", boxes=tuple(boxes))


def _labelled(text: str, blanks: list[Blank]) -> list[Blank]:
    """Each blank with what stands before it; the date behind a signature is for the pen too."""
    named: list[Blank] = []
    done = 0
    for blank in blanks:
        before = text[done : blank.start]
        breaks = [found.end() for found in _BREAK.finditer(before)]
        own = _own_label(blank, before[breaks[-1] if breaks else 0 :])
        label = joined(own, _unit_after(text, blank) if blank.kind == "inline" else "")
        kind = "sign" if blank.kind != "boxes" and for_a_pen(own) else blank.kind
        if label or blank.kind in ("date", "boxes"):
            named.append(Blank(blank.start, blank.end, label, kind, blank.parts, blank.boxes, blank.lined))
        done = max(done, _end_of(text, blank))
    return named


def _own_label(blank: Blank, before: str) -> str:
    if blank.kind == "boxes":
        if not re.search(r"[:：]", before):
            return ""
        before = re.split(r"[:：]", before)[-2]
    if blank.kind == "date" and re.search(r"[:：]", before):
        before = re.split(r"[:：]", before)[-2]
    return clean_label(re.split(r"[□☐☑☒■]|[ 　]{4,}|\t", before.strip(" 　\t"))[-1])


def _unit_after(text: str, blank: Blank) -> str:
    found = _AFTER.match(text, blank.end)
    return found[1] if found else ""


def _end_of(text: str, blank: Blank) -> int:
    """Where the next label may begin: behind the unit, or behind the word of the last box."""
    if blank.kind == "boxes":
        found = _WORD_AFTER.match(text, blank.end)
        asks = found and re.match(r"\s*[:：（(_＿]", text[found.end() :])  # □其他：____
        return found.end() if found and not asks else blank.end
    found = _AFTER.match(text, blank.end) if blank.kind == "inline" else None
    return found.end() if found else blank.end


def edits_of_text(text: str, blank: Blank, value: str) -> list[Edit]:
    """The value written into a blank, which keeps its width as far as the value allows."""
    width = display_width(text[blank.start : blank.end])
    if blank.kind == "after" or not width:
        return [Edit(blank.end, blank.end, value)]
    fill = text[blank.start]
    last = blank.end == len(text) or text[blank.end] == "\n"
    left = fill if blank.lined and width > display_width(value) + 1 else ""
    room = width - display_width(left + value)
    wide = display_width(fill) or 1
    more = room // wide if blank.lined or not last else 0
    least = 0 if blank.lined or last or text[blank.end] in "）)" or _unit_after(text, blank) else 1
    return [Edit(blank.start, blank.end, left + value + fill * max(more, least), blank.lined)]


def edits_of_date(text: str, blank: Blank, value: date) -> list[Edit]:
    """Year, month and day before their words; what is printed of the year (20__) stays."""
    edits = []
    for (start, end), number in zip(blank.parts, (value.year, value.month, value.day), strict=False):
        found = re.match("(?:20|19)", text[start:end])
        if found and str(value.year).startswith(found[0]):
            start, number = start + 2, int(str(number)[2:])
            edits.append(Edit(start, end, f"{number:02d}", "_" in text[start:end]))
            continue
        lined = bool(re.search("[_＿]", text[start:end]))
        spare = end - start - len(str(number))
        keep = text[start : start + max(spare - spare // 2, 0)] if start == blank.start else ""
        edits.append(Edit(start, end, keep + str(number), lined))
    return edits


def edits_of_boxes(text: str, blank: Blank, words: frozenset[str]) -> list[Edit]:
    """A tick in the boxes of these words; boxes ticked before are left as they are."""
    return [
        Edit(box.at, box.at + 1, WINGDINGS_TICK if text[box.at] >= "\uf000" else TICK)
        for box in blank.boxes
        if box.word in words and text[box.at] in BOX_OPEN
    ]


def with_edits(text: str, edits: list[Edit]) -> str:
    """The text with all edits done, from the end so that places stay right."""
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
