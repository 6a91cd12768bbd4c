"""/p/<id>: one person's file, on the screen and on paper."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people import commands
from zhiye.people.models import Person, RivalValue


@pytest.fixture
def browser(client_of):
    return client_of("worker")


def page(browser, person, query=""):
    return browser.get(f"/p/{person.pk}{query}").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("secretary", 200), ("worker", 200), ("grid_worker", 200), ("building_helper", 200), ("mediator", 200)]
    + [
        ("stranger", 404),
        ("street_officer", 404),
        ("supervisor", 404),
        ("administrator", 404),
        ("volunteer", 404),
    ],
)
def test_who_opens_a_person(client_of, cast, role, status):
    assert client_of(role).get(f"/p/{cast.person('wang').pk}").status_code == status


def test_an_id_of_nobody_and_one_next_door_are_one_answer(browser, cast):
    assert browser.get(f"/p/{new_id()}").status_code == 404
    assert browser.get(f"/p/{cast.person('stranger').pk}").status_code == 404


def test_what_she_wants_stands_above_everything_else(browser, cast):
    text = page(browser, cast.person("wang"))
    assert text.index("想有人聊聊天") < text.index("154****0402") < text.index("独居老人")


def test_covered_values_are_not_in_the_page(browser, cast):
    text = page(browser, cast.person("wang"))
    assert "15400000402" not in text
    assert "19420308" not in text
    assert "末两位" in text


def test_a_helper_sees_the_form_of_address_and_the_door(client_of, cast):
    text = page(client_of("building_helper"), cast.person("wang"))
    assert "王奶奶" in text
    assert "115-402" in text
    for hidden in ("王桂珍", "84 岁", "154****", "独居", "聊聊天", "改资料", "我的资料"):
        assert hidden not in text


def test_the_safe_way_stands_above_the_telephones(browser, cast, worker):
    person = cast.person("wang")
    values = {"safe_contact": "no_calls", "safe_contact_note": "儿媳接电话"}
    commands.correct_person(worker, person=person, values=values, seen={}, op=new_id())
    text = page(browser, person)
    assert text.index("别打电话：儿媳接电话") < text.index("154****0402")


def test_family_and_kin_lead_to_each_other(browser, cast):
    text = page(browser, cast.person("wang"))
    assert f"/p/{cast.person('wang_son').pk}" in text
    text = page(browser, cast.person("chen"))
    assert "妻 · 59 岁 · 同住" in text


def test_evidence_and_the_day_to_look_again_are_told(browser, cast):
    text = page(browser, cast.person("wang"))
    assert "上门看过：一个人住" in text
    assert "2026年10月16日 核对过" in text


def test_what_only_the_secretary_may_see(client_of, cast, secretary):
    person = cast.person("wang")
    commands.note_wish(
        secretary, person=person, kind="wish", text="怕晚上一个人", ring="secretary", op=new_id()
    )
    commands.hold_category(secretary, person=person, code="special_family", op=new_id())
    assert "怕晚上一个人" in page(client_of("secretary"), person)
    told = page(client_of("worker"), person)
    assert "怕晚上一个人" not in told
    assert "计生特殊家庭" not in told
    on_paper = client_of("secretary").get(f"/p/{person.pk}/sheet").content.decode()
    assert "怕晚上一个人" not in on_paper


def test_buttons_that_would_be_refused_are_not_shown(client_of, cast):
    person = cast.person("wang")
    assert "和另一份合并" not in page(client_of("grid_worker"), person)
    assert f"/p/{person.pk}/look/id_number" not in page(client_of("worker"), person)
    assert f"/p/{person.pk}/look/id_number" in page(client_of("director"), person)


def test_two_versions_of_a_field_wait_for_a_choice(browser, cast, worker):
    person = cast.person("wang")
    for note in ("膝盖疼", "腰疼"):
        commands.correct_person(worker, person=person, values={"note": note}, seen={"note": ""}, op=new_id())
    text = page(browser, person)
    assert "两个都留着，您选一个" in text
    assert "用现在的：膝盖疼" in text
    rival = RivalValue.objects.get(person=person)
    browser.post(f"/p/rival/{rival.pk}", {"keep": "yes", "op": new_id()})
    assert Person.objects.get(pk=person.pk).note == "腰疼"
    assert "两个都留着" not in page(browser, person)


def test_every_change_is_told_with_who_before_and_after(browser, cast, worker):
    person = cast.person("wang")
    commands.correct_person(worker, person=person, values={"note": "膝盖疼"}, seen={"note": ""}, op=new_id())
    text = page(browser, person)
    assert "备注：膝盖疼" in text
    assert "顾晓梅" in text
    assert "（花名册）" in text  # what brought the file in


def test_the_own_sheet_tells_what_from_where_and_who_looked(client_of, cast, worker):
    person = cast.person("wang")
    commands.look_at(worker, person=person, field="phone", reason="约上门时间", op=new_id())
    text = client_of("worker").get(f"/p/{person.pk}/sheet").content.decode()
    assert "王桂珍" in text
    assert "约上门时间" in text
    assert "花名册" in text
    assert "15400000402" not in text


@pytest.mark.parametrize(("role", "status"), [("worker", 200), ("building_helper", 404), ("stranger", 404)])
def test_who_prints_the_own_sheet(client_of, cast, role, status):
    assert client_of(role).get(f"/p/{cast.person('wang').pk}/sheet").status_code == status


def test_nobody_keeps_the_page_in_a_browser(browser, cast):
    assert browser.get(f"/p/{cast.person('wang').pk}").headers["Cache-Control"] == "private, no-store"
