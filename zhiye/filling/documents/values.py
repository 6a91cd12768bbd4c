"""How a value is written: dates in the form's own way, choices by the form's own words, never a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from zhiye.kernel.cells import guarded
from zhiye.people.heads import plain_head

from .form import Value
from .words import MONTH_ONLY

LONGEST = 32_767  # letters in one cell of Excel
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
_CODE = re.compile(r"^[0-9A-Za-z]{1,4}[-.、．:：\s]+(?=\D)|^[(（][0-9一二三四五六七八九十]+[)）]|^[①-⑳]")
# A date as the form shows it → how ours is written. The longer stands first.
_WAYS: tuple[tuple[str, str], ...] = (
    (r"(?:19|20)\d\d年\d\d月\d\d日", "{y}年{m:02d}月{d:02d}日"),
    (r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日", "{y}年{m}月{d}日"),
    (r"(?:19|20)\d\d年\d{1,2}月", "{y}年{m}月"),
    (r"(?:19|20)\d\d\.\d{1,2}\.\d{1,2}", "{y}.{m:02d}.{d:02d}"),
    (r"(?:19|20)\d\d\.\d{1,2}", "{y}.{m:02d}"),
    (r"(?:19|20)\d\d-\d{1,2}-\d{1,2}|yyyy-mm-dd", "{y}-{m:02d}-{d:02d}"),
    (r"(?:19|20)\d\d-\d{1,2}|yyyy-mm", "{y}-{m:02d}"),
    (r"(?:19|20)\d\d/\d{1,2}/\d{1,2}|yyyy/mm/dd", "{y}/{m:02d}/{d:02d}"),
    (r"(?:19|20)\d{6}(?!\d)|yyyymmdd", "{y}{m:02d}{d:02d}"),
    (r"(?:19|20)\d{4}(?!\d)|yyyymm", "{y}{m:02d}"),
)


def text_of(value: Value, label: str = "", samples: Iterable[str] = ()) -> str:
    """A value as text for a place named ``label``; ``samples`` are texts of the form that show how it is written."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return date_text(value, label, samples)
    if isinstance(value, tuple):
        value = "、".join(value)
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() else f"{value:.10g}"
    clean = _UNWRITABLE.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return guarded(clean[:LONGEST])


def date_text(value: date, label: str, samples: Iterable[str]) -> str:
    """A date as the label or a sample of the form shows it, else 1950.03 for 出生年月 and 1950-03-07 for the others."""
    for sample in (label, *samples):
        for shown, way in _WAYS:
            if re.search(shown, sample, re.I):
                return way.format(y=value.year, m=value.month, d=value.day)
    month_only = plain_head(label.rpartition("·")[2]) in MONTH_ONLY
    return f"{value.year}.{value.month:02d}" if month_only else value.isoformat()


def serial_of_date(value: date, since_1904: bool) -> int:
    """A day as spreadsheets count it (1 = 1900-01-01, with the day 1900-02-29 that never was)."""
    day = value.date() if isinstance(value, datetime) else value
    if since_1904:
        return (day - date(1904, 1, 1)).days
    number = (day - date(1899, 12, 31)).days
    return number + 1 if number >= 60 else number


def chosen(words: Iterable[str], options: Sequence[str]) -> tuple[frozenset[str], list[str]]:
    """The options these words mean, and the words that mean none."""
    plain = {_bare(option): option for option in reversed(options)}
    found, missing = set(), []
    for word in words:
        if word in options:
            found.add(word)
        elif _bare(word) in plain:
            found.add(plain[_bare(word)])
        else:
            missing.append(word)
    return frozenset(found), missing


def _bare(word: str) -> str:
    """An option without the number before it (01-男 → 男)."""
    return plain_head(_CODE.sub("", word.strip()))
