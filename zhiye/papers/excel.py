"""Workbooks: a paper's tables as sheets, and plain lists that offices and our own reader take in again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from rustpy_xlsxwriter import Format, write_worksheet, write_worksheets

from zhiye.kernel.cells import guarded
from zhiye.papers.paper import Cell, Heading, Note, Paper, Table, Text
from zhiye.papers.printable import is_number, lines_of, number_columns, printable, shares, shown

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_LIMIT = 31  # of the format; : \ / ? * [ ] are not allowed in it either
_FORBIDDEN = str.maketrans(dict.fromkeys(":\\/?*[]\n\t", "_"))
LONGEST_NUMBER = 10  # digits; a longer whole number is a phone or an identity number and stays text
LONGEST_CELL = 32_767  # characters, of the format
CUT = "……（下文见原处）"
PAGE_WIDTH = 78.0  # half-width letters side by side on an upright page
TEXT_WIDTH = 60.0  # of the sheet of sentences, whose one column no program makes smaller to fit
MOST_UPRIGHT = 8  # columns; more are printed across
A4 = 9
ROW_HEIGHT, CAPTION_HEIGHT, TALLEST_ROW = 16.0, 28.0, 400.0  # points; the format allows little more
MOST_MEASURED = (
    5_000  # rows of a sheet whose heights are told; in longer lists the program that opens them finds out
)


def written(cell: object) -> object:
    """A value for the writer: numbers stay numbers unless they are long, everything else is guarded text."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int):
        return cell if len(str(abs(cell))) <= LONGEST_NUMBER else str(cell)
    if isinstance(cell, float):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return _held(guarded(printable(str(cell))))


def _held(text: str) -> str:
    """What a cell can hold of a text, and a word where it ends too early."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def sheet_name(name: str, order: int) -> str:
    """A name that a workbook takes; the order is told from the second on."""
    plain = printable(name).translate(_FORBIDDEN).strip("' ")[: SHEET_NAME_LIMIT - 3] or "表"
    return f"{plain}_{order}" if order > 1 else plain


def free_head(text: str, taken: Iterable[str]) -> str:
    """A head that no other column has."""
    used = set(taken)
    while text in used:
        text += "_"
    return text


def closing_line(maker: str, moment: str, purpose: str) -> str:
    """The last line of a list that leaves the house; its first word tells readers of rosters that it is a foot."""
    told = {"name": maker, "time": moment, "purpose": purpose}
    return _("制表人：%(name)s　%(time)s　用途：%(purpose)s　用后请妥善保管") % told


def write_list(
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    target: str | BinaryIO,
    name: str,
    *,
    endings: Sequence[str] = (),
    below: int = 0,
    autofit: bool = False,
) -> None:
    """A plain list: heads, rows, and under them lines that tell about it, in the column ``below``.

    Nothing stands above the heads, so that the list can be read in again. Heads are different from each other.
    """
    content = [dict(zip(heads, map(written, row), strict=True)) for row in rows]
    blank: dict[str, object] = dict.fromkeys(heads, "")
    content += [blank | {heads[below]: written(ending)} for ending in endings]
    write_worksheet(content or [blank], target, sheet_name(name, 1), bold_headers=True, autofit=autofit)


def write(paper: Paper) -> bytes:
    """What is told on the first sheet, then a sheet for each table and each picture's twin."""
    told = Table("正文", (paper.title,), tuple((line,) for line in _lines(paper)))
    return workbook([told, *paper.tables])


def _lines(paper: Paper) -> Iterator[str]:
    yield from filter(None, (paper.number, paper.addressee and f"{paper.addressee}："))
    for block in paper.blocks:
        if isinstance(block, Text):
            yield "".join(
                one if isinstance(one, str) else f"{one.text}[{paper.number_of(one)}]" for one in block.parts
            )
        elif isinstance(block, Heading | Note):
            yield block.text
    yield from filter(None, (paper.issuer, paper.signed_on and paper.signed_on.isoformat(), paper.closing))
    yield from (f"[{number}] {note}" for number, note in enumerate(paper.notes, 1))


