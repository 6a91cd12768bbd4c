"""Citizen identity numbers: reading, checking and, for invented people, making them (GB 11643-1999)."""

import re
from dataclasses import dataclass
from datetime import date
from operator import mul

from zhiye.people.widths import half_width

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
# People type × and * for X, and wrap the number in blanks, quotes or dashes.
_LOOKALIKES = str.maketrans("×*ⅩхХ", "XXXXX")
_IGNORED = re.compile(r"[\s'’‘`\"-]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}")
_FLOAT_TAIL = re.compile(r"\.0+$")
_OLD_LENGTH, _LENGTH = 15, 18
# A spreadsheet keeps 15 significant digits of a number: the last three of eighteen become zeros.
_ZEROED = "000"


@dataclass(frozen=True, slots=True)
class IdNumber:
    """What a cell tells: ``number`` as it is to be kept, ``birth`` and ``sex_code`` (GB/T 2261.1).

    ``problem`` is None or one of "length", "characters", "date", "check_digit", "lost_digits".
    A number with a problem is reported, never thrown away: legacy numbers exist.
    """

    number: str
    birth: date | None = None
    sex_code: str = "0"
    valid: bool = False
    problem: str | None = None


def read_id_number(value: object) -> IdNumber:
    """Read an 18- or 15-digit number from a cell (text, or a number a spreadsheet made of it).

    Digits 7-14 are the birth date, the 17th is odd for men (GB 11643); 15 digits have a two-digit year.
    """
    text = _clean(value)
    if _lost_digits(value, text):
        return IdNumber(text, problem="lost_digits")
    if problem := _malformed(text):
        return IdNumber(text, problem=problem)
    old = len(text) == _OLD_LENGTH
    birth = _date("19" + text[6:12] if old else text[6:14])
    sex = "1" if int(text[-1] if old else text[16]) % 2 else "2"
    if birth is None:
        return IdNumber(text, None, sex, problem="date")
    if not old and check_digit(text[:17]) != text[17]:
        return IdNumber(text, birth, sex, problem="check_digit")
    return IdNumber(text, birth, sex, valid=True)


def make_id_number(region6: str, birth: date, sequence3: int) -> str:
    """A number with the right check digit for an invented person; ``sequence3`` 0-999, odd for men."""
    body = f"{region6}{birth:%Y%m%d}{sequence3:03d}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The 18th character for the first seventeen digits (ISO 7064 MOD 11-2, GB 11643)."""
    return _CHECK_DIGITS[sum(map(mul, _WEIGHTS, map(int, body))) % 11]


def lengthen(number: str) -> str:
    """A 15-digit number in its 18-digit form, so that old and new numbers of one person can be compared."""
    if len(number) != _OLD_LENGTH or not number.isdecimal():
        return number
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def _clean(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = half_width(str(value)).translate(_LOOKALIKES).upper()
    return _FLOAT_TAIL.sub("", _IGNORED.sub("", text))


def _lost_digits(value: object, text: str) -> bool:
    if _SCIENTIFIC.fullmatch(text):
        return True
    if isinstance(value, int | float):
        return len(text) > _OLD_LENGTH
    return (
        len(text) == _LENGTH and text.isdecimal() and text.endswith(_ZEROED) and check_digit(text[:17]) != "0"
    )


def _malformed(text: str) -> str | None:
    if len(text) not in (_OLD_LENGTH, _LENGTH):
        return "length" if re.fullmatch(r"[0-9X]*", text) else "characters"
    digits, last = (text, "") if len(text) == _OLD_LENGTH else (text[:-1], text[-1])
    plain = digits.isascii() and digits.isdigit() and (not last or last in "0123456789X")
    return None if plain else "characters"


def _date(yyyymmdd: str) -> date | None:
    try:
        return date(int(yyyymmdd[:4]), int(yyyymmdd[4:6]), int(yyyymmdd[6:]))
    except ValueError:
        return None
