"""Which rows of a sheet are a head, and the text that stands over each column."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .lexicon import SPELLINGS, head_meaning, is_head_word
from .workbook import Cell, Row, Sheet

SEARCHED_ROWS = 60  # the first head stands within these; later heads are looked for by known words only
DEEPEST_HEAD = 3
LONGEST_HEAD_TEXT = 24
LEAST_SCORE = 4.0  # two known words and nothing that looks like data
SAME_HEAD = 0.6  # share of equal cells from which a later head is the same one, repeated on the next page
_DIGITS = re.compile(r"[0-9Xx*.\-]{5,}")
_BLANKS = re.compile(r"\s+")
_BLANKS_OF_HAN = re.compile(r"(?<![A-Za-z0-9.])\s+|\s+(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """A head: rows ``top``..``bottom`` of the sheet (from 0), its table's ``end`` (exclusive).

    ``labels`` gives per column (parent text or "", leaf text); ``texts`` holds all raw cells of the head;
    ``start`` is the row after the table above, where titles of this table begin.
    """

    top: int
    bottom: int
    end: int
    labels: dict[int, tuple[str, str]]
    texts: frozenset[Cell]
    start: int = 0


def head_text(cell: Cell) -> str:
    """The text of a head cell without line breaks and blanks, but those between Latin words; years as whole numbers."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _BLANKS.sub(" ", _BLANKS_OF_HAN.sub("", str(cell)))


def _cell_score(cell: Cell, seen: set[str]) -> float:
    if not isinstance(cell, str):
        return -2.0
    if _DIGITS.fullmatch(cell):
        return -3.0
    meaning = head_meaning(cell) if len(cell) <= LONGEST_HEAD_TEXT else None
    if meaning is None:
        return 0.3 if len(cell) <= LONGEST_HEAD_TEXT else -1.0
    fresh = meaning.kind not in seen
    seen.add(meaning.kind)
    return (3.0 if meaning.strength == 1.0 else 1.5) if fresh else 1.0


def head_score(row: Row) -> tuple[float, int]:
    """How much a row looks like a head, and how many different known kinds it names."""
    seen: set[str] = set()
    score = sum(_cell_score(cell, seen) for cell in row if cell != "")
    return score, len(seen)


def is_head(row: Row) -> bool:
    """Whether the row is a head: two known words (one in a sheet of one column) and hardly any data."""
    filled = len(row) - row.count("")
    score, known = head_score(row)
    if filled == 1:
        return known == 1 and len(row) == 1 and score >= 3.0
    return known >= 2 and score >= LEAST_SCORE


def head_blocks(sheet: Sheet) -> list[HeadBlock]:
    """All different heads of the sheet from top to bottom, each with the rows it governs."""
    starts = _head_starts(sheet.rows)
    blocks: list[tuple[int, int]] = []
    for row in starts:
        if blocks and (row <= blocks[-1][1] or _same(sheet.rows, blocks[-1], (row, row))):
            continue
        block = _extend(sheet, row, below_data=bool(blocks))
        if not blocks or not _same(sheet.rows, blocks[-1], block):
            blocks.append(block)
    begins = [0] + [
        _title_above(sheet.rows, top, blocks[n][1] + 1) for n, (top, _bottom) in enumerate(blocks[1:])
    ]
    ends = [*begins[1:], len(sheet.rows)]
    return [_block(sheet, *block, ends[n], begins[n]) for n, block in enumerate(blocks)]


def _title_above(rows: list[Row], top: int, least: int) -> int:
    """The first of the lines right above a head that are blank or hold one text: they belong to its table."""
    while top > least and _is_title(rows[top - 1]):
        top -= 1
    return top


def _is_title(row: Row) -> bool:
    filled = [cell for cell in row if cell != ""]
    return not filled or (len(filled) == 1 and isinstance(filled[0], str))


def _head_starts(rows: list[Row]) -> list[int]:
    """Rows that are heads: by score near the top; below only rows holding two spelled-out head words."""
    near = [(head_score(row)[0], at) for at, row in enumerate(rows[:SEARCHED_ROWS]) if is_head(row)]
    best = max((score for score, _at in near), default=0.0)
    starts = [at for score, at in near if score >= 0.6 * best]
    words = set(SPELLINGS) | {cell for at in starts for cell in rows[at] if isinstance(cell, str)}
    words.discard("")
    far = range(SEARCHED_ROWS, len(rows))
    return starts + [at for at in far if len(words.intersection(rows[at])) > 1 and is_head(rows[at])]


def _same(rows: list[Row], first: tuple[int, int], second: tuple[int, int]) -> bool:
    ours = {cell for at in range(first[0], first[1] + 1) for cell in rows[at] if cell != ""}
    theirs = {cell for at in range(second[0], second[1] + 1) for cell in rows[at] if cell != ""}
    return len(ours & theirs) >= SAME_HEAD * max(len(theirs), 1)


