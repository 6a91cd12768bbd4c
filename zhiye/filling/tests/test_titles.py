"""What titles of forms say of whom or what they list: chosen where it is plain, asked where it is not."""

import tomllib
from importlib import resources

import pytest

from zhiye.cases.codes import NAMES
from zhiye.cases.models import NATURES, SOURCES
from zhiye.filling import choosing, conditions, titles
from zhiye.filling.documents.reading import read_form
from zhiye.filling.tests.test_doubts import listed
from zhiye.filling.wanted import CONTACTS, FIGURES, HOMES, MATTERS, PEOPLE
from zhiye.people.codes import CATEGORIES

OWN = ["青桐居民区"]
DATA = tomllib.loads(resources.files("zhiye.filling").joinpath("data", "titles.toml").read_text("utf-8"))
DISPUTES = ("kind.neighbour", "kind.family.marriage", "kind.family.support", "kind.family.estate")


@pytest.mark.parametrize(
    ("title", "chosen"),
    [
        ("独居老人花名册", ("elder_alone",)),
        ("80岁以上独居老人花名册", ("age.80-", "elder_alone")),
        ("高龄独居老人名单", ("aged", "elder_alone")),
        ("八十周岁以上独居老年人统计表", ("age.80-", "elder_alone")),
        ("残疾独居人员名单", ("disabled", "elder_alone")),
        ("低保残疾人花名册", ("low_income", "disabled")),
        ("失独独居老人信息表", ("special_family", "elder_alone")),
        ("残疾老人名册", ("disabled", "age.60-")),
        ("85岁以上高龄老人名单", ("age.85-",)),
        ("60-79岁老年人名册", ("age.60-79",)),
        ("不满18周岁的残疾人", ("age.-17", "disabled")),
        ("18岁以下未成年人名册", ("age.-17",)),
        ("16岁及以下残疾人登记表", ("age.-16", "disabled")),
        ("青桐居民区百岁老人名单", ("age.100-",)),
        ("老年妇女花名册", ("age.60-", "sex.2")),
        ("独居、空巢老人花名册", ("elder_alone|elder_couple",)),
        ("居民花名册", ()),
        ("2026年11月人口信息表", ()),
        ("花名册", ()),
    ],
)  # fmt: skip
def test_whom_a_title_names_is_chosen(title, chosen):
    told = titles.of_people([title], OWN)
    assert (told.conditions, told.likely, told.doubt) == (chosen, (), "")


@pytest.mark.parametrize(
    ("title", "likely"),
    [
        ("独居、残疾老人名单", ("elder_alone", "disabled", "elder_alone|disabled")),
        ("低保、65岁以上老人名单", ("low_income", "age.65-")),
        ("18岁以下残疾人名册", ("age.-17", "age.-18")),
        ("慢性病人员花名册", ()),
        ("妇女儿童花名册", ()),
        ("重点关爱对象名单", ()),
    ],
)
def test_what_a_title_may_mean_is_asked(title, likely):
    told = titles.of_people([title], OWN)
    assert (told.likely, bool(told.doubt)) == (likely, True)


def test_a_word_of_the_title_that_no_condition_stands_for_is_told():
    assert titles.of_people(["独居老人一键通安装名单"], OWN).aside == ("一键通安装",)
    assert titles.of_people(["独居老人关爱服务登记表"], OWN).aside == ()


@pytest.mark.parametrize(
    ("title", "chosen"),
    [
        ("矛盾纠纷排查化解台账", DISPUTES),
        ("青桐居民区矛盾纠纷登记表", DISPUTES),
        ("物业纠纷登记表", ("kind.property",)),
        ("邻里纠纷调解台账", ("kind.neighbour",)),
        ("安全隐患排查整改台账", ("kind.safety",)),
        ("居民投诉登记表", ("nature.complaint",)),
        ("噪音投诉登记表", ("kind.noise", "nature.complaint")),
        ("表扬登记表", ("kind.praise",)),
        ("咨询登记表", ("nature.consult",)),
        ("12345热线工单台账", ("source.hotline",)),
        ("物业、邻里纠纷台账", ("kind.property", "kind.neighbour")),
        ("民情台账", ()),
        ("事项登记表", ()),
    ],
)
def test_the_kind_of_matters_a_title_names_is_chosen(title, chosen):
    told = titles.of_matters([title], own=OWN)
    assert (told.conditions, told.doubt) == (chosen, "")


