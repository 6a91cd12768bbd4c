"""Numbers as people write them in notes: 12, 三万五, 十二万八, 1.2万."""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
# Numerals of receipts that cannot be altered: 叁万贰仟.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟弍", "一二三四五六七八九十百千二")
_AS_NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")
NUMERAL = r"[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"
_MYRIADS = re.compile(r"([^万]*)万([^万]*)")


def read_number(text: str) -> float | None:
    """The value of a number in digits or numerals, or None: "3.5万" → 35000, "一千二" → 1200, "83200" → 83200.

    A last numeral without a unit counts in the next lower unit (三万五 → 35000), as spoken sums do.
    """
    text = text.replace(",", "").replace("，", "").strip().translate(_FORMAL)
    if split := _MYRIADS.fullmatch(text):
        head, tail = read_number(split[1]), split[2]
        if head is None:
            return None
        rest = _digit_after(tail, 1000) if len(tail) == 1 else (read_number(tail) if tail else 0)
        return None if rest is None else round(head * 10000 + rest, 2)
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", text):
        return float(text) if "." in text else int(text)
    # 7千8 is written with both kinds of digits.
    return _spoken(text.translate(_AS_NUMERALS) if re.search("[百千]", text) else text)


def _digit_after(text: str, unit: int) -> float | None:
    if text in _DIGITS:
        return _DIGITS[text] * unit
    return read_number(text)


def _spoken(text: str) -> float | None:
    if not text or not all(c in _DIGITS or c in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit, unit, zero = 0, 0, 1, False
    for c in text:
        if c in _UNITS:
            unit = _UNITS[c]
            total, digit, zero = total + (digit or 1) * unit, 0, False
        else:
            digit, zero = _DIGITS[c], zero or _DIGITS[c] == 0
    spoken_short = unit > 10 and digit and not zero
    return total + digit * (unit // 10 if spoken_short else 1)
