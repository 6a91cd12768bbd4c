"""找人: one box, results in groups, an ID number nowhere to be read."""

import re

import pytest
from django.test import Client

from zhiye.cases import commands as cases
from zhiye.desk.finding import SHOWN, holds_number
from zhiye.hotline import commands as hotline
from zhiye.hotline.values import TicketValues
from zhiye.kernel.ids import new_id
from zhiye.people import fields


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_door_opens_its_home(client_of, cast):
    answer = client_of("worker").get("/s?q=115-402")
    assert answer.status_code == 302
    assert answer.url == f"/h/{cast.home('115-402').pk}"


def test_a_building_opens_its_picture(client_of, cast):
    assert client_of("worker").get("/s?q=115号").url == f"/b/{cast.building('115').pk}"


def test_a_building_before_a_name_narrows_the_names(client_of, cast):
    page = page_of(client_of("worker").get("/s?q=115 wnn"))
    assert f'href="/p/{cast.person("wang").pk}"' in page
    assert "没找到" in page_of(client_of("worker").get("/s?q=3 王桂珍"))


def test_a_name_tells_the_form_of_address_the_door_the_age_and_why(client_of, cast):
    page = page_of(client_of("worker").get("/s?q=王桂珍"))
    assert f'href="/p/{cast.person("wang").pk}"' in page
    assert "115-402 · 王桂珍 · 84岁" in page
    assert "姓名相同" in page
    assert "<title>找到 1 处：王桂珍" in page


def test_who_sees_only_forms_of_address_gets_no_name_and_no_age(client_of, cast):
    page = page_of(client_of("building_helper").get("/s?q=王奶奶"))
    assert "王奶奶" in page
    assert "115-402" in page
    assert "王桂珍" not in page
    assert "84岁" not in page


def test_nobody_is_found_next_door(client_of, cast):
    page = page_of(client_of("worker").get("/s?q=欧阳文静"))
    assert "没找到“欧阳文静”" in page
    assert "1-404" not in page


@pytest.fixture
def lamp(cast, worker):
    return cases.open_case(worker, title="三楼楼道的灯不亮", place=cast.building("115"), op=new_id())


@pytest.mark.parametrize("query", ["{number}", "{end}", "楼道 灯", "不亮"])
def test_a_matter_is_found_by_its_number_or_words_where_nobody_is_meant(client_of, lamp, query):
    told = query.format(number=lamp.number, end=lamp.number[-4:])
    page = page_of(client_of("worker").get("/s", {"q": told}))
    assert f'href="/c/{lamp.pk}"' in page
    assert "新登记一位" not in page


def test_a_matter_for_few_eyes_is_not_found_by_others(client_of, cast, worker):
    told = {"title": "夜里的哭声", "ring": "secretary", "place": cast.building("115"), "op": new_id()}
    quiet = cases.open_case(worker, **told)
    assert f"/c/{quiet.pk}" in page_of(client_of("secretary").get("/s?q=哭声"))
    for role in ("director", "building_helper", "stranger"):
        assert f"/c/{quiet.pk}" not in page_of(client_of(role).get("/s?q=哭声"))


def test_a_ticket_is_found_by_its_number(client_of, cast, worker):
    told = TicketValues("路灯不亮", official_no="QT-261122-0207", title="路灯不亮")
    ticket = hotline.take_ticket(worker, values=told, committee=cast.committee, op=new_id())
    assert f'href="/c/{ticket.case_id}"' in page_of(client_of("worker").get("/s?q=qt-261122-0207"))


def test_words_that_nobody_bears_may_stand_in_notes(client_of, cast):
    page = page_of(client_of("worker").get("/s?q=轮椅"))
    assert 'href="/notes?team=1&amp;q=' in page
    assert "/notes?team" not in page_of(client_of("building_helper").get("/s?q=轮椅"))


def test_when_nobody_is_found_the_page_helps_on(client_of, cast):
    page = page_of(client_of("worker").get("/s?q=王建国"))
    assert "没找到“王建国”" in page
    assert "115-402" in page
    assert 'href="/p/new"' in page
    assert "新登记一位" not in page_of(client_of("mediator").get("/s?q=王建国"))


def test_the_box_posts_and_a_name_gets_its_own_address(client_of, cast):
    answer = client_of("worker").post("/s", {"q": "王桂珍"})
    assert answer.status_code == 302
    assert answer.url == "/s?q=%E7%8E%8B%E6%A1%82%E7%8F%8D"


def test_an_id_number_finds_the_person_and_stands_nowhere(client_of, cast):
    number = fields.value(cast.person("wang"), "id_number")
    answer = client_of("worker").post("/s", {"q": number})
    assert answer.status_code == 200
    page = page_of(answer)
    assert f'href="/p/{cast.person("wang").pk}"' in page
    assert "证件号相同" in page
    assert number not in page
    assert number[:17] not in page


def test_many_hits_are_cut_with_a_sentence(client_of, make, cast):
    for number in range(SHOWN + 1):
        make.person(f"金小{number}")
    assert f"只列出前 {SHOWN} 处" in page_of(client_of("worker").get("/s?q=金小"))


def test_an_empty_box_tells_what_can_be_written(client_of, cast):
    page = page_of(client_of("worker").get("/s"))
    assert "电话尾号四位" in page
    assert "没找到" not in page


def test_what_was_typed_is_written_as_text(client_of, cast):
    page = page_of(client_of("worker").get("/s?q=<script>alert(1)</script>"))
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("query", "covered"),
    [
        ("990101194203080243", True),
        ("99010119420308024X", True),
        ("9901 0119 4203 0802 43", True),
        ("990101420308024", True),
        ("138 0013 8000", True),
        ("王桂珍 990101194203080243", True),
        ("0402", False),
        ("115-402", False),
        ("王桂珍", False),
    ],
)
def test_what_stays_out_of_addresses(query, covered):
    assert holds_number(query) is covered


def test_strangers_are_led_to_the_log_in(cast):
    assert Client().get("/s?q=王").status_code == 302
