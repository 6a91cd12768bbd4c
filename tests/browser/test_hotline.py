"""The hotline in Chromium: good pages, and a ticket given to a colleague in at most five taps (J6)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checks import assert_good_page, assert_good_pages
from tests.browser.conftest import Opener
from tests.cast_builder import Cast
from zhiye.hotline import commands
from zhiye.hotline.models import Ticket
from zhiye.hotline.tests.test_tickets import TEXT, THANKS, take, values
from zhiye.kernel.ids import new_id

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNT = "addEventListener('pointerdown', () => { sessionStorage.taps = 1 + +(sessionStorage.taps || 0) })"
MOST_TO_GIVE = 5
# What the walk of every page does not meet: addresses with a question in them, things with more on them.
PAGES = {
    "matter": "/c/{case}",
    "return": "/hotline/{ticket}/return",
    "mend": "/hotline/{ticket}/edit",
}
# A paste as the system's own menu does it: one tap into the box, the text comes with an event.
PASTE = """text => {
  const box = document.activeElement.closest('textarea') ?? document.body, told = new DataTransfer();
  told.setData('text/plain', text);
  box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: told, bubbles: true, cancelable: true}));
  if (box.matches('textarea')) box.value = text;
}"""


@pytest.fixture
def session(client_of: Any) -> str:
    return str(client_of("worker").cookies["sessionid"].value)


@pytest.fixture
def things(cast: Cast, worker: Any) -> dict[str, Any]:
    ticket = take(worker, cast)
    told = {"committee": cast.committee, "praised": worker.user, "op": new_id()}
    thanks = commands.take_thanks(worker, values=values(THANKS), **told)
    return {"ticket": ticket.pk, "case": ticket.case_id, "thanks": thanks.pk}


def test_its_pages_are_good(open_page: Opener, session: str, things: dict[str, Any]) -> None:
    assert_good_pages(open_page, [path.format(**things) for path in PAGES.values()], session)


def taps(page: Page) -> int:
    return int(page.evaluate("+(sessionStorage.taps || 0)"))


@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_read_is_a_good_page(open_page: Opener, session: str, cast: Cast, width: int) -> None:
    page = open_page("/hotline/new", width, session=session)
    page.fill("textarea[name=text]", TEXT)
    page.click('main .btn-primary:has-text("读一读")')
    page.wait_for_selector("text=核对一下")
    assert_good_page(page)


def test_from_the_list_to_a_colleague_in_five_taps(open_page: Opener, session: str, cast: Cast) -> None:
    page = open_page("/c", session=session)
    page.add_init_script(COUNT)
    page.reload()
    page.click('a:has-text("贴一张工单")')
    page.click("textarea[name=text]")
    page.evaluate(PASTE, TEXT)
    page.wait_for_selector("text=核对一下")
    page.click('label.choice:has-text("金海峰")')
    page.click('main button.btn-primary:has-text("存")')
    page.wait_for_selector(".toast")
    assert taps(page) <= MOST_TO_GIVE - 1
    assert Ticket.objects.get().case.owner == cast.user("wangge")


def test_without_scripts_it_is_five(open_page: Opener, session: str, cast: Cast) -> None:
    page = open_page("/c", session=session, java_script_enabled=False)
    done = 0
    for what in ('a:has-text("贴一张工单")', "textarea[name=text]"):
        page.click(what)
        done += 1
    page.keyboard.insert_text(TEXT)
    for what in (
        'main .btn-primary:has-text("读一读")',
        'label.choice:has-text("金海峰")',
        'main button.btn-primary:has-text("存")',
    ):
        page.click(what)
        done += 1
    page.wait_for_selector(".toast")
    assert done <= MOST_TO_GIVE
    assert Ticket.objects.get().case.owner == cast.user("wangge")


def test_pasted_anywhere_on_the_list_it_is_read(open_page: Opener, session: str, cast: Cast) -> None:
    page = open_page("/c", 1280, session=session)
    page.evaluate(PASTE, TEXT)
    page.wait_for_selector("text=核对一下")
    page.click('label.choice:has-text("金海峰")')
    page.click('main button.btn-primary:has-text("存")')
    page.wait_for_selector(".toast")
    assert Ticket.objects.get().official_no == "QP20261120004512"


def test_saved_by_two_quick_taps_it_is_one_ticket(open_page: Opener, session: str, cast: Cast) -> None:
    page = open_page("/c", 1280, session=session)
    page.evaluate(PASTE, TEXT)
    page.wait_for_selector("text=核对一下")
    page.dblclick('main button.btn-primary:has-text("存")')
    page.wait_for_selector(".toast")
    assert Ticket.objects.count() == 1
