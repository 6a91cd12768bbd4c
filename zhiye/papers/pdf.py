"""A paper as PDF, in the look of an official document (公文): tagged, the same bytes for the same paper."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused
from zhiye.papers import sizes
from zhiye.papers.fonts import Faces, faces
from zhiye.papers.paper import Bars, Block, Break, Heading, Note, Paper, Table, Text, day_words
from zhiye.papers.printable import breakable, lines_of, number_columns, printable, shares, shown, width_of

TYPE = "application/pdf"
LOOK = Path(__file__).with_name("paper.typ")
TALLEST_KEPT = 12  # lines: a row higher than this may break, or it would run off a page
WIDEST_LABEL = 24  # half-width letters of a bar's label; longer ones take a second line
BESIDE_BAR = 90.0  # points kept free for the number at the end of the longest bar
MOST_ROWS = 2_000  # of all tables: some 125 pages and four seconds; more is nothing that anybody prints
LONGEST_RUN = 2 * sizes.CHARACTERS  # half-width letters of a line
Data = dict[str, Any]


def write(paper: Paper) -> bytes:
    """The PDF. Raises Refused when the machine has no Chinese font, naming the package, and for thousands of rows."""
    count = sum(len(table.rows) for table in paper.tables)
    if count > MOST_ROWS:
        told = _("里面的表一共有 %(count)d 行，印出来有几百页。请改用 Excel 导出。")
        raise Refused(told % {"count": count})
    fonts, chosen = faces()
    day = paper.signed_on or date(1970, 1, 1)
    return typst.compile(
        LOOK,
        root=LOOK.parent,
        font_paths=fonts,
        sys_inputs=inputs(paper, chosen),
        timestamp=datetime.combine(day, time(), UTC),
    )


def inputs(paper: Paper, chosen: Faces) -> dict[str, str]:
    """What the look reads: one JSON text."""
    data = {"faces": asdict(chosen), "sizes": _sizes(), **_data(paper)}
    return {"paper": json.dumps(data, ensure_ascii=False)}


def _sizes() -> Data:
    return {
        "page": sizes.PAGE,
        "top": sizes.TOP,
        "bottom": sizes.BOTTOM,
        "left": sizes.LEFT,
        "right": sizes.RIGHT,
        "line": sizes.LINE_PITCH,
        "character": sizes.CHARACTER_PITCH,
        "characters": sizes.CHARACTERS,
        "body": sizes.BODY,
        "title": sizes.TITLE,
        "small": sizes.SMALL,
        "folio": sizes.FOLIO,
        "folio_below": sizes.FOLIO_BELOW,
        "seal": sizes.SEAL,
        "before_name": sizes.BEFORE_NAME,
        "padding": sizes.CELL_PADDING,
        "cell_large": sizes.cell_size(1),
    }


def _data(paper: Paper) -> Data:
    last = len(paper.blocks) - 1
    return {
        "title": printable(paper.title),
        "issuer": printable(paper.issuer),
        "number": printable(paper.number),
        "signer": printable(paper.signed_by),
        "addressee": printable(paper.addressee),
        "day": day_words(paper.signed_on),
        "signed": paper.signed_on is not None,
        "closing": printable(paper.closing),
        # Behind a table the remark may go over to the next page rather than take name and day with it.
        "ends_in_text": bool(paper.blocks) and isinstance(paper.blocks[-1], Text | Note | Heading),
        "notes": [_flowing(note) for note in paper.notes],
        "blocks": [
            one for order, block in enumerate(paper.blocks) for one in _block(paper, block, order == last)
        ],
    }


def _block(paper: Paper, block: Block, last: bool) -> list[Data]:
    """The block as the look reads it; a text with line feeds is several. The last stays with the signature."""
    match block:
        case Heading():
            return [{"kind": "heading", "level": block.level, "text": _flowing(block.text)}]
        case Text():
            return _paragraphs(paper, block, last)
        case Table():
            return [_table(block)]
        case Bars():
            return [_bars(block)]
        case Note():
            return [{"kind": "note", "text": _flowing(block.text), "last": last}]
        case Break():
            return [{"kind": "break"}]


def _paragraphs(paper: Paper, block: Text, last: bool) -> list[Data]:
    paragraphs: list[list[Data]] = [[]]
    for part in block.parts:
        note = 0 if isinstance(part, str) else paper.number_of(part)
        lines = _flowing(part if isinstance(part, str) else part.text).split("\n")
        for order, line in enumerate(lines):
            if order:
                paragraphs.append([])
            paragraphs[-1].append({"text": line, "note": note if order == len(lines) - 1 else 0})
    end = len(paragraphs) - 1
    return [
        {"kind": "text", "parts": parts, "last": last and order == end}
        for order, parts in enumerate(paragraphs)
    ]


def _flowing(text: str) -> str:
    """Printable, and no run of letters is longer than a line."""
    return breakable(printable(text), LONGEST_RUN)


def _table(table: Table) -> Data:
    size = sizes.cell_size(len(table.heads))
    parts = shares(table)
    room = [sizes.columns_in(share, size) for share in parts]
    heads, *rows = (
        [breakable(shown(cell), columns) for cell, columns in zip(row, room, strict=True)]
        for row in (table.heads, *table.rows)
    )
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "heads": heads,
        "rows": rows,
        "tall": [_height(row, room) > TALLEST_KEPT for row in rows],
        "repeat": _height(heads, room) <= TALLEST_KEPT,
        "right": number_columns(table),
        "shares": parts,
        "size": size,
    }


def _height(row: list[str], room: list[float]) -> int:
    return max(lines_of(cell, columns) for cell, columns in zip(row, room, strict=True))


def _bars(bars: Bars) -> Data:
    size = sizes.cell_size(1)
    letters = min(max((width_of(printable(mark.label)) for mark in bars.marks), default=0), WIDEST_LABEL)
    label = (letters + 1) * size / 2 + 2 * sizes.CELL_PADDING
    longest = max((mark.length for mark in bars.marks), default=0) or 1
    room = sizes.BLOCK_WIDTH - label - BESIDE_BAR
    return {
        "kind": "bars",
        "title": printable(bars.title),
        "unit": printable(bars.unit),
        "note": _flowing(bars.note),
        "label": label,
        "marks": [
            {
                "label": breakable(printable(mark.label), letters + 1),
                "shown": shown(mark.cell),
                "bar": float(mark.length / longest) * room,
            }
            for mark in bars.marks
        ],
    }