@pytest.mark.parametrize(
    "title", ["停车纠纷台账", "加装电梯矛盾纠纷排查表", "邻里噪音登记表", "校园周边治理台账"]
)
def test_a_kind_that_fits_only_in_part_or_not_at_all_is_asked(title):
    told = titles.of_matters([title], own=OWN)
    assert told.conditions == ()
    assert told.doubt


def test_beside_disputes_what_may_be_one_is_offered_and_not_chosen():
    told = titles.of_matters(["矛盾纠纷台账"])
    assert told.likely == ("kind.family", "kind.property", "kind.employment.wages")
    assert not any("violence" in code for code in (*told.conditions, *told.likely))


def test_where_the_title_says_nothing_the_heads_may_and_are_asked_about():
    told = titles.of_matters(["登记表"], ["序号", "登记日期", "纠纷调解", "矛盾纠纷内容"])
    assert told.conditions == ()
    assert told.likely[:1] == ("kind.neighbour",)
    assert told.doubt
    assert titles.of_matters(["民情台账"], ["矛盾纠纷内容"]).doubt == "", "all matters, and it says so"


@pytest.mark.parametrize(
    "title", ["60岁以上党员花名册", "信访人员台账", "社区矫正对象登记表", "信教群众名册"]
)
def test_no_list_is_made_of_what_is_never_kept(title):
    read = read_form(listed("序号", "姓名", "家庭住址", title=title), "a.xlsx")
    assert choosing.never_of(read, PEOPLE)
    assert choosing.never_of(read, HOMES)
    assert not choosing.never_of(read, FIGURES), "a sum names nobody"


def test_what_party_members_did_is_no_list_of_them_and_what_petitioners_said_is():
    visits = read_form(listed("序号", "走访日期", "走访对象", title="党员走访居民记录"), "a.xlsx")
    assert not choosing.never_of(visits, CONTACTS)
    petitions = read_form(listed("序号", "姓名", "反映内容", title="信访事项台账"), "a.xlsx")
    assert choosing.never_of(petitions, MATTERS)
    office = read_form(listed("序号", "姓名", title="报信访办独居老人花名册"), "a.xlsx")
    assert not choosing.never_of(office, PEOPLE)


def test_the_title_comes_before_the_name_of_the_file():
    read = read_form(listed("序号", "姓名", "性别", "年龄", title="残疾人花名册"), "独居老人.xlsx")
    assert choosing.told_by(read, PEOPLE).conditions == ("disabled",)
    read = read_form(listed("序号", "姓名", "性别", "年龄", title="花名册"), "独居老人.xlsx")
    assert choosing.told_by(read, PEOPLE).conditions == ("elder_alone",)


def test_every_condition_of_the_data_is_one_that_is_known():
    of_matters = [code for told in DATA["matter"] for code in (*told["conditions"], *told.get("likely", ()))]
    known = {f"kind.{code}" for code in NAMES} | {f"nature.{code}" for code, _name in NATURES}
    known |= {f"source.{code}" for code, _name in SOURCES}
    assert set(of_matters) <= known
    assert {code for group in DATA["exclusive"]["groups"] for code in group} <= set(CATEGORIES)
    ages = [*DATA["offered"]["ages"], *(told["of"] for told in DATA["age"])]
    assert all(conditions.is_age(f"age.{one}") for one in ages)
    words = [word for told in DATA["matter"] for word in told["words"]]
    assert len(words) == len(set(words)), "a word means one thing"


def test_every_condition_that_can_be_added_has_a_name():
    for of_matters in (False, True):
        offered = [one for _group, rows in conditions.to_add(of_matters, titles.AGES) for one in rows]
        assert len(offered) > 10
        assert all(name and name != code for code, name in offered)
        assert all(conditions.is_of_matters(code) == of_matters for code, _name in offered)
