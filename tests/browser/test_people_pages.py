"""The pages of places and people in Chromium: axe, targets, words, keyboard, reflow; and what the main jobs cost."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_good_pages
from tests.browser.conftest import Opener
from tests.browser.hand import Hand
from tests.cast_builder import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What the walk of every page does not meet: addresses with a question in them, things with more on them.
PAGES = {
    "building": "/b/{building}",
    "building with units": "/b/{units}?layer=living",
    "building on paper": "/b/{building}/sheet",
    "list": "/p?age_from=60",
    "new": "/p/new?home={home}",
    "person": "/p/{wang}",
    "kin": "/p/{wang}/kin?q=陈国良",
    "find the other file": "/p/{wife}/merge?q=张丽",
    "merge": "/p/{wife}/merge/{again}",
}


@pytest.fixture
def places(cast: Cast) -> dict[str, Any]:
    return {
        "building": cast.building("115").pk,
        "units": cast.building("3").pk,
        "home": cast.home("115-402").pk,
        "wang": cast.person("wang").pk,
        "wife": cast.person("chen_wife").pk,
        "again": cast.person("chen_wife_again").pk,
    }


@pytest.fixture
def session(client_of: Any) -> str:
    return str(client_of("secretary").cookies["sessionid"].value)


def test_its_pages_are_good(open_page: Opener, session: str, places: dict[str, Any]) -> None:
    assert_good_pages(open_page, [path.format(**places) for path in PAGES.values()], session)


def test_from_the_wall_to_a_person_is_three_taps(
    open_page: Opener, session: str, places: dict[str, Any]
) -> None:
    hand = Hand(open_page("/b", session=session))
    hand.tap(f'a[href="/b/{places["building"]}"]')
    hand.tap(f'a[href="/h/{places["home"]}"]')
    hand.tap(f'a[href="/p/{places["wang"]}"]')
    expect(hand.page).to_have_title(re.compile("^王奶奶"))
    assert hand.count == 3


def test_a_number_is_on_the_screen_after_one_tap(
    open_page: Opener, session: str, places: dict[str, Any]
) -> None:
    hand = Hand(open_page(f"/p/{places['wang']}", session=session))
    hand.tap("text=打电话 >> nth=0")
    numbers = hand.page.locator('a[href="tel:15400000402"], a[href="tel:15400003401"]')
    expect(numbers.first).to_be_visible()


def test_a_page_for_paper_is_printed_by_its_button(
    open_page: Opener, session: str, places: dict[str, Any]
) -> None:
    page = open_page("/t", session=session)
    page.add_init_script(
        "window.print = () => { document.title = 'printed' }"
    )  # a window would wait for somebody
    page.goto(page.url.removesuffix("/t") + f"/p/{places['wang']}/sheet")
    page.get_by_role("button", name="打印").click()
    expect(page).to_have_title("printed")


def test_layers_change_by_digit_while_the_matrix_has_the_focus(
    open_page: Opener, session: str, places: dict[str, Any]
) -> None:
    page = open_page(f"/b/{places['building']}", 1280, session=session)
    page.focus('[role="grid"] a')
    page.keyboard.press("2")
    page.wait_for_url("**layer=living")
    assert page.locator(".layers [aria-current]").inner_text() == "居住"


def test_somebody_is_registered_without_scripts(
    open_page: Opener, session: str, places: dict[str, Any]
) -> None:
    page = open_page(f"/p/new?home={places['home']}", session=session, java_script_enabled=False)
    page.get_by_label("姓名").fill("王桂珍")
    page.get_by_role("button", name="存").click()
    expect(page.locator("text=是同一个人吗")).to_be_visible()
    page.get_by_role("button", name="不是，另外登记").click()
    expect(page.locator("text=登记好了。")).to_be_visible()
