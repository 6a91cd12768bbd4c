"""Names as text: one form, what can be a name, which part is the family's."""

import re
import unicodedata

from zhiye.people.tables import read_table, read_toml
from zhiye.people.widths import half_width

# Unified ideographs with all extensions, 〇, and the private area in which old systems kept rare characters.
HAN = "\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_DOTTED_NAME = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,4}}")
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'.’-]+(?: [A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'.’-]*){1,4}")
_BLANK_IN_HAN = re.compile(rf"(?<=[{HAN}·])\s+(?=[{HAN}·])")
_DOTS = re.compile(rf"(?<=[{HAN}])\s*[•‧∙⋅・･．.﹒●]\s*(?=[{HAN}])")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# Extensions A and beyond and the private area: such characters stand in names and nowhere else in a roster.
_RARE = re.compile("[\u3400-\u4dbf\ue000-\uf8ff\U00020000-\U0003ffff]")

SURNAME_READINGS = {row["surname"]: row["reading"] for row in read_table("surnames.csv")}
_LONGEST_SURNAME = max(map(len, SURNAME_READINGS))
_NOT_NAMES = read_toml("not_names.toml")
_WORDS = frozenset(_NOT_NAMES["words"])
_TAILS = tuple(_NOT_NAMES["tails"])
_OTHER_PEOPLES = re.compile("|".join(_NOT_NAMES["other_peoples"]["words"]))


def normalise_name(text: object) -> str:
    """A name in one form: NFC, no blanks between Han, "·" as the middle dot, without a remark in brackets.

    Rare characters stay as they are; nothing is ever rejected.
    """
    name = half_width(unicodedata.normalize("NFC", _INVISIBLE.sub("", str(text or ""))))
    name = _BRACKETS.sub("", name)
    name = _BLANK_IN_HAN.sub("", _DOTS.sub("·", name))
    return " ".join(name.split()).strip("·,、;:。 ")


def looks_like_name(text: object) -> bool:
    """Whether a cell can be a person's name: a known surname and one to three more Han, a rare character,
    a dotted or a foreign name.

    Words of rosters (合计, 出租, 长子) are none. For "might this odd thing be a name" see ``may_be_name``.
    """
    name = normalise_name(text)
    if _DOTTED_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name):
        return True
    if not may_be_name(name):
        return False
    return bool(surname(name)) or bool(_OTHER_PEOPLES.search(name)) or bool(_RARE.search(name))


def may_be_name(text: object) -> bool:
    """Looser than ``looks_like_name``: also a surname not in the table (扎木), never a word of rosters."""
    name = normalise_name(text)
    if name in _WORDS or name.endswith(_TAILS):
        return False
    return bool(_HAN_NAME.fullmatch(name) or _DOTTED_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name))


def surname(name: str) -> str:
    """The family name ("欧阳修" → "欧阳", "王" → "王"), "" where it is not known, foreign or dotted."""
    if "·" in name:
        return ""
    for length in range(min(_LONGEST_SURNAME, len(name) - 1), 1, -1):
        if name[:length] in SURNAME_READINGS:
            return name[:length]
    return name[:1] if name[:1] in SURNAME_READINGS else ""
