"""The look's own pages, as a browser without scripts gets them."""

import tomllib

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.ui import gallery, middleware, never, words

STANDING_ALONE = ["400.html", "413.html", "429.html", "403_csrf.html", "500.html"]


def body(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.django_db
def test_settings_choose_the_text_size_for_a_year(client: Client) -> None:
    response = client.post("/settings", {"language": "zh-hans", "size": "extra", "single_keys": "on"})
    assert response.status_code == 302
    assert response.cookies["size"].value == "extra"
    assert response.cookies["size"]["max-age"] == 365 * 24 * 3600
    assert '<html lang="zh-Hans" class="size-extra">' in body(client.get("/settings"))


@pytest.mark.django_db
def test_settings_switch_the_keys_off(client: Client) -> None:
    response = client.post("/settings", {"language": "zh-hans", "size": "standard"})
    assert response.cookies["keys"].value == "off"


@pytest.mark.django_db
def test_settings_say_that_it_is_done(client: Client) -> None:
    page = client.post("/settings", {"language": "zh-hans", "size": "large"}, follow=True)
    assert "改好了" in body(page)


def test_an_unknown_size_is_refused_with_the_title_saying_so(client: Client) -> None:
    page = body(client.post("/settings", {"language": "zh-hans", "size": "huge"}))
    assert "<title>出错：" in page
    assert "有 1 处要改" in page


@pytest.mark.django_db
def test_settings_choose_english_from_the_next_page_on(client: Client) -> None:
    response = client.post("/settings", {"language": "en", "size": "standard"}, follow=True)
    assert client.cookies["language"].value == "en"
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en" ' in body(response)
    assert "Saved." in body(response)


@pytest.mark.django_db
def test_settings_choose_chinese_again(client: Client) -> None:
    client.cookies["language"] = "en"
    response = client.post("/settings", {"language": "zh-hans", "size": "standard"}, follow=True)
    assert '<html lang="zh-Hans" ' in body(response)


def test_a_browser_that_prefers_english_is_still_answered_in_chinese(client: Client) -> None:
    response = client.get("/settings", headers={"accept-language": "en-US,en;q=0.9"})
    assert response.headers["Content-Language"] == "zh-hans"
    assert "字号和设置" in body(response)


def test_an_unknown_language_in_the_cookie_counts_as_not_chosen(client: Client) -> None:
    client.cookies["language"] = "xx"
    assert client.get("/settings").headers["Content-Language"] == "zh-hans"


def test_each_language_is_named_in_its_own_words(client: Client) -> None:
    client.cookies["language"] = "en"
    page = body(client.get("/settings"))
    assert "简体中文" in page
    assert "English" in page


def test_an_unknown_size_in_the_cookie_counts_as_not_chosen(client: Client) -> None:
    client.cookies["size"] = "x' onload='"
    assert 'class="size-standard"' in body(client.get("/settings"))


def test_the_list_of_absent_things_names_each_with_its_rule(client: Client) -> None:
    page = body(client.get("/not-here"))
    for group in never.groups():
        for item in group.absent:
            assert item.what in page
            assert item.why in page
            assert item.rule in page


def test_every_rule_of_the_list_has_a_source_and_a_date_and_is_used() -> None:
    data = tomllib.loads(never.DATA.read_text(encoding="utf-8"))
    used = {key for group in data["groups"] for item in group["absent"] for key in item["rules"]}
    assert set(data["rules"]) == used
    assert all(rule["source"] and rule["effective_from"] for rule in data["rules"].values())


@pytest.mark.parametrize("template", STANDING_ALONE)
def test_an_error_page_comes_out_without_request_or_database(template: str) -> None:
    page = render_to_string(template, {})
    assert '<html lang="zh-Hans">' in page
    assert words.faults(page) == []


def test_the_gallery_shows_every_component() -> None:
    page = render_to_string("ui/gallery.html", gallery.context(), RequestFactory().get("/gallery"))
    for mark in (
        'role="grid"',
        'class="wall"',
        'class="pager"',
        'class="empty"',
        'class="facts"',
        "tag-now",
        "<progress",
    ):
        assert mark in page


@pytest.mark.parametrize(
    "exception, status, sentence",
    [
        (Forbidden("people.see"), 403, "这一页您还看不了"),
        (NotFound(), 404, "没有这一页"),
        (Refused("9月没有31日，改成9月30日吗？"), 422, "9月没有31日"),
        (Conflict({"电话": ("199 0000 0001", "199 0000 0002")}), 409, "199 0000 0002"),
        (OperationalError("database is locked"), 503, "等半分钟"),
    ],
)
def test_a_refusal_becomes_a_page_that_says_what_to_do(
    exception: Exception, status: int, sentence: str
) -> None:
    refusals = middleware.Refusals(lambda request: HttpResponse())
    response = refusals.process_exception(RequestFactory().get("/"), exception)
    assert response is not None
    assert response.status_code == status
    assert sentence in body(response)


def test_a_fault_of_ours_is_not_dressed_up_as_a_refusal() -> None:
    refusals = middleware.Refusals(lambda request: HttpResponse())
    assert refusals.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_pages_forbid_inline_scripts_and_the_place_of_the_device(client: Client) -> None:
    headers = client.get("/not-here").headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_page_that_sets_its_own_policy_keeps_it() -> None:
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = middleware.SecurityHeaders(answer)(RequestFactory().get("/"))
    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_forms_may_end_at_the_log_in_server_of_the_settings_only() -> None:
    providers = {"openid_connect": {"APPS": [{"settings": {"server_url": "https://id.example.cn/realms/a"}}]}}
    assert middleware.content_security_policy(providers).endswith("form-action 'self' https://id.example.cn")
    assert middleware.content_security_policy({}).endswith("form-action 'self'")
