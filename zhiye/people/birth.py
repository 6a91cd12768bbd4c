"""Births and ages out of cells: dates, serial numbers, years in words, "八旬"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhiye.people.widths import DASHES, half_width

_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_DECADES = {"花甲": 60, "古稀": 70, "耄耋": 80, "期颐": 100}

# The 1900 system counts days from 1899-12-30 (for days after its invented 1900-02-29).
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3_000, 60_000  # 1908 to 2064: what can be the birth of somebody alive
_OLDEST = 120  # years; the longest proven human life is 122
_EARLIEST_YEAR = 1880

_YMD = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?")
_COMPACT_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MDY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SHORT_YMD = re.compile(r"([0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_YM = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?")
_COMPACT_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
_SHORT_YM = re.compile(r"([0-9]{2})年([0-9]{1,2})月")
_YEAR = re.compile(r"([0-9]{4})\s*年?(?:生|出生)?")
_SHORT_YEAR = re.compile(r"([0-9]{2})年(?:生|出生)?")
_AGE = re.compile(r"(?:今年|虚岁|周岁)?\s*约?(?:近)?([0-9]{1,3})(?:多|余)?\s*(?:周岁|虚岁|岁)(?:多|余|左右)?")
_TENS = re.compile(r"(?:年近|近|年逾|年过)?(百|九|八|七|六|五)旬(?:老人|多|以上)?")
_TIME_OF_DAY = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_FLOAT_TAIL = re.compile(r"\.0+$")


Day = date  # the field below is called date itself


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as exact as ``precision`` says: "day", "month" (1st of it), "year" and "age" (1 January).

    ``problem`` is None, "impossible_date", "future", "too_old" or "unreadable"; ``date`` is None with the
    first and the last. ``suggestion`` is the nearest day that exists, for somebody to accept.
    """

    date: Day | None
    precision: str = ""
    problem: str | None = None
    suggestion: Day | None = None


def read_birth(value: object, today: date) -> Birth:
    """A birth from whatever a cell of births holds; a bare number up to 120 is read as an age in years.

    Two-digit years lie in the hundred years up to ``today``. A year written last has the month first, as
    spreadsheets do ("5/3/1960" is 3 May), unless only day first exists. The number 1960.1 is a year only:
    the spreadsheet may have made it of 1960.10.
    """
    if isinstance(value, datetime):
        return _checked(value.date(), "day", today)
    if isinstance(value, date):
        return _checked(value, "day", today)
    text = _clean(value)
    if isinstance(value, float) and text.endswith(".1"):
        text = text.removesuffix(".1")
    if text.isdecimal() and len(text) <= 5:
        return _from_number(int(text), today)
    return (
        _from_day(text, today)
        or _from_month(text, today)
        or _from_year(text, today)
        or _from_age(text, today)
    )


def read_age(value: object, today: date) -> Birth:
    """An age in years ("82", 82.0, "82岁", "八旬") as the year of birth, precision "age"."""
    text = _clean(value)
    if text.isdecimal() and int(text) <= _OLDEST:
        return _born_years_ago(int(text), today)
    if text.isdecimal() and len(text) <= 3:
        return Birth(None, "", "too_old")
    return _from_age(text, today)


def age_on(birth: date, day: date) -> int:
    """Completed years of life on a day (民法典 1259: counted to the birthday; negative before birth)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _clean(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    text = _FLOAT_TAIL.sub("", _TIME_OF_DAY.sub("", half_width(str(value)).strip().translate(DASHES)))
    return _chinese_years(text.strip(" '"))


def _chinese_years(text: str) -> str:
    """六零年 → 60年, 一九六〇年五月 → 1960年5月, 八十二岁 → 82岁."""
    text = re.sub(r"[〇零○一二三四五六七八九]{2,4}(?=年)", lambda m: "".join(_DIGITS[c] for c in m[0]), text)
    return re.sub(r"[一二三四五六七八九十]{1,4}(?=[月日号岁]|多岁|余岁|周岁)", lambda m: _count(m[0]), text)


def _count(words: str) -> str:
    if "十" not in words:
        return "".join(_DIGITS[c] for c in words)
    tens, _, ones = words.partition("十")
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def _from_number(number: int, today: date) -> Birth:
    if number <= _OLDEST:
        return _born_years_ago(number, today)
    if _EARLIEST_YEAR <= number <= today.year + 1:
        return _checked(date(number, 1, 1), "year", today)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _checked(_SERIAL_ZERO + timedelta(days=number), "day", today)
    return Birth(None, "", "unreadable")


def _from_day(text: str, today: date) -> Birth | None:
    if match := _YMD.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), today)
    if match := _MDY.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        month, day = (first, second) if first <= 12 else (second, first)
        return _day(year, month, day, today)
    if match := _SHORT_YMD.fullmatch(text):
        return _day(_century(int(match[1]), today), int(match[2]), int(match[3]), today)
    return None


def _from_month(text: str, today: date) -> Birth | None:
    match = _YM.fullmatch(text) or _COMPACT_MONTH.fullmatch(text)
    if match:
        year, month = int(match[1]), int(match[2])
    elif match := _SHORT_YM.fullmatch(text):
        year, month = _century(int(match[1]), today), int(match[2])
    else:
        return None
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return Birth(None, "", "impossible_date", _nearest(year, month, 1))
    return _checked(date(year, month, 1), "month", today)


def _from_year(text: str, today: date) -> Birth | None:
    if match := _YEAR.fullmatch(text):
        year = int(match[1])
    elif match := _SHORT_YEAR.fullmatch(text):
        year = _century(int(match[1]), today)
    else:
        return None
    return _checked(date(year, 1, 1), "year", today) if year else Birth(None, "", "unreadable")


def _from_age(text: str, today: date) -> Birth:
    if match := _AGE.fullmatch(text):
        return read_age(match[1], today)
    if match := _TENS.fullmatch(text):
        return _born_years_ago(100 if match[1] == "百" else int(_DIGITS[match[1]]) * 10, today)
    for word, years in _DECADES.items():
        if word in text:
            return _born_years_ago(years, today)
    return Birth(None, "", "unreadable")


def _day(year: int, month: int, day: int, today: date) -> Birth:
    try:
        return _checked(date(year, month, day), "day", today)
    except ValueError:
        return Birth(None, "", "impossible_date", _nearest(year, month, day))


def _nearest(year: int, month: int, day: int) -> date | None:
    """The last day that exists in that month (9月31日 → 9月30日); None where even month or year cannot be."""
    if not (_EARLIEST_YEAR <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))


def _born_years_ago(years: int, today: date) -> Birth:
    return Birth(date(today.year - years, 1, 1), "age")


def _century(two_digits: int, today: date) -> int:
    year = today.year - today.year % 100 + two_digits
    return year if year <= today.year else year - 100


def _checked(day: date, precision: str, today: date) -> Birth:
    if day > today:
        return Birth(day, precision, "future")
    return Birth(day, precision, "too_old" if age_on(day, today) > _OLDEST else None)
