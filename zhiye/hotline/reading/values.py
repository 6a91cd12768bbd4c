"""From the words of one field to its value: numbers, moments, limits, telephone numbers, callers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from zhiye.hotline.reading.spans import Moment, Within
from zhiye.reading.numbers import read_number

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_DAY = (
    rf"(?:{_YEAR} ?[-/.年] ?(?P<month>[0-9]{{1,2}}) ?[-/.月] ?(?P<day>[0-9]{{1,2}})(?![0-9]) ?[日号]?"
    rf"|(?<![0-9])(?P<month2>[0-9]{{1,2}})月(?P<day2>[0-9]{{1,2}})[日号]"
    rf"|(?<![0-9/])(?P<month3>[0-9]{{1,2}})/(?P<day3>[0-9]{{1,2}})/(?P<year3>(?:19|20)[0-9]{{2}}))"
)
_PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|AM|PM|am|pm)?"
_TIME = (
    rf"(?:[ T,]{{0,3}}{_PART} ?(?P<hour>[0-9]{{1,2}}) ?[:时点] ?(?P<minute>[0-9]{{1,2}}|半)?(?: ?[:分] ?"
    r"(?P<second>[0-9]{1,2}(?:\.[0-9]+)?)? ?秒?)?分?)?"
)
_MOMENT = re.compile(_DAY + _TIME)
_COMPACT = re.compile(
    rf"(?<![0-9]){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-2][0-9]|3[01])"
    r"(?:(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])?)?(?![0-9])"
)
MOMENT = _MOMENT.pattern
_AFTERNOON = ("下午", "傍晚", "晚上", "晚", "PM", "pm")
_WITHIN = re.compile(
    r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}) ?个? ?"
    r"(?P<unit>工作日|自然日|工作小时|小时|天|日)(?:之?内|前)?"
)
_UNITS = {"工作日": "workday", "自然日": "day", "天": "day", "日": "day", "小时": "hour", "工作小时": "hour"}
_PHONE = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9](?:[ -]?[0-9*xX]{4}){2}|0[0-9]{2,3}[- ]?[2-9][0-9]{6,7}|[2-9][0-9]{6,7})(?![0-9])"
)
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-_ ]?[0-9][0-9A-Za-z_ -]{0,30}")
_OCR = str.maketrans("OoQlI|", "000111")
_CALLER = re.compile(r"[\u3400-\u9fff·A-Za-z*某]{1,12}")
_TITLES = r"先生|女士|小姐|阿姨|老师|同志|老伯|大爷|奶奶|爷叔|师傅|老人|大妈|婆婆|某某?"


@dataclass(frozen=True, slots=True)
class Found:
    """A value inside a text: where, and whether it is beyond doubt."""

    value: object
    start: int
    end: int
    sure: bool = True


def mended(text: str) -> str:
    """Letters that a scanner saw in place of digits, as digits; same length. Only where digits stand around."""
    return re.sub(
        r"(?<=[0-9:./-])[OoQlI|](?=[0-9OoQlI|:./ 年月日时-]|$)|(?<![A-Za-z\u4e00-\u9fff])[OoQlI|]+(?=[0-9])",
        lambda hit: hit.group().translate(_OCR),
        text,
    )


def moments(text: str, today: date, ahead: bool = False) -> Iterator[Found]:
    """Days with their times, in order. A day without a year is the last one, with ``ahead`` the next one."""
    plain = mended(text)
    changed = plain != text
    for hit in sorted([*_MOMENT.finditer(plain), *_COMPACT.finditer(plain)], key=lambda one: one.start()):
        told = _moment(hit, today, ahead)
        if told is not None:
            value, sure = told
            end = hit.start() + len(hit.group().rstrip(" ,T"))
            yield Found(value, hit.start(), end, sure and not changed)


def _moment(hit: re.Match[str], today: date, ahead: bool) -> tuple[Moment, bool] | None:
    parts = {name: value or "" for name, value in hit.groupdict().items()}
    year = int(parts["year"] or parts.get("year3") or 0)
    month = int(parts["month"] or parts.get("month2") or parts.get("month3") or 0)
    day = int(parts["day"] or parts.get("day2") or parts.get("day3") or 0)
    sure = bool(year) and not (parts.get("year3") and month <= 12 and day <= 12 and month != day)
    if parts.get("year3") and month > 12:
        month, day = day, month
    told = _date(year, month, day) if year else _nearest(month, day, today, ahead)
    if told is None:
        return None
    try:
        return Moment(told, _time(parts)), sure
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date, ahead: bool) -> date | None:
    """The last such day up to tomorrow, or with ``ahead`` the next one from a month ago."""
    days = [one for year in (-1, 0, 1) if (one := _date(today.year + year, month, day))]
    if ahead:
        return min((one for one in days if (one - today).days >= -31), default=None)
    return max((one for one in days if (one - today).days <= 1), default=None)


def _time(parts: dict[str, str]) -> time | None:
    """The time of day, None where none is told. Raises ValueError where it cannot be one."""
    if not parts.get("hour"):
        return None
    hour = int(parts["hour"])
    minute = 30 if parts["minute"] == "半" else int(parts["minute"] or 0)
    if parts.get("part") in _AFTERNOON and hour < 12:
        hour += 12
    if hour == 24 and not minute:
        return time(23, 59)
    return time(hour, minute)


def moment(text: str, today: date, ahead: bool = False) -> Found | None:
    """The first day in the text."""
    return next(moments(text, today, ahead), None)


def within(text: str) -> Found | None:
    """5个工作日内, 五个工作日, 24小时内, 3日内. Plain days are not beyond doubt: offices mean working days too."""
    for hit in _WITHIN.finditer(mended(text)):
        told = hit["count"]
        count = int(told) if told.isdecimal() else int(read_number(told) or 0)
        bare = hit["unit"] == "日" and not hit.group().endswith("内")
        if count and not bare:
            unit = _UNITS[hit["unit"]]
            return Found(
                Within(count, unit), hit.start(), hit.end(), unit != "day" or hit["unit"] == "自然日"
            )
    return None


def due(text: str, today: date) -> Found | None:
    """A last moment or a stretch of time."""
    return moment(text, today, ahead=True) or within(text)


def phone(text: str) -> Found | None:
    """A telephone number, digits only; one with covered digits is not beyond doubt."""
    plain = mended(text)
    hit = _PHONE.search(plain)
    if hit is None:
        return None
    number = re.sub(r"[ -]", "", hit.group())
    covered = re.search(r"[*xX]", number) is not None
    return Found(number, hit.start(), hit.end(), not covered and plain == text)


def number(text: str) -> Found | None:
    """The official number; blanks that a scanner put into it are taken out."""
    hit = _NUMBER.search(mended(text))
    if hit is None:
        return None
    raw = hit.group().rstrip(" -_")
    value = re.sub(r"\s", "", raw)
    return Found(
        value, hit.start(), hit.start() + len(raw), raw == text[hit.start() : hit.start() + len(raw)]
    )


def caller(text: str) -> Found | None:
    """Who called: 张女士, 李某, 王小明(业主) → 王小明. None where nobody is named."""
    for hit in _CALLER.finditer(text):
        if not re.fullmatch(r"先生|女士|匿名|无|保密|不详|未知|市民|否|是|未留", hit.group()):
            known = re.fullmatch(rf"[\u3400-\u9fff·A-Za-z*某]{{1,8}}?(?:{_TITLES})?", hit.group())
            return Found(hit.group(), hit.start(), hit.end(), known is not None and len(hit.group()) < 9)
        if hit.group() in ("先生", "女士"):
            return Found(hit.group(), hit.start(), hit.end())
    return None
