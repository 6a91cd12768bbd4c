"""Of which stretch of time a column or a title is: 上月, 本季度, 今年以来, 累计; words in data/times.toml.

Everything is reckoned from the period for which a form is filled. What may be two things is asked.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any

from zhiye.figures.periods import MONTH, Period, month_of, read_period, year_of

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.filling").joinpath("data", "times.toml").read_text("utf-8")
)
THIS, ALL, SIGN = "this", "all", "@"  # a field's code before the sign, the time behind it
WHENS: dict[str, str] = {told["code"]: told["name"] for told in _DATA["time"]}
_SURE = {word: (told["code"],) for told in _DATA["time"] for word in told["words"]}
_ASKED = {word: tuple(told["codes"]) for told in _DATA["asked"] for word in told["words"]}
_PLAIN = frozenset(_DATA["plain"]["words"])
_WORDS = re.compile("|".join(sorted({**_ASKED, **_SURE}, key=len, reverse=True)))
_EMPTY = re.compile(r"\(\W*\)|\[\W*\]|【\W*】")
_EDGES = " :：、，,-—()/"
_IN_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_YEAR = r"(?:(20\d\d)年(?:度)?)?"
_MONTHS = re.compile(rf"{_YEAR}(\d{{1,2}})月?[-—–~～至到](\d{{1,2}})月")
_QUARTER = re.compile(rf"{_YEAR}第?([一二三四1-4])季度")
_HALF = re.compile(rf"{_YEAR}(上|下)半年")
_MONTH = re.compile(rf"{_YEAR}(?<!\d)(\d{{1,2}})月")
_ONLY_YEAR = re.compile(r"(20\d\d)年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Timed:
    """A label without its words of time, and the times they may be; none where the form's own period is meant.
    ``doubtful``: offices use the word for more than one time."""

    label: str
    whens: tuple[str, ...] = ()
    doubtful: bool = False


def split(label: str) -> Timed:
    """走访户数·户·上月数 → 走访户数, month_before; 累计 may be of the year or of all years."""
    wide = unicodedata.normalize("NFKC", label)
    words = _WORDS.findall(wide)
    rest = _bare(_EMPTY.sub("", _WORDS.sub("", wide)) if words else label)
    found = dict.fromkeys(code for word in words for code in (_SURE.get(word) or _ASKED[word]))
    return Timed(rest, tuple(found), len(found) > 1 or any(word in _ASKED for word in words))


def _bare(label: str) -> str:
    parts = [part.strip(_EDGES) for part in label.split("·")]
    kept = [part for part in parts if part and _IN_BRACKETS.sub("", part) not in _PLAIN]
    return "·".join(kept)


def joined(code: str, when: str) -> str:
    """figure.visits.homes, year → figure.visits.homes@year."""
    return f"{code}{SIGN}{when}" if when in WHENS else code


def apart(code: str) -> tuple[str, str]:
    """The other way round; ``this`` where no time is named."""
    base, _sign, when = code.partition(SIGN)
    return base, when or THIS


def period_of(when: str, period: Period) -> Period | None:
    """The stretch of time, seen from the period of the form; None where it cannot be told from there. ``all`` has no
    beginning of its own and is not told here."""
    return _FROM[when](period) if when in _FROM else None


def _quarter_so_far(period: Period) -> Period | None:
    quarter = _quarter(period.last.year, (period.last.month + 2) // 3)
    return Period(quarter.first, period.last) if quarter.first <= period.first else None


def _quarter_before(period: Period) -> Period | None:
    so_far = _quarter_so_far(period)
    return _quarter(so_far.first.year, (so_far.first.month + 2) // 3).before if so_far else None


def _year_so_far(period: Period) -> Period | None:
    first = date(period.last.year, 1, 1)
    return Period(first, period.last) if first <= period.first else None


def _year_before(period: Period) -> Period | None:
    return year_of(date(period.first.year - 1, 1, 1)) if _year_so_far(period) else None


def _year_ago(period: Period) -> Period:
    """The same days of the year before; a month's end stays a month's end."""
    end = _back_a_year(period.last + timedelta(days=1)) - timedelta(days=1)
    return Period(_back_a_year(period.first), end)


def _back_a_year(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


_FROM: Mapping[str, Callable[[Period], Period | None]] = {
    THIS: lambda period: period,
    "month": lambda period: period if period.kind == MONTH else None,
    "month_before": lambda period: period.before if period.kind == MONTH else None,
    "quarter": _quarter_so_far,
    "quarter_before": _quarter_before,
    "year": _year_so_far,
    "year_before": _year_before,
    "year_ago": _year_ago,
}


def _quarter(year: int, number: int) -> Period:
    first = month_of(date(year, number * 3 - 2, 1))
    return Period(first.first, first.after.after.last)


def period_in(texts: Sequence[str], today: date) -> Period | None:
    """The period that titles name (2026年第三季度统计表, 10月月报, 今年以来…); None where they name none, or one that
    has not begun. Without a year it is the last one that has begun."""
    for text in texts:
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        found = _named(plain, today) or _spoken(plain, today)
        if found and found.first <= today:
            return found
    return None


def _named(text: str, today: date) -> Period | None:
    if found := _MONTHS.search(text):
        first, last = int(found[2]), int(found[3])
        if 1 <= first < last <= 12:
            return _begun(
                found[1], today, lambda year: Period(date(year, first, 1), month_of(date(year, last, 1)).last)
            )
    if found := _QUARTER.search(text):
        number = _QUARTERS.get(found[2]) or int(found[2])
        return _begun(found[1], today, lambda year: _quarter(year, number))
    if found := _HALF.search(text):
        start = 1 if found[2] == "上" else 3
        return _begun(
            found[1], today, lambda year: Period(_quarter(year, start).first, _quarter(year, start + 1).last)
        )
    if (found := _MONTH.search(text)) and 1 <= int(found[2]) <= 12:
        month = int(found[2])
        return _begun(found[1], today, lambda year: month_of(date(year, month, 1)))
    return None


def _begun(year: str | None, today: date, made: Any) -> Period:
    """Of the year that is named, else of the last year in which it has begun."""
    found: Period = made(int(year) if year else today.year)
    return found if year or found.first <= today else made(today.year - 1)


def _spoken(text: str, today: date) -> Period | None:
    words = _DATA["titles"]
    month, quarter = month_of(today), _quarter(today.year, (today.month + 2) // 3)
    told = {
        "to_date": Period(date(today.year, 1, 1), today),
        "month_before": month.before,
        "quarter_before": quarter.before,
        "quarter": quarter,
    }
    for name, period in told.items():
        if any(word in text for word in words[name]):
            return period
    found = _ONLY_YEAR.search(text)
    return read_period(found[1]) if found and not any(word in text for word in words["of_months"]) else None


def to_choose(today: date) -> list[Period]:
    """Quarters, and the year so far, beside the months and years to choose from."""
    now = _quarter(today.year, (today.month + 2) // 3)
    return [now, now.before, Period(date(today.year, 1, 1), today)]
