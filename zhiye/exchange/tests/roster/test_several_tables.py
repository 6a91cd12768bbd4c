"""Several tables in one sheet: beside each other, below each other, page after page."""

from pathlib import Path

from .make import Rows, id_of, read_rows

NAMES = ["王小明", "李秀英", "张建国", "刘玉兰", "陈志强", "赵大海"]


def homes_of(tmp_path: Path, rows: Rows) -> dict[str, tuple[str, str, str]]:
    reading = read_rows(tmp_path, rows)
    assert not [found for found in reading.findings if found.level == "rejected"]
    return {p.name: (p.home.building, p.home.unit, p.home.room) for p in reading.people if p.home}


def test_two_equal_tables_side_by_side_are_both_read(tmp_path: Path) -> None:
    head = ["房号", "姓名", "电话"]
    left, right = ["3-1-101", NAMES[0], "19900001111"], ["3-2-101", NAMES[1], "19900002222"]
    lower = ["3-1-201", NAMES[2], "19900003333", "", "", ""]
    reading = read_rows(tmp_path, [head + head, left + right, lower])
    assert [p.name for p in reading.people] == [NAMES[0], NAMES[2], NAMES[1]]
    assert [(sheet.name, sheet.data_rows) for sheet in reading.sheets] == [("名册", 2), ("名册 (2)", 1)]


def test_a_blank_column_between_equal_tables_changes_nothing(tmp_path: Path) -> None:
    head = ["房号", "姓名"]
    rows = [[*head, "", *head], ["3-1-101", NAMES[0], "", "3-2-101", NAMES[1]]]
    assert homes_of(tmp_path, rows) == {NAMES[0]: ("3", "1", "101"), NAMES[1]: ("3", "2", "101")}


def test_a_second_table_of_people_below_with_other_heads_is_read_too(tmp_path: Path) -> None:
    first = [
        ["姓名", "电话", "住址"],
        *([n, f"1990000111{i}", f"3-1-{i + 1}01"] for i, n in enumerate(NAMES[:4])),
    ]
    second = [
        ["二、独居老人"],
        ["姓名", "年龄", "住址", "子女电话"],
        [NAMES[4], 82, "3-2-101", "19900002222"],
    ]
    rows = [*first, [], *second]
    assert homes_of(tmp_path, rows)[NAMES[4]] == ("3", "2", "101")
    assert len(homes_of(tmp_path, rows)) == 5


def test_a_second_table_without_title_is_under_the_title_of_the_sheet(tmp_path: Path) -> None:
    rows = [["梧桐花园7号楼"], ["室号", "姓名", "电话"], ["101", NAMES[0], "19900001111"], []]
    rows += [["租客姓名", "室号", "来源地"], [NAMES[1], "201", "外地"]]
    assert homes_of(tmp_path, rows) == {NAMES[0]: ("7", "", "101"), NAMES[1]: ("7", "", "201")}


def test_the_title_of_each_page_tells_the_building_of_its_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for building, name in enumerate(NAMES[:3], 1):
        rows.append([f"梧桐花园{building}号楼居民基本情况登记表（2026年）"])
        rows.append(["填报单位：梧桐居委会", "", "填报人："])
        rows += [["室号", "姓名", "身份证号"], ["101", name, id_of(1950 + building)]]
        rows += [["本页小计", "1人"], [f"第{building}页 共3页"]]
    expected = {name: (str(n), "", "101") for n, name in enumerate(NAMES[:3], 1)}
    assert homes_of(tmp_path, rows) == expected


def test_lines_that_say_how_to_fill_in_are_no_people(tmp_path: Path) -> None:
    rows = [
        ["序号", "姓名", "电话", "住址"],
        ["", "必填", "选填", "必填"],
        ["示例", "张三", "13800000000", "1-1-101"],
        ["1", NAMES[0], "19900001111", "3-1-101"],
    ]
    reading = read_rows(tmp_path, rows)
    assert [p.name for p in reading.people] == [NAMES[0]]
    assert reading.sheets[0].passed == [(2, "hint"), (3, "hint")]
