"""Spelling of addresses made equal: widths, dashes, Chinese numerals, traditional suffixes."""

import re

_DIGITS = {c: str(n) for n, pair in enumerate(["零〇", "一壹", "二贰两", "三叁", "四肆"]) for c in pair}
_DIGITS |= {
    c: str(n) for n, pair in enumerate(["五伍", "六陆", "七柒", "八捌", "九玖"], start=5) for c in pair
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
# Full-width forms lie 0xFEE0 above ASCII; letters become capitals, so that "a座" is "A座".
_FULL_WIDTH = {code: chr(code - 0xFEE0).upper() for code in range(0xFF01, 0xFF5F)}
_DASHES = {ord(c): "-" for c in "‐‑‒–—―−﹣－ー─"}
_SPACES = {ord(c): " " for c in "\u3000\u00a0\t\r\n"}
_TRADITIONAL = dict(
    zip(map(ord, "號樓單棟層門戶區園莊邨間廠號東後"), "号楼单栋层门户区园庄邨间厂号东后", strict=True)
)
_CAPITALS = {code: chr(code).upper() for code in range(ord("a"), ord("z") + 1)}
_WIDTH_TABLE = _FULL_WIDTH | _DASHES | _SPACES | _CAPITALS
# The dash typed with a Chinese input method on is often 一 (one): 3一2一401.
_ONE_AS_DASH = re.compile(r"(?<=[0-9])一(?=[0-9])")
_WHOLE_FLOAT = re.compile(r"(?<=[0-9])\.0+(?![0-9])")

CHINESE_NUMERAL = "[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"


def normalise(text: str) -> str:
    """The text with half-width digits, capital letters, plain dashes and spaces; same length as given.

    Keeping the length lets a reader of prose give back exact places in the text as it was written.
    """
    return _ONE_AS_DASH.sub("-", text.translate(_WIDTH_TABLE))


def simplify(text: str) -> str:
    """Traditional forms of the address suffixes as simplified ones (號→号, 樓→楼); same length."""
    return text.translate(_TRADITIONAL)


def drop_float_tails(text: str) -> str:
    """Spreadsheets hand whole numbers over as floats: "1001.0" reads "1001"."""
    return _WHOLE_FLOAT.sub("", text)


def read_numeral(text: str) -> str:
    """Chinese numerals as digits: 十二 → "12", 四〇一 → "401", 一百一十五 → "115"; other text unchanged."""
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return text
    if any(c in _UNITS for c in text):
        return str(_positional(text))
    return "".join(_DIGITS[c] for c in text)


def _positional(text: str) -> int:
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = int(_DIGITS[c])
    return total + digit
