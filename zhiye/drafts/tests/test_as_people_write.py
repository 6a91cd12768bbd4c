"""Notes as tired people write them: what is not done yet, not said of them, not promised, is not proposed."""

import pytest

from zhiye.cases import commands as cases
from zhiye.drafts.clauses import promised_of, title_of
from zhiye.drafts.linking import link
from zhiye.drafts.making import make
from zhiye.drafts.models import Draft
from zhiye.drafts.queries import drafts_of
from zhiye.drafts.tests.finding import DAY, drafted, found
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.guidance.cards import cards
from zhiye.journal.commands import write_entry
from zhiye.journal.models import About
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.reading.reader import read


def made(text, kind, advice=(), **told):
    return [one for one in make(text, DAY, found(text, **told), cards=advice) if one.kind == kind]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("我说马上联系物业清掉", "referral"),
        ("下次约司法所老沈一起来调解", "mediation"),
        ("有消息给她回电话", "phone"),
        ("给了她妇联电话", "phone"),
    ],
)
def test_what_is_still_to_be_done_is_no_contact(words, kind):
    text = f"李姐来问护理的事。{words}。"
    told = {"people": [{"name": "李姐", "sex": "女"}], "contacts": [{"text": words, "kind": kind}]}
    assert made(text, "contact", **told) == []


def test_what_has_been_done_is_one_though_more_is_promised():
    text = "我给王师傅打了电话，他说明天下午一定来。"
    told = {"contacts": [{"text": "我给王师傅打了电话", "kind": "phone"}]}
    assert len(made(text, "contact", **told)) == 1


def test_a_list_that_is_due_on_a_day_is_not_handed_in_on_a_feast():
    text = "重阳节慰问名单本周五前报街道。"
    told = {
        "dates": [{"text": "重阳节", "value": "2026-10-18"}, {"text": "本周五前", "value": "2026-11-20"}],
        "contacts": [{"text": "重阳节慰问名单本周五前报街道", "kind": "referral"}],
    }
    assert made(text, "contact", **told) == []


def test_a_day_told_behind_the_words_is_not_their_day():
    text = "老李头敲门没人应，隔壁说上周四还看见他倒垃圾。"
    told = {
        "people": [{"name": "老李头", "sex": "男"}],
        "dates": [{"text": "上周四", "value": "2026-11-12"}],
        "contacts": [{"text": "老李头敲门没人应", "kind": "visit"}],
    }
    (contact,) = made(text, "contact", **told)
    assert contact.proposal["on"] == DAY.isoformat()


@pytest.mark.parametrize(
    ("head", "on"), [("11月18日 星期三 晴", "2026-11-18"), ("11月18日的事说一下", DAY.isoformat())]
)
def test_the_day_at_the_head_of_a_page_is_that_of_its_visits(head, on):
    text = f"{head}\n上午去看了丁奶奶。"
    told = {
        "people": [{"name": "丁奶奶", "sex": "女"}],
        "dates": [{"text": "11月18日", "value": "2026-11-18"}],
        "contacts": [{"text": "上午去看了丁奶奶", "kind": "visit"}],
    }
    assert [one.proposal["on"] for one in made(text, "contact", **told)] == [on]


def test_a_call_to_somebodys_son_is_no_call_to_them():
    text = "陈奶奶坐了一会儿。儿子电话打不通。"
    told = {
        "people": [{"name": "陈奶奶", "sex": "女"}],
        "contacts": [{"text": "儿子电话打不通", "kind": "phone"}],
    }
    assert [one.proposal["people"] for one in made(text, "contact", **told)] == [[]]


def test_knocking_at_anothers_door_is_no_visit_to_who_complains():
    text = "9号104陈立勇家滴水，晚上我去敲了204的门。"
    told = {
        "people": [{"name": "陈立勇", "address": "9号104"}],
        "addresses": [
            {"text": "9号104", "building": "9", "room": "104"},
            {"text": "204", "building": "9", "room": "204"},
        ],
        "contacts": [{"text": "晚上我去敲了204的门", "kind": "visit"}],
    }
    assert [one.proposal["people"] for one in made(text, "contact", **told)] == [[]]


def test_a_colleague_who_comes_with_news_is_nobody_met():
    text = "社区民警小周来说有人上门推销，35号周阿姨家上当了。"
    told = {
        "people": [{"name": "小周", "role": "worker"}, {"name": "周阿姨", "sex": "女"}],
        "contacts": [{"text": "社区民警小周来说有人上门推销", "kind": "visit"}],
    }
    (contact,) = made(text, "contact", **told)
    assert contact.confidence < 0.4


