"""Taps on the cards beside a note, as plain forms."""

import re
from datetime import date

import pytest

from zhiye.cases.models import Promise
from zhiye.drafts.models import Draft
from zhiye.journal import commands as journal
from zhiye.journal.models import Source
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person, Wish

WORDS = "上午去115号402室看王奶奶，她想学用手机付钱。楼道灯坏了，物业王经理答应11月27日前修好。"
CRISIS = "下午一位阿姨来居委会，说都不想再活着了。"


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.fixture
def entry(worker):
    return journal.write_entry(worker, text=WORDS, written_on=date(2026, 11, 21), op=new_id())


@pytest.fixture
def read(browser, entry):
    browser.post(f"/n/{entry.pk}/read", {"op": new_id()})
    return entry


def draft(kind):
    return Draft.objects.filter(kind=kind).order_by("start").first()


def newest_wish():
    return Wish.objects.order_by("id").last()


def tap(browser, entry, **values):
    return browser.post(f"/n/{entry.pk}/answer", {"op": new_id()} | values)


def page(browser, entry):
    return browser.get(f"/n/{entry.pk}").content.decode()


def test_each_draft_shows_its_quote_and_leads_to_the_words(browser, read):
    text = page(browser, read)
    for one in Draft.objects.all():
        assert f'id="d-{one.pk}"' in text
        assert f'href="#w{one.start}-{one.end}"' in text
        assert f'id="w{one.start}-{one.end}"' in text


def test_one_tap_makes_the_record_and_one_takes_it_back(browser, read):
    promise = draft("promise")
    assert tap(browser, read, draft=promise.pk, answer="right").status_code == 302
    made = Promise.objects.get()
    assert made.due == date(2026, 11, 27)
    assert f"/promises/{made.pk}" in page(browser, read)
    tap(browser, read, draft=promise.pk, answer="back")
    promise.refresh_from_db()
    made.refresh_from_db()
    assert promise.state == "pending"
    assert made.withdrawn_at is not None


def test_unwanted_is_one_tap_and_comes_back(browser, read):
    promise = draft("promise")
    tap(browser, read, draft=promise.pk, answer="wrong")
    assert "<del>" in page(browser, read)
    tap(browser, read, draft=promise.pk, answer="back")
    promise.refresh_from_db()
    assert promise.state == "pending"


def test_the_rest_is_one_tap(browser, read):
    count = int(re.search(r"其余 (\d+) 张都对", page(browser, read))[1])
    tap(browser, read, rest=1)
    assert Draft.objects.filter(state="right").count() == count > 3
    assert Source.objects.filter(entry=read, undone_at=None).count() == count
    assert newest_wish().person.name == "王桂珍"
    assert Promise.objects.exists()


def test_what_is_delicate_is_not_in_the_rest(browser, worker):
    entry = journal.write_entry(worker, text=CRISIS + WORDS, written_on=date(2026, 11, 21), op=new_id())
    browser.post(f"/n/{entry.pk}/read", {"op": new_id()})
    assert draft("safety") is not None
    tap(browser, entry, rest=1)
    assert not Draft.objects.filter(sensitive=True).exclude(state="pending").exists()
    assert page(browser, entry).index("不想再活") < page(browser, entry).index("自己添一张")


def test_a_change_is_kept_on_the_record(browser, read):
    promise = draft("promise")
    typed = {"promiser": "物业李师傅", "what": "换楼道灯", "due": "2026-11-28", "ring": "team"}
    tap(browser, read, draft=promise.pk, answer="change", **typed)
    made = Promise.objects.get()
    assert (made.who, made.what, made.due) == ("物业李师傅", "换楼道灯", date(2026, 11, 28))


def test_a_day_that_does_not_exist_is_told_in_the_card(browser, read):
    promise = draft("promise")
    answer = tap(browser, read, draft=promise.pk, answer="change", what="换灯", due="2026-11-31", ring="team")
    assert answer.status_code == 422
    assert "没有这一天" in answer.content.decode()
    assert "换灯" in answer.content.decode()


def test_somebody_else_is_found_by_door_or_name(browser, read, cast):
    wish = draft("wish")
    typed = {"kind": "wish", "text": wish.proposal["text"], "who": "陈国良", "ring": "team"}
    answer = tap(browser, read, draft=wish.pk, answer="change", **typed)
    assert answer.status_code == 302
    assert newest_wish().person.name == "陈国良"


def test_a_name_that_nobody_has_is_told(browser, read):
    wish = draft("wish")
    typed = {"kind": "wish", "text": "想学", "who": "欧阳无此人", "ring": "team"}
    answer = tap(browser, read, draft=wish.pk, answer="change", **typed)
    assert "没有找到“欧阳无此人”" in answer.content.decode()
    assert not Wish.objects.filter(text="想学").exists()


def test_the_second_of_two_colleagues_is_told_who_was_first(client_of, browser, read):
    promise = draft("promise")
    tap(browser, read, draft=promise.pk, answer="right")
    answer = tap(client_of("secretary"), read, draft=promise.pk, answer="right")
    assert "已经点过" in answer.content.decode()
    assert Promise.objects.count() == 1


