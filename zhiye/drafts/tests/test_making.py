"""From findings to proposals, without a database."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.drafts.acts import outcome
from zhiye.drafts.making import make
from zhiye.drafts.naming import spell
from zhiye.drafts.sensitive import is_sensitive
from zhiye.drafts.tests.finding import DAY, VISIT, VISIT_FOUND, found
from zhiye.drafts.text import find_again
from zhiye.drafts.values import UNLIKELY, Candidate, Linked, Links
from zhiye.guidance.card import GuidanceCard
from zhiye.guidance.cards import cards
from zhiye.reading.reader import read


def kinds(proposals):
    return [one.kind for one in proposals]


def only(proposals, kind):
    (one,) = [proposal for proposal in proposals if proposal.kind == kind]
    return one


def test_every_proposal_quotes_its_words_exactly():
    proposals = make(VISIT, DAY, VISIT_FOUND)
    assert len(proposals) >= 6
    assert all(one.quote == VISIT[one.start : one.end] for one in proposals)


def test_the_parts_of_a_note_name_each_other():
    proposals = make(VISIT, DAY, VISIT_FOUND)
    person, home, case = (only(proposals, kind).ref for kind in ("person", "home", "case"))
    contact = only(proposals, "contact").proposal
    assert (contact["people"], contact["home"], contact["on"]) == ([person], home, "2026-11-20")
    first = next(one for one in proposals if one.kind == "promise")
    assert (first.proposal["who"], first.proposal["case"]) == ("王经理", case)
    assert only(proposals, "wish").proposal["person"] == person


def test_nothing_read_is_nothing_proposed():
    assert make("", DAY, found("")) == []


@settings(deadline=None)  # the first text of all loads the reader's models
@given(st.text(alphabet="王桂珍阿婆115-402号楼，。想有人聊天物业答应周五前修好\n她😀", max_size=60))
def test_whatever_is_read_can_be_proposed(text):
    findings = read({"text": text, "written_on": "2026-11-20"})
    proposals = make(text, DAY, findings)
    assert all(one.quote == text[one.start : one.end] for one in proposals)
    refs = {one.ref for one in proposals}
    assert len(refs) == len(proposals)
    assert proposals == make(text, DAY, findings)


def test_a_long_note_that_repeats_itself_gives_few_drafts():
    text = (VISIT * 400)[:20_000]
    one = {kind: list(told) for kind, told in VISIT_FOUND.items()}
    for repeat in range(1, 300):
        for kind in ("matters", "contacts", "commitments"):
            for item in VISIT_FOUND[kind]:
                span = [place + repeat * len(VISIT) for place in item["span"]]
                one[kind].append(item | {"span": span})
    proposals = make(text, DAY, one)
    assert len(proposals) < 20, "the same words told again are one draft"


def test_colleagues_and_kin_without_a_name_are_no_drafts():
    text = "物业王经理来了，王桂珍的儿子也在。"
    findings = found(
        text,
        people=[{"name": "王经理", "role": "worker"}, {"name": "王桂珍"}, {"name": "儿子", "sex": "男"}],
        kinship=[{"person": "儿子", "relation": "儿子", "of": "王桂珍"}],
    )
    assert only(make(text, DAY, findings), "person").proposal["name"] == "王桂珍"


def test_somebody_without_a_name_who_tells_something_is_asked_for_it():
    text = "一位70多岁的阿姨来哭诉。"
    person = only(make(text, DAY, found(text, people=[{"name": "阿姨", "age": 70, "sex": "女"}])), "person")
    assert (person.proposal["name"], person.proposal["age"]) == ("", 70)


def test_a_number_is_kept_as_a_place_in_the_words_and_never_copied():
    text = "王桂珍来过，电话15400001234。她儿子15400005678。"
    findings = found(
        text,
        people=[{"name": "王桂珍"}, {"name": "儿子", "role": "other"}],
        kinship=[{"person": "儿子", "relation": "儿子", "of": "王桂珍"}],
    )
    person = only(make(text, DAY, findings), "person")
    assert [(text[p["start"] : p["end"]], p["whose"]) for p in person.proposal["phones"]] == [
        ("15400001234", ""),
        ("15400005678", "儿子"),
    ]
    assert "15400001234" not in str(person.proposal)


@pytest.mark.parametrize(
    ("trait", "age", "code"),
    [("独居", 84, "elder_alone"), ("独居", 30, None), ("低保", 30, "low_income"), ("慢性病", 70, None)],
)
def test_a_trait_becomes_a_category_where_the_register_has_one(trait, age, code):
    text = "王桂珍一个人住，吃低保，高血压。"
    proposals = make(text, DAY, found(text, people=[{"name": "王桂珍", "age": age, "traits": [trait]}]))
    assert [one.proposal["code"] for one in proposals if one.kind == "category"] == ([code] if code else [])
    assert only(proposals, "person").proposal["heed"] == ([trait] if trait == "慢性病" else [])


def test_a_category_quotes_the_words_that_told_it():
    text = "王桂珍84岁，一个人住，耳朵背。"
    proposals = make(text, DAY, found(text, people=[{"name": "王桂珍", "age": 84, "traits": ["独居"]}]))
    assert only(proposals, "category").quote == "一个人住"


def test_categories_of_the_narrow_ring_are_proposed_to_those_who_may_keep_them():
    text = "小雨爸妈都不在了，是孤儿。"
    findings = found(text, people=[{"name": "小雨", "age": 9, "traits": ["困境儿童"]}])
    findings["people"][0]["name"] = text[:2]
    known = Links(people={0: Linked(Candidate(uuid4(), "姓名相同", 6))})
    assert "category" not in kinds(make(text, DAY, findings, known))
    allowed = Links(people=known.people, secret=True)
    assert only(make(text, DAY, findings, allowed), "category").sensitive


@pytest.mark.parametrize(
    "words", ["我想早点下班", "她不想去敬老院", "大家希望早点修好", "她想起老伴就哭", "她想不开"]
)
def test_words_that_only_look_like_a_wish_are_none(words):
    text = f"看望王桂珍。{words}。"
    assert "wish" not in kinds(make(text, DAY, found(text, people=[{"name": "王桂珍", "sex": "女"}])))


def test_what_somebody_can_give_is_a_strength_and_no_promise():
    text = "王桂珍说愿意教大家包粽子。"
    findings = found(
        text, people=[{"name": "王桂珍"}], commitments=[{"text": "愿意教大家包粽子", "due": None}]
    )
    proposals = make(text, DAY, findings)
    assert only(proposals, "wish").proposal["kind"] == "strength"
    assert "promise" not in kinds(proposals)


def test_a_complaint_that_only_says_how_somebody_is_is_no_matter():
    text = "王桂珍高血压。"
    findings = found(text, people=[{"name": "王桂珍"}], matters=[{"text": "高血压", "code": "health"}])
    assert "case" not in kinds(make(text, DAY, findings))


def test_thanks_open_no_matter():
    text = "王桂珍来感谢我们。"
    assert "case" not in kinds(
        make(text, DAY, found(text, matters=[{"text": "来感谢我们", "code": "praise"}]))
    )


def test_a_promise_a_visit_and_a_wish_are_not_opened_as_matters_too():
    text = "走访曹奶奶，她想有人打扫、聊聊天。物业说明天来换灯。"
    findings = found(
        text,
        people=[{"name": "曹奶奶", "sex": "女"}],
        contacts=[{"text": "走访曹奶奶", "kind": "visit"}],
        commitments=[{"text": "物业说明天来换灯", "due": "2026-11-21"}],
        matters=[
            {"text": "走访曹奶奶", "code": "eldercare"},
            {"text": "她想有人打扫、聊聊天", "code": "eldercare"},
            {"text": "物业说明天来换灯", "code": "property"},
        ],
    )
    proposals = make(text, DAY, findings)
    assert only(proposals, "wish").quote == "想有人打扫、聊聊天"
    assert "case" not in kinds(proposals)


@pytest.mark.parametrize(
    ("kind", "words", "met", "told"),
    [
        ("visit", "敲了半天门，没人应", True, "not_home"),
        ("visit", "她不肯开门", True, "declined"),
        ("visit", "去看了王桂珍", True, "seen"),
        ("visit", "走访了十二户", False, "done"),
        ("phone", "打电话没人接", True, "not_home"),
        ("phone", "打了电话", True, "by_phone"),
        ("patrol", "巡查楼道，物业不在", False, "done"),
    ],
)
def test_the_outcome_of_a_contact_is_told_by_its_words(kind, words, met, told):
    assert outcome(kind, words, met) == told


def test_a_contact_told_in_two_sentences_is_one():
    text = "去看望王桂珍。到王桂珍家坐了一会。"
    findings = found(
        text,
        people=[{"name": "王桂珍"}],
        contacts=[{"text": "去看望王桂珍", "kind": "visit"}, {"text": "到王桂珍家坐了一会", "kind": "visit"}],
    )
    assert kinds(make(text, DAY, findings)).count("contact") == 1


def test_a_day_to_come_is_no_day_of_a_contact():
    text = "11月18日去看了王桂珍，12月1日再去。"
    findings = found(
        text,
        people=[{"name": "王桂珍"}],
        dates=[{"text": "11月18日", "value": "2026-11-18"}, {"text": "12月1日", "value": "2026-12-01"}],
        contacts=[{"text": "去看了王桂珍", "kind": "visit"}],
    )
    assert only(make(text, DAY, findings), "contact").proposal["on"] == str(date(2026, 11, 18))


def test_the_next_visitor_is_not_put_into_the_home_of_the_one_before():
    text = "到115-402看望王桂珍。李玉兰来问低保。"
    findings = found(
        text,
        people=[{"name": "王桂珍"}, {"name": "李玉兰"}],
        addresses=[{"text": "115-402", "building": "115", "room": "402"}],
        matters=[{"text": "来问低保", "code": "welfare"}],
    )
    case = only(make(text, DAY, findings), "case").proposal
    assert (case["people"], case["home"]) == (["p1"], None)


@pytest.mark.parametrize(
    ("text", "full", "called"),
    [
        ("王桂珍阿婆", "王桂珍", "王阿婆"),
        ("王阿婆", "", "王阿婆"),
        ("老王", "", "老王"),
        ("欧阳奶奶", "", "欧阳奶奶"),
        ("欧阳文秀", "欧阳文秀", ""),
        ("李某", "", "李某"),
        ("儿子", "", ""),
        ("阿姨", "", ""),
        ("𠮷野", "𠮷野", ""),
    ],
)
def test_a_name_is_told_apart_from_how_somebody_is_called(text, full, called):
    spelled = spell(text)
    assert (spelled.full, spelled.called) == (full, called)


def test_illness_family_and_lawsuits_stand_alone():
    assert is_sensitive("category", "disabled")
    assert is_sensitive("case", "family")
    assert is_sensitive("promise", "", "下周三陪她去法院开庭")
    assert not is_sensitive("case", "repair", "楼道灯坏了")


def test_words_are_found_again_after_a_correction():
    assert find_again("更正：楼道灯坏了", "楼道灯坏了", 0) == (3, 8)
    assert find_again("改得面目全非", "楼道灯坏了", 0) is None


def test_an_aunt_whose_family_name_and_door_are_told_later_is_called_by_them():
    text = "一位70多岁的阿姨来居委会。她姓罗，住12号楼302。"
    findings = found(
        text,
        people=[{"name": "阿姨", "age": 70, "sex": "女"}],
        addresses=[{"text": "12号楼302", "building": "12", "room": "302"}],
    )
    proposals = make(text, DAY, findings)
    person = only(proposals, "person").proposal
    assert (person["name"], person["home"]) == ("罗阿姨", only(proposals, "home").ref)


def test_two_aunts_of_whom_one_family_name_is_told_keep_none():
    text = "阿姨和大姐来了，她姓罗。"
    people = [{"name": "阿姨", "age": 70, "sex": "女"}, {"name": "大姐", "age": 60, "sex": "女"}]
    proposals = make(text, DAY, found(text, people=people))
    assert {one.proposal["name"] for one in proposals if one.kind == "person"} == {""}


def test_tea_and_comfort_are_part_of_the_contact_that_is_told():
    text = "罗玉珍来居委会。我陪她坐了四十分钟，给她倒了茶。"
    findings = found(
        text,
        people=[{"name": "罗玉珍", "sex": "女"}],
        contacts=[
            {"text": "罗玉珍来居委会", "kind": "reception"},
            {"text": "我陪她坐了四十分钟", "kind": "visit"},
        ],
    )
    assert only(make(text, DAY, findings), "contact").proposal["kind"] == "reception"


@pytest.mark.parametrize(("words", "likely"), [("我跟她谈了房子的事", False), ("我上门看了她", True)])
def test_a_visit_beside_a_reception_is_likely_only_with_a_going_there(words, likely):
    text = f"罗玉珍来居委会。{words}。"
    findings = found(
        text,
        people=[{"name": "罗玉珍", "sex": "女"}],
        contacts=[{"text": "罗玉珍来居委会", "kind": "reception"}, {"text": words, "kind": "visit"}],
    )
    visit = [one for one in make(text, DAY, findings) if one.proposal.get("kind") == "visit"][0]
    assert (visit.confidence >= UNLIKELY) is likely


def test_a_call_to_a_colleague_is_no_call_to_the_resident():
    text = "罗玉珍来居委会。我打电话给民警小邵，他答应今晚去看看。"
    findings = found(
        text,
        people=[{"name": "罗玉珍", "sex": "女"}, {"name": "小邵", "role": "worker"}],
        contacts=[
            {"text": "罗玉珍来居委会", "kind": "reception"},
            {"text": "我打电话给民警小邵", "kind": "phone"},
        ],
        commitments=[{"text": "他答应今晚去看看", "due": "2026-11-20"}],
    )
    proposals = make(text, DAY, findings)
    call = next(one for one in proposals if one.proposal.get("kind") == "phone")
    assert (call.proposal["people"], call.confidence < UNLIKELY) == ([], True)
    promise = only(proposals, "promise").proposal
    assert (promise["who"], promise["people"]) == ("小邵", ["p0"])


def test_we_promise_whoever_is_named_beside_us():
    text = "我跟黄师傅说好周一再去看一眼。"
    findings = found(
        text,
        people=[{"name": "黄师傅"}],
        commitments=[{"text": "我跟黄师傅说好周一再去看一眼", "due": "2026-11-23"}],
    )
    assert only(make(text, DAY, findings), "promise").proposal["who"] == "我们"


def test_a_wish_for_a_paper_that_guidance_has_a_card_for_is_only_a_matter():
    text = "罗玉珍想要开一张死亡证明。"
    findings = found(
        text,
        people=[{"name": "罗玉珍"}],
        matters=[{"text": "想要开一张死亡证明", "code": "papers"}],
    )
    advice = cards(text, findings, DAY)
    proposals = make(text, DAY, findings, cards=advice)
    assert {"case", "proof"} <= set(kinds(proposals))
    assert "wish" not in kinds(proposals)


@pytest.mark.parametrize(
    ("text", "people", "kin", "meant"),
    [
        ("王奶奶来说，儿子喝了酒就打她。", [("王奶奶", "女"), ("儿子", "男")], "儿子", "王奶奶"),
        ("王大姐说她老公又打她。", [("王大姐", "女")], "", "王大姐"),
        ("张阿姨哭着说被丈夫打了。", [("张阿姨", "女")], "", "张阿姨"),
        ("老李打孩子，邻居来反映。", [("老李", None)], "", None),
        ("李玉兰和陈秀英来了。老公又打她。", [("李玉兰", "女"), ("陈秀英", "女")], "", None),
        (
            "罗玉珍来了。儿子罗建军天天晚上来敲门，她说很害怕。",
            [("罗玉珍", "女"), ("罗建军", "男")],
            "罗建军",
            "罗玉珍",
        ),
    ],
)
def test_a_warning_of_violence_is_about_the_one_harmed_or_about_nobody(text, people, kin, meant):
    kinship = [{"person": kin, "relation": "儿子", "of": people[0][0]}] if kin else []
    findings = found(text, people=[{"name": name, "sex": sex} for name, sex in people], kinship=kinship)
    start = text.index("打" if "打" in text else "儿子罗")
    end = len(text) - 1
    card = GuidanceCard("violence", "violence", "", (), text[start:end], start, end, (), "", True)
    told = only(make(text, DAY, findings, cards=[card]), "violence").proposal["people"]
    names = {one.ref: one.proposal["words"] for one in make(text, DAY, findings) if one.kind == "person"}
    assert [names[ref] for ref in told] == ([meant] if meant else [])


def test_a_warning_of_safety_is_about_the_one_who_says_it():
    text = "儿子罗建军来闹。罗玉珍说都不想再活着了。"
    people = [{"name": "罗建军", "sex": "男"}, {"name": "罗玉珍", "sex": "女"}]
    start = text.index("不想再活")
    card = GuidanceCard("safety", "safety", "", (), "不想再活", start, start + 4, (), "", True)
    told = only(make(text, DAY, found(text, people=people), cards=[card]), "safety").proposal["people"]
    assert told == ["p1"]


def test_a_matter_that_a_promise_of_its_sentence_answers_is_not_doubted():
    text = "楼道灯坏了，物业答应周五前修好。电线杆歪了。"
    findings = found(
        text,
        matters=[
            {"text": "楼道灯坏了", "code": "repair", "confidence": 0.3},
            {"text": "电线杆歪了", "code": "repair", "confidence": 0.3},
        ],
        commitments=[{"text": "物业答应周五前修好", "due": "2026-11-20"}],
    )
    cases = [one for one in make(text, DAY, findings) if one.kind == "case"]
    assert [one.confidence >= UNLIKELY for one in cases] == [True, False]


def test_a_promise_belongs_to_the_matter_of_the_sentence_before_and_not_to_a_doubtful_one_behind():
    text = "王奶奶说厨房滴水。我打电话给物业，王师傅答应明天来修。平时一个人住。"
    findings = found(
        text,
        people=[{"name": "王奶奶"}, {"name": "王师傅", "role": "worker"}],
        matters=[
            {"text": "厨房滴水", "code": "repair", "confidence": 0.6},
            {"text": "平时一个人住", "code": "eldercare", "confidence": 0.31},
        ],
        commitments=[{"text": "王师傅答应明天来修", "due": "2026-11-20"}],
    )
    made = make(text, DAY, findings)
    promise, leak = only(made, "promise"), next(one for one in made if one.kind == "case")
    assert promise.proposal["case"] == leak.ref
    assert (promise.proposal["who"], promise.proposal["what"]) == ("王师傅", "答应明天来修")