@pytest.mark.parametrize(
    "clause", ["想老头子", "想儿子了", "想跟他一块去算了", "想问学区", "想问问有没有手环可以申请"]
)
def test_missing_somebody_and_asking_something_are_no_wishes(clause):
    text = f"陈奶奶{clause}。"
    assert made(text, "wish", people=[{"name": "陈奶奶", "sex": "女"}]) == []


def test_beside_words_of_crisis_nothing_is_a_wish_and_all_is_looked_at_alone():
    text = "陈奶奶说她活够了，想早点走，楼上太吵睡不着。"
    advice = cards(text, {}, DAY, "310000")
    assert [one.kind for one in advice][:1] == ["safety"]
    told = {
        "people": [{"name": "陈奶奶", "sex": "女"}],
        "matters": [{"text": "楼上太吵睡不着", "code": "noise"}],
    }
    assert made(text, "wish", advice, **told) == []
    (case,) = made(text, "case", advice, **told)
    assert case.sensitive


def test_a_reminder_is_a_promise_and_no_matter_beside_it():
    text = "晚上下雨，记得明天看看27号地下室进没进水。"
    told = {
        "matters": [{"text": "记得明天看看27号地下室进没进水", "code": "safety"}],
        "commitments": [{"text": "晚上下雨，记得明天看看27号地下室进没进水", "due": "2026-11-21"}],
    }
    assert made(text, "case", **told) == []
    assert len(made(text, "promise", **told)) == 1


def test_a_threat_is_no_promise():
    text = "最后她说再不修就打12345，让她打吧。"
    told = {"commitments": [{"text": "最后她说再不修就打12345，让她打吧"}]}
    assert made(text, "promise", **told) == []


def test_a_word_that_was_given_is_a_promise_whatever_the_reader_says():
    text = "李姐问手环的事。答应帮她问，有消息给她回电话。"
    (promise,) = made(text, "promise", people=[{"name": "李姐", "sex": "女"}])
    assert promise.quote == "答应帮她问"


def test_when_and_where_alone_are_told_with_what():
    text = "602不认。下次约司法所老沈一起来调解，时间待定。"
    (promise,) = made(text, "promise", commitments=[{"text": "时间待定"}])
    assert promise.proposal["what"] == "下次约司法所老沈一起来调解，时间待定"
    assert promise.quote == text[promise.start : promise.end]


def test_a_guess_of_the_day_is_told_with_what_it_is_about():
    text = "她妈问轮椅啥时候能到，我说问残联，估计下个礼拜。"
    told = {
        "matters": [{"text": "我说问残联", "code": "health"}],
        "commitments": [{"text": "估计下个礼拜", "due": "2026-11-29"}],
    }
    assert [one.proposal["what"] for one in made(text, "promise", **told)] == ["问残联，估计下个礼拜"]
    assert made(text, "case", **told) == []


def test_in_the_evening_is_today():
    text = "老李头家敲门没人应。晚上再去敲一次。"
    (promise,) = made(text, "promise", commitments=[{"text": "晚上再去敲一次"}])
    assert promise.proposal["due"] == DAY.isoformat()


def test_a_young_helper_is_no_elder_alone():
    text = "丁阿婆摔了，女儿在外地回不来，邻居小刘送的医院。"
    told = {"people": [{"name": "丁阿婆", "sex": "女"}, {"name": "小刘", "traits": ["空巢"]}]}
    assert made(text, "category", **told) == []


def test_the_same_words_and_more_are_no_second_matter():
    text = "9号104厨房顶滴水三天了，晚上我去敲了204的门。"
    told = {
        "matters": [
            {"text": "9号104厨房顶滴水三天了", "code": "repair"},
            {"text": "9号104厨房顶滴水三天了，晚上我去敲了204的门", "code": "noise", "confidence": 0.5},
        ]
    }
    assert [one.proposal["code"] for one in made(text, "case", **told)] == ["repair"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("11号301）摔了一跤，右手骨折", "摔了一跤，右手骨折"),
        ("1.防汛值班表排好了", "防汛值班表排好了"),
        ("就是说水管还在滴", "水管还在滴"),
        ("她说膝盖疼得厉害", "膝盖疼得厉害"),
        ("楼道灯（三楼）坏了", "楼道灯（三楼）坏了"),
        ("1.5米的沟没盖板", "1.5米的沟没盖板"),
    ],
)
def test_a_title_is_without_what_stands_around_it(words, title):
    assert title_of(words, 60) == title


