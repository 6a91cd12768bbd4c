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
_NUMBER = rf"(?:\d+(?:,\d{{3}})+|\d+(?:\.\d+)?万(?:\d千\d?)?|\d+(?:\.\d+)?(?:{NUMERAL}千)?|{_SPOKEN})"
_START = r"(?<![\d.A-Za-z第零〇一二两三四五六七八九十百千])"
_SUM = re.compile(
    rf"{_START}(?P<number>{_NUMBER})(?P<more>多|余|来)?(?P<myriad>万)?(?:块(?P<jiao>[一二三四五六七八九1-9])(?![\u4e00-\u9fff]|\d)"
    rf"|(?:{_UNIT})(?!个|户))"
    rf"(?P<about>左右|上下)?(?!环|地|头|儿|石|木|田|钟|大|桌|玻|砖|板|牌|布|肉|糖|表|豆|瓦|屏|匾|空地|菜地|荒)"
)
_SMALL = re.compile(rf"{_START}(?P<mao>[二两三四五六七八九1-9])(?:毛|角)(?:钱|(?=[,，。;；、一每]))")
_ROUND = re.compile(rf"{_START}(?P<round>[百千万])(?:把|来)(?:块钱?|元)")
_BARE = re.compile(
    rf"(?:{either(_WORDS['behind'])})[了出还过一先共约近的要就是才扣]{{0,3}}(?P<number>(?!1(?:10|19|20|22)(?!\d))\d{{2,7}}(?!\d)|\d+(?:\.\d+)?万|{NUMERAL}{{1,12}}[百千万]{NUMERAL}{{0,9}}"
    rf"|[一二两三四五六七八九]+万{NUMERAL}{{0,9}}|[一二三四五六七八九]十(?=[,，。;；、]))"
    rf"(?P<more>多|出头|来)?(?![\d:：.%号楼栋幢室人户个名年月日次天度公米斤平张亩辆瓶岁条只W份分厘台家口位套本盒袋件步级趟站里吨千升毫点桌场期元块-])"
)
_MYRIAD = re.compile(
    rf"{_START}(?P<number>(?:\d+(?:\.\d+)?|{NUMERAL}{{1,12}})万(?:\d千\d?|{NUMERAL}{{1,12}})?)(?P<more>多)?"
    rf"(?![一\d]?[人次步户亩字张份平公度家里吨斤千名])"
)
# 五千六, 三百五一个月: a spoken number of hundreds that nothing behind it makes a count of something.
_SPOKEN_SUM = re.compile(
    rf"{_START}(?P<number>[一二两三四五六七八九][百千](?:零?[一二三四五六七八九十百]{{1,5}}?)?)(?P<more>多|出头)?"
    r"(?=[,，。;；、!！?？)）”]|一?个月|一天|每|的?(?:押金|定金|工钱|工资|房租|欠款|慰问金|罚款)|还|也|才|都|就|当场|拿|扣|够|不|[一每]个人|$)"
)
_PAID_EACH = re.compile(rf"{_START}(?P<number>\d{{2,5}})(?P<more>多)?(?=一个?[月天年晚趟次])")
# 5000、8000、6000，还欠25460元: round numbers in a row with sums.
_LISTED = re.compile(r"(?<=、)(?P<number>[1-9]\d{2,5})(?=[、,，。])")
_PATTERNS = (_ROUND, _SUM, _SMALL, _MYRIAD, _BARE, _SPOKEN_SUM, _PAID_EACH, _LISTED)


def find_money(note: Note, taken: list[Span]) -> list[Sum]:
    """Sums in order, not overlapping the ``taken`` spans. Yuan; a third place behind the point is rounded away."""
    found: list[Sum] = []
    for pattern in _PATTERNS:
        for hit in pattern.finditer(note.plain):
            parts = hit.groupdict()
            start = next(hit.start(name) for name in ("number", "mao", "round") if parts.get(name))
            span = Span(start, hit.end())
            busy = [*taken, *(money.span for money in found)]
            amount = _amount(parts)
            if amount and not _is_piece(note, hit) and not any(span.overlaps(other) for other in busy):
                found.append(Sum(span, amount, _how_often(note, span)))
    return sorted(found, key=lambda money: money.span)


def _is_piece(note: Note, hit: re.Match[str]) -> bool:
    """一块橡皮, 一块接送: a piece or together; a sum of one or two yuan stands at the end of its words."""
    if not re.fullmatch("[一两几]块", hit.group()):
        return False
    priced = re.search("[要收付给交补涨价钱每]$", note.plain[max(0, hit.start() - 1) : hit.start()])
    return not priced or bool(re.match("[\u4e00-\u9fff]", note.plain[hit.end() : hit.end() + 1]))


def _amount(parts: dict[str, str | None]) -> float:
    if mao := parts.get("mao"):
        return round((read_number(mao) or 0) / 10, 1)
    if unit := parts.get("round"):
        return {"百": 100, "千": 1000, "万": 10000}[unit]
    value = read_number((parts["number"] or "") + (parts.get("myriad") or ""))
    if value is None:
        return 0
    if jiao := parts.get("jiao"):
        value += (read_number(jiao) or 0) / 10
    return int(value) if value == int(value) else round(value, 2)


def _how_often(note: Note, span: Span) -> str:
    clause = note.clause_of(span.start)
    before = note.plain[max(clause.start, span.start - 12) : span.start]
    words = [(before.rfind(word), per) for word, per in _PER.items() if word in before]
    if words:
        return max(words)[1]
    if behind := re.match(
        r"\s?(?:[一每]个?人)?(?:一个|每个?|/|一)(月|年|天)", note.plain[span.end : span.end + 8]
    ):
        return {"月": "month", "年": "year", "天": "day"}[behind[1]]
    return "once"
