"""The twenty proofs a committee does not issue: recognised in the words people use, as issued, wanted or refused."""

import tomllib
from datetime import date
from importlib import resources

import pytest

from zhiye.guidance.cards import GuidanceCard, cards

DAY = date(2026, 11, 21)
CALLED = {
    "kin": ["亲属关系证明", "母女关系的证明", "亲属证明", "直系亲属证明"],
    "identity": ["身份证明", "同一人证明", "曾用名证明"],
    "household_change": ["改名证明", "户籍证明", "户口更正证明"],
    "dog": ["养犬证明", "养狗证明", "狗证"],
    "no_crime": ["无犯罪记录证明", "无犯罪证明", "没有犯罪的证明"],
    "recovery": ["社区戒毒表现证明", "戒毒康复证明"],
    "missing": ["失踪证明", "下落不明的证明"],
    "marriage": ["单身证明", "未婚证明", "婚姻状况证明", "丧偶证明", "离异证明"],
    "birth": ["出生证明", "出生日期证明"],
    "alive": ["健在证明", "生存证明", "老人还在世的证明"],
    "death": ["死亡证明", "死亡证", "老伴的死亡证明", "过世证明", "病故证明", "死亡證明"],
    "illness": ["患病证明", "重病证明", "身体状况证明"],
    "disability": ["残疾证明", "残疾状况证明"],
    "childbearing": ["婚育证明", "计生证明", "独生子女证明"],
    "work": ["失业证明", "无业证明", "没有工作的证明"],
    "file": ["个人档案证明", "插队证明", "学历证明"],
    "property": ["无房证明", "房产证明", "财产证明"],
    "inherit": ["继承权证明", "遗产继承证明", "唯一继承人的证明"],
    "business": ["经营场所证明", "场地证明"],
    "lost": ["身份证遗失证明", "存折丢失证明"],
}
EVERY = [(code, words) for code, called in CALLED.items() for words in called]


def proofs(text: str, region: str = "CN", day: date = DAY) -> list[GuidanceCard]:
    return [card for card in cards(text, {}, day, region) if card.kind == "proof"]


def codes(text: str, region: str = "CN") -> list[str]:
    return [card.code for card in proofs(text, region)]


@pytest.mark.parametrize("code, words", EVERY)
def test_wanted(code, words):
    assert codes(f"王先生来居委会想开{words}。") == [code]


@pytest.mark.parametrize("code, words", EVERY)
def test_issued_is_told_first(code, words):
    (card,) = proofs(f"上午给李阿姨开了{words}，盖了章。")
    assert card.code == code
    assert card.lines[0].startswith("这一笔里像是已经开了")
    assert card.lines[1].startswith("去哪里：")


@pytest.mark.parametrize("code, words", EVERY)
@pytest.mark.parametrize(
    "text",
    [
        "他来开{}，告诉他居委会不能开。",
        "我们不开{}。",
        "没给他开{}，解释了原因。",
        "{}不归我们开。",
        "他想开{}。我请他去派出所办。",
    ],
)
def test_refused_or_sent_on_needs_no_card(code, words, text):
    assert codes(text.format(words)) == []


@pytest.mark.parametrize("code, words", EVERY)
@pytest.mark.parametrize("text", ["陪她去派出所开了{}。", "{}公证处已经开好了。", "他拿着{}来报名。"])
def test_issued_by_the_right_office_needs_no_card(code, words, text):
    assert codes(text.format(words)) == []


OTHER_WAYS = {
    "银行要他开个证明，证明他和母亲是母子关系": "kin",
    "有人来问能不能开“我没有犯罪”的证明": "no_crime",
    "派出所让她来居委会开健在证明": "alive",
    "单位要她的婚育证明，找我们盖章": "childbearing",
    "来开证明，说身份证丢了": "lost",
    "居委会出具了父亲的死亡证明，家属拿去办抚恤金。": "death",
    "他要社区戒毒表现证明，想请居委会盖章": "recovery",
    "亲属关系证明1份": "kin",
    "死亡证明还没开，明天给他开": "death",
    "她問能不能開健在證明": "alive",
}


@pytest.mark.parametrize("text", OTHER_WAYS)
def test_other_ways_to_say_it(text):
    assert codes(text) == [OTHER_WAYS[text]]


@pytest.mark.parametrize(
    "text",
    [
        "出生医学证明在医院补办",
        "医院开了诊断证明",
        "居住证明开了一份",
        "事实证明他健康",
        "志愿服务证明发了三张",
        "开展证明事项清理宣传",
        "三个证明人都到了",
    ],
)
def test_what_is_no_such_proof(text):
    assert codes(text) == []


def test_all_twenty_say_where_to_go_what_to_bring_and_by_which_law():
    data = tomllib.loads(resources.files("zhiye.guidance").joinpath("data/proofs.toml").read_text("utf-8"))
    national = [rule for rule in data["proof"] if rule["region"] == "CN"]
    assert {rule["code"] for rule in national} == set(CALLED)
    assert len(national) == 20
    for rule in national:
        (card,) = proofs(f"给他开了{CALLED[rule['code']][0]}")
        assert [line.split("：")[0] for line in card.lines[1:4]] == ["去哪里", "一般带", "依据"]
        assert card.source == "民发〔2020〕20号（全国，2020-05-11起）"


def test_a_death_at_home_leads_to_the_health_service():
    (card,) = proofs("给家属开了死亡证明")
    assert "社区卫生服务中心" in card.lines[1]
    assert "居民死亡医学证明（推断）书" in card.lines[1]
    assert "公安" in card.lines[1]


def test_two_proofs_are_two_cards_and_the_refused_one_is_none():
    assert codes("给他开了健在证明，亲属关系证明没给开。") == ["alive"]
    assert codes("他要开健在证明和无房证明。") == ["alive", "property"]


def test_regions_differ():
    assert codes("给他开了健在证明", "420100") == []
    assert codes("给他开了转学证明", "420100") == ["school_move"]
    assert codes("给他开了转学证明") == []
    assert any("上海" in line for line in proofs("给他开了健在证明", "310115")[0].lines)


def test_before_the_list_there_was_none():
    assert proofs("给他开了死亡证明", day=date(2019, 1, 1)) == []
