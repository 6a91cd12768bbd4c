"""The look's own pages and every component, in Chromium."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import include, path
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_good_page
from tests.browser.conftest import Opener
from zhiye.ui import gallery, navigation
from zhiye.ui.forms import PreferencesForm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_TO_ALL = ["/settings", "/accounts/login/", "/accounts/password/reset/", "/no-such-page"]
DOORS = [("今天", "today"), ("楼栋", "building"), ("找人", "search"), ("导入", "import"), ("更多", "more")]


def _gallery(request: HttpRequest) -> HttpResponse:
    frame = {
        "places": [
            {"name": name, "icon": icon, "url": f"#{icon}", "current": icon == "building"}
            for name, icon in DOORS
        ],
        "search_url": "/not-here",
        "paper_name": "刘敏",
    }
    return render(request, "ui/gallery.html", gallery.context() | frame)


RESIDENT = """{% extends "ui/resident_base.html" %}{% load ui %}
{% block title %}居民服务{% endblock %}
{% block content %}<h1>您想做什么？</h1>
<p class="btns"><a class="btn btn-primary btn-hero" href="#a">我今天很好</a></p>
<p class="btns"><a class="btn" href="#b">说一件事</a></p>
<p>{% tag "在办" %}</p>
<form class="stack">{% include "ui/_form.html" %}<button class="btn">交</button></form>{% endblock %}"""
SHEET = """{% extends "ui/print.html" %}{% block title %}115号{% endblock %}{% block content %}<h1>115号</h1>
<ul class="rows">{% for n in lines %}<li class="row">{{ n }}</li>{% endfor %}</ul>{% endblock %}"""


def _page(source: str, **values: Any) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        chosen = {"resident_size": request.GET.get("size", "resident"), **values}
        return HttpResponse(Template(source).render(RequestContext(request, chosen)))

    return view


urlpatterns = [
    path("components", _gallery),
    path("resident", _page(RESIDENT, telephone="021-00000000", form=PreferencesForm())),
    path("sheet", _page(SHEET, lines=range(60), paper_name="刘敏")),
    path("accounts/", include("allauth.urls")),
    path("", include("zhiye.ui.urls")),
]


@pytest.fixture(autouse=True)
def _own_addresses(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "_search", [])
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = False


@pytest.fixture
def no_faults() -> Iterator[list[str]]:
    """Collects what the browser complains of; must stay empty."""
    complaints: list[str] = []
    yield complaints
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_every_component_is_accessible_and_reflows(open_page: Opener, width: int) -> None:
    assert_good_page(open_page("/components", width))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", OPEN_TO_ALL)
def test_an_open_page_is_good(open_page: Opener, address: str, width: int) -> None:
    assert_good_page(open_page(address, width))


def test_the_list_of_absent_things_is_good(open_page: Opener) -> None:
    assert_good_page(open_page("/not-here"), about_absent_things=True)


def test_the_largest_letters_reflow_too(open_page: Opener) -> None:
    page = open_page("/components")
    page.evaluate("document.documentElement.className = 'size-extra'")
    assert_good_page(page)


@pytest.mark.parametrize("size", ["resident", "resident-large", "resident-extra"])
def test_a_residents_page_is_large_from_the_start(open_page: Opener, size: str) -> None:
    assert_good_page(open_page(f"/resident?size={size}"), reader="resident")


def test_a_residents_page_costs_two_requests(open_page: Opener) -> None:
    page = open_page("/not-here")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.replace("/not-here", "/resident"))
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if not url.endswith(".svg")]) == 2


def test_a_sheet_prints_on_a4_with_its_foot_on_every_page(open_page: Opener) -> None:
    printed = open_page("/sheet", 1280).pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 2
    [(width, height)] = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed))
    assert (round(float(width)), round(float(height))) == (595, 842)  # points


def test_no_page_breaks_its_own_security_policy(open_page: Opener, no_faults: list[str]) -> None:
    for address in ("/components", "/settings", "/accounts/login/"):
        page = open_page("/not-here", strict=True)
        page.on("console", lambda said: no_faults.append(said.text) if said.type == "error" else None)
        page.goto(page.url.replace("/not-here", address))


def test_arrow_keys_walk_through_the_homes(open_page: Opener) -> None:
    page = open_page("/components", 1280)
    page.focus('[role="grid"] a')
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert _focused(page).startswith("401")
    page.keyboard.press("End")
    assert _focused(page).startswith("402")


def test_the_matrix_is_one_stop_for_tab(open_page: Opener) -> None:
    page = open_page("/components", 1280)
    assert page.locator('[role="grid"] >> nth=0').locator('a[tabindex="0"]').count() == 1


def test_slash_goes_to_the_search_box(open_page: Opener) -> None:
    page = open_page("/components", 1280)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_slash_does_nothing_when_switched_off(open_page: Opener) -> None:
    page = open_page("/components", 1280)
    page.context.add_cookies([{"name": "keys", "value": "off", "url": page.url}])
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find"


def test_names_are_covered_at_a_press_and_stay_so_on_the_next_page(open_page: Opener) -> None:
    page = open_page("/components")
    page.click("[data-cover-button]")
    page.reload()
    page.wait_for_selector("body.covered")
    assert "blur" in page.evaluate("getComputedStyle(document.querySelector('.name')).filter")


def test_names_cover_themselves_after_a_minute_alone_on_a_desktop(open_page: Opener) -> None:
    page = open_page("/settings", 1280)
    page.clock.install()
    page.goto(page.url.replace("/settings", "/components"))
    page.clock.fast_forward("00:59")
    assert page.locator("body.covered").count() == 0
    page.clock.fast_forward("00:02")
    assert page.locator("body.covered").count() == 1


def test_settings_and_log_in_work_without_scripts(open_page: Opener) -> None:
    page = open_page("/settings", java_script_enabled=False)
    page.get_by_label("特大").check()
    page.get_by_role("button", name="存").click()
    expect(page.locator("html")).to_have_class("size-extra")


def test_a_password_may_be_pasted(open_page: Opener) -> None:
    page = open_page("/accounts/login/")
    page.focus("#id_password")
    page.keyboard.insert_text("pasted")
    assert page.input_value("#id_password") == "pasted"
    assert page.get_attribute("#id_password", "autocomplete") == "current-password"


def test_errors_are_summed_up_where_the_focus_is(open_page: Opener) -> None:
    page = open_page("/accounts/login/")
    page.fill("#id_login", "shegong")
    page.fill("#id_password", "wrong")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).to_have_title(re.compile("^出错："))
    expect(page.locator(".summary-errors")).to_be_focused()
    assert_good_page(page)


def test_a_printed_page_has_no_navigation_and_names_who_printed_it(open_page: Opener) -> None:
    page = open_page("/components", 1280)
    page.emulate_media(media="print")
    assert not page.is_visible(".places")
    assert not page.is_visible(".top")
    assert page.is_visible("text=打印人 刘敏")


def test_nothing_is_lost_in_forced_colours(open_page: Opener) -> None:
    page = open_page("/components", forced_colors="active")
    border = page.evaluate("getComputedStyle(document.querySelector('.tag-now')).borderStyle")
    assert border == "solid"
    assert page.evaluate("getComputedStyle(document.querySelector('.tag-soon')).borderStyle") == "dashed"


def test_a_page_costs_few_bytes_and_no_foreign_host(open_page: Opener) -> None:
    page = open_page("/not-here")
    seen: list[tuple[str, int]] = []
    page.on("response", lambda answer: seen.append((answer.url, len(answer.body()))))
    page.goto(page.url.replace("/not-here", "/components"))
    page.wait_for_load_state("networkidle")
    assert {url.split("/")[2] for url, _size in seen} == {page.url.split("/")[2]}
    assert sum(size for _url, size in seen) < 90_000  # uncompressed; compressed it is a third


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))
