"""Words of crisis call up a card; denials, set phrases and news do not; rather too often than not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.guidance.cards import cards
from zhiye.guidance.tests.sentences import CRISIS, NO_CRISIS

DAY = date(2026, 11, 21)


def safety(text: str) -> list[str]:
    """The quotes of the safety cards of a text."""
    return [card.quote for card in cards(text, {}, DAY) if card.kind == "safety"]


SAID = [
    "她讲真不想再活了",
    "我活着也没什么意思",
    "老伴走后他总说不如早点死了算了",
    "攒了好多安眠药",
    "要从楼上跳下去",
    "她说有时候想一了百了",
    "怕她想不开",
    "她不会想不开吧？",
    "前阵子有轻生的念头，现在好些",
    "念叨想去陪死去的老伴",
    "活着就是拖累孩子",
    "拿刀划自己手腕",
    "孩子手臂上有一道道划痕",
    "喝了半瓶农药，送医院了",
    "說不想過了，活不下去了",
    "没有一天不想死",
    "勿想活了呀",
    "喊着要跳楼",
    "没有她我活不下去",
    "我死了你们就轻松了",
    "眼睛一闭算了",
    "累死了，真想死",
    "生不如死啊",
    "爬到窗台上要跳下去",
    "上吊没成，救下来了",
    "早点走了好",
    "他说想死的心都有",
    "不再说不想活了",
    "钱被骗光了，老太想寻短见",
    "爬上塔吊要跳下来",
    "是不是想不开",
    "问她有没有想不开",
    "烦死了，不想活了",
    "要不是邻居拦着就跳河了",
    "会不会做傻事",
    "生活没盼头了",
    "狗死了她也不吃不喝",
    "不是没有想过死，她说想死过两回",
    "撑不下去了",
    "写了遗书放在枕头下",
    "跳河，被救上来了",
    "跳河救上来了",
    "她拧开煤气说一起死",
]
NOT_SAID = [
    "今天高兴死了",
    "累死了，不想活动",
    "孩子说想死奶奶了",
    "想死你们了",
    "跳楼价大甩卖",
    "她没有想不开",
    "他没有轻生的念头",
    "并不是想不开",
    "未发现轻生倾向",
    "夏天孩子跳河里游泳很危险",
    "干活没意思",
    "热死了",
    "树活不下去了",
    "门口那家店撑不下去关门了",
    "不想死在医院里",
    "奶奶手上吊着水",
    "灯挂在梁上吊着",
    "死要面子活受罪",
    "小区里老鼠死了好几天",
    "笑死我了",
    "从楼上下来往桥边走",
    "路过跳江边",
    "他不死心",
    "电瓶车上楼",
    "组织活动没意思",
    "没有办法",
    "跳楼梯玩",
    "不要活鱼要冰鲜",
    "防止误喝农药",
    "猫从窗台跳下来",
    "灯泡在墙上吊着",
    "忙死了算账",
]
NEWS = [
    "听了预防自杀的讲座",
    "电视里放了跳楼的新闻",
    "社区开展心理健康宣传，预防轻生",
    "自杀式袭击的电影",
    "组织守门人培训，识别自杀信号",
]
NEWS_OF_HERE = [
    "看了电视里跳楼的新闻，她说自己也想走那条路",
    "电视上说有人跳楼，她哭了一下午，说想不开",
    "培训散会后她悄悄说不想活",
    "抖音上发了条朋友圈说不想活了",
    "讲座结束后老周表示自己也轻生过",
    "听了讲座他也想自杀",
]


@pytest.mark.parametrize("text", [*SAID, *NEWS_OF_HERE, *CRISIS])
def test_it_is_heard(text):
    assert len(safety(text)) == 1


@pytest.mark.parametrize("text", [*NOT_SAID, *NEWS, *NO_CRISIS])
def test_it_is_something_else(text):
    assert safety(text) == []


AROUND = st.sampled_from(
    [
        "上午去看王阿姨。",
        "7号楼402。",
        "🙂",
        "物业来修水管，",
        "",
        "\n",
        "她女儿在外地。\n",
        "　",
        "一共3户；",
    ]
)
PLAIN = st.sampled_from(
    [
        "不想活了",
        "想死",
        "活着没意思",
        "轻生",
        "自杀",
        "想不开",
        "活不下去",
        "寻短见",
        "跳楼",
        "喝农药",
        "割腕",
        "一了百了",
        "死了算了",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(AROUND, max_size=4), PLAIN, st.lists(AROUND, max_size=4))
def test_ordinary_words_around_never_hide_it(before, words, behind):
    text = "".join(before) + f"她哭着讲：{words}。" + "".join(behind)
    (card,) = [card for card in cards(text, {}, DAY) if card.kind == "safety"]
    assert text[card.start : card.end] == card.quote
    assert card.start <= text.index(words) + len(words)
    assert card.sensitive
    assert card.ring == "secretary"


@settings(max_examples=80, deadline=None)
@given(
    PLAIN,
    st.sampled_from(["没有", "并没有", "不会", "不是", "并不是", "从没说过", "没说过", "没有任何", "绝不会"]),
)
def test_a_denial_right_before_is_one(words, denial):
    assert safety(f"她{denial}{words}。") == []


@settings(max_examples=80, deadline=None)
@given(
    PLAIN,
    st.sampled_from(
        [
            "没有人管，",
            "不知道怎么办，",
            "她没吃饭，",
            "不再说",
            "不是邻居拦着，",
            "儿子不来，",
            "会不会",
            "是不是",
            "有没有",
        ]
    ),
)
def test_a_denial_of_something_else_is_none(words, before):
    assert len(safety(f"她{before}{words}")) == 1


@settings(max_examples=60, deadline=None)
@given(PLAIN, PLAIN)
def test_denied_once_and_said_once_is_said(denied, said):
    assert len(safety(f"她讲没有{denied}。后来又念叨{said}。")) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([text for text in NOT_SAID if "\n" not in text]), min_size=1, max_size=5))
def test_harmless_lines_stay_harmless_together(lines):
    assert safety("\n".join(lines)) == []


def test_one_card_a_line_with_the_other_words_beside_it():
    text = "赵阿姨说不想活了，活着没意思。\n老周家水管漏。\n孙师傅昨晚说要跳楼。"
    first, second = (card for card in cards(text, {}, DAY) if card.kind == "safety")
    assert [text[start:end] for start, end in first.also] == ["活着没意思"]
    assert second.start > text.index("孙师傅")


def test_the_card_says_what_to_do_today_whatever_the_day_of_the_note():
    for day in (date(2018, 1, 1), DAY):
        (card,) = cards("她说不想活了", {}, day)
        assert [action.call for action in card.actions] == ["", "12356", "110", "120"]
        assert card.title == "要当回事：今天再联系一次"


@pytest.mark.parametrize("text", ["户口不动，以后勿要去找她了", "叫我们不要去找他", "别去找他了，他搬走了"])
def test_asking_not_to_look_for_somebody_is_no_wish_to_follow_them(text: str) -> None:
    assert safety(text) == []


@pytest.mark.parametrize("text", ["老伴走了，她说想去找她", "说要去找他，跟他一道去"])
def test_wanting_to_follow_somebody_still_is(text: str) -> None:
    assert safety(text)
