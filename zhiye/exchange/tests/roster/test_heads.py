"""Heads are found wherever they stand; everything around them is told apart from the data."""

from zhiye.exchange.roster.heads import Table, find_table
from zhiye.exchange.roster.workbook import Merged, Row, Sheet


def table_of(rows: list[list[object]], merged: list[Merged] | None = None) -> Table:
    width = max(map(len, rows))
    square: list[Row] = [[*row, *[""] * (width - len(row))] for row in rows]  # type: ignore[list-item]
    return find_table(Sheet("名册", square, merged or []))


def labels(table: Table) -> list[str]:
    return [column.label for column in table.columns]


HEAD = ["序号", "姓名", "身份证号", "住址"]


def person(number: int, name: str = "王小明") -> list[object]:
    return [float(number), name, "990101196005030112", f"3-2-40{number}"]


def test_a_plain_head_in_the_first_row() -> None:
    table = table_of([HEAD, person(1), person(2)])
    assert (table.head_row, labels(table), len(table.rows)) == (1, HEAD, 2)


def test_title_and_reporting_lines_stand_above_the_head() -> None:
    table = table_of(
        [["梧桐花园居民花名册"], ["填报单位：梧桐社区", "", "填报日期：2026年3月"], [], HEAD, person(1)],
        [((0, 0), (0, 3))],
    )
    assert table.head_row == 4
    assert table.titles[0] == "梧桐花园居民花名册"
    assert [number for number, _row in table.rows] == [5]


def test_a_head_of_two_rows_with_merged_groups() -> None:
    table = table_of(
        [
            ["序号", "姓名", "联系方式", "", "家庭住址", ""],
            ["", "", "手机", "座机", "楼号", "室号"],
            [1.0, "王小明", "19900001111", "", 3.0, 401.0],
        ],
        [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))],
    )
    assert table.head_row == 2
    assert labels(table) == ["序号", "姓名", "手机", "座机", "楼号", "室号"]


def test_a_head_of_two_rows_without_any_merging() -> None:
    table = table_of(
        [
            ["序号", "姓名", "联系方式", "", "家庭住址", ""],
            ["", "", "手机", "座机", "楼号", "室号"],
            ["1", "王小明", "19900001111", "", "3", "401"],
        ]
    )
    assert table.head_row == 2
    assert labels(table) == ["序号", "姓名", "手机", "座机", "楼号", "室号"]


def test_equal_leaves_are_told_apart_by_their_group() -> None:
    table = table_of(
        [
            ["本人", "", "户籍", ""],
            ["姓名", "电话", "地址", "电话"],
            ["王小明", "19900001111", "3-2-401", "19900002222"],
        ],
        [((0, 0), (0, 1)), ((0, 2), (0, 3))],
    )
    assert table.head_row == 2
    assert labels(table) == ["姓名", "本人/电话", "地址", "户籍/电话"]


def test_a_head_of_three_rows() -> None:
    table = table_of(
        [
            ["序号", "基本信息", "", "居住信息", "", ""],
            ["", "姓名", "性别", "住址", "", "电话"],
            ["", "", "", "楼号", "室号", ""],
            [1.0, "王小明", "男", "3", "401", "19900001111"],
        ],
        [
            ((0, 0), (2, 0)),
            ((0, 1), (0, 2)),
            ((0, 3), (0, 5)),
            ((1, 1), (2, 1)),
            ((1, 2), (2, 2)),
            ((1, 3), (1, 4)),
        ],
    )
    assert table.head_row == 3
    assert labels(table) == ["序号", "姓名", "性别", "楼号", "室号", "电话"]


def test_repeated_heads_of_later_pages_are_passed_over() -> None:
    table = table_of([HEAD, person(1), HEAD, person(2), [], HEAD, person(3)])
    assert len(table.rows) == 3
    assert table.passed == [(3, "repeated_head"), (6, "repeated_head")]


def test_a_data_row_above_a_repeated_head_stays_data() -> None:
    last = ["", "王小明", "", "3-2-401"]
    table = table_of([HEAD, person(1), last, HEAD, person(2)])
    assert [number for number, _row in table.rows] == [2, 3, 5]
    assert table.notes == []


def test_equal_heads_get_a_number() -> None:
    table = table_of([["姓名", "电话", "电话"], ["王小明", "19900001111", "19900002222"]])
    assert labels(table) == ["姓名", "电话", "电话 (2)"]


def test_blanks_and_line_breaks_in_heads_do_not_matter() -> None:
    table = table_of([["姓 名", "身份证\n号码", "家庭 住址"], ["王小明", "990101196005030112", "3-2-401"]])
    assert labels(table) == ["姓名", "身份证号码", "家庭住址"]


def test_totals_and_footers_are_no_data() -> None:
    table = table_of(
        [
            HEAD,
            person(1),
            ["合 计", "", "1人", ""],
            ["", "", "制表人：李红", "审核人：张强"],
            ["注：本表一式两份，社区留存一份，街道留存一份。"],
        ]
    )
    assert [number for number, _row in table.rows] == [2]
    assert table.passed == [(3, "total"), (4, "footer"), (5, "footer")]


def test_numbered_lines_without_content_are_no_data() -> None:
    table = table_of([HEAD, person(1), [2.0, "", "", ""], [3.0, "", "", ""]])
    assert len(table.rows) == 1
    assert table.passed == [(3, "numbered_blank"), (4, "numbered_blank")]


def test_side_notes_are_left_out_and_mentioned() -> None:
    table = table_of(
        [
            ["楼栋号", "单元编号", "总层数", "", "", ""],
            [1.0, 1.0, 33.0, "", "说明", ""],
            [1.0, 2.0, 33.0, "", "楼栋号", "填楼栋编号"],
            ["", "", "", "", "单元编号", "一单元填1"],
        ]
    )
    assert labels(table) == ["楼栋号", "单元编号", "总层数"]
    assert len(table.rows) == 2
    assert table.notes


def test_the_largest_of_several_tables_is_read_and_the_other_mentioned() -> None:
    table = table_of(
        [
            ["车牌号", "收费项目", "实缴金额"],
            ["沪A00001", "停车", 100.0],
            [],
            [*HEAD],
            person(1),
            person(2),
            person(3),
        ]
    )
    assert labels(table) == HEAD
    assert len(table.rows) == 3
    assert any("小表" in note for note in table.notes)


def test_a_second_list_beside_the_first_is_mentioned() -> None:
    table = table_of(
        [["姓名", "电话", "", "姓名", "电话"], ["王小明", "19900001111", "", "李红", "19900002222"]] * 1
    )
    assert labels(table) == ["姓名", "电话"]
    assert any("旁边还有一张表" in note for note in table.notes)


def test_a_section_row_names_the_building_of_the_rows_below() -> None:
    table = table_of([["姓名", "室号", "电话"], ["115号", "", ""], ["王小明", "402", "19900001111"]])
    assert table.sections == [(2, "115号")]
    assert [number for number, _row in table.rows] == [3]


def test_without_a_head_every_row_is_data() -> None:
    table = table_of([["王小明", "男", "990101196005030112"], ["李红", "女", "990101196005030222"]])
    assert table.head_row == 0
    assert len(table.rows) == 2


def test_a_lone_cell_in_the_middle_stays_a_data_row() -> None:
    table = table_of([HEAD, person(1), ["", "李红", "", ""], person(2)])
    assert [number for number, _row in table.rows] == [2, 3, 4]
