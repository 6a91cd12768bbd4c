"""The account of a whole file: no row is dropped silently, and at most three questions are asked."""

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.exchange.roster.account import read_roster
from zhiye.exchange.roster.book import KnownPlaces
from zhiye.exchange.roster.refusals import UnreadableFile
from zhiye.exchange.roster.workbook import open_workbook

from .make import TODAY, id_of, read_rows, reasons, write_xlsx

HEAD = ["序号", "姓名", "身份证号", "出生日期", "电话", "住址", "与户主关系", "类别"]
CELLS = {
    "name": [
        "王小明",
        "李红",
        "张 强",
        "",
        "空置",
        "合计",
        "12",
        "梧桐置业有限公司",
        "王小明、李红",
        "张三1",
    ],
    "id": ["", id_of(1960), id_of(1960)[:-1], 9.90101196005e17, id_of(1972), "无", "111111111111111111"],
    "birth": ["", "1960-05-03", 22039, "1960年9月31日", "八旬", datetime(1972, 5, 3), "六零年"],
    "phone": ["", 19900001111, "1990000111", "19900001111/021-55550000", "没有"],
    "home": ["", "3-2-401", "3号楼2单元401室", "115号402", "河边", "3号楼"],
    "relation": ["", "户主", "妻", "老战友"],
    "category": ["", "低保", "独居、爱唱戏"],
}
ROWS = st.lists(
    st.tuples(st.integers(1, 99), *[st.sampled_from(values) for values in CELLS.values()]), max_size=14
)
BETWEEN = st.sampled_from([[], HEAD, ["", "合计", "", "5人"], ["", "", "制表人：李红"], ["115号"]])


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, between=st.lists(BETWEEN, max_size=3))
def test_every_data_row_is_imported_rejected_or_a_duplicate(
    rows: list[tuple[object, ...]], between: list[list[str]]
) -> None:
    table: list[object] = [["梧桐花园居民名册"], HEAD, *rows]
    for place, line in enumerate(between):
        table.insert(2 + place * 4, line)
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "a.xlsx", {"名册": table})  # type: ignore[dict-item]
        reading = read_roster(path, "a.xlsx", TODAY)
        filled = sum(any(cell != "" for cell in row) for row in open_workbook(path).sheets[0].rows)
    for sheet in reading.sheets:
        if sheet.ignored:
            continue
        assert sheet.data_rows == sheet.imported + sheet.rejected + sheet.duplicates
        assert sheet.rejected == len(sheet.rejected_rows)
        told = {found.row for found in reading.findings if found.level in ("rejected", "duplicate")}
        assert len(told) == sheet.rejected + sheet.duplicates
        assert sheet.data_rows + len(sheet.passed) + sheet.head_row >= filled
    assert len(reading.questions) <= 3
    assert len({person.key for person in reading.people}) == len(reading.people)


def test_progress_is_told_and_ends_at_the_last_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = [["姓名", "住址"], *[["王小明", f"{n}-1-101"] for n in range(1, 4501)]]
    read_rows(tmp_path, rows, progress=lambda done, total: told.append((done, total)))
    assert told == [(2000, 4500), (4000, 4500), (4500, 4500)]


def test_a_roster_of_716_homes_in_a_messy_sheet(tmp_path: Path) -> None:
    """Title, merged head of two rows, three spellings, blank rows, page heads, a total and footers."""
    first = ["序号", "姓名", "身份证号码", "联系方式", "", "家庭住址", "与户主关系", "备注"]
    second = ["", "", "", "手机", "座机", "", "", ""]
    rows: list[list[object]] = [["梧桐花园常住居民花名册"], ["填报单位：梧桐社区居委会"], first, second]
    names = "王李张刘陈杨黄赵"
    for n in range(716):
        if n % 40 == 39:
            rows += [[], first, second]
        spelling = ["{}号楼{}单元{}室", "{}-{}-{}", "{}#{}-{}"][n % 3].format(
            n // 36 + 1, n % 2 + 1, 101 + n // 2 % 18
        )
        number = id_of(1940 + n % 70, sequence=n + 100)
        rows.append([n + 1, names[n % 8] + "建国", number, 19900000000 + n, "", spelling, "户主", ""])
    rows += [["合计", "716人"], ["", "制表人：李红", "", "审核人：张强"]]
    merged = ["A1:H1", "D3:E3", *[f"{column}3:{column}4" for column in "ABCFGH"]]
    reading = read_rows(tmp_path, rows, merged=merged)
    sheet = reading.sheets[0]
    assert (sheet.head_row, sheet.data_rows, sheet.imported) == (4, 716, 716)
    assert list(sheet.columns.values()) == [
        *("serial", "name", "id_number", "phone", "phone", "home", "relation", "note")
    ]
    assert (len(reading.homes), reading.households, reading.questions) == (716, 716, [])
    assert reading.findings == []
    assert {home.home.estate for home in reading.homes} == {"梧桐花园"}


