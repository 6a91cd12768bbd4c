"""Day expressions in a note and the days they mean, counted from the day of writing."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from zhiye.reading.calendar import (
    DATES,
    FESTIVALS,
    end_of_month,
    first_of_month,
    nearest,
    nearest_festival,
    safe_day,
)
from zhiye.reading.numbers import NUMERAL, read_number
from zhiye.reading.tables import either
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Day
from zhiye.workdays.calendar import after
from zhiye.workdays.lunar import lunar_day, lunar_month_of

_WORDS: dict[str, int] = DATES["words"]
_YEARS: dict[str, int] = DATES["years"]
UNDATED_YEAR: int = DATES["undated"]["year"]
UNDATED: date = DATES["undated"]["day"]

_CN = r"[一二三四五六七八九十]"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|十[一二]|{_CN})"
_MDAY = rf"(?P<day>[12][0-9]|3[01]|0?[1-9]|[二三]?十{_CN}?|{_CN})"
_PART = r"(?:凌晨|清晨|早晨|早上|一早|大早|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜|白天|早晚|晚|早)"
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAY = rf"{_WEEK}(?P<weekday>[一二三四五六日天末])"
# The same day told once more behind it: (腊月二十八), 星期二.
_LUNAR_ALSO = (
    r" ?\(?(?:农历)?(?:[正腊一二三四五六七八九十冬]{1,2}月)?(?:初|廿|二十|十)[一二三四五六七八九十]?\)?"
)
_ALSO = rf"(?:{_LUNAR_ALSO}| ?{_WEEK}[一二三四五六日天])?{_PART}?"
_TAIL = rf"(?:{_PART})?(?:之?前|内|之?后|以后|起)?"
_SPAN_WORDS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "底": (0, 0), "末": (0, 0)}
_THIS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_SHIFT = r"(?P<shift>上上|下下|上|本|这|下)(?:一)?(?:个)?"

Means = tuple[str, date | None] | None


def _year(match: re.Match[str], written_on: date) -> int | None:
    told = match.groupdict().get("year") or ""
    word = next((word for word in sorted(_YEARS, key=len, reverse=True) if told.startswith(word)), "")
    if word:
        return written_on.year + _YEARS[word]
    digits = re.match(r"\d+", told)
    if not digits:
        return None
    return int(digits[0]) if len(digits[0]) == 4 else 2000 + int(digits[0])


def _number(text: str) -> int:
    return int(read_number(text) or 0)


def _month_day(match: re.Match[str], written_on: date) -> Means:
    month, day = _number(match["month"]), _number(match["day"])
    year = _year(match, written_on)
    years = [year] if year else [written_on.year + shift for shift in (-1, 0, 1)]
    days = [told for y in years if (told := safe_day(y, month, day))]
    told = nearest(days, written_on)
    if told is None:
        return None
    to_day = match.groupdict().get("to_day")
    end = (
        safe_day(told.year, _number(match["to_month"] or match["month"]), _number(to_day)) if to_day else None
    )
    if end and end > told:
        return f"{told}/{end}", end
    return str(told), told


def _month(match: re.Match[str], written_on: date) -> Means:
    month, year = _number(match["month"]), _year(match, written_on)
    if year is None:
        middle = [date(written_on.year + shift, month, 15) for shift in (-1, 0, 1)]
        year = (nearest(middle, written_on) or written_on).year
    last = end_of_month(year, month)
    if match["to"]:
        until = _number(match["to"])
        return f"{year}-{month:02}/{year}-{until:02}", end_of_month(year, until)
    part = match["part"] or ""
    if part in ("底", "末"):
        return str(last), last
    if part in _SPAN_WORDS:
        first, until = _SPAN_WORDS[part]
        end = last.replace(day=until) if until else last
        return f"{last.replace(day=first)}/{end}", end
    return f"{year}-{month:02}", last


def _whole_year(match: re.Match[str], written_on: date) -> Means:
    year = _year(match, written_on) or written_on.year
    half = match["half"] or ""
    if half in ("底", "末"):
        return str(date(year, 12, 31)), date(year, 12, 31)
    if half == "上半年":
        return f"{year}-01/{year}-06", date(year, 6, 30)
    if half == "下半年":
        return f"{year}-07/{year}-12", date(year, 12, 31)
    return str(year), date(year, 12, 31)


def _weekday(match: re.Match[str], written_on: date) -> Means:
    shift, name = match["shift"], match["weekday"]
    monday = written_on - timedelta(written_on.weekday()) + timedelta(7 * _THIS.get(shift or "", 0))
    if name == "末":
        start = monday + timedelta(5)
        return f"{start}/{start + timedelta(1)}", start + timedelta(1)
    day = monday + timedelta("一二三四五六日天".index(name) - (name == "天"))
    if not shift and day < written_on:
        day += timedelta(7)
    return str(day), day


def _week(match: re.Match[str], written_on: date) -> Means:
    monday = written_on - timedelta(written_on.weekday()) + timedelta(7 * _THIS[match["shift"]])
    end = monday + timedelta(6)
    return f"{monday}/{end}", end


def _shifted_month(match: re.Match[str], written_on: date) -> Means:
    first = first_of_month(written_on.year, written_on.month + _THIS.get(match["shift"] or "本", 0))
    last = end_of_month(first.year, first.month)
    if match["day"]:
        day = safe_day(first.year, first.month, _number(match["day"]))
        return (str(day), day) if day else None
    part = match["part"]
    if part in ("底", "末"):
        return str(last), last
    if part in _SPAN_WORDS:
        start, until = _SPAN_WORDS[part]
        end = last.replace(day=until) if until else last
        return f"{last.replace(day=start)}/{end}", end
    return f"{first:%Y-%m}", last


def _shifted_lunar(match: re.Match[str], written_on: date) -> Means:
    """下月初十: the tenth of the next lunar month; 初 is not said of other days."""
    now = lunar_month_of(written_on)
    if now is None:
        return None
    months = now[1] - 1 + _THIS[match["shift"]]
    day = lunar_day(now[0] + months // 12, months % 12 + 1, _number(match["day"][1:]))
    return (str(day), day) if day else None


def _spelled_year(match: re.Match[str], _written_on: date) -> Means:
    year = int(read_number(match["year"]) or 0)
    return (str(year), date(year, 12, 31)) if 1900 <= year < 2100 else None


def _middle(_match: re.Match[str], written_on: date) -> Means:
    """月中之前: by the fifteenth."""
    months = written_on.month + (written_on.day > 15)
    day = first_of_month(written_on.year, months).replace(day=15)
    return str(day), day


def _quarter(match: re.Match[str], written_on: date) -> Means:
    month = (written_on.month - 1) // 3 * 3 + 1 + 3 * _THIS[match["shift"]]
    first = first_of_month(written_on.year, month)
    last = end_of_month(first.year, first.month + 2)
    return f"{first:%Y-%m}/{last:%Y-%m}", last


def _word(match: re.Match[str], written_on: date) -> Means:
    day = written_on + timedelta(_WORDS[match["word"]])
    return str(day), day


def _festival(match: re.Match[str], written_on: date) -> Means:
    shift = _YEARS.get(match["year"] or "")
    near = written_on if shift is None else safe_day(written_on.year + shift, written_on.month, 1)
    day = nearest_festival(match["word"], near or written_on)
    before = match["before"]
    day = day - timedelta(1) if day and before else day
    return (str(day), day) if day else None


def _lunar(match: re.Match[str], written_on: date) -> Means:
    name = match["month"] or "正"
    month = {"正": 1, "冬": 11, "腊": 12}.get(name) or _number(name)
    day = _number(match["day"].replace("初", "").replace("廿", "二十"))
    days = [lunar_day(written_on.year + shift, month, day) for shift in (-1, 0, 1)]
    told = nearest([day for day in days if day], written_on)
    return (str(told), told) if told else None


def _bare_day(match: re.Match[str], written_on: date) -> Means:
    day = _number(match["day"])
    for months in (0, 1):
        first = first_of_month(written_on.year, written_on.month + months)
        told = safe_day(first.year, first.month, day)
        if told and told >= written_on:
            return str(told), told
    return None


def _later(match: re.Match[str], written_on: date) -> Means:
    count = int(read_number(match["count"].replace("半", "0")) or 0)
    if not 0 < count < 400 and match["count"] != "半":
        return None
    unit = match["unit"]
    if "工作日" in unit:
        day = after(written_on, count) if count else written_on
    elif "月" in unit:
        day = written_on + timedelta(15 if match["count"] == "半" else 30 * count)
    else:
        day = written_on + timedelta(count * (1 if "天" in unit or "日" in unit else 7))
    return str(day), day


def _every(match: re.Match[str], _written_on: date) -> Means:
    kind = match.group()
    if re.search("天|日(?!期)", kind) and not re.search("周|星期|礼拜|月", kind):
        return "R-D", None
    return "R-M", None


_RULES: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], Means]]] = [
    (re.compile(pattern), means)
    for pattern, means in (
        (
            rf"(?:(?P<year>(?:19|20)\d\d年|{either(_YEARS)}) ?)?(?<![0-9]){_MONTH}月{_MDAY}(?:[日号]{_ALSO}{_TAIL})"
            rf"(?:[到至~-](?:(?P<to_month>\d{{1,2}})月)?(?P<to_day>\d{{1,2}})[日号])?",
            _month_day,
        ),
        (
            r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>[12]\d|3[01]|0?[1-9])(?!\d)",
            _month_day,
        ),
        (
            rf"(?:(?:今|明|昨)[天日])?(?P<year>{either(_YEARS)})?(?<![百千万十一二三])(?P<word>{either(FESTIVALS)})(?!过后|期间|个|[路街村队])(?P<before>前一[天日]|前夕)?(?:之?前|之?后|以后)?",
            _festival,
        ),
        (
            rf"(?:农历|阴历|旧历)(?P<month>[正冬腊]|十[一二]?|[二三四五六七八九])月(?P<day>初{_CN}|廿{_CN}?|[二三]?十{_CN}?)(?:之?前)?",
            _lunar,
        ),
        (r"(?P<shift>上|下|本|这)(?:个)?月(?P<day>初[一二三四五六七八九十])(?:之?前)?", _shifted_lunar),
        (
            rf"(?:(?P<year>(?:19|20)\d\d ?年|{either(_YEARS)}) ?)?(?<![0-9]){_MONTH}月"
            rf"(?!\d|{_CN}{{1,3}}[日号]|初{_CN}|廿)"
            rf"(?:份)?(?P<part>底|末|初|[上中下]旬)?(?:[到至](?P<to>\d{{1,2}})月)?(?:之?前|起)?",
            _month,
        ),
        (
            rf"(?P<year>(?:19|20)\d\d ?年|(?<!\d)\d\d年(?!前|来|了|多|后|的)|{either(_YEARS)})"
            r"(?!.{0,5}(?:岁|旬|[七八九]十))(?P<half>底|末|[上下]半年)?",
            _whole_year,
        ),
        (rf"每(?:个)?月(?:{_MDAY}[日号]|最后一个{_WEEK}[一二三四五六日天])(?:之?前)?", _every),
        (rf"(?:每天|每日|天天){_PART}?", _every),
        (r"(?P<year>[一二][九〇零][〇零一二三四五六七八九]{2})年(?P<half>底|末|[上下]半年)?", _spelled_year),
        (r"(?P<count>1)?月中(?:之?前|以前)", _middle),
        (r"(?P<shift>上|本|这|下)(?:个)?季度", _quarter),
        (rf"(?:{_SHIFT})?{_WEEKDAY}{_TAIL}", _weekday),
        (rf"{_SHIFT}{_WEEK}(?:之内|内|里)?", _week),
        (rf"{_SHIFT}月(?:{_MDAY}[日号])?(?P<part>底|末|初|[上中下]旬)?(?:之?前)?", _shifted_month),
        (r"(?P<shift>)(?P<day>)月(?P<part>底|末)(?:之?前)?", _shifted_month),
        (r"(?P<year>)(?P<half>(?<!\d)年底|(?<![一-九])[上下]半年)", lambda m, w: _half(m, w)),
        (rf"(?P<word>{either(_WORDS)}){_PART}?(?:之?前)?", _word),
        (
            rf"(?P<month>[正冬腊]|十[一二]?|[二三四五六七八九])月(?P<day>初{_CN}|廿{_CN}?|[二三]?十{_CN}?)(?:之?前)?",
            _lunar,
        ),
        (r"(?<![最起当上读念])(?P<month>)(?P<day>初[一二三四五六七八九十])(?!中|级|步|次|期)", _lunar),
        (rf"(?<![0-9第月.\-/年]){_MDAY}号{_TAIL}", _bare_day),
        (
            rf"(?<![0-9第月.\-/年])(?P<day>[12][0-9]|3[01]|[1-9])日(?={_PART}|之?前|起)(?:{_PART})?(?:之?前|起)?",
            _bare_day,
        ),
        (
            rf"(?P<count>\d{{1,3}}|{NUMERAL}{{1,3}}|半)(?P<unit>个?工作日|天|个月(?=后.{{0,4}}[再来去交复回给还])|个?(?:星期|礼拜)|周)(?:之?内|后|以后|之?后)(?!，?再观)",
            _later,
        ),
    )
]
_NEXT_DAY = re.compile(rf"(?:次日|翌日|第二天){_PART}?")
_EACH_WEEK = re.compile(
    rf"(?:每(?:个)?|逢){_WEEK}(?P<weekdays>[一二三四五六日天](?:(?:[、和,]?(?:{_WEEK})?)[一二三四五六日天])*){_PART}?"
)
# What shows that N号 is a house and not a day.
_HOUSE_BEHIND = re.compile(
    r"楼|院|门|的[老小]|车|线|地下|阿|库|垃圾|居民|住户|[老小][\u4e00-\u9fff]|房|文件|令|[\d、]+号|工单|家|那户|邻"
)


def _half(match: re.Match[str], written_on: date) -> Means:
    half = match["half"].removeprefix("年") if match["half"] == "年底" else match["half"]
    if half == "底":
        return str(date(written_on.year, 12, 31)), date(written_on.year, 12, 31)
    months = ("01", "06") if half == "上半年" else ("07", "12")
    end = end_of_month(written_on.year, int(months[1]))
    return f"{written_on.year}-{months[0]}/{written_on.year}-{months[1]}", end


def find_dates(note: Note, written_on: date, taken: list[Span]) -> list[Day]:
    """Day expressions in order, not overlapping each other or the ``taken`` spans (homes, numbers)."""
    found: list[Day] = []
    for hit in _EACH_WEEK.finditer(note.plain):
        span = Span(*hit.span())
        days = [
            f"R-W{'一二三四五六日'.index(c.replace('天', '日')) + 1}"
            for c in hit["weekdays"]
            if c in "一二三四五六日天"
        ]
        found += [Day(span, value) for value in days]
    for pattern, means in _RULES:
        for hit in pattern.finditer(note.plain):
            span = Span(*hit.span())
            if not _free(span, taken, found) or _is_house(note, hit, means):
                continue
            if told := means(hit, written_on):
                found.append(Day(span, *told))
    found += [day for day in _next_days(note, found) if _free(day.span, taken, found)]
    return sorted(found, key=lambda day: day.span)


def _next_days(note: Note, found: list[Day]) -> list[Day]:
    """次日 and 第二天, counted from the day told last before them; without one they pin nothing."""
    days = []
    for hit in _NEXT_DAY.finditer(note.plain):
        told = [day for day in found if day.span.end <= hit.start() and len(day.value) == 10]
        if told and not told[-1].value.startswith("R"):
            last = max(told, key=lambda day: day.span)
            day = date.fromisoformat(last.value) + timedelta(1)
            days.append(Day(Span(*hit.span()), str(day), day))
    return days


def own_day(note: Note) -> date:
    """The day a note tells as its own: a full date, else month and day in the year of undated notes."""
    full = re.search(r"((?:19|20)\d\d)年(1[0-2]|0?[1-9])月([12]\d|3[01]|0?[1-9])日", note.plain)
    if full and (day := safe_day(*map(int, full.groups()))):
        return day
    year = re.search(r"((?:19|20)\d\d)年的?(?=情人节|元旦|春节|\D{0,4}上班第一天)", note.plain)
    pattern = rf"(?<![在将]){_MONTH}月{_MDAY}[日号](?!之?前|起|秋|春)"
    told = re.search(pattern, note.plain)
    if told:
        day = safe_day(int(year[1]) if year else UNDATED_YEAR, _number(told["month"]), _number(told["day"]))
        return day or UNDATED
    return UNDATED


def _free(span: Span, taken: list[Span], found: list[Day]) -> bool:
    return not any(span.overlaps(other) for other in [*taken, *(day.span for day in found)])


def _is_house(note: Note, hit: re.Match[str], means: object) -> bool:
    """Whether N号 is a house, by the words around it."""
    if means is not _bare_day:
        return False
    plain, behind = note.plain, hit.end("day") + 1
    return bool(_HOUSE_BEHIND.match(plain, behind)) or plain[: hit.start()].endswith("住")
