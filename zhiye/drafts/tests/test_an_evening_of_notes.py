"""Notes of one evening in a worker's own words, dialect and all: what is drafted of them is what they say."""

from datetime import date

import pytest

from zhiye.drafts.linking import link
from zhiye.drafts.looking import look
from zhiye.drafts.making import make
from zhiye.drafts.tests.finding import found
from zhiye.drafts.values import UNLIKELY
from zhiye.journal.commands import write_entry
from zhiye.kernel.ids import new_id
from zhiye.reading.reader import read

DAY = date(2026, 11, 20)


def made(text, kind, **told):
    return [one for one in make(text, DAY, found(text, **told)) if one.kind == kind]


def read_and_made(text):
    return make(text, DAY, read({"text": text, "written_on": str(DAY)}))


def drafted(by, text):
    entry = write_entry(by, text=text, written_on=DAY, op=new_id())
    findings = look(by, entry, ask_model=False).findings
    return make(entry.text, DAY, findings, link(by, findings, entry))


@pytest.fixture
def colleague(director):
    return director.name


@pytest.mark.django_db
def test_a_colleague_who_came_along_is_no_new_resident(cast, worker, colleague):
    drafts = drafted(worker, f"我跟{colleague}一起去115-402看了王桂珍阿婆。{colleague}下礼拜休假，交给我了。")
    people = [one for one in drafts if one.kind == "person"]
    assert [one.person for one in people] == [cast.person("wang").pk]
    assert all(colleague not in str(one.proposal.get("name")) for one in people)


@pytest.mark.django_db
def test_somebody_of_a_colleagues_name_who_lives_here_is_asked_about(cast, worker, colleague):
    drafts = drafted(worker, f"今天去看了115-102的{colleague}，72岁，独居。")
    assert [one.proposal["name"] for one in drafts if one.kind == "person"] == [colleague]


@pytest.mark.django_db
def test_a_name_at_its_home_is_known_though_the_note_sounds_like_another_sex(cast, worker):
    text = "115-201陈国良跟楼上又吵起来了，楼上的老公也凶。"
    told = found(
        text,
        people=[{"name": "陈国良", "sex": "女", "role": "worker", "address": "115-201"}],
        addresses=[{"text": "115-201", "building": "115", "room": "201"}],
    )
    entry = write_entry(worker, text=text, written_on=DAY, op=new_id())
    people = [one for one in make(text, DAY, told, link(worker, told, entry)) if one.kind == "person"]
    assert [one.person for one in people] == [cast.person("chen").pk]


def test_her_son_in_dialect_is_nobody_of_that_name():
    people = read({"text": "伊讲头痛，叫伊儿子带伊去看。", "written_on": str(DAY)})["people"]
    assert [one["name"] for one in people] == ["儿子"]


@pytest.mark.parametrize(
    ("words", "due"),
    [("明朝上午我再打电话问问", "2026-11-21"), ("我答应后朝上门帮伊修", "2026-11-22")],
)
def test_days_in_dialect_are_days(words, due):
    promises = [one for one in read_and_made(f"去看了王阿婆。{words}。") if one.kind == "promise"]
    assert [one.proposal["due"] for one in promises] == [due]


@pytest.mark.parametrize("words", ["发养老金再交", "养老钱都用完了"])
def test_the_pension_is_nobody(words):
    people = read({"text": f"曹奶奶说下个月10号{words}。", "written_on": str(DAY)})["people"]
    assert [one["name"] for one in people] == ["曹奶奶"]


def test_a_water_pipe_makes_nobody_a_mother():
    people = read({"text": "陈奶奶水管查好了，王师傅今天来过了。", "written_on": str(DAY)})["people"]
    assert all(one["traits"] == [] for one in people)


@pytest.mark.parametrize("words", ["不漏了", "现在不滴水了", "已经修好了"])
def test_what_is_in_order_again_opens_nothing(words):
    text = f"陈奶奶水管查过，{words}。"
    assert made(text, "case", matters=[{"text": words, "code": "repair"}]) == []