def test_a_duplicate_on_another_sheet_is_named_with_its_sheet(tmp_path: Path) -> None:
    first = [["姓名", "身份证号"], ["王小明", id_of(1960)]]
    second = [["身份证号", "姓名"], [id_of(1960), "王小明"]]
    reading = read_roster(write_xlsx(tmp_path / "a.xlsx", {"一": first, "二": second}), "a.xlsx", TODAY)
    assert reasons(reading) == [(2, "same_id")]
    assert "“一”第2行" in reading.findings[0].sentence
    assert len({person.key for person in reading.people}) == 1


def test_a_building_known_in_one_estate_goes_there(tmp_path: Path) -> None:
    known = KnownPlaces({"梧桐花园": ["3", "5"], "桂花新村": ["7"]})
    rows = [["姓名", "住址"], ["王小明", "3-2-401"], ["李红", "桂花新村小区7号101"], ["张强", "99-1-101"]]
    reading = read_rows(tmp_path, rows, known=known)
    assert [p.home.estate for p in reading.people if p.home] == ["梧桐花园", "桂花新村", ""]
    assert reading.questions == []


def test_a_building_of_two_estates_is_asked_about_once(tmp_path: Path) -> None:
    known = KnownPlaces({"梧桐花园": ["3"], "桂花新村": ["3", "7"]})
    rows = [["姓名", "住址"], ["王小明", "3-2-401"], ["李红", "3-2-402"]]
    asked = read_rows(tmp_path, rows, known=known)
    assert [(q.id, q.default, [c.value for c in q.choices]) for q in asked.questions] == [
        ("estate:名册", "桂花新村", ["桂花新村", "梧桐花园"])
    ]
    answered = read_rows(tmp_path, rows, known=known, answers={"estate:名册": "桂花新村"})
    assert answered.questions == []
    assert {p.home.estate for p in answered.people if p.home} == {"桂花新村"}


def test_rooms_without_any_building_are_asked_about(tmp_path: Path) -> None:
    known = KnownPlaces({"梧桐花园": ["3", "115"]})
    rows = [["姓名", "室号"], ["王小明", "401"], ["李红", "402"]]
    asked = read_rows(tmp_path, rows, known=known)
    assert [(q.id, q.default, len(q.choices)) for q in asked.questions] == [("building:名册", "", 3)]
    assert {reason for _row, reason in reasons(asked)} == {"home_incomplete"}
    answered = read_rows(tmp_path, rows, known=known, answers={"building:名册": "115"})
    assert {(p.home.estate, p.home.building) for p in answered.people if p.home} == {("梧桐花园", "115")}


def test_a_file_of_many_doubtful_sheets_asks_three_questions_at_most(tmp_path: Path) -> None:
    rows = [["姓名", "现住址", "家庭住址"], ["王小明", "3-2-401", "5-1-101"], ["李红", "3-2-402", "5-1-102"]]
    path = write_xlsx(tmp_path / "a.xlsx", {f"表{n}": rows for n in range(5)})
    assert len(read_roster(path, "a.xlsx", TODAY).questions) == 3


def test_a_head_without_rows_is_said_and_not_an_error(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [["序号", "姓名", "身份证号"], [1, "", ""], [2, "", ""]])
    assert reading.people == []
    assert any("只有表头" in note for note in reading.notes)


def test_a_form_that_is_no_list_is_ignored_with_a_sentence(tmp_path: Path) -> None:
    rows = [["培训实地检查表", ""], ["培训机构名称", ""], ["培训地点", ""], ["检查时间", "    年   月   日"]]
    reading = read_rows(tmp_path, rows)
    assert reading.sheets[0].ignored
    assert any("没找到姓名或房号" in note for note in reading.notes)


def test_a_gbk_text_file_reads_like_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "115号.csv"
    path.write_bytes(f"姓名,身份证号,室号\n王小明,{id_of(1960)},402\n李红,1.1E+17,101\n".encode("gbk"))
    reading = read_roster(path, "115号.csv", TODAY)
    assert [(p.name, p.home.building, p.home.room) for p in reading.people if p.home] == [
        ("王小明", "115", "402")
    ]
    assert reasons(reading) == [(3, "id_lost_digits")]


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(UnreadableFile):
        read_roster(path, "a.xlsx", TODAY)
