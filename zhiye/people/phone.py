"""Telephone numbers out of cells in which people write anything."""

import re
from dataclasses import dataclass

from zhiye.people.widths import DASHES, half_width

_FLOAT_TAIL = re.compile(r"(?<=[0-9])\.0+(?![0-9])")
_COUNTRY = re.compile(
    r"(?<![0-9])(?:\+|00)86[\s-]*|(?<![0-9])86[\s-]+(?=1)|(?<![0-9])86(?=1[3-9][0-9]{9}(?![0-9]))"
)
_GROUPED_MOBILE = re.compile(r"(?<![0-9])(1[3-9][0-9])[\s-]+([0-9]{4})[\s-]+([0-9]{4})(?![0-9])")
_GROUPED_LANDLINE = re.compile(
    r"(?<![0-9])\(?(010|02[0-9]|0[3-9][0-9]{2})\)?[\s-]*([2-9][0-9]{2,3})[\s-]?([0-9]{4})(?![0-9])"
)
_GROUPED_LOCAL = re.compile(r"(?<![0-9-])([2-9][0-9]{3})[\s-]([0-9]{4})(?![0-9-])")
_EXTENSION = re.compile(r"\s*(?:转|分机|EXT\.?|X)\s*([0-9]{1,6})", re.IGNORECASE)
_RUN = re.compile(r"[0-9]+(?:-[0-9]+)*")

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:0[0-9]{2,3}-)?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?")
# Service and hotline numbers, 95xxx and 400/800 lines.
_SERVICE = re.compile(r"1[0-9]{2}|1[0-9]{4}|95[0-9]{3,4}|[48]00[0-9]{7}|[48]00-[0-9]{3}-?[0-9]{4}")
_NEAR_MOBILE = {10: "one_digit_short", 12: "one_digit_long"}


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: ``kind`` is "mobile", "landline" or "short"; with extension it reads "021-55551234-8".

    ``problem`` is None, "one_digit_short", "one_digit_long", "length" or "lost_digits" (1.4E+10).
    """

    number: str
    kind: str
    problem: str | None = None


def read_phones(value: object) -> tuple[Phone, ...]:
    """All telephone numbers of a cell in the order written, each once ("本人138…、儿子139…"); () if none.

    Accepts text and the numbers into which a spreadsheet turns them.
    """
    text = _clean(value)
    if re.fullmatch(r"\s*[0-9](?:\.[0-9]+)?E\+?1[0-9]\s*", text):
        return (Phone(text.strip(), "mobile", "lost_digits"),)
    phones = (_phone(run) for run in _RUN.findall(text))
    return tuple(dict.fromkeys(phone for phone in phones if phone))


def _clean(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = _FLOAT_TAIL.sub("", half_width(str(value)).translate(DASHES))
    text = _COUNTRY.sub("", text)
    text = _GROUPED_MOBILE.sub(r" \1\2\3 ", text)
    text = _EXTENSION.sub(r"-\1", text) if re.search(r"转|分机|ext|EXT", text) else text
    text = _GROUPED_LANDLINE.sub(r" \1-\2\3", text)
    return _GROUPED_LOCAL.sub(r"\1\2", text)


def _phone(run: str) -> Phone | None:
    if re.fullmatch(r"1[3-9][0-9](?:-?[0-9])+", run) and len(run.replace("-", "")) == 11:
        run = run.replace("-", "")
    if _MOBILE.fullmatch(run):
        return Phone(run, "mobile")
    if _SERVICE.fullmatch(run):
        return Phone(run, "short")
    if _LANDLINE.fullmatch(run):
        return Phone(run, "landline")
    return _doubtful(run)


def _doubtful(run: str) -> Phone | None:
    digits = run.replace("-", "")
    if digits[0] == "1" and len(digits) in _NEAR_MOBILE and digits[1:2] in "3456789":
        return Phone(digits, "mobile", _NEAR_MOBILE[len(digits)])
    if len(digits) == 6:
        return Phone(digits, "short")
    return Phone(run, "landline", "length") if 7 <= len(digits) <= 17 else None
