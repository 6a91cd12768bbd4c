"""The empty Word document: page, styles and foot after GB/T 9704-2012, and nothing of the machine it was made on."""

from dataclasses import dataclass
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from zhiye.papers import sizes

LATIN = "Times New Roman"
LINE = 28.95  # points: 22 lines, a little less than 225 mm, or the last one would not fit
TWENTIETHS = 20  # of a point, in which Word measures
CLOSER = -5  # twentieths of a point between characters of 三号, so that 28 of them fill 156 mm
FOLIO_FROM_EDGE = 23.0  # mm below the number of the page, which leaves 7 mm above it


@dataclass(frozen=True, slots=True)
class Style:
    """One named style. ``indent`` counts characters of the first line."""

    name: str
    face: str
    size: float = sizes.BODY
    line: float = LINE
    indent: int = 0
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    keep: bool = False
    after: float = 0.0


CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
CAPTION, CELL, SMALL = "Caption", "表格文字", "小字"
STYLES = (
    Style("Normal", "仿宋_GB2312"),
    Style("Body Text", "仿宋_GB2312", indent=2, align=JUSTIFY),
    Style("Title", "方正小标宋简体", sizes.TITLE, 36, align=CENTER, keep=True, after=LINE),
    Style("Heading 1", "黑体", indent=2, keep=True),
    Style("Heading 2", "楷体_GB2312", indent=2, keep=True),
    Style("Heading 3", "仿宋_GB2312", indent=2, keep=True),
    Style("Heading 4", "仿宋_GB2312", indent=2, keep=True),
    Style(CAPTION, "黑体", sizes.cell_size(1), align=CENTER, keep=True),
    Style(CELL, "仿宋_GB2312", sizes.cell_size(1), 17),
    Style(SMALL, "仿宋_GB2312", sizes.SMALL, 16),
    Style("Footer", "宋体", sizes.FOLIO, 16),
)


def empty_document(title: str, author: str, made: date | None) -> WordDocument:
    """A document with the styles and without a word in it; without ``made`` it names no moment."""
    document = Document()
    for language in document.styles.element.iter(qn("w:lang")):  # or a substitute face may draw foreign forms
        language.set(qn("w:eastAsia"), "zh-CN")
    for style in STYLES:
        _put_style(document, style)
    _put_page(document)
    _put_properties(document, title, author, made)
    return document


def _put_style(document: WordDocument, wanted: Style) -> None:
    styles = document.styles
    known = wanted.name in styles
    style = styles[wanted.name] if known else styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    for part in ("w:pPr", "w:rPr"):  # the look it comes with: colours, rules, theme faces
        for found in style.element.findall(qn(part)):
            style.element.remove(found)
    style.font.name, style.font.size = LATIN, Pt(wanted.size)
    look = style.element.get_or_add_rPr()
    look.get_or_add_rFonts().set(qn("w:eastAsia"), wanted.face)
    if wanted.size == sizes.BODY:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(CLOSER))
        look.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    layout = style.paragraph_format
    for between in (
        "w:autoSpaceDE",
        "w:autoSpaceDN",
    ):  # no space of Word's own between characters and figures
        style.element.get_or_add_pPr().append(_off(between))
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(wanted.line)
    layout.space_before, layout.space_after = Pt(0), Pt(wanted.after)
    layout.alignment, layout.keep_with_next = wanted.align, wanted.keep
    layout.widow_control = True
    if wanted.name.startswith("Heading"):
        _level(style, int(wanted.name[-1]) - 1)
    if wanted.indent:
        layout.first_line_indent = Pt(wanted.indent * wanted.size)
        style.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), str(wanted.indent * 100))


def _off(tag: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:val"), "0")
    return element


def _level(style: ParagraphStyle, level: int) -> None:
    """The level at which the heading stands in Word's outline."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(outline)


def _put_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in sizes.PAGE)
    section.top_margin, section.bottom_margin = Mm(sizes.TOP), Mm(sizes.BOTTOM)
    section.left_margin, section.right_margin = Mm(sizes.LEFT), Mm(sizes.RIGHT)
    section.footer_distance = Mm(FOLIO_FROM_EDGE)
    # No grid of characters: Word, WPS and LibreOffice each reckon it differently. Exact lines and CLOSER do the same.
    section._sectPr.remove(section._sectPr.find(qn("w:docGrid")))
    document.settings.odd_and_even_pages_header_footer = True
    _put_folio(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _put_folio(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _put_folio(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the outer edge."""
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(sizes.FOLIO)
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field(kind, text))
    paragraph.add_run(" —")


def _field(kind: str, text: str) -> BaseOxmlElement:
    if text:
        code = OxmlElement("w:instrText")
        code.text = text
        return code
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _put_properties(document: WordDocument, title: str, author: str, made: date | None) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title[:255], author[:255], author[:255]
    about.comments, about.keywords, about.language, about.revision = "", "", "zh-CN", 1
    if made:
        about.created = about.modified = datetime.combine(made, time())
    else:
        for told in list(about._element):
            if told.tag in (qn("dcterms:created"), qn("dcterms:modified")):
                about._element.remove(told)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of somebody else's page
            package.rels.pop(key)
