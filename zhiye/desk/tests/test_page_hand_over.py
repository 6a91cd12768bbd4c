"""A colleague's work is handed over through the page; 更多 shows every other door."""

import re

import pytest
from django.test import Client

from zhiye.accounts.models import Membership
from zhiye.kernel.ids import new_id


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def browser(client_of):
    return client_of("secretary")


def given(**changes):
    return {"op": str(new_id()), "successor": "nobody", "reason": "调到别处"} | changes


def test_the_page_tells_what_is_handed_over_and_to_whom(browser, cast):
    page = page_of(browser.get(f"/staff/{cast.user('shegong').pk}/hand-over"))
    assert "顾晓梅的工作交给谁？" in page
    assert "社工 · 青桐居民区" in page
    assert "金海峰" in page
    assert "万思琪" not in page


def test_the_roles_move_and_the_devices_are_signed_out(browser, client_of, cast):
    leaver, successor = cast.user("shegong"), cast.user("louzu")
    phone = client_of("worker")
    assert phone.get("/t").status_code == 200
    answer = browser.post(f"/staff/{leaver.pk}/hand-over", given(successor=str(successor.pk)))
    assert answer.url == "/staff"
    assert "交接好了" in page_of(browser.get("/staff"))
    assert phone.get("/t").status_code == 302
    assert Membership.objects.filter(member=successor, role="worker", until=None).exists()
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_sent_twice_it_happens_once(browser, cast):
    form = given()
    leaver = cast.user("shegong").pk
    assert browser.post(f"/staff/{leaver}/hand-over", form).status_code == 302
    assert browser.post(f"/staff/{leaver}/hand-over", form).url == "/staff"
    assert Membership.objects.filter(member=leaver).exclude(until=None).count() == 1


def test_somebody_has_to_be_named_or_nobody_on_purpose(browser, cast):
    answer = browser.post(f"/staff/{cast.user('shegong').pk}/hand-over", given(successor=""))
    assert answer.status_code == 422
    assert "选一下谁接手" in page_of(answer)


def test_only_who_looks_after_accounts_hands_over(client_of, cast):
    assert client_of("worker").get(f"/staff/{cast.user('wangge').pk}/hand-over").status_code == 404
    assert Client().get(f"/staff/{cast.user('wangge').pk}/hand-over").status_code == 302


@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        ("secretary", ["同事和账号", "导出名单", "各种职责能做什么"], []),
        ("worker", ["各种职责能做什么"], ["同事和账号", "导出名单"]),
        ("administrator", ["同事和账号"], ["导出名单"]),
        ("volunteer", ["各种职责能做什么"], ["同事和账号", "导出名单"]),
    ],
)
def test_more_shows_the_doors_that_open(client_of, role, seen, unseen):
    page = page_of(client_of(role).get("/more"))
    for door in [*seen, "改密码", "登录再加一道锁", "字号和设置", "本软件没有的功能", "退出"]:
        assert door in page
    for door in unseen:
        assert door not in page
