"""How a note is shown: its day in words, its text in pieces whose quoted words can be pointed at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

WEATHERS = ("晴", "多云", "阴", "小雨", "大雨", "雪", "风")  # what is typed for people; any other word may be
EXCERPT = 60  # characters of a note in a list


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text: ``ids`` are the spans that begin here, ``spans`` all that cover it ("" outside any)."""

    text: str
    ids: tuple[str, ...] = ()
    spans: str = ""


def day_in_words(day: date, today: date) -> str:
    """11月21日 星期六; with the year when it is not this one."""
    told = {"year": day.year, "month": day.month, "day": day.day, "weekday": WEEKDAYS[day.weekday()]}
    if day.year == today.year:
        return _("%(month)d月%(day)d日 %(weekday)s") % told
    return _("%(year)d年%(month)d月%(day)d日 %(weekday)s") % told


def excerpt(text: str) -> str:
    """The beginning of ``text`` in one line."""
    line = " ".join(text[: 4 * EXCERPT].split())
    return line if len(line) <= EXCERPT else line[:EXCERPT] + "…"


def span_id(start: int, end: int) -> str:
    """What stands behind # in an address that leads to the words."""
    return f"w{start}-{end}"


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """``text`` cut at the ends of ``spans`` (start, end in characters); spans outside the text are left out."""
    kept = sorted({(start, end) for start, end in spans if 0 <= start < end <= len(text)})
    cuts = sorted({0, len(text), *(at for span in kept for at in span)})
    return [_piece(text, kept, start, end) for start, end in zip(cuts, cuts[1:], strict=False)]


def _piece(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Piece:
    covering = [span for span in spans if span[0] <= start and end <= span[1]]
    begun = tuple(span_id(*span) for span in covering if span[0] == start)
    return Piece(text[start:end], begun, " ".join(span_id(*span) for span in covering))


def where_now(quote: str, start: int, text: str) -> tuple[int, int] | None:
    """Where words quoted from another wording stand in ``text``: the place nearest to ``start``; None when gone."""
    if not quote:
        return None
    found = [at for at in (text.find(quote, start), text.rfind(quote, 0, start + len(quote))) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda place: abs(place - start))
    return at, at + len(quote)
