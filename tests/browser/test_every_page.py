"""Every page of the house, with axe at both widths: one walk, so that a new page is never forgotten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.checks import assert_accessible, assert_no_sideways_scroll, assert_reflows, assert_titled
from tests.browser.conftest import Opener
from tests.pages.addresses import ABOUT, PLAIN, address
from tests.pages.things import Things, things_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ERRORS = ["/not-a-page", "/p/00000000-0000-0000-0000-000000000001"]
START_PAGES = ["/t", "/b", "/more", "/s?q=115"]


@pytest.fixture
def things(cast: Any, make: Any) -> Things:
    """One of everything, so that every address has something to show."""
    return things_of(make, cast.committee, "shegong")


def _session(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


def _faults(page: Page, path: str) -> list[str]:
    """What is wrong with the page at ``path``: at 390 and 1280 px, at 320 px, with text at 200 %."""
    found = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for check in (assert_titled, assert_no_sideways_scroll, assert_accessible):
            found += _wrong(check, page, f"{path} at {width}")
    return found + _wrong(assert_reflows, page, f"{path} when narrow or with large text")


def _wrong(check: Callable[[Page], None], page: Page, where: str) -> list[str]:
    try:
        check(page)
    except AssertionError as wrong:
        return [f"{where}: {wrong}"]
    return []


def _walk(page: Page, base: str, paths: list[str]) -> list[str]:
    faults: list[str] = []
    for path in paths:
        page.goto(base + path)
        faults += _faults(page, path)
    return faults


def test_every_page_is_accessible_at_both_widths(
    open_page: Opener, things: Things, client_of: Any, live_server: Any
) -> None:
    client = client_of("secretary")
    paths = [address(things, name) for name in [*PLAIN, *ABOUT]]
    answers = {path: client.get(path) for path in paths}
    shown = [
        p
        for p, a in answers.items()
        if a.status_code == 200 and a.headers["Content-Type"].startswith("text/html")
    ]
    assert len(shown) > 40
    page = open_page("/t", session=_session(client))
    faults = _walk(page, live_server.url, shown + ERRORS)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "role", ["grid_worker", "building_helper", "volunteer", "supervisor", "street_officer", "administrator"]
)
def test_the_first_pages_of_every_role(
    open_page: Opener, things: Things, client_of: Any, live_server: Any, role: str
) -> None:
    page = open_page("/t", session=_session(client_of(role)))
    faults = _walk(page, live_server.url, START_PAGES)
    assert not faults, "\n".join(faults)
