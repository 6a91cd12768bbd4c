"""Columns are recognised by their head, and by their cells where the head is missing, vague or wrong."""

from pathlib import Path

import pytest

from zhiye.exchange.roster.lexicon import head_meaning

from .make import id_of, read_rows

PEOPLE = [
    ["王小明", id_of(1960, sequence=11), "19900001111", "3号楼2单元401室", "男"],
    ["李秀英", id_of(1958, sequence=12), "19900002222", "3-2-402", "女"],
    ["张国强", id_of(1972, sequence=13), "19900003333", "3#2-403", "男"],
]
KINDS = ["name", "id_number", "phone", "home", "sex"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("姓 名", "name"),
        ("业主\n姓名", "owner_name"),
        ("户主电话", "phone"),
        ("身份证号码（18位）", "id_number"),
        ("联系电话2", "phone"),
        ("户主身份证号", "id_number"),
        ("*居住地址", "home"),
        ("户籍地址", "registered_home"),
        ("紧急联系人电话", "contact"),
        ("政治面貌", "never"),
        ("房屋用途", "ignore"),
        ("总楼层", "floors"),
    ],
)
def test_heads_are_understood_in_many_spellings(head: str, kind: str) -> None:
    meaning = head_meaning(head)
    assert meaning is not None
    assert meaning.kind == kind


@pytest.mark.parametrize("head", ["年度考核结果等次", "", "失业了多久"])
def test_a_head_that_says_nothing_known_means_nothing(head: str) -> None:
    assert head_meaning(head) is None


@pytest.mark.parametrize(
    "heads",
    [
        ["姓名", "身份证号", "联系电话", "家庭住址", "性别"],
        ["居民姓名", "公民身份号码", "手机号码", "门牌号", "性别"],
        ["业主名称", "证件号", "联系方式", "房号", "性 别"],
        ["住户", "证件号码", "手机", "现住址", "男女"],
    ],
)
def test_usual_spellings_of_heads(tmp_path: Path, heads: list[str]) -> None:
    reading = read_rows(tmp_path, [heads, *PEOPLE])
    assert list(reading.sheets[0].columns.values()) == KINDS
    assert reading.questions == []


def test_without_any_head_the_cells_decide(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, PEOPLE)
    assert list(reading.sheets[0].columns.values()) == KINDS
    assert len(reading.people) == 3


def test_identity_numbers_under_a_phone_head_are_identity_numbers(tmp_path: Path) -> None:
    rows = [["姓名", "电话", "住址"], *[[row[0], row[1], row[3]] for row in PEOPLE]]
    reading = read_rows(tmp_path, rows)
    assert list(reading.sheets[0].columns.values()) == ["name", "id_number", "home"]
    assert any("“电话”这一列里是身份证号" in note for note in reading.notes)


def test_swapped_heads_are_put_right_by_the_cells(tmp_path: Path) -> None:
    rows = [["姓名", "电话", "身份证号", "性别", "住址"], *PEOPLE]
    assert list(read_rows(tmp_path, rows).sheets[0].columns.values()) == KINDS


def test_another_persons_phone_goes_to_the_remarks(tmp_path: Path) -> None:
    rows = [
        ["姓名", "电话", "紧急联系人电话"],
        ["王小明", "19900001111", "19900009999"],
        ["李红", "19900002222", ""],
    ]
    reading = read_rows(tmp_path, rows)
    assert reading.people[0].phones == ("19900001111",)
    assert reading.people[0].note == "紧急联系人电话：19900009999"


def test_the_head_of_household_is_the_name_only_without_a_name_column(tmp_path: Path) -> None:
    alone = read_rows(tmp_path, [["户主", "房号"], ["王小明", "3-2-401"], ["李红", "3-2-402"]])
    assert list(alone.sheets[0].columns.values()) == ["name", "home"]
    assert [person.relation for person in alone.people] == ["02", "02"]
    both = read_rows(
        tmp_path, [["户主", "姓名", "房号"], ["王小明", "王小明", "3-2-401"], ["王小明", "李红", "3-2-401"]]
    )
    assert list(both.sheets[0].columns.values()) == ["household", "name", "home"]


def test_an_age_column_stays_an_age(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [["姓名", "年龄"], ["王小明", 82], ["李红", "35岁"]])
    assert reading.sheets[0].subs["年龄"] == "age"
    assert [(p.birth.year, p.birth_precision) for p in reading.people if p.birth] == [
        (1944, "age"),
        (1991, "age"),
    ]


def test_a_birth_date_counts_before_an_age(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path, [["姓名", "年龄", "出生日期"], ["王小明", 82, "1944-05-03"], ["李红", 35, ""]]
    )
    assert [p.birth_precision for p in reading.people] == ["day", "age"]


def test_yes_and_no_columns_are_categories(tmp_path: Path) -> None:
    rows = [
        ["姓名", "房号", "是否低保", "独居"],
        ["王小明", "3-2-401", "是", ""],
        ["李红", "3-2-402", "否", "√"],
    ]
    reading = read_rows(tmp_path, rows)
    assert [person.categories for person in reading.people] == [("low_income",), ("elder_alone",)]


def test_a_room_number_is_a_room_beside_a_building_and_a_home_alone(tmp_path: Path) -> None:
    beside = read_rows(
        tmp_path, [["姓名", "楼号", "房号"], ["王小明", 3.0, 401.0], ["李红", "3号楼", "402室"]]
    )
    assert [(p.home.building, p.home.room) for p in beside.people if p.home] == [("3", "401"), ("3", "402")]
    alone = read_rows(tmp_path, [["姓名", "房号"], ["王小明", "3-401"], ["李红", "3-402"]])
    assert [(p.home.building, p.home.room) for p in alone.people if p.home] == [("3", "401"), ("3", "402")]


def test_columns_that_are_never_kept_are_left_and_named(tmp_path: Path) -> None:
    rows = [["姓名", "房号", "政治面貌", "宗教信仰"], ["王小明", "3-2-401", "党员", "佛教"]]
    reading = read_rows(tmp_path, rows)
    assert list(reading.sheets[0].columns.values()) == ["name", "home", "ignore", "ignore"]
    assert reading.people[0].note == ""
    assert sum("不收" in note for note in reading.notes) == 2


def test_a_kind_set_by_hand_is_not_doubted(tmp_path: Path) -> None:
    rows = [["姓名", "房号", "情况"], ["王小明", "3-2-401", "低保"]]
    reading = read_rows(tmp_path, rows, answers={"column:名册:情况": "note"})
    assert reading.sheets[0].columns["情况"] == "note"
    assert reading.people[0].note == "情况：低保"


def test_two_clear_address_columns_raise_one_question_with_a_default(tmp_path: Path) -> None:
    rows = [["姓名", "现住址", "家庭住址"], ["王小明", "3-2-401", "5-1-101"], ["李红", "3-2-402", "5-1-102"]]
    reading = read_rows(tmp_path, rows)
    assert [(q.id, q.default) for q in reading.questions] == [("home:名册", "现住址")]
    answered = read_rows(tmp_path, rows, answers={"home:名册": "家庭住址"})
    assert answered.questions == []
    assert answered.people[0].home is not None
    assert answered.people[0].home.building == "5"
