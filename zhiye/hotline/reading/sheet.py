"""Rows of a ticket sheet with whatever heads it has become the same fields as a pasted ticket."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from zhiye.hotline.reading import praise, prose, values
from zhiye.hotline.reading.layout import label_kind
from zhiye.hotline.reading.spans import Moment
from zhiye.hotline.reading.words import answer_word, type_code, urgency_code
from zhiye.people.widths import half_width

_HEAD_WITHIN = 20  # rows: titles and remarks stand above a head, not more
_FEWEST_HEADS = 2
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_MOMENTS = ("received", "dispatched", "signed", "answered")
_LINES = ("title", "place", "wish", "category", "channel", "unit", "state", "note", "answer", "body")
Cell = Any  # str, number, date, datetime, time: as the workbook reader gives them


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as the program shows it, its cells as text, the fields, or why there is no ticket in it."""

    number: int
    cells: tuple[str, ...]
    fields: dict[str, Any] = field(default_factory=dict)
    only_thanks: bool = False
    praised: tuple[str, ...] = ()
    problem: str = ""  # no_body, bad_date; the words stand with the pages

    def value(self, kind: str, otherwise: Any = None) -> Any:
        """The value of a field."""
        return self.fields.get(kind, otherwise)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A sheet: its heads, what each column was taken for ("" for nothing), its rows."""

    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_rows(rows: Sequence[Sequence[Cell]], today: date) -> SheetReading | None:
    """The tickets of a sheet; None where no row names a number or a content and something beside it."""
    head = _head_row(rows)
    if head is None:
        return None
    heads = tuple(_text(cell) for cell in rows[head])
    kinds = _kinds(heads)
    found = [
        _row(at + 1, row, kinds, today)
        for at, row in enumerate(rows)
        if at > head and any(_text(cell) for cell in row)
    ]
    return SheetReading(heads, kinds, tuple(found))


def _head_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        named = {label_kind(_text(cell)) for cell in row if len(_text(cell)) <= 20} - {""}
        if len(named) >= _FEWEST_HEADS and named & {"body", "title", "official_no"}:
            return at
    return None


def _kinds(heads: Sequence[str]) -> tuple[str, ...]:
    """Each kind for the first column that names it."""
    found: list[str] = []
    for head in heads:
        kind = label_kind(head)
        found.append(kind if kind not in found else "")
    return tuple(found)


def _row(number: int, row: Sequence[Cell], kinds: Sequence[str], today: date) -> SheetRow:
    cells = tuple(_text(cell) for cell in row)
    fields: dict[str, Any] = {}
    problem = ""
    for kind, cell, text in zip(kinds, row, cells, strict=False):
        if not kind or not text:
            continue
        value = _value(kind, cell, text, today)
        if value is None and kind == "received":
            problem = "bad_date"
        elif value is not None:
            fields[kind] = value
    _complete(fields)
    if not fields.get("body"):
        return SheetRow(number, cells, fields, problem="no_body")
    story = half_width(fields["body"])
    thanks = praise.is_praise(fields.get("type", ""), story)
    names = tuple(story[one.start : one.end] for one in praise.praised(story)) if thanks else ()
    return SheetRow(number, cells, fields, thanks, names, problem)


def _complete(fields: dict[str, Any]) -> None:
    """What other columns tell: 是否公开 is 是否保密 the other way, a title alone is the content too."""
    if "open" in fields:
        fields.setdefault("confidential", not fields.pop("open"))
        fields.pop("open", None)
    if not fields.get("body") and fields.get("title"):
        fields["body"] = fields["title"]
    story = half_width(fields.get("body", ""))
    if not story:
        return
    if "confidential" not in fields and (asked := prose.confidential(story)):
        fields["confidential"] = asked.value
    for kind, find in (("place", prose.place), ("wish", prose.wish), ("title", prose.title)):
        if not fields.get(kind) and (found := find(story)):
            fields[kind] = fields["body"][found.start : found.end]


def _value(kind: str, cell: Cell, text: str, today: date) -> Any:
    """The value of a cell; None where it cannot be one."""
    plain = half_width(text)
    if kind in _MOMENTS or kind == "due":
        return _when(kind, cell, plain, today)
    if kind in _LINES:
        return text.strip() or None
    if kind == "anonymous":
        return _anonymous(plain)
    found: Any
    if kind == "official_no":
        found = values.number(plain)
    elif kind == "phone":
        found = values.phone(plain)
    elif kind == "caller":
        found = values.caller(plain)
    else:
        return _word(kind, plain)
    return found.value if found else None


def _when(kind: str, cell: Cell, plain: str, today: date) -> Any:
    if isinstance(cell, datetime):
        return Moment(cell.date(), cell.time() if cell.time() != time(0) else None)
    if isinstance(cell, date):
        return Moment(cell)
    if _SERIAL.fullmatch(plain):  # a day as spreadsheets count
        moment = datetime(1899, 12, 30) + timedelta(days=float(plain))
        return Moment(
            moment.date(), moment.time().replace(microsecond=0) if moment.time() != time(0) else None
        )
    found = values.due(plain, today) if kind == "due" else values.moment(plain, today)
    if found is None:
        return None
    value = found.value
    if isinstance(value, Moment) and value.at == time(0):
        return Moment(value.day)  # midnight is how programs write a day without a time
    return value


def _word(kind: str, plain: str) -> Any:
    if kind == "type":
        return type_code(plain) or None
    if kind == "urgency":
        return urgency_code(plain) or None
    if kind in ("confidential", "open"):
        word = answer_word(plain, "yes", "no")
        return word == "yes" if word else None
    if kind == "solved":
        word = answer_word(plain, "solved_yes", "solved_partly", "solved_no", "unreached")
        return word.removeprefix("solved_") or None
    if kind == "satisfied":
        word = answer_word(plain, "satisfied_yes", "satisfied_so_so", "satisfied_no", "unreached")
        return word.removeprefix("satisfied_") or None
    return plain


def _anonymous(plain: str) -> Any:
    """Yes or no; open data writes the caller's form of address here instead."""
    word = answer_word(plain, "yes", "no")
    return word == "yes" if word else True if plain in ("匿名", "市民", "先生", "女士") else None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    return re.sub(r"\r\n?", "\n", str(cell)).strip()
