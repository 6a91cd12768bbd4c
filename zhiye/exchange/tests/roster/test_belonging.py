"""Rows that tell of two people, columns that only ask, and what is written once for several rows."""

from pathlib import Path

from zhiye.exchange.roster.account import read_roster

from .make import TODAY, id_of, read_rows

PHONES = [f"1990000111{n}" for n in range(10)]


def test_the_landlords_telephone_does_not_go_to_the_tenant(tmp_path: Path) -> None:
    head = ["房号", "房东姓名", "房东电话", "租客姓名", "租客身份证号", "租客电话"]
    rows = [
        [f"5-1-{n + 1}01", landlord, PHONES[n], tenant, id_of(1990 + n), PHONES[5 + n]]
        for n, (landlord, tenant) in enumerate([("王建国", "李小华"), ("张玉兰", "刘志强")])
    ]
    people = read_rows(tmp_path, [head, *rows]).people
    assert [(p.name, p.phones, p.id_number) for p in people] == [
        ("李小华", (PHONES[5],), id_of(1990)),
        ("刘志强", (PHONES[6],), id_of(1991)),
    ]


def test_group_heads_keep_the_numbers_of_two_people_apart(tmp_path: Path) -> None:
    groups = ["房屋地址", "房东信息", "", "", "承租人信息", "", ""]
    leaves = ["", "姓名", "身份证号", "电话", "姓名", "身份证号", "电话"]
    row = ["4幢1单元101", "王建国", id_of(1960), PHONES[0], "李小华", id_of(1990), PHONES[1]]
    more = ["4幢1单元201", "张玉兰", id_of(1961), PHONES[2], "刘志强", id_of(1991), PHONES[3]]
    reading = read_rows(tmp_path, [groups, leaves, row, more], merged=["A1:A2", "B1:D1", "E1:G1"])
    person = reading.people[0]
    assert (person.name, person.id_number, person.phones) == ("李小华", id_of(1990), (PHONES[1],))


def test_a_guardians_identity_number_is_nowhere_kept(tmp_path: Path) -> None:
    head = ["姓名", "住址", "监护人", "监护人身份证号"]
    person = read_rows(tmp_path, [head, ["王小明", "3-1-101", "王建国", id_of(1960)]]).people[0]
    assert person.id_number == ""
    assert id_of(1960) not in person.note


def test_a_yes_under_who_is_head_makes_the_head_and_no_household(tmp_path: Path) -> None:
    rows = [["姓名", "住址", "是否户主"], ["王小明", "3-1-101", "是"], ["李秀英", "3-1-101", "否"]]
    rows += [["张建国", "3-1-201", "是"], ["刘玉兰", "3-1-201", "否"]]
    reading = read_rows(tmp_path, rows)
    assert [person.relation for person in reading.people] == ["02", "", "02", ""]
    assert reading.households == 2


def test_a_yes_under_tenant_makes_a_tenant_and_no_name(tmp_path: Path) -> None:
    rows = [["成员", "住址", "是否租户"], ["王小明", "3-1-101", "是"], ["李秀英", "3-1-201", "否"]]
    people = read_rows(tmp_path, rows).people
    assert [(person.name, person.tenure) for person in people] == [("王小明", "rent"), ("李秀英", "")]


def test_a_yes_under_has_an_identity_card_is_no_number(tmp_path: Path) -> None:
    rows = [["姓名", "住址", "是否有身份证"], ["王小明", "3-1-101", "是"], ["李秀英", "3-1-201", "是"]]
    assert read_rows(tmp_path, rows).findings == []


def test_a_household_written_once_in_a_text_file_counts_for_its_members(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    lines = [
        "户主,住址,姓名,出生日期",
        "王小明,6号101室,王小明,1960-05-03",
        ",,李秀英,1961-05-03",
        ",,王小红,1990-05-03",
    ]
    lines += ["张建国,6号201室,张建国,1955-01-02"]
    path.write_text("\n".join(lines), encoding="gb18030")
    reading = read_roster(path, "roster.csv", TODAY)
    assert [person.home.room for person in reading.people if person.home] == ["101", "101", "101", "201"]
    assert reading.households == 2


def test_a_household_is_not_continued_where_heads_do_not_stand_first(tmp_path: Path) -> None:
    rows = [["户主", "住址", "姓名"], ["王小明", "6号101室", "李秀英"], ["", "", "张建国"]]
    assert read_rows(tmp_path, rows).people[1].home is None


def test_a_building_and_a_unit_written_once_count_for_the_doors_below(tmp_path: Path) -> None:
    names = ["王小明", "李秀英", "张建国", "刘玉兰", "陈志强", "赵大海"]
    doors = [
        ("1号楼", "1", "101"),
        ("", "", "201"),
        ("", "2", "101"),
        ("", "", "201"),
        ("2号楼", "", "101"),
        ("", "", "201"),
    ]
    rows = [
        ["楼栋", "单元", "室号", "姓名"],
        *([*door, name] for door, name in zip(doors, names, strict=True)),
    ]
    homes = [person.home for person in read_rows(tmp_path, rows).people]
    assert [(home.building, home.unit) for home in homes if home] == [
        *[("1", "1")] * 2,
        *[("1", "2")] * 2,
        *[("2", "")] * 2,
    ]


def test_one_missing_building_among_many_is_not_guessed(tmp_path: Path) -> None:
    names = ["王小明", "李秀英", "张建国", "刘玉兰"]
    rows = [
        ["楼栋", "室号", "姓名"],
        *(["1" if n != 2 else "", f"{n + 1}01", name] for n, name in enumerate(names)),
    ]
    assert [person.home is None for person in read_rows(tmp_path, rows).people] == [False, False, True, False]


def test_a_short_remark_behind_an_address_becomes_a_note(tmp_path: Path) -> None:
    rows = [
        ["姓名", "住址"],
        ["王小明", "3号楼2单元401室 朝南"],
        ["李秀英", "3号楼2单元501室，上月搬到外地子女家里去住了"],
    ]
    first, second = read_rows(tmp_path, rows).people
    assert first.home is not None
    assert (first.home.room, first.note) == ("401", "朝南")
    assert second.home is None


def test_a_text_file_with_nothing_but_its_head_shows_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("姓名,身份证号,住址\n", encoding="utf-8")
    sheet = read_roster(path, "empty.csv", TODAY).sheets[0]
    assert (list(sheet.columns.values()), sheet.data_rows) == (["name", "id_number", "home"], 0)


def test_english_heads_are_known_and_keep_their_blanks(tmp_path: Path) -> None:
    head = ["Full Name", "ID Number", "Mobile No.", "Address", "Sex"]
    row = ["王小明", id_of(1960), "19900001111", "3-1-101", "男"]
    sheet = read_rows(tmp_path, [head, row]).sheets[0]
    assert sheet.columns == dict(zip(head, ["name", "id_number", "phone", "home", "sex"], strict=True))


def test_a_name_and_a_telephone_number_in_one_cell_are_both_read(tmp_path: Path) -> None:
    rows = [["姓名/电话", "住址"], [f"王小明 {PHONES[0]}", "3-1-101"], [f"李秀英（{PHONES[1]}）", "3-1-102"]]
    people = read_rows(tmp_path, rows).people
    assert [(p.name, p.phones) for p in people] == [("王小明", (PHONES[0],)), ("李秀英", (PHONES[1],))]
