"""A paper as Word file, in the look of an official document: named styles, so that an office can go on with it."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from zhiye.papers import sizes
from zhiye.papers.paper import (
    Bars,
    Block,
    Break,
    Cell,
    Heading,
    Note,
    Paper,
    Part,
    Ref,
    Table,
    Text,
    day_words,
)
from zhiye.papers.printable import number_columns, printable, shares, shown, width_of
from zhiye.papers.word_styles import CAPTION, CELL, LINE, SMALL, TWENTIETHS, empty_document

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CENTER, RIGHT, LEFT = "center", "right", "left"


def write(paper: Paper) -> bytes:
    """The .docx; the same paper gives the same bytes."""
    document = empty_document(printable(paper.title), printable(paper.issuer), paper.signed_on)
    writer = _Writer(document, paper)
    writer.head()
    for block in paper.blocks:
        writer.block(block)
    writer.signature()
    writer.foot()
    target = BytesIO()
    document.save(target)
    return _dated(target.getvalue(), paper)


def _dated(made: bytes, paper: Paper) -> bytes:
    """The same parts with one moment for all of them, instead of the one at which they were written."""
    day = datetime(1980, 1, 1) if paper.signed_on is None else paper.signed_on
    target = BytesIO()
    with ZipFile(BytesIO(made)) as parts, ZipFile(target, "w", ZIP_DEFLATED) as dated:
        for name in parts.namelist():
            told = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            told.compress_type = ZIP_DEFLATED
            dated.writestr(told, parts.read(name))
    return target.getvalue()


class _Writer:
    """Puts one paper into one document, from top to bottom."""

    def __init__(self, document: WordDocument, paper: Paper) -> None:
        self.document, self.paper = document, paper
        self.breaks = False  # the next paragraph begins a page
        self.after_table = False  # two tables without a paragraph between them would become one

    def paragraph(self, text: str, style: str) -> Paragraph:
        made = self.document.add_paragraph(printable(text), style)
        if self.breaks:
            made.paragraph_format.page_break_before = True
        self.breaks = self.after_table = False
        return made

    def head(self) -> None:
        paper = self.paper
        if paper.number or paper.signed_by:
            signer = f"签发人：{paper.signed_by}" if paper.signed_by else ""
            line = self.paragraph(f"{paper.number}\t{signer}", "Normal").paragraph_format
            line.left_indent, line.space_after = Pt(sizes.BODY), Pt(LINE)
            edge = Pt(sizes.BLOCK_WIDTH - sizes.BODY)
            line.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
        self.paragraph(paper.title, "Title")
        if paper.addressee:
            self.paragraph(f"{paper.addressee}：", "Normal")

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.paragraph(block.text, f"Heading {block.level}")
            case Text():
                self.text(block)
            case Table():
                self.table(block)
            case Bars():
                self.table(block.table)
                if block.note:
                    self.paragraph(block.note, SMALL)
            case Note():
                self.paragraph(block.text, SMALL)
            case Break():
                self.breaks = True

    def text(self, block: Text) -> None:
        for parts in _paragraphs(block.parts):
            paragraph = self.paragraph("", "Body Text")
            for part in parts:
                paragraph.add_run(printable(part if isinstance(part, str) else part.text))
                if isinstance(part, Ref):
                    paragraph.add_run(f"[{self.paper.number_of(part)}]").font.superscript = True

    def table(self, table: Table) -> None:
        if table.caption or self.breaks or self.after_table:
            self.paragraph(table.caption, CAPTION)
        _table(self.document, table)
        self.after_table = True

    def signature(self) -> None:
        """Name and day, the day four characters from the edge, room for the seal around both."""
        day, name = day_words(self.paper.signed_on), self.paper.issuer
        most = (sizes.CHARACTERS - 4) * 2  # half-width letters
        width = max(width_of(day), min(width_of(name), most)) * sizes.BODY / 2 + 1
        edge = max(2 * sizes.BODY, 4 * sizes.BODY - (width - width_of(day) * sizes.BODY / 2) / 2)
        joined = bool(self.paper.closing) and not self.after_table
        self.stay_with_signature()
        lines = [self.paragraph(text, "Normal") for text in (name, day) if text]
        for line in lines:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            layout = line.paragraph_format
            # A character wider on both sides: a substitute face must not make two lines of a day.
            layout.left_indent = Pt(sizes.BLOCK_WIDTH - width - edge - sizes.BODY)
            layout.right_indent = Pt(edge - sizes.BODY)
            layout.keep_with_next = line is not lines[-1] or joined
        lines[0].paragraph_format.space_before = Mm(sizes.BEFORE_NAME)
        rest = sizes.SEAL - sizes.BEFORE_NAME - 2 * LINE / sizes.POINTS_A_MM
        lines[-1].paragraph_format.space_after = Mm(rest)

    def stay_with_signature(self) -> None:
        """No page holds nothing but the name and the day."""
        if not self.after_table:
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def foot(self) -> None:
        if self.paper.closing:
            self.paragraph(f"（{self.paper.closing}）", "Body Text")
        if self.paper.notes:
            self.paragraph("口径说明", SMALL).paragraph_format.keep_with_next = True
        for number, note in enumerate(self.paper.notes, 1):
            self.paragraph(f"[{number}] {note}", SMALL)


def _paragraphs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts of each paragraph: a line feed begins another. A ref keeps its note where its words end."""
    paragraph: list[Part] = []
    for part in parts:
        *ended, last = printable(part if isinstance(part, str) else part.text).split("\n")
        for line in ended:
            yield [*paragraph, line]
            paragraph = []
        paragraph.append(last if isinstance(part, str) else Ref(last, part.note))
    yield paragraph