def workbook(listed: Sequence[Table]) -> bytes:
    """A sheet for each table, named by its caption: ruled, heads on every page, as wide as a page is.

    The caption stands over two columns and more.
    """
    target = BytesIO()
    tables = dict(zip(_names(listed), listed, strict=True))
    names = list(tables)
    heads = {name: _heads(table) for name, table in tables.items()}
    captioned = {name: int(bool(table.caption) and len(table.heads) > 1) for name, table in tables.items()}
    write_worksheets(
        [(name, list(_rows(tables[name], heads[name]))) for name in names],
        target,
        header_row=captioned,
        merge_ranges={name: [_caption(tables[name])] for name in names if captioned[name]},
        freeze_panes={name: {"row": captioned[name] + 1, "col": 0} for name in names},
        column_widths={name: _widths(table) for name, table in tables.items()},
        row_heights={name: _heights(table, captioned[name]) for name, table in tables.items()},
        column_formats={name: _column_formats(table) for name, table in tables.items()},
        header_format={name: _ruled().set_bold().set_align("center") for name in names},
        page_setup={name: _page(tables[name], captioned[name]) for name in names},
    )
    return target.getvalue()


def _names(tables: Sequence[Table]) -> list[str]:
    """A different name each; a workbook takes upper and lower case for the same."""
    names: list[str] = []
    for table in tables:
        taken = {name.lower() for name in names}
        order = 1
        while (name := sheet_name(table.caption, order)).lower() in taken:
            order += 1
        names.append(name)
    return names


def _heads(table: Table) -> list[str]:
    heads: list[str] = []
    for head in table.heads:
        heads.append(free_head(str(written(head)), heads))
    return heads


def _rows(table: Table, heads: Sequence[str]) -> Iterator[dict[str, object]]:
    """The rows by their heads; a blank one under a table of nothing, so that the heads are there."""
    for row in table.rows or ((None,) * len(heads),):
        yield dict(zip(heads, map(written, row), strict=True))


def _ruled() -> Format:
    return Format().set_border("thin").set_text_wrap().set_align("vcenter")


def _widths(table: Table) -> list[float]:
    """In half-width letters."""
    return [share * (PAGE_WIDTH if len(table.heads) > 1 else TEXT_WIDTH) for share in shares(table)]


def _heights(table: Table, captioned: int) -> dict[int, float]:
    """Points of the caption and of the rows that take several lines, by their place in the sheet."""
    heights = {0: CAPTION_HEIGHT} if captioned else {}
    if len(table.rows) > MOST_MEASURED:
        return heights
    widths = _widths(table)
    lines = [
        max(lines_of(shown(cell), width) for cell, width in zip(row, widths, strict=True))
        for row in table.rows
    ]
    tall = ((at, count) for at, count in enumerate(lines, captioned + 1) if count > 1)
    return heights | {at: min(ROW_HEIGHT * count, TALLEST_ROW) for at, count in tall}


def _column_formats(table: Table) -> list[Format]:
    formats = []
    for index, right in enumerate(number_columns(table)):
        look = _ruled().set_align("right") if right else _ruled()
        places = {_places(row[index]) for row in table.rows if is_number(row[index])}
        if len(places) == 1 and places != {0}:  # 3.40 stays 3.40
            look = look.set_num_format("0." + "0" * places.pop())
        formats.append(look)
    return formats


def _places(cell: Cell) -> int:
    """Digits behind the point."""
    exponent = cell.as_tuple().exponent if isinstance(cell, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _caption(table: Table) -> tuple[Any, ...]:
    look = Format().set_bold().set_font_size(14).set_align("center").set_align("vcenter")
    return (0, 0, 0, len(table.heads) - 1, written(table.caption), look)


def _page(table: Table, captioned: int) -> dict[str, Any]:
    return {
        "paper_size": A4,
        "landscape": len(table.heads) > MOST_UPRIGHT,
        "fit_to_pages": (1, 0),
        "repeat_rows": (0, captioned),
        "footer": "&C— &P —",
    }