def test_what_is_not_in_order_opens_a_matter():
    text = "陈奶奶水管又漏了。"
    assert len(made(text, "case", matters=[{"text": "陈奶奶水管又漏了", "code": "repair"}])) == 1


BIRTH = "邓心彤生了个儿子，11月19号，六斤二两，赵阿姨高兴，来问生育登记。"
BIRTH_FOUND = {
    "people": [{"name": "邓心彤"}, {"name": "赵阿姨", "sex": "女"}],
    "dates": [{"text": "11月19号", "value": "2026-11-19"}],
    "contacts": [{"text": "来问生育登记", "kind": "reception"}],
}


def test_who_came_came_today_and_not_on_the_day_of_the_birth():
    (contact,) = made(BIRTH, "contact", **BIRTH_FOUND)
    assert contact.proposal["on"] == "2026-11-20"


def test_the_one_who_came_is_met_and_not_the_one_told_of():
    (contact,) = made(BIRTH, "contact", **BIRTH_FOUND)
    assert contact.proposal["people"] == ["p1"]


def test_the_day_told_last_is_the_day_of_the_visit():
    text = "王阿姨11月18日住院了，昨天去看她。"
    (contact,) = made(
        text,
        "contact",
        people=[{"name": "王阿姨", "sex": "女"}],
        dates=[{"text": "11月18日", "value": "2026-11-18"}, {"text": "昨天", "value": "2026-11-19"}],
        contacts=[{"text": "昨天去看她", "kind": "visit"}],
    )
    assert contact.proposal["on"] == "2026-11-19"


def test_a_day_at_the_head_of_the_sentence_is_the_day_whoever_came():
    text = "11月18日上午，王阿姨带着材料，来问长护险。"
    (contact,) = made(
        text,
        "contact",
        people=[{"name": "王阿姨", "sex": "女"}],
        dates=[{"text": "11月18日上午", "value": "2026-11-18"}],
        contacts=[{"text": "来问长护险", "kind": "reception"}],
    )
    assert contact.proposal["on"] == "2026-11-18"


def test_a_call_to_the_gas_company_is_none_to_the_resident():
    text = "去看了曹奶奶，煤气灶打不着火，我打给燃气公司962777。"
    findings = found(
        text,
        people=[{"name": "曹奶奶", "sex": "女"}],
        contacts=[{"text": "我打给燃气公司962777", "kind": "phone"}],
    ) | {"organisations": ["燃气公司"]}
    (contact,) = [one for one in make(text, DAY, findings) if one.kind == "contact"]
    assert contact.proposal["people"] == []


def test_a_knock_at_a_door_that_nobody_opened_is_a_visit_without_anybody():
    (contact,) = [one for one in read_and_made("敲了11-602的门，没人，贴了条子。") if one.kind == "contact"]
    assert (contact.proposal["kind"], contact.proposal["outcome"]) == ("visit", "not_home")


@pytest.mark.parametrize(
    ("words", "kind"),
    [("17-503王奶奶每天要打一个电话", "phone"), ("9-603韩爷爷上个月28号搬到儿子家去了", "visit")],
)
def test_what_is_to_be_done_daily_and_who_moved_are_no_contacts(words, kind):
    assert made(f"{words}。", "contact", contacts=[{"text": words, "kind": kind}]) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("收到15-1003王叔叔捐的旧轮椅1只", "aid"),
        ("王奶奶把400块给我叫我帮她交水费", "aid"),
        ("李伟杰跟楼上又为滴水吵起来了", "reception"),
    ],
)
def test_what_was_given_to_us_and_a_quarrel_are_not_sure_contacts(words, kind):
    (contact,) = made(f"{words}。", "contact", contacts=[{"text": words, "kind": kind}])
    assert contact.confidence < UNLIKELY


def test_what_we_brought_is_a_contact():
    (contact,) = made(
        "给王奶奶送了一箱牛奶。", "contact", contacts=[{"text": "给王奶奶送了一箱牛奶", "kind": "aid"}]
    )
    assert contact.confidence >= UNLIKELY