def _extend(sheet: Sheet, row: int, below_data: bool) -> tuple[int, int]:
    """Grow a head row downwards and upwards to at most three rows.

    Below the data of another table only merged cells make the row above a group head.
    """
    top = bottom = row
    while bottom - top + 1 < DEEPEST_HEAD and _continues(sheet, top, bottom):
        bottom += 1
    while bottom - top + 1 < DEEPEST_HEAD and top > 0 and _is_parent_row(sheet, top - 1, top, below_data):
        top -= 1
    return top, bottom


def _continues(sheet: Sheet, top: int, bottom: int) -> bool:
    """Whether the row under the head still belongs to it."""
    below = bottom + 1
    if below >= len(sheet.rows):
        return False
    row = sheet.rows[below]
    if any(r0 <= bottom < r1 and top <= r0 for (r0, _c0), (r1, _c1) in sheet.merged):
        return not _looks_like_data(row)
    filled = [c for c, cell in enumerate(row) if cell != ""]
    under_blank = [c for c in filled if sheet.rows[bottom][c] == ""]
    known = sum(is_head_word(str(row[c])) for c in filled)
    return bool(under_blank) and known >= 2 and known * 2 >= len(filled) and not _looks_like_data(row)


def _looks_like_data(row: Row) -> bool:
    filled = [cell for cell in row if cell != ""]
    numbers = [cell for cell in filled if not isinstance(cell, str) or _DIGITS.fullmatch(cell)]
    return any(len(head_text(cell)) > 4 for cell in numbers) or bool(numbers and len(numbers) == len(filled))


def _is_parent_row(sheet: Sheet, above: int, below: int, only_merged: bool) -> bool:
    """Whether the row above holds group heads: short texts over several columns, no title line."""
    row = sheet.rows[above]
    filled = [c for c, cell in enumerate(row) if cell != ""]
    if len(filled) < 2 or any(len(head_text(row[c])) > 12 or re.search("[：:]", str(row[c])) for c in filled):
        return False
    if _looks_like_data(row):
        return False
    spans = [m for m in sheet.merged if m[0][0] <= above <= m[1][0]]
    reaches = any(r1 >= below for (_r0, _c0), (r1, _c1) in spans)
    groups = any(c1 > c0 for (_r0, c0), (_r1, c1) in spans)
    if reaches or groups or only_merged:
        return reaches or groups
    over_blank = any(sheet.rows[below][c] == "" for c in filled)
    return over_blank or _leaves_gaps(row, sheet.rows[below])


def _leaves_gaps(row: Row, leaves: Row) -> bool:
    """Group heads without merging: blank cells beside them stand over filled leaves."""
    first = next(c for c, cell in enumerate(row) if cell != "")
    return any(row[c] == "" and leaves[c] != "" for c in range(first + 1, len(row)))


def _block(sheet: Sheet, top: int, bottom: int, end: int, start: int) -> HeadBlock:
    text_at = _spread(sheet, top, bottom)
    width = max(len(row) for row in sheet.rows)
    labels: dict[int, tuple[str, str]] = {}
    for c in range(width):
        texts: list[str] = []
        for r in range(top, bottom + 1):
            text = text_at(r, c)
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        if texts:
            labels[c] = ("/".join(texts[:-1]), texts[-1])
    raw = frozenset(cell for row in sheet.rows[top : bottom + 1] for cell in row if cell != "")
    return HeadBlock(top, bottom, end, labels, raw, start)


def _spread(sheet: Sheet, top: int, bottom: int) -> Callable[[int, int], str]:
    """Head text by cell: a merged range counts for all its cells; unmerged group heads reach right."""
    texts = {(r, c): head_text(cell) for r in range(top, bottom + 1) for c, cell in enumerate(sheet.rows[r])}
    merged = [m for m in sheet.merged if m[0][0] <= bottom and m[1][0] >= top]
    for (r0, c0), (r1, c1) in merged:
        for r in range(max(r0, top), min(r1, bottom) + 1):
            for c in range(c0, c1 + 1):
                texts[r, c] = texts.get((r0, c0), "")
    if not merged:
        for r in range(top, bottom):
            _reach_right(texts, r, sheet.rows)
    return lambda r, c: texts.get((r, c), "")


def _reach_right(texts: dict[tuple[int, int], str], r: int, rows: list[Row]) -> None:
    current = ""
    for c in range(len(rows[r])):
        leaf = texts.get((r + 1, c), "")
        if texts[r, c]:
            current = texts[r, c] if leaf else ""
        elif leaf and current:
            texts[r, c] = current
