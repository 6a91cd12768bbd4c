"""The Word file, read back: page, named styles and faces, heads of tables, number of the page, nothing of a machine."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from zhiye.papers import sizes, word
from zhiye.papers.paper import Break, Paper, Table, Text

from . import make


@pytest.fixture(scope="module")
def made() -> bytes:
    return word.write(make.month(make.BARS, make.MONTH, Break(), make.long_table(30)))


@pytest.fixture(scope="module")
def document(made: bytes) -> WordDocument:
    return Document(BytesIO(made))


def test_the_page_is_the_one_of_the_standard(document: WordDocument) -> None:
    page = document.sections[0]
    sides = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    wanted = (*sizes.PAGE, sizes.TOP, sizes.BOTTOM, sizes.LEFT, sizes.RIGHT)
    assert [side.mm for side in sides if side is not None] == pytest.approx(wanted, abs=0.1)
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        assert footer.paragraphs[0].alignment is not None
        assert footer.paragraphs[0].alignment.name.lower() == side
        assert "PAGE" in footer._element.xml
    assert document.settings.odd_and_even_pages_header_footer


def test_every_part_has_its_style_and_the_style_its_face(document: WordDocument) -> None:
    told = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert told["青桐居民区2026年11月工作情况报告"] == "Title"
    assert told["一、走访和联系"] == "Heading 1"
    assert told["（一）协商议事"] == "Heading 2"
    assert told["开展协商议事25场，比上月少3场，因为有2场并开了。"] == "Body Text"
    faces = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Body Text", "Title", "Heading 1", "Heading 2", "Footer")
    }
    assert list(faces.values()) == [
        "仿宋_GB2312",
        "仿宋_GB2312",
        "方正小标宋简体",
        "黑体",
        "楷体_GB2312",
        "宋体",
    ]
    body = document.styles["Body Text"]
    assert (body.font.size.pt, body.paragraph_format.first_line_indent.pt) == (16, 32)


def test_tables_repeat_their_heads_keep_their_rows_and_numbers_stand_right(document: WordDocument) -> None:
    twin, month, long = document.tables
    assert [cell.text for cell in twin.rows[-1].cells] == ["没有记日子的", "少于5"]
    for table in (twin, month, long):
        head, *rows = (row._tr for row in table.rows)
        assert head.xpath("./w:trPr/w:tblHeader")
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
    assert [cell.paragraphs[0].alignment.name for cell in month.rows[4].cells] == [
        "LEFT",
        "LEFT",
        "RIGHT",
        "RIGHT",
        "LEFT",
    ]
    assert month.rows[4].cells[2].text == "3.40"
    assert len(long.rows) == 31


def test_notes_are_numbered_once_and_printed_after_the_day(document: WordDocument) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[-2:] == [f"[1] {make.HOMES}", f"[2] {make.DISPUTES}"]
    assert texts.index("2026年11月30日") < texts.index("口径说明")
    assert any(run.text == "[1]" and run.font.superscript for one in document.paragraphs for run in one.runs)


def test_the_file_names_the_committee_and_no_machine(made: bytes, document: WordDocument) -> None:
    about = document.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("青桐居民委员会", "青桐居民委员会", "")
    assert (about.created.date(), about.modified.date()) == (make.SIGNED, make.SIGNED)
    assert "docProps/thumbnail.jpeg" not in ZipFile(BytesIO(made)).namelist()
    assert made == word.write(make.month(make.BARS, make.MONTH, Break(), make.long_table(30)))


def test_signs_no_file_can_hold_and_two_tables_side_by_side_do_no_harm() -> None:
    table = Table("", ("甲",), (("一\n二\x00\ud800<&>",),))
    paper = Paper("\x0b题", "", (Text.of("一\n二"), table, table))
    made = Document(BytesIO(word.write(paper)))
    assert [one.rows[1].cells[0].text for one in made.tables] == ["一\n二<&>"] * 2
    assert [one.text for one in made.paragraphs][:3] == ["题", "一", "二"]
