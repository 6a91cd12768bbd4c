"""Names: what is one, how it sounds, how near two are, how people are addressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.people.names import (
    FormOfAddress,
    form_of_address,
    initials,
    looks_like_name,
    may_be_name,
    near,
    normalise_name,
    pinyin_of,
    read_form_of_address,
    surname,
)


@pytest.mark.parametrize(
    "text, name",
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        (" 王秀英（已故） ", "王秀英"),
        ("艾力•买买提", "艾力·买买提"),
        ("艾力.买买提", "艾力·买买提"),
        ("Ｊｏｈｎ  Smith", "John Smith"),
        ("赵\u200b㛃", "赵㛃"),
        (None, ""),
    ],
)
def test_a_name_has_one_form(text: object, name: str) -> None:
    assert normalise_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "王秀英",
        "李四",
        "欧阳修竹",
        "尉迟小明",
        "张 三",
        "𠅤志强",
        "赵㛃",
        "艾力·买买提",
        "John Smith",
        "买买提",
        "扎西",
    ],
)
def test_names_of_all_kinds_look_like_names(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "空置",
        "安全",
        "出租",
        "长子",
        "女儿",
        "汉族",
        "115-402",
        "138",
        "",
        "王",
        "梧桐花园",
        "张家港物业公司",
        "独居低保老人户",
        "男",
        "备注",
        "万达花园",
    ],
)
def test_words_of_rosters_do_not_look_like_names(text: str) -> None:
    assert not looks_like_name(text)


def test_an_unusual_name_may_still_be_one() -> None:
    assert not looks_like_name("扎木")
    assert may_be_name("扎木")
    assert not may_be_name("合计")


@pytest.mark.parametrize(
    "name, family",
    [
        ("欧阳修竹", "欧阳"),
        ("欧阳", "欧"),
        ("王秀英", "王"),
        ("艾力·买买提", ""),
        ("John Smith", ""),
        ("", ""),
    ],
)
def test_the_family_name(name: str, family: str) -> None:
    assert surname(name) == family


@pytest.mark.parametrize(
    "name, letters",
    [
        ("单雄信", ("sxx",)),
        ("仇英子", ("qyz",)),
        ("解小东", ("xxd",)),
        ("曾国", ("zg",)),
        ("区伟", ("ow",)),
        ("查良", ("zl",)),
        ("朴志", ("pz",)),
        ("盖聂", ("gn",)),
        ("尉迟恭", ("ycg",)),
        ("乐乐", ("yl", "yy")),
        ("艾力·买买提", ("almmt",)),
        ("John Smith", ("js",)),
        ("", ()),
    ],
)
def test_initials_know_how_a_surname_is_read(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name) == letters


def test_at_most_four_readings_the_most_usual_first() -> None:
    assert initials("王朝行乐") == ("wcxl", "wcxy", "wchl", "wchy")


def test_a_reading_has_its_syllables_apart() -> None:
    assert pinyin_of("单雄信") == "shan xiong xin"
    assert pinyin_of("欧阳修竹") == "ou yang xiu zhu"


@pytest.mark.parametrize(
    "a, b, least",
    [("赵桂兰", "赵贵兰", 0.8), ("王秀英", "王秀音", 0.8), ("李兰", "李南", 0.7), ("陈生", "程生", 0.7)],
)
def test_names_that_sound_alike_are_near(a: str, b: str, least: float) -> None:
    assert near(a, b) >= least
    assert near("王秀英", "李建国") < 0.4


@pytest.mark.parametrize(
    "name, sex, age, form",
    [
        ("王秀英", "2", 84, "王奶奶"),
        ("李建国", "1", 72, "李爷爷"),
        ("张梅", "2", 55, "张阿姨"),
        ("陈伟", "1", 50, "陈叔叔"),
        ("王磊", "1", 30, "小王"),
        ("欧阳娜", "2", 30, "小欧阳"),
        ("王小明", "1", 9, "王小明"),
        ("王秀英", "2", None, "王秀英"),
        ("王秀英", "0", 84, "王秀英"),
        ("艾力·买买提", "1", 70, "艾力·买买提"),
    ],
)
def test_people_are_addressed_by_age_and_sex(name: str, sex: str, age: int | None, form: str) -> None:
    assert form_of_address(name, sex, age) == form


GRANNY_WANG = FormOfAddress("王", "", "granny", "2", 58, 130)


@pytest.mark.parametrize("query", ["王奶奶", "王nn", "王 奶奶", "王NN"])
def test_granny_wang_is_understood(query: str) -> None:
    assert read_form_of_address(query) == (GRANNY_WANG,)


@pytest.mark.parametrize(
    "query, initial, title",
    [
        ("wnn", "w", "granny"),
        ("wyy", "w", "grandpa"),
        ("zay", "z", "auntie"),
        ("zs s", "z", "uncle"),
        ("oyyy", "oy", "grandpa"),
    ],
)
def test_letters_stand_for_surname_and_title(query: str, initial: str, title: str) -> None:
    assert (initial, title) in {(form.initial, form.title) for form in read_form_of_address(query)}


@pytest.mark.parametrize(
    "query, title",
    [("老王", "old"), ("小王", "young"), ("王老师", "teacher"), ("王师傅", "master"), ("王阿婆", "po")],
)
def test_other_forms_are_understood(query: str, title: str) -> None:
    assert [(form.surname, form.title) for form in read_form_of_address(query)] == [("王", title)]


@pytest.mark.parametrize("query", ["奶奶", "王秀英", "115-402", "138", "", "q"])
def test_what_is_no_form_of_address(query: str) -> None:
    assert read_form_of_address(query) == ()


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)


@given(HAN, HAN)
def test_nearness_is_symmetric_and_full_only_for_what_looks_the_same(a: str, b: str) -> None:
    assert near(a, b) == near(b, a)
    assert 0 <= near(a, b) <= 1
    assert near(a, a) == 1
    assert (near(a, b) == 1) == (a == b)


@given(st.sampled_from("王李张陈区单仇"), st.sampled_from("12"), st.integers(45, 100))
def test_the_proposed_form_is_understood_for_the_same_person(family: str, sex: str, age: int) -> None:
    forms = read_form_of_address(form_of_address(f"{family}某某", sex, age))
    assert any(
        form.surname == family and form.min_age <= age <= form.max_age and form.sex == sex for form in forms
    )


@given(st.one_of(st.text(max_size=30), HAN))
def test_reading_never_fails(text: str) -> None:
    assert len(initials(text)) <= 4
    assert isinstance(looks_like_name(text), bool)
    assert normalise_name(normalise_name(text)) == normalise_name(text)
    assert surname(text) == "" or text.startswith(surname(text))
    read_form_of_address(text)