def test_the_script_gets_the_piece_alone(browser, read):
    answer = browser.post(
        f"/n/{read.pk}/answer",
        {"op": new_id(), "draft": draft("promise").pk, "answer": "right"},
        HTTP_ACCEPT="text/html; piece=drafts",
    )
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith("<section")


def test_a_draft_of_another_note_is_not_there(browser, worker, read):
    other = journal.write_entry(worker, text="另一笔。", written_on=date(2026, 11, 21), op=new_id())
    assert tap(browser, other, draft=draft("promise").pk, answer="right").status_code == 404


def test_how_somebody_is_safely_reached_goes_onto_the_file(browser, worker, cast):
    words = "王奶奶（115-402）来说，儿子喝了酒就打她。"
    entry = journal.write_entry(worker, text=words, written_on=date(2026, 11, 21), op=new_id())
    browser.post(f"/n/{entry.pk}/read", {"op": new_id()})
    people = [one for one in Draft.objects.filter(kind="person") if "王奶奶" in one.quote]
    tap(browser, entry, draft=people[0].pk, choose=f"person:{cast.person('wang').pk}")
    way = re.search(r'name="safe_contact" value="(\w+)"', page(browser, entry))[1]
    assert '<select name="whom">' in page(browser, entry)
    answer = tap(
        browser,
        entry,
        draft=draft("violence").pk,
        whom=cast.person("wang").pk,
        answer="right",
        safe_contact=way,
        safe_contact_note="只在上午",
    )
    assert answer.status_code == 302
    person = Person.objects.get(pk=cast.person("wang").pk)
    assert (person.safe_contact, person.safe_contact_note) == (way, "只在上午")


def add(browser, entry, card, **values):
    return browser.post(f"/n/{entry.pk}/add", {"op": new_id(), "kind_of_card": card} | values)


def test_everything_can_be_done_by_hand(browser, entry, cast):
    start = WORDS.index("楼道灯坏了")
    assert add(browser, entry, "person", who="王奶奶").status_code == 302
    assert add(browser, entry, "home", where="115-402").status_code == 302
    assert (
        add(browser, entry, "case", title="楼道灯", code="other", start=start, end=start + 5).status_code
        == 302
    )
    assert add(browser, entry, "promise", what="修好灯", due="2026-11-27").status_code == 302
    assert add(browser, entry, "contact", kind="visit", outcome="seen", who="王奶奶").status_code == 302
    assert add(browser, entry, "wish", kind="wish", text="想学手机", who="王奶奶").status_code == 302
    assert set(Draft.objects.values_list("state", flat=True)) == {"right"}
    assert Source.objects.get(kind="case").quote == "楼道灯坏了"
    assert newest_wish().person == cast.person("wang")


def test_somebody_new_by_hand_waits_for_a_look(browser, entry):
    add(browser, entry, "person", who="夏侯小满")
    assert "名册里没有" in page(browser, entry)
    tap(browser, entry, draft=draft("person").pk, answer="right")
    assert Person.objects.filter(name="夏侯小满").exists()


@pytest.mark.parametrize("kind", ["person", "home", "case", "promise", "wish"])
def test_an_empty_chip_says_what_to_write(browser, entry, kind):
    answer = add(browser, entry, kind)
    assert answer.status_code == 422
    assert "写一" in answer.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("stranger", 404), ("mediator", 404)])
def test_who_has_no_business_here(client_of, read, role, status):
    assert tap(client_of(role), read, rest=1).status_code == status


def test_all_hints_are_one_card_and_one_tap(browser, worker):
    words = "一位七十多岁的独居老人来说，老伴上个月走了，住院费还欠着医院。"
    entry = journal.write_entry(worker, text=words, written_on=date(2026, 11, 21), op=new_id())
    browser.post(f"/n/{entry.pk}/read", {"op": new_id()})
    hints = Draft.objects.filter(kind="hint")
    assert hints.count() > 1
    assert page(browser, entry).count('id="d-hints"') == 1
    tap(browser, entry, hints=1, answer="right")
    assert set(hints.values_list("state", flat=True)) == {"right"}
    tap(browser, entry, hints=1, answer="back")
    assert set(hints.values_list("state", flat=True)) == {"pending"}


def test_what_the_reader_holds_unlikely_stands_apart_and_is_not_confirmed_with_the_rest(browser, read):
    unlikely = draft("promise")
    Draft.objects.filter(pk=unlikely.pk).update(confidence=0.3)
    text = page(browser, read)
    assert text.index("张不太有把握的") < text.index(f'id="d-{unlikely.pk}"')
    tap(browser, read, rest=1)
    unlikely.refresh_from_db()
    assert unlikely.state == "pending"
    assert "草稿都看过了" in page(browser, read) or Draft.objects.filter(state="pending").count() > 1
    tap(browser, read, draft=unlikely.pk, answer="right")
    assert Promise.objects.exists()


def test_somebody_without_a_name_is_kept_as_a_visitor_at_one_tap(browser, worker):
    words = "一位七十多岁的阿姨来居委会，说一个人住害怕。"
    entry = journal.write_entry(worker, text=words, written_on=date(2026, 11, 21), op=new_id())
    browser.post(f"/n/{entry.pk}/read", {"op": new_id()})
    tap(browser, entry, draft=draft("person").pk, choose="new:visitor")
    assert draft("person").person.name == "来访人"
