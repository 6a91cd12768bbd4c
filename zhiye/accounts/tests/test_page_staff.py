"""Colleagues and their accounts, through the pages."""

import re

import pytest
from django.test import Client

from zhiye.accounts.actor import roles
from zhiye.accounts.models import Membership, User
from zhiye.kernel.ids import new_id


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def newcomer(**changes):
    return {
        "op": str(new_id()),
        "password": "abcd-efgh-jkmn-2345",
        "name": "方小雨",
        "username": "fangxiaoyu",
        "role": "worker",
    } | changes


@pytest.fixture
def browser(client_of):
    return client_of("secretary")


@pytest.mark.parametrize(
    ("role", "status"),
    [("secretary", 200), ("administrator", 200), ("director", 403), ("worker", 403), ("grid_worker", 403)]
    + [("volunteer", 403), ("street_officer", 403)],
)
def test_who_looks_after_accounts(client_of, role, status):
    browser = client_of(role)
    assert browser.get("/staff").status_code == status
    assert browser.get("/staff/new").status_code == status


def test_strangers_are_led_to_the_log_in(cast):
    assert Client().get("/staff").url == "/accounts/login/?next=/staff"


def test_the_secretary_sees_the_colleagues_of_the_committee_alone(browser, cast):
    page = page_of(browser.get("/staff"))
    assert "顾晓梅" in page
    assert re.search(r"网格员（第\d网格、第\d网格）", page)
    assert "万思琪" not in page
    assert "龚志远" not in page


def test_the_administrator_sees_everybody(client_of, cast):
    page = page_of(client_of("administrator").get("/staff"))
    assert "万思琪" in page
    assert "龚志远" in page


def test_a_new_account_tells_its_password_once(browser, cast):
    given = newcomer(place=str(cast.committee.pk))
    answer = browser.post("/staff/new", given)
    assert "fangxiaoyu" in page_of(answer)
    assert given["password"] in page_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    user = User.objects.get(username="fangxiaoyu")
    assert user.check_password(given["password"])
    assert given["password"] not in page_of(browser.get(f"/staff/{user.pk}"))


def test_the_form_sent_twice_opens_one_account_and_tells_the_same(browser, cast):
    given = newcomer(place=str(cast.committee.pk))
    for _time in range(2):
        assert given["password"] in page_of(browser.post("/staff/new", given))
    assert User.objects.filter(username="fangxiaoyu").count() == 1


def test_a_name_that_is_taken_keeps_what_was_typed(browser, cast):
    answer = browser.post("/staff/new", newcomer(username="shegong", place=str(cast.committee.pk)))
    assert answer.status_code == 422
    assert "这个登录名有人用了" in page_of(answer)
    assert 'value="方小雨"' in page_of(answer)


def test_a_password_that_is_too_simple_is_not_taken(browser, cast):
    browser.post("/staff/new", newcomer(password="1234", place=str(cast.committee.pk)))
    assert not User.objects.filter(username="fangxiaoyu").exists()


def test_a_role_needs_a_place_of_its_kind(browser, cast):
    without = browser.post("/staff/new", newcomer(place=""))
    assert "选一下这个职责在哪里" in page_of(without)
    wrong = browser.post("/staff/new", newcomer(place=str(cast.building("115").pk)))
    assert "这个职责不能放在这里" in page_of(wrong)


def test_a_place_of_the_committee_next_door_is_not_offered(browser, cast):
    assert "枫林" not in page_of(browser.get("/staff/new"))
    answer = browser.post("/staff/new", newcomer(place=str(cast.neighbour.pk)))
    assert "不在您的职责里" in page_of(answer)
    assert not User.objects.filter(username="fangxiaoyu").exists()


def test_nobody_gives_a_role_they_do_not_hold(browser, cast):
    assert "管机器和账号" not in page_of(browser.get("/staff/new"))
    answer = browser.post("/staff/new", newcomer(role="administrator", place=""))
    assert answer.status_code == 422
    assert not User.objects.filter(username="fangxiaoyu").exists()


def test_a_role_is_given_and_ended(browser, cast):
    user = cast.user("shegong")
    given = {"op": str(new_id()), "role": "building_helper", "place": str(cast.building("115").pk)}
    assert browser.post(f"/staff/{user.pk}/grant", given).status_code == 302
    page = page_of(browser.get(f"/staff/{user.pk}"))
    assert "楼组长" in page
    assert "给好了" in page
    held = Membership.objects.get(member=user, role="building_helper")
    end = {"op": str(new_id())}
    assert browser.post(f"/staff/role/{held.pk}/end", end).status_code == 302
    assert browser.post(f"/staff/role/{held.pk}/end", end).status_code == 302
    held.refresh_from_db()
    assert held.until is not None


def test_the_same_role_twice_says_so(browser, cast):
    given = {"op": str(new_id()), "role": "worker", "place": str(cast.committee.pk)}
    assert "已经有这个职责了" in page_of(browser.post(f"/staff/{cast.user('shegong').pk}/grant", given))


def test_a_colleague_from_elsewhere_is_not_there(browser, cast):
    elsewhere = cast.user("linju").pk
    assert browser.get(f"/staff/{elsewhere}").status_code == 404
    assert browser.get(f"/staff/{elsewhere}/grant").status_code == 404
    assert browser.post(f"/staff/{elsewhere}/password").status_code == 404
    held = Membership.objects.get(member=elsewhere)
    assert browser.post(f"/staff/role/{held.pk}/end").status_code == 404


def test_a_forgotten_password_is_set_anew_and_told_once(browser, cast):
    user = cast.user("shegong")
    given = {"op": str(new_id()), "password": "wxyz-2345-abcd-efgh"}
    assert given["password"] in page_of(browser.post(f"/staff/{user.pk}/password", given))
    user.refresh_from_db()
    assert user.check_password(given["password"])


def test_nobody_can_end_their_own_role_by_accident(browser, cast):
    page = page_of(browser.get(f"/staff/{cast.user('shuji').pk}"))
    assert "重设密码" not in page
    assert "/end" not in page


def test_the_page_of_roles_tells_every_role_in_words(client_of, cast):
    page = page_of(client_of("volunteer").get("/staff/roles"))
    for role in roles().values():
        assert str(role.name) in page
        assert str(role.sentence) in page
    assert "导入名册，撤销导入" in page
    assert "people.view" not in page
