"""Labels as people read them: without the blanks, colons and numbers around them."""

import re
import unicodedata

from zhiye.people.heads import plain_head

LONGEST_LABEL, LONGEST_WITH_BRACKETS = 26, 60  # a longer text tells something and asks for nothing
_HAN = "㐀-䶿一-鿿"
_SPACED = re.compile(rf"(?<=[{_HAN}（(）)])[\s　]+(?=[{_HAN}（(）)])")
_NUMBER = re.compile(
    r"^\s*(?:[0-9]{1,2}[.、．)）]|[一二三四五六七八九十]{1,3}[、．.]|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳])\s*"
)
_CLOSED = re.compile(r"^[^（(]*[)）][，,、。\s]*")  # the end of a bracket that opened before the label
_OPENED = re.compile(r"[（(](?=[^)）]*$)")  # and one that closes only behind it
_EDGES = " \t\r\n　:：、，,。.；;*＊★_＿-—/|"


def clean_label(text: str) -> str:
    """「 1. 姓　　名 ：」 → 「姓名」; blanks between Latin words stay one blank."""
    bare = _NUMBER.sub("", text.strip(_EDGES)).strip(_EDGES)
    bare = _OPENED.sub("", _CLOSED.sub("", bare))
    return re.sub(r"\s+", " ", _SPACED.sub("", bare))


def is_label(text: str) -> bool:
    """Whether a cleaned text is short enough for a label; what stands in brackets explains it."""
    return 0 < len(text) <= LONGEST_WITH_BRACKETS and len(plain_head(text)) <= LONGEST_LABEL


def joined(*parts: str) -> str:
    """The parts of a label from the outermost in, without empty and repeated ones: 家庭住址·楼号."""
    kept: list[str] = []
    for part in parts:
        if part and part not in kept:
            kept.append(part)
    return "·".join(kept)


def display_width(text: str) -> int:
    """How wide a text is in half-width letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
