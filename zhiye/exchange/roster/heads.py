"""Finding the table in a sheet: its head of one to three rows, its columns, and what every row below is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .head_rows import HeadBlock, head_blocks
from .lexicon import WORDS, head_meaning, starts_with_word
from .workbook import Cell, Row, Sheet

FOOTER_FILLED = 4  # a footer has at most this many filled cells
LEAST_FILLED = 0.3  # share of rows in which a column without a head must be filled to belong to the table
REMARK_LENGTH = 12  # a lone cell longer than this is a remark below or between the data
_FOOTER = re.compile(r"(?:" + "|".join(sorted(WORDS["footer"], key=len, reverse=True)) + r")[^：:]{0,4}[：:]")
_PAGE = r"\W*第?\s*[0-9一二三四五六七八九十]+\s*页"
_PAGE_LINE = re.compile(rf"{_PAGE}(?:\W*共?{_PAGE})?\W*$")
_DATE_LINE = re.compile(r"^[\s0-9]*年[\s0-9]*月[\s0-9]*日\s*$")
_SECTION = re.compile(r"[0-9一二三四五六七八九十A-Za-z甲乙丙丁]\s*(?:号楼|号|幢|栋|座|弄|单元|楼|#)")


@dataclass(slots=True)
class HeadColumn:
    """One column of the table: its place in the sheet (from 0) and its label, unique in the sheet."""

    index: int
    label: str


@dataclass(slots=True)
class Table:
    """The table of a sheet. Row numbers count from 1 as the spreadsheet shows them.

    ``head_row`` is the last row of the head, 0 without one. ``passed`` says of each filled row that is no
    data what it is: total, footer, repeated_head, hint, numbered_blank, section. ``sections`` are the texts of
    section rows.
    """

    sheet: str
    columns: list[HeadColumn]
    head_row: int
    rows: list[tuple[int, Row]]
    passed: list[tuple[int, str]] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_table(sheet: Sheet) -> Table:
    """The largest table of the sheet; other tables and side notes are only mentioned in ``notes``."""
    blocks = head_blocks(sheet)
    tables = [_table_under(sheet, block) for block in blocks] or [_headless(sheet)]
    largest = max(tables, key=lambda table: len(table.rows))
    for other in tables:
        if other is not largest and other.rows:
            text = _("第%(row)d行起还有一张小表（%(count)d行），没有读。需要时请单独存成一张表。")
            largest.notes.append(text % {"row": other.head_row, "count": len(other.rows)})
    return largest


def _headless(sheet: Sheet) -> Table:
    width = max(map(len, sheet.rows), default=0)
    used = [c for c in range(width) if any(row[c] != "" for row in sheet.rows)]
    labels = [HeadColumn(c, _("第%(number)d列") % {"number": c + 1}) for c in used]
    block = HeadBlock(top=0, bottom=-1, end=len(sheet.rows), labels={}, texts=frozenset())
    return _sorted_rows(sheet, block, labels, Table(sheet.name, labels, 0, []))


def _table_under(sheet: Sheet, block: HeadBlock) -> Table:
    table = Table(sheet.name, [], block.bottom + 1, [])
    above = sheet.rows[block.start : block.top]
    table.titles = [cell for row in above for cell in row if isinstance(cell, str) and cell]
    chosen = _columns_of(sheet, block, table)
    return _sorted_rows(sheet, block, chosen, table)


def _columns_of(sheet: Sheet, block: HeadBlock, table: Table) -> list[HeadColumn]:
    """The columns of the main group; groups are cut by columns without head and content."""
    groups = _groups(sheet.rows[block.bottom + 1 : block.end], block.labels)
    main = max(groups, key=lambda group: _known(group, block.labels))
    kept = _without_side_notes(sheet.rows[block.bottom + 1 : block.end], main, block.labels, table)
    main_kinds = _kinds(main, block.labels)
    for group in groups:
        if group is main:
            continue
        labelled = [c for c in group if c in block.labels]
        if labelled and not main_kinds & _kinds(group, block.labels) & {"name", "owner_name", "id_number"}:
            kept += group
        elif len(labelled) > 1:
            table.notes.append(_("旁边还有一张表，没有读。需要时请单独存成一张表。"))
        else:
            table.notes.append(_("表格旁边的说明文字没有读。"))
    table.columns = _label(sorted(kept), block.labels)
    return table.columns


def _groups(rows: Sequence[Row], labels: dict[int, tuple[str, str]]) -> list[list[int]]:
    width = max((len(row) for row in rows), default=0)
    groups: list[list[int]] = [[]]
    for c in range(max(width, max(labels, default=-1) + 1)):
        if c in labels or any(row[c] != "" for row in rows):
            groups[-1].append(c)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _without_side_notes(
    rows: Sequence[Row], group: list[int], labels: dict[int, tuple[str, str]], table: Table
) -> list[int]:
    """The group without the columns at its right end that have no head and few cells beside data."""
    kept = list(group)
    if not labels or kept[-1] in labels:
        return kept
    filled = [row for row in rows if sum(row[c] != "" for c in kept if c in labels) > 1]
    while kept and kept[-1] not in labels:
        if sum(row[kept[-1]] != "" for row in filled) >= LEAST_FILLED * max(len(filled), 1):
            break
        kept.pop()
    if len(kept) < len(group):
        table.notes.append(_("表格旁边的说明文字没有读。"))
    return kept


def _known(group: list[int], labels: dict[int, tuple[str, str]]) -> float:
    meanings = [head_meaning(labels[c][1]) for c in group if c in labels]
    return sum(m.strength for m in meanings if m) + 0.01 * len(meanings)


def _kinds(group: list[int], labels: dict[int, tuple[str, str]]) -> set[str]:
    meanings = [head_meaning(labels[c][1]) for c in group if c in labels]
    return {m.kind for m in meanings if m}


def _label(indexes: list[int], labels: dict[int, tuple[str, str]]) -> list[HeadColumn]:
    """Leaf text when it is unique, else parent/leaf, else with a number behind."""
    leaves = [labels[c][1] for c in indexes if c in labels]
    seen: dict[str, int] = {}
    columns = []
    for c in indexes:
        parent, leaf = labels.get(c, ("", _("第%(number)d列") % {"number": c + 1}))
        text = f"{parent}/{leaf}" if parent and leaves.count(leaf) > 1 else leaf
        seen[text] = seen.get(text, 0) + 1
        columns.append(HeadColumn(c, text if seen[text] == 1 else f"{text} ({seen[text]})"))
    return columns


def _sorted_rows(sheet: Sheet, block: HeadBlock, columns: list[HeadColumn], table: Table) -> Table:
    """Give every row below the head its place: data, or passed over with the reason."""
    if not columns:
        return table
    low, high = columns[0].index, columns[-1].index + 1
    span = high - low
    serial = _serial_column(block)
    titles = _later_titles(sheet, block, low, high)
    for number, row in enumerate(sheet.rows[block.bottom + 1 : block.end], block.bottom + 2):
        filled = span - row[low:high].count("")
        if not filled:
            continue
        reason = titles.get(number, "") or _aside(row[low:high], block)
        if not reason and filled <= FOOTER_FILLED:
            reason = _sparse_aside(row, low, high, filled, serial)
        if not reason:
            table.rows.append((number, row))
            continue
        table.passed.append((number, reason))
        if reason == "section":
            table.sections.append((number, next(str(c) for c in row[low:high] if c != "")))
    return table


def _later_titles(sheet: Sheet, block: HeadBlock, low: int, high: int) -> dict[int, str]:
    """Title lines above the repeated heads of later pages: a section where they name a building, else nothing."""
    titles: dict[int, str] = {}
    waiting: list[tuple[int, str]] = []
    for number, row in enumerate(sheet.rows[block.bottom + 1 : block.end], block.bottom + 2):
        if row.count("") < len(row) - 1:
            if waiting and _aside(row[low:high], block) == "repeated_head":
                titles |= {
                    at: "section" if _is_section(text) else "repeated_head" for at, text in waiting[-2:]
                }
            if not any(isinstance(cell, str) and _FOOTER.search(cell) for cell in row[low:high]):
                waiting = []
        elif text := next((cell for cell in row[low:high] if isinstance(cell, str) and cell), ""):
            waiting.append((number, text))
    return titles


def _serial_column(block: HeadBlock) -> int | None:
    for index, (_parent, leaf) in sorted(block.labels.items()):
        meaning = head_meaning(leaf)
        if meaning and meaning.kind == "serial":
            return index
    return None


def _aside(cells: list[Cell], block: HeadBlock) -> str:
    """A total, a repeated head or a hint on how to fill in; looked for in every row, so kept cheap."""
    for cell in cells[:4]:
        if cell.__class__ is str and cell and cell[0] in "合小总共累本" and _is_total(str(cell)):
            return "total"
    first = next(cell for cell in cells if cell != "")
    if first in WORDS["sample"] or all(cell == "" or cell in WORDS["hint"] for cell in cells):
        return "hint"
    if first in block.texts:
        filled = [cell for cell in cells if cell != ""]
        if len(filled) > 1 and all(cell in block.texts for cell in filled):
            return "repeated_head"
    return ""


def _is_total(text: str) -> bool:
    return starts_with_word(text, WORDS["total"])


def _sparse_aside(row: Row, low: int, high: int, filled: int, serial: int | None) -> str:
    """What a row with few cells is: a numbered blank line, a section heading, a footer, or data ("")."""
    index = next(c for c in range(low, high) if row[c] != "")
    cell = row[index]
    if filled == 1 and index == serial and not _has_letters(cell):
        return "numbered_blank"
    if cell.__class__ is not str:
        return ""
    text = str(cell)
    if _FOOTER.search(text) or _DATE_LINE.match(text) or _PAGE_LINE.match(text):
        return "footer"
    if filled == 1 and len(text) > REMARK_LENGTH and not re.search(r"[室号户0-9]$", text):
        return "footer"
    if filled == 1 and index == low and high - low > 1 and _is_section(text):
        return "section"
    return ""


def _has_letters(cell: Cell) -> bool:
    return cell.__class__ is str and any(letter.isalpha() for letter in str(cell))


def _is_section(text: str) -> bool:
    return bool(_SECTION.search(text)) or any(text.endswith(end) for end in WORDS["estate_endings"])
