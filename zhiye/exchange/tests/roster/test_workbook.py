"""Files of every format are opened by what they hold, and everything else is refused with a sentence."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from zhiye.exchange.roster import limits, workbook
from zhiye.exchange.roster.refusals import UnreadableFile
from zhiye.exchange.roster.workbook import open_workbook

from .make import write_xlsx

TABLE = "姓名,性别,电话\n王小明,男,19900001111\n李小红,女,19900002222\n"


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        open_workbook(path)
    assert caught.value.sentence.endswith("。")
    return caught.value.code


def written(tmp_path: Path, data: bytes, name: str = "file.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_open_in_every_office_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = written(tmp_path, TABLE.replace(",", delimiter).encode(encoding), "名单.csv")
    sheet = open_workbook(path, "名单.csv").sheets[0]
    assert sheet.name == "名单"
    assert sheet.rows[1] == ["王小明", "男", "19900001111"]


def test_the_format_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "really_xlsx.csv", {"名册": [["姓名", "性别"], [" 王小明 ", "男"]]})
    assert open_workbook(path).sheets[0].rows[1] == ["王小明", "男"]


def test_digits_kept_as_text_by_a_formula_are_unwrapped(tmp_path: Path) -> None:
    path = written(tmp_path, '姓名,身份证号\n王小明,="990101196005030112"\n'.encode())
    assert open_workbook(path).sheets[0].rows[1][1] == "990101196005030112"


def test_a_quote_that_never_closes_does_not_swallow_the_rows(tmp_path: Path) -> None:
    lines = "".join(f"王小明{n},男,好人好人好人好人\n" for n in range(9000))
    path = written(tmp_path, ('姓名,性别,备注\n"' + lines).encode())
    assert len(open_workbook(path).sheets[0].rows) == 9001


def test_a_web_page_saved_as_a_spreadsheet_is_read_with_its_spans(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><td colspan='2'>住户名册</td></tr><tr><th>姓名</th><th>房号</th></tr>"
        "<tr><td>王小明</td><td rowspan=2>3-2-401</td></tr><tr><td>李&nbsp;红</td></tr></table></body></html>"
    )
    sheet = open_workbook(written(tmp_path, page.encode("gbk"), "导出.xls")).sheets[0]
    assert sheet.rows == [["住户名册", ""], ["姓名", "房号"], ["王小明", "3-2-401"], ["李 红", ""]]
    assert ((2, 1), (3, 1)) in sheet.merged


def test_hidden_sheets_are_left_and_named(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["姓名"])
    hidden = book.create_sheet("旧名册")
    hidden.append(["姓名"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    opened = open_workbook(tmp_path / "a.xlsx")
    assert len(opened.sheets) == 1
    assert any("旧名册" in note for note in opened.notes)


def test_macros_are_mentioned_and_not_run(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsm", {"名册": [["姓名", "性别"], ["王小明", "男"]]})
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    assert any("宏" in note for note in open_workbook(path).notes)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"{\\rtf1 hello}", "word"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "old_xml"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00", "password"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\x00\x00", "word"),
        (OLE + b"nothing", "not_a_table"),
        (OLE + "Workbook".encode("utf-16-le") + b"\x00\x00 but nothing in it", "broken"),
        (
            "各位邻居，今天下午三点在活动室开会，商量加装电梯的事，请大家互相转告，谢谢大家的支持。".encode(),
            "not_a_table",
        ),
        (bytes(range(256)) * 4, "not_a_table"),
        (b"PK\x03\x04 truncated", "broken"),
    ],
)
def test_what_is_no_table_is_refused_by_its_kind(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(written(tmp_path, data)) == code


def package_of(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    path = tmp_path / "package.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/document.xml": b"<w/>"}, "word"),
        ({"ppt/presentation.xml": b"<p/>"}, "slides"),
        ({"photo.jpg": b"\xff\xd8"}, "archive"),
        (
            {"xl/workbook.xml": b"<workbook/>", "xl/media/zeros.bin": b"\x00" * (limits.RATIO_FLOOR + 1)},
            "zip_bomb",
        ),
    ],
)
def test_other_packages_are_refused_by_their_kind(tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
    assert refusal(package_of(tmp_path, parts)) == code


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"名册": [["姓名"], *[[f"王{n}"] for n in range(500)]]})
    path.write_bytes(path.read_bytes()[:-200])
    assert refusal(path) == "broken"


def test_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"名册": [["姓名"], *[[f"王{n}"] for n in range(500)]]})
    data = bytearray(path.read_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[at : at + 40] = bytes(40)
    path.write_bytes(bytes(data))
    assert refusal(path) == "broken"


@pytest.mark.parametrize("far", ["XFD1048576", "AZZ9000", "C1048576"])
def test_one_cell_in_the_far_corner_does_not_fill_the_memory(tmp_path: Path, far: str) -> None:
    book = Workbook()
    book.active["A1"] = "姓名"
    book.active["CZ1"] = "备注"
    book.active[far] = "x"
    book.save(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx") == "too_many_cells"


def test_a_long_and_narrow_sheet_is_no_reason_to_refuse(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "姓名"
    book.active["B90000"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert len(open_workbook(tmp_path / "a.xlsx").sheets[0].rows) == 90000


def test_repeated_content_of_an_open_document_counts(tmp_path: Path) -> None:
    row = b'<table:table-row table:number-rows-repeated="1000000">'
    row += b'<table:table-cell table:number-columns-repeated="20">'
    content = b"<office>" + row + b"<text:p>x</text:p></table:table-cell></table:table-row></office>"
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    assert refusal(package_of(tmp_path, {"mimetype": mimetype, "content.xml": content})) == "too_many_cells"


def test_a_far_cell_of_a_binary_sheet_counts() -> None:
    row = bytes([0, 4]) + (1_000_000).to_bytes(4, "little")
    cell = bytes([1, 8]) + (9_000).to_bytes(4, "little") + bytes(4)
    with pytest.raises(UnreadableFile) as caught:
        limits._check_binary_sheet(row + cell)
    assert caught.value.code == "too_many_cells"


def test_a_file_over_the_byte_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_BYTES", 10)
    assert refusal(written(tmp_path, TABLE.encode())) == "too_large"


def test_a_workbook_without_any_cell_is_refused(tmp_path: Path) -> None:
    assert refusal(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": []})) == "no_data"


def test_an_office_wide_text_row_does_not_fill_the_memory(tmp_path: Path) -> None:
    data = ("姓名,电话\n" * 3000 + "," * 4000 + "\n").encode()
    assert refusal(written(tmp_path, data)) == "too_many_cells"
