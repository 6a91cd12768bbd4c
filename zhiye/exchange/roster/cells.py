"""Reading single cells, each different value only once: rosters repeat words, doors and dates."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TypeVar

from zhiye.people.birth import Birth, read_age, read_birth
from zhiye.people.codes import read_categories, read_relation, read_sex, read_tenure, read_yes
from zhiye.people.names import looks_like_name, normalise_name
from zhiye.people.phone import Phone, read_phones
from zhiye.places.addresses import Address, read_address, read_code

from .lexicon import THRESHOLDS, WORDS, starts_with_word
from .workbook import Cell

Value = TypeVar("Value")
_BETWEEN_NAMES = re.compile(r"[、，,/;；&+]|\s和\s")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_TITLES = re.compile(r"(?:先生|女士|小姐|阿姨|奶奶|爷爷|老师|师傅)$")
_HAN_OR_LATIN = re.compile(r"[A-Za-z\u3400-\u9fff\U00020000-\U0003ffff]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# A name with a telephone number behind it in one cell: 王小明 139…, 王小明（021-…）.
_NAMED_PHONE = re.compile(
    r"([\u3400-\u9fff·\U00020000-\U0003ffff]{2,12})[\s:：,，、(（/]*((?:\+?86[\s-]?)?1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})[)）]?"
)
_EMPTY = WORDS["empty"]
_LONGEST_NAME = 30  # letters; names of foreigners and of 少数民族 reach 25
_LONGEST_HAN_NAME = 4  # letters; a shorter cell holds no telephone number
_CENT = Decimal("0.01")


def plain_text(cell: Cell) -> str:
    """A cell as text: whole floats without tail, dates in ISO form, words for nothing ("/", "无") as ""."""
    if cell.__class__ is str:
        return "" if cell in _EMPTY else cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell.date() if hasattr(cell, "date") and callable(cell.date) else cell)


class Memory(dict[Cell, Value]):
    """A dictionary that reads a cell the first time it is asked for; every later time costs one look-up."""

    def __init__(self, read: Callable[[Cell], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> Value:
        value = self[cell] = self._read(cell)
        return value


def memoised(read: Callable[[Cell], Value]) -> Callable[[Cell], Value]:
    """The reader with a memory of its own."""
    return Memory(read).__getitem__


class CellReaders:
    """All readers of one import; ``today`` is the day on which ages and future dates are judged."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.address: Callable[[Cell], Address | None] = memoised(lambda cell: read_address(plain_text(cell)))
        self.code: Callable[[Cell], str] = memoised(lambda cell: read_code(plain_text(cell)))
        self.relation: Callable[[Cell], str | None] = memoised(lambda cell: read_relation(plain_text(cell)))
        self.sex: Callable[[Cell], str | None] = memoised(lambda cell: read_sex(plain_text(cell)))
        self.tenure: Callable[[Cell], str] = memoised(lambda cell: read_tenure(plain_text(cell)))
        self.categories: Callable[[Cell], tuple[tuple[str, ...], tuple[str, ...]]] = memoised(
            lambda cell: read_categories(plain_text(cell))
        )
        self.birth: Callable[[Cell], Birth] = memoised(lambda cell: read_birth(cell, today))
        self.age: Callable[[Cell], Birth] = memoised(lambda cell: read_age(cell, today))
        self.names: Callable[[Cell], tuple[str, tuple[str, ...]]] = memoised(read_names)
        self.yes: Callable[[Cell], bool | None] = memoised(read_yes_or_no)
        self.area: Callable[[Cell], Decimal | None] = memoised(read_area)

    def phones(self, cell: Cell) -> tuple[Phone, ...]:
        """Telephone numbers are nearly all different: no memory."""
        if cell.__class__ is str and _MOBILE.fullmatch(cell):
            return (Phone(str(cell), "mobile"),)  # nine cells of ten; the full reader takes 20 µs
        return read_phones(cell)


def split_phone(cell: Cell) -> tuple[str, str]:
    """The text of a name cell, and the telephone number behind the name; "" where there is none."""
    text = plain_text(cell)
    found = _NAMED_PHONE.fullmatch(text) if len(text) > _LONGEST_HAN_NAME else None
    return (found[1], found[2]) if found and looks_like_name(found[1]) else (text, "")


def read_names(cell: Cell) -> tuple[str, tuple[str, ...]]:
    """What a name cell says: ("person" | "unusual" | "blank" | "vacant" | "company" | "bad", names).

    "unusual" is taken as a name but not like one ("张三1", "李女士"); "company" has the company as its name.
    """
    text = split_phone(cell)[0]
    if not text:
        return "blank", ()
    if text in WORDS["vacant"]:
        return "vacant", ()
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(text)]
    if len(pieces) > 1 and all(looks_like_name(piece) for piece in pieces):
        return "person", tuple(normalise_name(piece) for piece in pieces)
    if looks_like_name(text) and not _TITLES.search(text):
        return "person", (normalise_name(text),)
    if any(word in text for word in WORDS["company"]) and len(text) > 4:
        return "company", (text,)
    return ("unusual", (normalise_name(text),)) if _may_be_name(text) else ("bad", ())


def _may_be_name(text: str) -> bool:
    digits = sum(letter.isdecimal() for letter in text)
    return (
        len(text) <= _LONGEST_NAME
        and digits <= 2
        and bool(_HAN_OR_LATIN.search(text))
        and not starts_with_word(text, WORDS["total"])
        and not re.search(r"[：:。！？={}<>]", text)
    )


def read_yes_or_no(cell: Cell) -> bool | None:
    """Yes, no, or None for other words; a blank is no."""
    text = str(cell).strip()
    if not text or text in WORDS["no"] or text in WORDS["empty"]:
        return False
    return True if text in WORDS["yes"] else read_yes(cell)


def read_area(cell: Cell) -> Decimal | None:
    """Square metres with two decimals, None where the cell holds no believable area."""
    found = _NUMBER.search(str(cell).replace(",", "").replace("，", ""))
    try:
        area = Decimal(found[0]).quantize(_CENT) if found else None
    except InvalidOperation:
        return None
    return area if area and THRESHOLDS["area_min"] <= area <= THRESHOLDS["area_max"] else None


def read_share(cell: Cell) -> tuple[int, int] | None:
    """A co-owner's part as (numerator, denominator): "1/2", "50%", 0.5; None if it is none or above one."""
    text = str(cell).strip().replace("％", "%")
    try:
        part = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        return None
    part = part.limit_denominator(1000)
    return (part.numerator, part.denominator) if 0 < part <= 1 else None
