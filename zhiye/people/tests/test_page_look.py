"""Seeing what is covered: with a reason, for a few minutes, by the one who asked."""

from datetime import timedelta

import pytest

from tests.fixtures import TODAY
from zhiye.audit.models import Look
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.people.models import ContactWay

NUMBER = "15400000402"


@pytest.fixture
def way(cast):
    return ContactWay.objects.get(person=cast.person("wang"), whose="")


def look(browser, way, **values):
    return browser.post(
        f"/p/{way.person_id}/look/{way.pk}", {"reason": "约上门时间", "op": new_id()} | values
    )


def test_a_reason_opens_the_number_and_the_trace_is_told(client_of, way):
    browser = client_of("worker")
    answer = look(browser, way)
    text = browser.get(answer.url).content.decode()
    assert NUMBER in text
    assert "已记下：您在 11-21 09:30 看了电话" in text
    assert f"tel:{NUMBER}" in text
    seen = Look.objects.get()
    assert (seen.reason, seen.actor_name, seen.actor_role) == ("约上门时间", "顾晓梅", "社工")


def test_without_a_reason_nothing_opens(client_of, way):
    text = look(client_of("worker"), way, reason="").content.decode()
    assert "写一下看了做什么用。" in text
    assert not Look.objects.exists()


def test_a_call_is_one_tap_and_leaves_its_trace(client_of, way):
    browser = client_of("worker")
    answer = browser.post(f"/p/phone/{way.pk}/call", {"op": new_id()})
    assert NUMBER in browser.get(answer.url).content.decode()
    assert Look.objects.get().reason == "打电话联系"


def test_after_five_minutes_it_is_covered_again(client_of, way):
    browser = client_of("worker")
    address = look(browser, way).url
    with clock.frozen(TODAY + timedelta(minutes=4)):
        assert NUMBER in browser.get(address).content.decode()
    with clock.frozen(TODAY + timedelta(minutes=6)):
        assert NUMBER not in browser.get(address).content.decode()


def test_the_address_opens_nothing_for_a_colleague(client_of, way):
    address = look(client_of("worker"), way).url
    assert NUMBER not in client_of("director").get(address).content.decode()


def test_a_look_at_one_person_opens_nothing_of_another(client_of, way, cast):
    seen = look(client_of("worker"), way).url.partition("?")[2]
    assert NUMBER not in client_of("worker").get(f"/p/{cast.person('chen').pk}?{seen}").content.decode()


def test_sent_twice_is_one_look(client_of, way):
    browser, op = client_of("worker"), new_id()
    assert look(browser, way, op=op).url == look(browser, way, op=op).url
    assert Look.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"), [("secretary", 200), ("director", 200), ("worker", 404), ("stranger", 404)]
)
def test_who_may_ask_for_the_id_number(client_of, cast, role, status):
    assert client_of(role).get(f"/p/{cast.person('wang').pk}/look/id_number").status_code == status


def test_the_id_number_opens_for_the_secretary(client_of, cast):
    browser, person = client_of("secretary"), cast.person("wang")
    answer = browser.post(f"/p/{person.pk}/look/id_number", {"reason": "帮她报长护险", "op": new_id()})
    assert "19420308" in browser.get(answer.url).content.decode()
    assert "19420308" not in browser.get(f"/p/{person.pk}").content.decode()


@pytest.mark.parametrize("what", ["name", "x" * 300, "01900000-0000-7000-8000-000000000000"])
def test_other_words_are_not_pages(client_of, cast, what):
    assert client_of("secretary").get(f"/p/{cast.person('wang').pk}/look/{what}").status_code == 404


def test_a_number_of_somebody_else_is_not_a_page(client_of, cast, way):
    assert client_of("worker").get(f"/p/{cast.person('chen').pk}/look/{way.pk}").status_code == 404