def _table(document: WordDocument, table: Table) -> None:
    """Put at the end, row by row: python-docx's own cells look through the whole table for each of them."""
    widths = [round(share * sizes.BLOCK_WIDTH * TWENTIETHS) for share in shares(table)]
    made = document.add_table(0, 0)
    made.style, made.autofit, made.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    element = made._tbl
    for width in widths:
        element.tblGrid.add_gridCol().w = Pt(width / TWENTIETHS)
    style = document.styles[CELL].style_id or ""
    size = sizes.cell_size(len(widths))
    heads = [_empty_cell(width, CENTER, style, size) for width in widths]
    sides = [RIGHT if number else LEFT for number in number_columns(table)]
    cells = [_empty_cell(width, side, style, size) for width, side in zip(widths, sides, strict=True)]
    element.append(_row(heads, table.heads, head=True))
    for row in table.rows:
        element.append(_row(cells, row, head=False))


def _row(cells: Sequence[BaseOxmlElement], values: Sequence[Cell], *, head: bool) -> BaseOxmlElement:
    row = OxmlElement("w:tr")
    kept = OxmlElement("w:trPr")
    kept.append(OxmlElement("w:cantSplit"))
    if head:
        kept.append(OxmlElement("w:tblHeader"))
    row.append(kept)
    for empty, value in zip(cells, values, strict=True):
        cell = deepcopy(empty)  # five times faster than building each
        _say(cell[-1][-1], shown(value))
        row.append(cell)
    return row


def _empty_cell(width: int, side: str, style: str, size: float) -> BaseOxmlElement:
    """A cell with a paragraph with a run, to be copied."""
    cell, look = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    look.append(_with("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    look.append(_with("w:vAlign", {"w:val": CENTER}))
    paragraph, layout = OxmlElement("w:p"), OxmlElement("w:pPr")
    layout.append(_with("w:pStyle", {"w:val": style}))
    layout.append(_with("w:jc", {"w:val": side}))
    run, letters = OxmlElement("w:r"), OxmlElement("w:rPr")
    letters.append(_with("w:sz", {"w:val": str(round(size * 2))}))
    run.append(letters)
    paragraph.extend([layout, run])
    cell.extend([look, paragraph])
    return cell


def _say(run: BaseOxmlElement, text: str) -> None:
    for order, line in enumerate(text.split("\n")):
        if order:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:t", attrs={qn("xml:space"): "preserve"})
        words.text = line
        run.append(words)


def _with(tag: str, values: dict[str, str]) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(name), value)
    return element
