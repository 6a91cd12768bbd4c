"""Workbooks of property managers: buildings, owners and rooms on sheets of their own, joined by number."""

from decimal import Decimal
from pathlib import Path

from zhiye.exchange.roster.account import RosterReading, read_roster

from .make import TODAY, id_of, reasons, write_xlsx

SHEETS = {
    "楼栋单元": [
        ["楼栋号", "单元编号", "总层数", "是否有电梯"],
        [1, 1, 18, "有"],
        [1, 2, 18, "无"],
        [1, 2, 18, "无"],
    ],
    "业主信息": [
        ["编号", "业主名称", "性别", "年龄", "手机号", "身份证号", "业主类型", "业主编号"],
        [1, "王小明", "男", 66, 19900001111, id_of(1960), 1001, 1],
        [2, "李秀英", "女", 68, 19900002222, id_of(1958, sequence=12), 1002, 1],
        [3, "张国强", "男", 54, 19900003333, id_of(1972), 1001, 2],
    ],
    "费用设置": [["费用编号", "费用类型", "收费项目", "付费类型"], [1, "物业费", "测试", "预付费"]],
    "房屋信息": [
        ["房屋编号", "楼栋编号", "单元编号", "房屋楼层", "建筑面积", "业主编号"],
        [101, 1, 1, 1, 94.56, 1],
        [102, 1, 1, 1, 88.2, 2],
        [201, 1, 1, 2, 88.2, 2],
        [202, 1, 1, 2, 88.2, 9],
        [202, 1, 1, 2, 88.2, 9],
        ["", "", "", 3, "", 1],
    ],
    "车位信息": [["停车场编号", "车位编码", "面积", "业主编号", "车牌号"], [1, "C001", 12.5, 1, ""]],
}


def read(tmp_path: Path) -> RosterReading:
    return read_roster(write_xlsx(tmp_path / "a.xlsx", SHEETS), "物业.xlsx", TODAY)


def test_owners_get_their_homes_from_the_sheet_of_rooms(tmp_path: Path) -> None:
    reading = read(tmp_path)
    wang, li, zhang = reading.people
    assert wang.home is not None
    assert (wang.home.building, wang.home.unit, wang.home.room, wang.home.floor) == ("1", "1", "101", 1)
    assert (wang.owner, wang.tenure, wang.area) == (True, "own", Decimal("94.56"))
    assert li.home == wang.home
    assert (li.owner, li.household) == (False, wang.household)
    assert zhang.home is not None
    assert zhang.home.room == "102"


def test_an_owner_of_two_homes_owns_both(tmp_path: Path) -> None:
    owners = {entry.home.room: entry.owners for entry in read(tmp_path).homes}
    zhang = read(tmp_path).people[2].key
    assert owners["102"] == [zhang]
    assert owners["201"] == [zhang]
    assert owners["202"] == []


def test_buildings_have_units_floors_and_lifts(tmp_path: Path) -> None:
    assert [(b.building, b.unit, b.floors, b.lift) for b in read(tmp_path).buildings] == [
        ("1", "1", 18, True),
        ("1", "2", 18, False),
    ]


def test_sheets_of_cars_and_fees_are_ignored_with_a_sentence(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert [sheet.name for sheet in reading.sheets if sheet.ignored] == ["费用设置", "车位信息"]
    assert any("“车位信息”是车位、收费一类的表" in note for note in reading.notes)


def test_every_row_of_every_sheet_is_accounted_for(tmp_path: Path) -> None:
    reading = read(tmp_path)
    counts = {
        s.name: (s.data_rows, s.imported, s.rejected, s.duplicates) for s in reading.sheets if not s.ignored
    }
    assert counts == {"楼栋单元": (3, 2, 0, 1), "业主信息": (3, 3, 0, 0), "房屋信息": (6, 4, 1, 1)}
    assert reasons(reading) == [
        (4, "same_row"),
        (5, "owner_not_found"),
        (6, "same_home"),
        (7, "no_name_no_home"),
    ]
    assert reading.questions == []


def test_rooms_owners_and_building_facts_in_one_sheet(tmp_path: Path) -> None:
    head = [
        "楼号",
        "单元",
        "房间",
        "楼层",
        "总层数",
        "是否有电梯",
        "建筑面积",
        "房屋状态",
        "业主名称",
        "手机号",
    ]
    rows = [
        head,
        [1, 1, 1001, 10, 18, "有", 94.56, "自住", "王小明", 19900001111],
        [1, 1, 1002, 10, 18, "有", 94.56, "空置", "", ""],
        [1, 1, 1003, 10, 18, "有", 94.56, "出租", "李红", ""],
    ]
    reading = read_roster(write_xlsx(tmp_path / "a.xlsx", {"资产信息": rows}), "资产.xlsx", TODAY)
    assert [(p.name, p.owner, p.tenure, p.note) for p in reading.people] == [
        ("王小明", True, "own", ""),
        ("李红", True, "own", "房屋状态：出租"),
    ]
    assert [(e.home.room, e.vacant, e.area) for e in reading.homes][1] == ("1002", True, Decimal("94.56"))
    assert [(b.building, b.unit, b.floors, b.lift) for b in reading.buildings] == [("1", "1", 18, True)]
