"""The PDF: its page, its faces, the room for the seal; any text is text and the same paper the same bytes."""

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from zhiye.kernel.errors import Refused
from zhiye.papers import fonts, pdf, sizes
from zhiye.papers.paper import Break, Heading, Mark, Note, Paper, Ref, Table, Text
from zhiye.papers.printable import printable

from . import make

PIXELS_A_MM = 4
NASTY = "#let x = 1 $a$ *b* _c_ [d] \\ <e> @f // g /* h */ = i - j + k `l` ~ \"m\" 'n' %o {p} ---"
RARE = "㛃𠅤𬭛龘"


def pages(made: bytes) -> int:
    found = re.search(rb"/Type/Pages/Count (\d+)", made)
    return int(found[1]) if found else 0


def compiler(paper: Paper) -> typst.Compiler:
    there, chosen = fonts.faces()
    return typst.Compiler(
        pdf.LOOK, root=pdf.LOOK.parent, font_paths=there, sys_inputs=pdf.inputs(paper, chosen)
    )


def written_lines(paper: Paper, page: int = 1) -> list[tuple[float, float]]:
    """Where ink is in the text block of a page, as spans of millimetres from the upper edge of the page."""
    drawn = compiler(paper).compile(format="png", ppi=25.4 * PIXELS_A_MM)
    picture = drawn[page - 1] if isinstance(drawn, list) else drawn
    image = Image.open(BytesIO(picture)).convert("L")
    inked = [min(image.crop((0, row, image.width, row + 1)).tobytes()) < 128 for row in range(image.height)]
    edges = [row for row in range(1, image.height) if inked[row] != inked[row - 1]]
    spans = [(a / PIXELS_A_MM, b / PIXELS_A_MM) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if span[0] < sizes.TOP + sizes.BLOCK[1]]


def test_a_month_is_one_tagged_page_of_a4_in_simplified_chinese_faces() -> None:
    made = pdf.write(make.month())
    assert pages(made) == 1
    told = made.decode("latin-1")
    for sign in ("/StructTreeRoot", "/Lang(zh-CN)"):
        assert sign in told
    box = re.search(r"/MediaBox\s*\[([^\]]*)\]", told)
    assert box is not None
    assert [float(side) / sizes.POINTS_A_MM for side in box[1].split()[2:]] == pytest.approx(
        sizes.PAGE, abs=0.1
    )
    faces = set(re.findall(r"/FontName/[A-Z]{6}\+([\w-]+)", told))
    assert faces
    assert not {face for face in faces if re.search(r"CJK(jp|kr|tc|hk)", face)}


def test_a_long_table_goes_over_pages_and_every_page_says_its_heads() -> None:
    report = make.many_pages()
    assert 10 <= pages(pdf.write(report)) <= 14
    tables = json.loads(compiler(report).query("table"))
    heads = [table["children"][0] for table in tables if table["children"][0]["func"] == "header"]
    assert [(head["repeat"], len(head["children"])) for head in heads] == [(True, 5), (True, 6)]
    rows = [cell for cell in tables[-1]["children"] if cell["func"] == "cell"]
    assert len(rows) == 200 * 6
    assert not any(cell.get("breakable") for cell in rows)


def test_between_the_text_and_the_remark_there_is_room_for_a_seal() -> None:
    """Nothing but name and day is printed on 45 mm, and they stand a little under the middle of it."""
    *_head, text, name, day, remark = written_lines(replace(make.month(), blocks=(Text.of("一句话。"),)))
    assert remark[0] - text[1] >= sizes.SEAL
    middle = (text[1] + remark[0]) / 2
    assert name[1] < day[0]
    assert middle - 5 < (name[0] + day[1]) / 2 < middle + 10


def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    words = "字" * sizes.CHARACTERS * (sizes.LINES - 1) + "字" * (sizes.CHARACTERS - 2)  # two are the indent
    paper = Paper("题", "委员会", (Break(), Text.of(words), Heading(1, "一、下一页")))
    spans = written_lines(paper, page=2)
    assert len(spans) == sizes.LINES
    pitch = (spans[-1][0] - spans[0][0]) / (sizes.LINES - 1)
    assert pitch == pytest.approx(sizes.BLOCK[1] / sizes.LINES, abs=0.05)
    assert spans[0][0] >= sizes.TOP
    assert spans[-1][1] <= sizes.PAGE[1] - sizes.BOTTOM


def test_the_same_paper_gives_the_same_bytes_with_the_day_of_signing_in_them() -> None:
    made = pdf.write(make.month())
    assert made == pdf.write(make.month())
    assert b"D:20261130" in made
    assert made != pdf.write(replace(make.month(), signed_on=None))


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60) | st.just(NASTY) | st.just(RARE))
def test_any_text_is_printed_as_it_is(text: str) -> None:
    paper = Paper(
        title=text,
        issuer=text,
        number=text,
        addressee=text,
        signed_by=text,
        closing=text,
        blocks=(
            Heading(1, text),
            Text.of(text, Ref(text, text)),
            Table(text, (text, text), ((text, 1),)),
            replace(make.BARS, title=text, unit=text, note=text, marks=(Mark(text, 1), Mark(text, 2, text))),
            Note(text),
        ),
    )
    assert pdf.write(paper)[:5] == b"%PDF-"
    heading = json.loads(compiler(paper).query("heading"))[0]["body"]
    assert words_of(heading) == printable(text)


def words_of(content: dict[str, object]) -> str:
    """The characters of a piece of Typst content."""
    if content.get("func") == "linebreak":
        return "\n"
    children = content.get("children")
    return "".join(map(words_of, children)) if isinstance(children, list) else str(content.get("text", ""))


def test_without_a_chinese_font_the_package_is_named() -> None:
    with pytest.raises(Refused, match="fonts-noto-cjk"):
        fonts.faces_among(["Noto Sans CJK JP", "DejaVu Sans"])
    assert fonts.faces_among(["FangSong", "Noto Serif CJK SC"]).body == ["FangSong", "Noto Serif CJK SC"]


def test_thousands_of_rows_are_for_a_workbook() -> None:
    with pytest.raises(Refused, match="Excel"):
        pdf.write(make.month(make.long_table(pdf.MOST_ROWS + 1)))
