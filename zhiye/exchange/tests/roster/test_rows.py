"""Every row is imported, turned away with a reason, or a duplicate; what is doubtful is said."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from zhiye.people.records import PersonRecord

from .make import id_of, read_rows, reasons

HEAD = ["姓名", "身份证号", "性别", "出生日期", "电话", "住址", "人员类别", "面积", "备注"]
FIELDS = dict(
    zip(["name", "id", "sex", "birth", "phone", "home", "category", "area", "note"], range(9), strict=True)
)


def row(**cells: object) -> list[object]:
    """A faultless row with some cells changed."""
    values: list[object] = ["王小明", id_of(1960), "男", "1960-05-03", "19900001111", "3-2-401", "", "", ""]
    for field, cell in cells.items():
        values[FIELDS[field]] = cell
    return values


def other(**cells: object) -> list[object]:
    """A second faultless person."""
    return row(
        **{
            "name": "李秀英",
            "id": id_of(1958, sequence=12),
            "sex": "女",
            "birth": "1958-05-03",
            "home": "5-1-101",
        }
        | cells
    )


def read_one(tmp_path: Path, **cells: object) -> tuple[PersonRecord, list[str]]:
    reading = read_rows(tmp_path, [HEAD, row(**cells), other()])
    return reading.people[0], [reason for number, reason in reasons(reading) if number == 2]


def test_a_faultless_row_is_imported_without_a_word(tmp_path: Path) -> None:
    person, found = read_one(tmp_path, area="94.56㎡", category="低保、独居")
    assert found == []
    assert (person.name, person.sex, person.birth, person.birth_precision) == (
        "王小明",
        "1",
        date(1960, 5, 3),
        "day",
    )
    assert person.home is not None
    assert (person.home.building, person.home.unit, person.home.room, person.home.floor) == (
        "3",
        "2",
        "401",
        4,
    )
    assert (person.area, person.area_source) == (Decimal("94.56"), "roster")
    assert person.categories == ("low_income", "elder_alone")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": id_of(1960)[:-1] + "0"}, "id_check_digit"),
        ({"id": id_of(1960)[:-1]}, "id_length"),
        ({"id": "99010119600503O112"}, "id_characters"),
        ({"id": "990101196013030112"}, "id_date"),
        ({"id": "111111111111111111"}, "id_placeholder"),
        ({"birth": "1961-05-03"}, "birth_differs"),
        ({"sex": "女"}, "sex_differs"),
        ({"sex": "某"}, "sex_unknown"),
        ({"birth": "1960年9月31日"}, "birth_impossible"),
        ({"birth": "很久以前"}, "birth_unreadable"),
        ({"birth": "2030-01-01"}, "birth_future"),
        ({"birth": "1890-01-01"}, "age_over_120"),
        ({"phone": "1990000111"}, "phone_short"),
        ({"phone": "199000011112"}, "phone_long"),
        ({"phone": "问楼长"}, "phone_unreadable"),
        ({"home": "河边"}, "home_unreadable"),
        ({"home": "3号楼"}, "home_incomplete"),
        ({"home": ""}, "home_missing"),
        ({"name": "王小明1"}, "name_unusual"),
        ({"name": "李女士"}, "name_unusual"),
        ({"category": "低保、爱唱戏"}, "category_unknown"),
        ({"category": "低保、信访"}, "category_refused"),
        ({"area": "很大"}, "area_unreadable"),
    ],
)
def test_what_is_doubtful_is_flagged_and_imported(
    tmp_path: Path, cells: dict[str, object], reason: str
) -> None:
    _person, found = read_one(tmp_path, **cells)
    assert found == [reason]


def test_every_sentence_is_short_and_says_what_to_do(tmp_path: Path) -> None:
    rows = [
        HEAD,
        row(birth="1960年9月31日", phone="1990000111", home="河边很远很远很远的那一家"),
        row(name="合共12人"),
    ]
    reading = read_rows(tmp_path, rows)
    assert reading.findings
    for found in reading.findings:
        assert len(found.sentence) <= 40
        assert found.sentence.endswith(("。", "？"))
        assert "%" not in found.sentence


def test_what_could_not_be_read_is_kept_in_the_note(tmp_path: Path) -> None:
    person, _found = read_one(tmp_path, phone="问楼长", category="爱唱戏", home="河边", note="耳背")
    for words in ("问楼长", "爱唱戏", "河边", "耳背"):
        assert words in person.note


def test_refused_marks_are_kept_nowhere(tmp_path: Path) -> None:
    person, _found = read_one(tmp_path, category="低保、信访")
    assert person.categories == ("low_income",)
    assert "信访" not in person.note


def test_a_number_that_lost_digits_turns_its_row_away_and_no_other(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(id=9.90101196005e17), other(), row(name="张国强", id="1.1E+17")])
    assert reasons(reading) == [(2, "id_lost_digits"), (4, "id_lost_digits")]
    assert [person.name for person in reading.people] == ["李秀英"]


@pytest.mark.parametrize("name", ["12", "填表：李红", "{{姓名}}"])
def test_a_name_cell_without_a_name_turns_the_row_away(tmp_path: Path, name: str) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), other(), row(name=name)])
    assert reasons(reading) == [(4, "not_a_name")]
    assert len(reading.people) == 2


def test_a_total_in_the_name_column_is_no_data_row(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), other(), row(name="合计12人")])
    assert reading.sheets[0].passed == [(4, "total")]
    assert len(reading.people) == 2


def test_neither_name_nor_home_is_turned_away(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), row(name="", home="", id="", note="见上")])
    assert reasons(reading) == [(3, "no_name_no_home")]


def test_a_home_without_a_person_is_a_home(tmp_path: Path) -> None:
    rows = [["姓名", "住址"], ["王小明", "3-2-401"], ["", "3-2-402"], ["空置", "3-2-403"]]
    reading = read_rows(tmp_path, rows)
    assert len(reading.people) == 1
    assert [(entry.home.room, entry.vacant) for entry in reading.homes] == [
        ("401", False),
        ("402", False),
        ("403", True),
    ]
    assert reading.sheets[0].imported == 3
    assert reading.findings == []


def test_a_company_is_no_person(tmp_path: Path) -> None:
    rows = [
        ["业主名称", "房号"],
        ["王小明", "3-2-401"],
        ["梧桐置业有限公司", "3-2-402"],
        ["梧桐置业有限公司", ""],
    ]
    reading = read_rows(tmp_path, rows)
    assert [person.name for person in reading.people] == ["王小明"]
    assert len(reading.homes) == 2
    assert reasons(reading) == [(3, "company_owner"), (4, "company_no_home")]


def test_two_owners_in_one_cell_are_two_people(tmp_path: Path) -> None:
    numbers = f"{id_of(1960)}、{id_of(1962, sequence=12)}"
    rows = [
        ["业主姓名", "身份证号", "房号"],
        ["王小明、李秀英", numbers, "3-2-401"],
        ["张国强", id_of(1970), "3-2-402"],
    ]
    reading = read_rows(tmp_path, rows)
    assert [(p.name, p.id_number, p.sex) for p in reading.people[:2]] == [
        ("王小明", id_of(1960), "1"),
        ("李秀英", id_of(1962, sequence=12), "2"),
    ]
    assert reading.homes[0].owners == [person.key for person in reading.people[:2]]
    assert reasons(reading) == [(2, "several_names")]


def test_the_same_id_twice_is_a_duplicate(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), other(), row(phone="19900007777")])
    assert reasons(reading) == [(4, "same_id")]
    assert "第2行" in reading.findings[0].sentence


def test_an_old_and_a_new_number_of_one_person_are_the_same(tmp_path: Path) -> None:
    old = id_of(1960)[:6] + id_of(1960)[8:17]
    assert reasons(read_rows(tmp_path, [HEAD, row(), other(), row(id=old)])) == [(4, "same_id")]


def test_the_same_name_birth_and_home_is_a_duplicate(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), other(), row(id="", home="3号楼2单元401室")])
    assert reasons(reading) == [(4, "same_person")]


def test_two_valid_numbers_are_two_people_whatever_else_is_equal(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), row(id=id_of(1960, sequence=13))])
    assert len(reading.people) == 2


def test_an_identical_row_is_a_duplicate_even_with_another_serial_number(tmp_path: Path) -> None:
    rows = [["序号", "姓名", "住址"], [1, "王小明", "3-2-401"], [2, "王小明", "3-2-401"]]
    assert reasons(read_rows(tmp_path, rows)) == [(3, "same_row")]


def test_one_number_under_two_names_is_doubtful_and_both_are_imported(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, row(), row(name="张国强", home="5-1-102")])
    assert len(reading.people) == 2
    assert reasons(reading) == [(3, "id_shared")]


def test_a_second_home_of_an_owner_is_kept(tmp_path: Path) -> None:
    rows = [
        ["业主姓名", "身份证号", "房号"],
        ["王小明", id_of(1960), "3-2-401"],
        ["王小明", id_of(1960), "5-1-101"],
    ]
    reading = read_rows(tmp_path, rows)
    assert reasons(reading) == [(3, "same_id_other_home")]
    assert [entry.owners for entry in reading.homes] == [[reading.people[0].key]] * 2


def test_dates_as_spreadsheet_dates_serials_and_words(tmp_path: Path) -> None:
    rows = [
        ["姓名", "出生年月"],
        ["王小明", datetime(1960, 5, 3)],
        ["李秀英", 22039],
        ["张国强", "1960年5月"],
        ["赵敏", "六零年"],
    ]
    reading = read_rows(tmp_path, rows)
    assert [(p.birth, p.birth_precision) for p in reading.people] == [
        (date(1960, 5, 3), "day"),
        (date(1960, 5, 3), "day"),
        (date(1960, 5, 1), "month"),
        (date(1960, 1, 1), "year"),
    ]


def test_a_stale_age_does_not_contradict_the_number(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "年龄"],
        ["王小明", id_of(1960), 61],
        ["李秀英", id_of(1958, sequence=12), 30],
    ]
    assert reasons(read_rows(tmp_path, rows)) == [(3, "birth_differs")]


def test_living_apart_from_the_register(tmp_path: Path) -> None:
    states = ["人户一致", "人在户不在", "户在人不在", "人户分离", ""]
    rows = [
        ["姓名", "住址", "人户状态"],
        *[[f"王{c}", f"3-2-{401 + n}", s] for n, (c, s) in enumerate(zip("明红强敏静", states, strict=True))],
    ]
    assert [(p.lives_here, p.registered_here) for p in read_rows(tmp_path, rows).people] == [
        (True, True),
        (True, False),
        (False, True),
        (True, False),
        (None, None),
    ]


def test_a_registered_address_elsewhere_is_living_apart(tmp_path: Path) -> None:
    rows = [
        ["姓名", "现住址", "户籍地址"],
        ["王小明", "3-2-401", "3号楼2单元401室"],
        ["李红", "3-2-402", "7号楼1单元101室"],
    ]
    assert [p.registered_here for p in read_rows(tmp_path, rows).people] == [True, False]


def test_shares_and_kinds_of_areas(tmp_path: Path) -> None:
    rows = [
        ["业主姓名", "房号", "产权面积", "产权份额"],
        ["王小明", "3-2-401", 94.56, "1/2"],
        ["李红", "3-2-402", "88", "50%"],
    ]
    reading = read_rows(tmp_path, rows)
    assert [(p.area_source, p.share, p.owner) for p in reading.people] == [("registered", (1, 2), True)] * 2


def test_an_estate_and_a_building_in_the_title_count_for_all_rows(tmp_path: Path) -> None:
    rows = [["梧桐花园3号楼居民名册"], ["姓名", "室号"], ["王小明", "401"], ["李红", 402]]
    homes = [p.home for p in read_rows(tmp_path, rows, merged=["A1:B1"]).people if p.home]
    assert [(h.estate, h.building, h.room) for h in homes] == [
        ("梧桐花园", "3", "401"),
        ("梧桐花园", "3", "402"),
    ]


def test_a_sheet_named_after_its_building(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [["姓名", "室号"], ["王小明", "401"]], name="115号")
    assert reading.people[0].home is not None
    assert reading.people[0].home.building == "115"


def test_section_rows_name_the_building_of_the_rows_below(tmp_path: Path) -> None:
    rows = [["姓名", "室号", "电话"], ["115号"], ["王小明", "402", ""], ["117号"], ["李红", "101", ""]]
    reading = read_rows(tmp_path, rows)
    assert [p.home.building for p in reading.people if p.home] == ["115", "117"]


def test_three_spellings_of_one_home_are_one_home(tmp_path: Path) -> None:
    rows = [["姓名", "门牌号"], ["王小明", "3号楼2单元401室"], ["李红", "3-2-401"], ["王敏", "３#2-401"]]
    reading = read_rows(tmp_path, rows)
    assert len(reading.homes) == 1
    assert reading.households == 1


def test_lane_number_and_room_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = [["姓名", "弄", "号", "室"], ["王小明", 123.0, 45.0, 602.0], ["李红", "123弄", "45号", "601室"]]
    homes = [p.home for p in read_rows(tmp_path, rows).people if p.home]
    assert [(h.estate, h.building, h.room) for h in homes] == [("123弄", "45", "602"), ("123弄", "45", "601")]


def test_sheets_numbered_like_their_buildings(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [["姓名", "室号"], ["王小明", "401"]], name="12")
    assert reading.people[0].home is not None
    assert reading.people[0].home.building == "12"


def test_houses_without_rooms_are_homes_where_the_column_holds_such(tmp_path: Path) -> None:
    rows = [["姓名", "住址"], ["王小明", "123弄45号"], ["李红", "123弄46号"], ["张强", "123弄47号"]]
    homes = [p.home for p in read_rows(tmp_path, rows).people if p.home]
    assert [(h.estate, h.building, h.room) for h in homes] == [("123弄", str(n), "") for n in (45, 46, 47)]


def test_several_rooms_in_one_cell_are_not_taken_for_one(tmp_path: Path) -> None:
    rows = [["姓名", "楼号", "室号"], ["王小明", "3", "401、402、403、404"], ["李红", "3", "405"]]
    reading = read_rows(tmp_path, rows)
    assert reasons(reading) == [(2, "home_unreadable")]
    assert "401、402" in reading.people[0].note
