"""Households: by a column, by the order of rows, or by the home."""

from pathlib import Path

from .make import read_rows, reasons


def groups(reading: object) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for person in reading.people:  # type: ignore[attr-defined]
        found.setdefault(person.household, []).append(person.name)
    return list(found.values())


def test_each_head_starts_a_household_in_the_order_of_rows(tmp_path: Path) -> None:
    rows = [
        ["姓名", "与户主关系", "住址"],
        ["王小明", "户主", "3-2-401"],
        ["李红", "妻", "3-2-401"],
        ["张强", "本人", "3-2-401"],
        ["赵敏", "妻", "3-2-401"],
    ]
    reading = read_rows(tmp_path, rows)
    assert groups(reading) == [["王小明", "李红"], ["张强", "赵敏"]]
    assert [person.relation for person in reading.people] == ["02", "12", "02", "12"]
    assert reading.households == 2


def test_members_below_a_head_share_a_home_that_is_written_once(tmp_path: Path) -> None:
    rows = [
        ["姓名", "与户主关系", "住址"],
        ["王小明", "户主", "3-2-401"],
        ["李红", "妻", ""],
        ["王敏", "女", ""],
        ["张强", "户主", "3-2-402"],
    ]
    reading = read_rows(tmp_path, rows)
    assert [p.home.room for p in reading.people if p.home] == ["401", "401", "401", "402"]
    assert groups(reading) == [["王小明", "李红", "王敏"], ["张强"]]
    assert reading.findings == []


def test_a_merged_home_is_filled_down_and_a_merged_note_is_not(tmp_path: Path) -> None:
    rows = [
        ["住址", "姓名", "备注"],
        ["3-2-401", "王小明", "耳背"],
        ["", "李红", ""],
        ["3-2-402", "张强", ""],
    ]
    reading = read_rows(tmp_path, rows, merged=["A2:A3", "C2:C3"])
    assert [p.home.room for p in reading.people if p.home] == ["401", "401", "402"]
    assert [p.note for p in reading.people] == ["耳背", "", ""]


def test_a_column_of_heads_names_groups_the_members(tmp_path: Path) -> None:
    rows = [
        ["户主姓名", "姓名", "与户主关系", "住址"],
        ["王小明", "王小明", "户主", "3-2-401"],
        ["王小明", "李红", "妻", "3-2-401"],
        ["王小明", "王小明", "户主", "5-1-101"],
    ]
    assert groups(read_rows(tmp_path, rows)) == [["王小明", "李红"], ["王小明"]]


def test_household_numbers_group_across_homes(tmp_path: Path) -> None:
    rows = [
        ["户号", "姓名", "住址"],
        ["0012", "王小明", "3-2-401"],
        ["0012", "李红", ""],
        ["0013", "张强", "3-2-402"],
    ]
    reading = read_rows(tmp_path, rows)
    assert groups(reading) == [["王小明", "李红"], ["张强"]]
    assert reading.people[1].home is not None


def test_without_any_column_the_home_is_the_household(tmp_path: Path) -> None:
    rows = [["姓名", "住址"], ["王小明", "3-2-401"], ["张强", "3-2-402"], ["李红", "3号楼2单元401室"]]
    assert groups(read_rows(tmp_path, rows)) == [["王小明", "李红"], ["张强"]]


def test_tenants_are_a_household_of_their_own(tmp_path: Path) -> None:
    rows = [["姓名", "住址", "居住性质"], ["王小明", "3-2-401", "自住"], ["张强", "3-2-401", "租住"]]
    assert groups(read_rows(tmp_path, rows)) == [["王小明"], ["张强"]]


def test_a_second_head_in_a_household_is_flagged_and_is_not_its_head(tmp_path: Path) -> None:
    rows = [
        ["户号", "姓名", "与户主关系", "住址"],
        ["12", "王小明", "户主", "3-2-401"],
        ["12", "张强", "户主", "3-2-401"],
    ]
    reading = read_rows(tmp_path, rows)
    assert reasons(reading) == [(3, "two_heads")]
    assert [person.relation for person in reading.people] == ["02", ""]


def test_an_unknown_relation_is_flagged_and_kept_in_words(tmp_path: Path) -> None:
    rows = [
        ["姓名", "与户主关系", "住址"],
        ["王小明", "户主", "3-2-401"],
        ["李红", "妻", "3-2-401"],
        ["张强", "老战友", "3-2-401"],
    ]
    reading = read_rows(tmp_path, rows)
    assert reasons(reading) == [(4, "relation_unknown")]
    assert reading.people[2].note == "与户主关系：老战友"


def test_children_of_one_name_in_two_households_without_homes_are_two_people(tmp_path: Path) -> None:
    rows = [["姓名", "与户主关系"], ["王小明", "户主"], ["王芳", "女"], ["王大伟", "户主"], ["王芳", "女"]]
    assert groups(read_rows(tmp_path, rows)) == [["王小明", "王芳"], ["王大伟", "王芳"]]


def test_members_below_a_head_met_again_join_the_first_household(tmp_path: Path) -> None:
    head = ["王小明", "户主", "1960-05-03", "3-2-401"]
    rows = [
        ["姓名", "与户主关系", "出生日期", "住址", "备注"],
        [*head, ""],
        ["张强", "户主", "1970-01-02", "3-2-402", ""],
        [*head, "又记了一次"],
        ["李红", "妻", "1962-03-04", "3-2-401", ""],
    ]
    reading = read_rows(tmp_path, rows)
    assert reasons(reading) == [(4, "same_person")]
    assert groups(reading) == [["王小明", "李红"], ["张强"]]
