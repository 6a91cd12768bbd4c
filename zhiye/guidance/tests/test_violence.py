"""Violence at home calls up a card about safe contact; a phone call, a fall and a course do not."""

from datetime import date

import pytest

from zhiye.guidance.cards import cards
from zhiye.guidance.tests.sentences import NO_VIOLENCE, VIOLENCE

DAY = date(2026, 11, 21)


def violence(text: str) -> list[str]:
    return [card.quote for card in cards(text, {}, DAY) if card.kind == "violence"]


@pytest.mark.parametrize(
    "text",
    [
        *VIOLENCE,
        "女婿夜里老来砸门，她吓得不敢睡",
        "她被丈夫打了",
        "老公喝醉就动手",
        "脸上一块淤青，说是自己摔的",
        "丈夫掐她脖子",
        "两口子又打起来了",
        "派出所出了告诫书",
        "前夫老在楼下堵她",
        "儿子扬言要杀了她",
        "爸爸打孩子用皮带",
        "把老人反锁在家里",
        "女婿没收了她的工资卡",
        "不敢回家，丈夫喝了酒就砸东西",
        "她婆婆虐待她",
        "被儿子赶出家门",
        "疑似家暴",
        "儿媳骂她打她",
        "孩子说爸爸打我",
        "跟爱人打架了，孩子在哭",
        "聽說她被丈夫毆打",
        "讲座后她说被丈夫打过",
        "丈夫不准她出门，也不准她接电话",
    ],
)
def test_it_is_heard(text):
    assert len(violence(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *NO_VIOLENCE,
        "儿子打了个电话来",
        "女儿打的来的",
        "老伴打麻将去了",
        "儿子打工不在家",
        "摔了一跤，脸上淤青",
        "她给丈夫打电话",
        "没有家暴",
        "参加反家暴宣传",
        "丈夫打太极",
        "儿子打扫卫生",
        "王大妈打了两个鸡蛋",
        "虐待小猫",
        "弟弟动手能力强",
        "丈夫动手修好了灯",
        "女儿打视频来",
        "爸爸打预防针",
        "老头打牌",
        "妈妈打来热水",
        "物业动手清理",
        "儿子敲门没人应",
        "医生不让她出门，儿子不让她下楼",
        "被女儿骂了两句",
        "女儿打包了饭菜",
        "女儿后天回来，我就打了工作队的老扈电话",
        "丈夫没动手",
    ],
)
def test_it_is_something_else(text):
    assert violence(text) == []


def test_the_card_asks_how_contact_is_safe_and_is_for_writer_and_secretary():
    (card,) = cards("她被丈夫打了", {}, DAY)
    assert card.actions[0].code == "safe_contact"
    assert (card.sensitive, card.ring) == (True, "secretary")
    assert {action.call for action in card.actions} >= {"110", "12338"}
    assert "反家庭暴力法" in card.source


def test_neighbours_who_quarrel_are_no_family() -> None:
    assert violence("李伟杰跟楼上9-502又为滴水吵起来了，小李说要打人，楼上的老公也凶") == []


def test_what_is_heard_from_upstairs_still_may_be_one() -> None:
    assert violence("楼上又在吵，男的说要打人")
