"""Amounts of yuan in a note, and how often they are paid."""

import re

from zhiye.reading.numbers import NUMERAL, read_number
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Sum

_WORDS = read_toml("money.toml")
_UNIT = either(_WORDS["units"])
_PER: dict[str, str] = {word: per for per, words in _WORDS["per"].items() for word in words}
_SPOKEN = rf"(?:{NUMERAL}{{1,12}}万{NUMERAL}{{0,9}}|{NUMERAL}{{1,12}})"
_NUMBER = rf"(?:\d+(?:,\d{{3}})+|\d+(?:\.\d+)?万?(?:{NUMERAL}千)?|{_SPOKEN})"
_SUM = re.compile(
    rf"(?<![\d.A-Za-z第零〇一二两三四五六七八九十百千])(?P<number>{_NUMBER})(?P<more>多|余|来)?(?P<myriad>万)?(?:{_UNIT})(?P<jiao>[一二三四五六七八九1-9])?"
    rf"(?P<about>左右|上下)?(?!环|地|头|儿|石|木|田|钟|大|桌|玻)"
)
_BARE = re.compile(
    rf"(?:{either(_WORDS['behind'])})[了出还过一先共约近的]{{0,2}}(?P<number>\d{{3,7}}(?!\d)|\d+(?:\.\d+)?万|{NUMERAL}{{1,12}}[百千万]{NUMERAL}{{0,9}}"
    rf"|[一二两三四五六七八九]+万{NUMERAL}{{0,9}})"
    rf"(?P<more>多|出头|来)?(?![\d:：号楼栋幢室人户个名年月日次天度公米斤平张亩辆瓶岁条只W-])"
)

_MYRIAD = re.compile(
    rf"(?<![\d.A-Za-z第零〇一二两三四五六七八九十百千])(?P<number>(?:\d+(?:\.\d+)?|{NUMERAL}{{1,12}})万(?:\d千\d?|{NUMERAL}{{1,12}})?)(?P<more>多)?"
    rf"(?![一\d]?[人次步户亩字张份平公度家里吨斤千名])"
)
# 5000、8000、6000，还欠25460元: round numbers in a row with sums.
_LISTED = re.compile(r"(?<=、)(?P<number>[1-9]\d{2,5})(?=[、,，。])")


def find_money(note: Note, taken: list[Span]) -> list[Sum]:
    """Sums in order, not overlapping the ``taken`` spans. Yuan; a third place behind the point is rounded away."""
    found: list[Sum] = []
    for pattern in (_SUM, _MYRIAD, _BARE, _LISTED):
        for hit in pattern.finditer(note.plain):
            parts = hit.groupdict()
            span = Span(hit.start("number"), hit.end())
            busy = [*taken, *(money.span for money in found)]
            amount = _amount(parts)
            if amount and not any(span.overlaps(other) for other in busy):
                found.append(Sum(span, amount, _how_often(note, span)))
    return sorted(found, key=lambda money: money.span)


def _amount(parts: dict[str, str | None]) -> float:
    value = read_number((parts["number"] or "") + (parts.get("myriad") or ""))
    if value is None:
        return 0
    if jiao := parts.get("jiao"):
        value += (read_number(jiao) or 0) / 10
    return int(value) if value == int(value) else round(value, 2)


def _how_often(note: Note, span: Span) -> str:
    clause = note.clause_of(span.start)
    before = note.plain[max(clause.start, span.start - 9) : span.start]
    words = [(before.rfind(word), per) for word, per in _PER.items() if word in before]
    if words:
        return max(words)[1]
    if behind := re.match(r"\s?(?:一个|每|/|一)?(月|年|天)", note.plain[span.end : span.end + 3]):
        return {"月": "month", "年": "year", "天": "day"}[behind[1]]
    return "once"