@pytest.mark.parametrize(
    ("words", "who", "what"),
    [
        ("我说马上联系物业清掉", "我们", "马上联系物业清掉"),
        ("王师傅说明天来", "王师傅", "明天来"),
        ("说好周六一起上门看看", "我们", "说好周六一起上门看看"),
        ("说明情况后再来", "", "说明情况后再来"),
    ],
)
def test_a_promise_is_told_without_that_it_was_said(words, who, what):
    assert promised_of(words, who) == what


def test_a_note_left_at_a_door_is_nobody():
    told = read({"text": "没人在家，留了张条。", "written_on": "2026-11-20"})
    assert [one["name"] for one in told["people"]] == []


def test_a_neighbour_who_lets_nobody_in_is_no_violence_at_home():
    assert cards("602不让进门，说是601自己家管道的问题。", {}, DAY, "310000") == []
    kept_out = cards("老公不让她进门，她在楼道坐了一夜。", {}, DAY, "310000")
    assert [one.kind for one in kept_out][:1] == ["violence"]


# --- with the register


def people_of(by, text, **told):
    entry = write_entry(by, text=text, written_on=DAY, op=new_id())
    return link(by, found(text, **told), entry).people[0]


@pytest.fixture
def many_chens(make):
    """More women called 陈奶奶 than can be asked about."""
    names = ("陈桂英", "陈秀珍", "陈美娟", "陈玉兰", "陈凤仙", "陈月娥", "陈阿妹")
    return [make.person(name, sex="2", birth="1942-03-01", birth_precision="day") for name in names]


def test_where_many_may_be_called_so_nobody_is_said_to_be_new(worker, many_chens):
    one = people_of(worker, "陈奶奶来过。", people=[{"name": "陈奶奶", "sex": "女"}])
    assert one.chosen is None
    assert one.many >= len(many_chens)


def test_of_many_those_of_whom_notes_spoke_lately_are_asked_about(worker, many_chens):
    before = write_entry(worker, text="看了陈玉兰。", written_on=DAY, op=new_id())
    About.objects.create(entry=before, person=many_chens[3], path=many_chens[3].path)
    one = people_of(worker, "陈奶奶来过。", people=[{"name": "陈奶奶", "sex": "女"}])
    assert [candidate.id for candidate in one.candidates] == [many_chens[3].pk]


def test_one_of_many_is_not_registered_in_passing(worker, many_chens):
    text = "陈奶奶来过。"
    entry = drafted(worker, text, found(text, people=[{"name": "陈奶奶", "sex": "女"}]))
    (card,) = drafts_of(worker, entry)
    assert card.needs == "person"
    with pytest.raises(Refused, match="先看看是不是同一个人"):
        confirm_drafts(worker, entry=entry, answers=[Answer(card.draft)], op=new_id())
    assert not Person.objects.filter(name="陈奶奶").exists()


@pytest.mark.parametrize(
    ("text", "home", "vague"),
    [
        ("李姐来问过。", None, True),
        ("115号的李姐来问过。", {"text": "115号", "building": "115"}, True),
        ("115-402的李姐来问过。", {"text": "115-402", "building": "115", "room": "402"}, False),
        ("欧阳文秀来问过。", None, False),
    ],
)
def test_somebody_new_with_a_title_and_no_home_is_vague(worker, text, home, vague):
    name = "欧阳文秀" if "欧阳" in text else "李姐"
    people = [{"name": name, "sex": "女", "address": home["text"] if home else None}]
    entry = drafted(worker, text, found(text, people=people, addresses=[home] if home else []))
    assert [card.vague for card in drafts_of(worker, entry) if card.draft.kind == "person"] == [vague]


def test_somebody_called_younger_than_she_is_is_asked_about_at_her_home(worker, cast):
    told = {"addresses": [{"text": "115-402", "building": "115", "room": "402"}]}
    people = [{"name": "王阿姨", "sex": "女", "address": "115-402"}]
    one = people_of(worker, "115-402的王阿姨来过。", people=people, **told)
    assert one.chosen is None
    assert [candidate.id for candidate in one.candidates] == [cast.person("wang").pk]


def test_an_open_matter_of_the_home_is_offered_in_other_words_and_of_another_kind(worker, cast):
    matter = cases.open_case(
        worker,
        title="一楼下水道反复返水",
        code="repair.pipes",
        place=cast.home("115-402"),
        op=new_id(),
    )
    text = "115-402又来了，还是下水道的事。修了三次了，物业就会拖。"
    told = {
        "addresses": [{"text": "115-402", "building": "115", "room": "402"}],
        "matters": [{"text": "修了三次了，物业就会拖", "code": "property"}],
    }
    entry = drafted(worker, text, found(text, **told))
    case = Draft.objects.get(entry=entry, kind="case")
    assert case.proposal["existing"] == [str(matter.pk)]
