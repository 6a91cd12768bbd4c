"""The reports in Chromium: good pages, a figure in two taps, the month printed in two (J14)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checks import assert_good_pages
from tests.browser.conftest import Opener
from tests.cast_builder import Cast
from zhiye.kernel.ids import new_id
from zhiye.reports import commands
from zhiye.reports.tests.make import frozen, month_of_visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNT = "addEventListener('pointerdown', () => { sessionStorage.taps = 1 + +(sessionStorage.taps || 0) })"
HELD = "window.print = () => { sessionStorage.printed = 'yes' }"  # the window for printing would wait for somebody
# What the walk of every page does not meet: addresses with a question in them, things with more on them.
PAGES = {
    "month": "/reports?period=2026-11",
    "year": "/reports?period=2026",
    "figure": "/reports/at/{at}/figure/visits.homes?period=2026-11",
    "months": "/reports/at/{at}/figure/visits.met?period=2026",
    "check": "/reports/check?period=2026&total=3304&average=14.86",
}


@pytest.fixture
def session(client_of: Any) -> str:
    return str(client_of("secretary").cookies["sessionid"].value)


@pytest.fixture
def things(cast: Cast, secretary: Any) -> dict[str, Any]:
    month_of_visits(cast)
    report = commands.sign_report(secretary, report=frozen(cast, secretary), op=new_id())
    return {"at": cast.committee.pk, "report": report.pk}


def test_its_pages_are_good(open_page: Opener, session: str, things: dict[str, Any]) -> None:
    assert_good_pages(open_page, [path.format(**things) for path in PAGES.values()], session)


def taps(page: Page) -> int:
    return int(page.evaluate("+(sessionStorage.taps || 0)"))


@pytest.fixture
def desk(open_page: Opener, session: str, things: dict[str, Any]) -> Page:
    page = open_page("/more", session=session)
    page.add_init_script(COUNT + ";" + HELD)
    page.reload()
    return page


def test_a_figure_is_opened_in_two_taps(desk: Page) -> None:
    desk.click('main a:has-text("报表")')
    figure = desk.locator('.figure-link:has-text("2户")').first
    box = figure.bounding_box()
    assert box
    assert box["height"] >= 47
    figure.click()
    desk.wait_for_selector("h1:has-text('走访到的家庭 2户')")
    assert desk.locator(".rows > li").count() == 2
    assert taps(desk) == 2


def test_the_month_is_printed_in_two_taps(desk: Page) -> None:
    desk.click('main a:has-text("报表")')
    desk.click('main a:has-text("打印")')
    desk.wait_for_selector(".official h1")
    desk.wait_for_function("sessionStorage.printed === 'yes'")
    assert taps(desk) == 2


def test_the_rail_of_a_desk_leads_to_the_reports(open_page: Opener, session: str, cast: Cast) -> None:
    page = open_page("/t", 1280, session=session)
    page.click('.places a:has-text("报表")')
    page.wait_for_selector("h1:has-text('2026年11月')")
    page.set_viewport_size({"width": 390, "height": 844})
    assert not page.locator('.places a:has-text("报表")').is_visible()
