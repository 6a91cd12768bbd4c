"""Rejected rows come back in the sheet's own order; people go out in the order of a known sheet."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zhiye.exchange.roster.account import read_roster
from zhiye.exchange.roster.write import rejected_workbook, write_people, write_rejected
from zhiye.kernel.cells import guarded

from .make import TODAY, id_of, read_rows

ROWS = [
    ["序号", "住址", "姓名", "身份证号", "签名"],
    [1, "3-2-401", "王小明", id_of(1960), ""],
    [2, "3-2-402", "李红", 9.90101196005e17, "=1+1"],
    [3, "", "", "", "见上"],
]


def cells_of(data: bytes) -> list[list[object]]:
    return [list(row) for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True)]


def test_rejected_rows_keep_their_columns_and_say_why(tmp_path: Path) -> None:
    written = cells_of(rejected_workbook(read_rows(tmp_path, ROWS)))
    assert written[0] == [*ROWS[0], "没有导入的原因"]
    assert [row[1] for row in written[1:]] == ["3-2-402", None]
    assert "Excel改成了数字" in str(written[1][-1])
    assert "没有姓名" in str(written[2][-1])


def test_a_corrected_file_of_rejected_rows_can_be_imported_again(tmp_path: Path) -> None:
    path = tmp_path / "again.xlsx"
    assert write_rejected(read_rows(tmp_path, ROWS), str(path)) == 2
    book = load_workbook(path)
    book.worksheets[0]["D2"] = id_of(1972, sequence=12)
    book.save(path)
    again = read_roster(path, "again.xlsx", TODAY)
    assert [(p.name, p.id_number) for p in again.people] == [("李红", id_of(1972, sequence=12))]


def test_nothing_is_written_when_nothing_was_rejected(tmp_path: Path) -> None:
    assert rejected_workbook(read_rows(tmp_path, ROWS[:2])) == b""


@pytest.mark.parametrize("text", ["=1+1", "+8613", "-1", "@SUM(A1)", "\t=1"])
def test_cells_that_look_like_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


def test_people_go_out_in_the_order_of_a_known_sheet_and_come_back_equal(tmp_path: Path) -> None:
    columns = [("序号", "serial"), ("住址", "home"), ("姓名", "name"), ("身份证号", "id_number")]
    columns += [("手机", "phone"), ("出生日期", "birth"), ("民族", "ignore"), ("备注", "note")]
    people = [
        {
            "home": "3-2-401",
            "name": "王小明",
            "id_number": id_of(1960),
            "phone": "19900001111",
            "birth": date(1960, 5, 3),
            "note": "=HYPERLINK(1)",
        }
    ]
    path = tmp_path / "out.xlsx"
    assert write_people(columns, people, str(path), "名册[1]") == 1
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [head for head, _kind in columns]
    assert [cell.data_type for cell in sheet[2]][3:5] == ["s", "s"]
    assert sheet["H2"].value == "'=HYPERLINK(1)"
    again = read_roster(path, "out.xlsx", TODAY).people[0]
    assert (again.name, again.id_number, again.phones) == ("王小明", id_of(1960), ("19900001111",))
    assert again.note == "=HYPERLINK(1)"


def test_a_sheet_of_nobody_still_has_its_head(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert write_people([("姓名", "name"), ("电话", "phone")], [], str(path), "名册") == 0
    assert [cell.value for cell in load_workbook(path).worksheets[0][1]] == ["姓名", "电话"]
