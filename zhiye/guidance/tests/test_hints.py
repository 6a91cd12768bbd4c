"""Hints remind and never judge; what is had already is not hinted at; rules are dated and regional."""

from datetime import date

import pytest

from zhiye.guidance.cards import GuidanceCard, cards
from zhiye.guidance.tables import read_toml

DAY = date(2026, 11, 21)


def hints(text: str, findings: dict | None = None, day: date = DAY, region: str = "CN") -> list[GuidanceCard]:
    return [card for card in cards(text, findings or {}, day, region) if card.kind == "hint"]


SAID = {
    "老伴瘫在床上，要人喂饭": "care_insurance",
    "儿子车祸，医院的钱还没着落": "urgent_aid",
    "她靠捡废品过日子，没有收入": "minimum_income_aid",
    "他无儿无女，一个人过": "destitute_support",
    "查出尿毒症，一周透析三次": "medical_aid",
    "问高龄津贴什么时候到": "old_age_allowance",
    "卫生间想装个扶手": "home_fitting",
    "腿不好，烧不动饭": "meals",
    "独居，女儿在苏州": "regular_visits",
    "二级残疾，拄拐": "disability_allowances",
    "父母都没了，跟着叔叔": "orphans",
    "孩子放学没人管，小孩一个人在家": "children_in_need",
    "刚生了二宝": "child_allowance",
    "唯一的儿子前年走了": "bereaved_parents_support",
    "三楼要加装电梯": "lift",
    "一家五口挤在一间，公租房怎么申请": "public_housing",
    "厂里裁员，他失业了": "unemployment",
    "想找份工作，年纪大了": "job_help",
    "老板欠了三个月工资": "unpaid_wages",
    "问丧葬费去哪里领": "funeral",
    "是退役军人": "veteran_card",
    "大儿子不给赡养费，要起诉": "legal_aid",
    "考上大学，学费凑不齐": "school_aid",
    "随迁子女报名要居住证": "residence_permit",
    "被骗走三万": "fraud",
    "怎么办残疾证": "disability_card",
    "想进养老院": "elder_vouchers",
}


@pytest.mark.parametrize("text", SAID)
def test_words_remind(text):
    assert SAID[text] in [card.code for card in hints(text)]


def test_every_benefit_is_reminded_of_by_some_words():
    assert set(SAID.values()) == {rule["code"] for rule in read_toml("hints.toml")["hint"]}


@pytest.mark.parametrize(
    "text",
    [
        "老伴卧床，已经享受长护险",
        "低保户",
        "丧葬费已经领到",
        "优待证已经办好，退役军人",
        "老伴去世十年了",
        "电梯已经启用，当初加梯不容易",
        "没有残疾",
    ],
)
def test_what_is_settled_is_not_hinted_at(text):
    assert hints(text) == []


def test_a_hint_says_perhaps_who_confirms_and_since_when():
    (card,) = hints("问丧葬费去哪里领")
    assert card.title.startswith("可能用得上：")
    assert card.lines[1].startswith("请向")
    assert card.lines[1].endswith("确认。")
    assert "2021-09-01起" in card.source


def test_no_hint_says_that_somebody_is_entitled():
    told = [f"{rule['name']}{rule['about']}" for rule in read_toml("hints.toml")["hint"]]
    assert not [text for text in told if "符合" in text or "不符合" in text]


def person(name: str, age: int | None, text: str, role: str = "resident") -> dict:
    start = text.index(name)
    return {"name": name, "age": age, "role": role, "span": [start, start + len(name)]}


def test_age_reminds_of_the_allowance_and_quotes_the_person():
    text = "曹奶奶八十四，耳背。"
    (card,) = hints(text, {"people": [person("曹奶奶", 84, text)]})
    assert (card.code, card.quote) == ("old_age_allowance", "曹奶奶")
    assert hints(text, {"people": [person("曹奶奶", 79, text)]}) == []
    assert hints(text, {"people": [person("曹奶奶", 84, text, "worker")]}) == []


@pytest.mark.parametrize(
    "text", ["吕奶奶走了，今早在医院过世的，80岁。", "80岁的吕奶奶没了。", "去了吕奶奶的追悼会。"]
)
def test_nobody_is_reminded_of_the_age_of_the_dead(text):
    assert "old_age_allowance" not in [
        one.code for one in hints(text, {"people": [person("吕奶奶", 80, text)]})
    ]


def test_who_only_walked_away_is_still_there():
    text = "吕奶奶走了半个钟头来居委会。"
    assert "old_age_allowance" in [one.code for one in hints(text, {"people": [person("吕奶奶", 80, text)]})]


@pytest.mark.parametrize(
    "people",
    [
        [{}],
        [{"role": "resident", "span": "x", "age": 90}],
        [None],
        ["x"],
        [{"span": [9, 99], "role": "resident", "age": 90}],
    ],
)
def test_findings_of_any_shape_are_borne(people):
    assert hints("来过。", {"people": people}) == []


def test_the_nearest_region_wins():
    assert hints("三楼要加装电梯", region="310115")[0].title == "可能用得上：加装电梯征询"
    assert hints("三楼要加装电梯", region="110000")[0].title == "可能用得上：加装电梯表决"


def test_a_rule_holds_from_its_day_to_its_last():
    assert "2014-05-01起" in hints("没钱看病", day=date(2026, 6, 30))[0].source
    assert "2026-07-01起" in hints("没钱看病", day=date(2026, 7, 1))[0].source
    assert hints("没钱看病", day=date(2010, 1, 1)) == []


def test_a_few_at_most():
    text = "独居，残疾，失业，退役军人，尿毒症，没有收入，装电梯，被骗。"
    assert len(hints(text)) == read_toml("hints.toml")["most"]
