"""Matters, promises and contacts in Chromium: good pages, and a visit noted in at most four taps (J2)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checks import assert_good_pages
from tests.browser.conftest import Opener
from tests.cast_builder import Cast
from zhiye.cases import commands as cases
from zhiye.cases.models import Promise
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.visits.models import Contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNT = "addEventListener('pointerdown', () => { sessionStorage.taps = 1 + +(sessionStorage.taps || 0) })"
MOST_FOR_A_VISIT = 4

# What the walk of every page does not meet: addresses with a question in them, things with more on them.
PAGES = {
    "new": "/c/new?person={wang}",
    "matter": "/c/{case}",
    "beside the list": "/c?open={case}",
    "two to pick": "/c?pick=1",
    "two side by side": "/c/merge?one={case}&one={twin}",
    "call back": "/c/{case}/callback",
    "twin": "/c/{case}/twins?q=漏",
    "note about it": "/n?case={case}",
    "move": "/c/{case}/move?to=waiting",
    "join": "/c/{case}/people?q=陈国良",
    "visit": "/visits/new?person={wang}",
    "visit to a home": "/visits/new?place={home}",
}


@pytest.fixture
def things(cast: Cast, worker: Any) -> dict[str, Any]:
    wang, home = cast.person("wang"), cast.home("115-402")
    case = cases.open_case(
        worker,
        title="厨房顶上漏水，楼上说不是他家的事",
        code="repair",
        place=home,
        people=[wang],
        op=new_id(),
    )
    promise = cases.make_promise(
        worker, what="住院缴费单收齐了吗", due=clock.today(), person=wang, case=case, op=new_id()
    )
    twin = cases.open_case(worker, title="楼上漏水", code="repair", place=home, op=new_id())
    return {"wang": wang.pk, "home": home.pk, "case": case.pk, "promise": promise.pk, "twin": twin.pk}


@pytest.fixture
def session(client_of: Any) -> str:
    return str(client_of("worker").cookies["sessionid"].value)


def test_its_pages_are_good(open_page: Opener, session: str, things: dict[str, Any]) -> None:
    assert_good_pages(open_page, [path.format(**things) for path in PAGES.values()], session)


def taps(page: Page) -> int:
    """Fingers put down since the page counts."""
    return int(page.evaluate("+(sessionStorage.taps || 0)"))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visit_is_noted_in_four_taps_from_today(
    open_page: Opener, session: str, things: dict[str, Any], scripts: bool
) -> None:
    page = open_page("/p", session=session, java_script_enabled=scripts)
    if scripts:
        page.add_init_script(COUNT)
        page.reload()
    done = 0
    for what in (
        'nav.places a[href="/t"]',
        f'a.row[href="/promises/{things["promise"]}"]',
        'label.choice:has-text("见到了")',
        'main button.btn-primary:has-text("存")',
    ):
        page.click(what)
        done += 1
    page.wait_for_selector(".toast")
    assert done <= MOST_FOR_A_VISIT
    assert not scripts or taps(page) == done
    contact = Contact.objects.get()
    assert (contact.outcome, contact.note, contact.settled_id) == ("seen", "", things["promise"])
    assert Promise.objects.get().state == "kept"
    page.click('.toast button:has-text("撤销")')
    page.wait_for_selector('.toast:has-text("撤销了")')
    assert Contact.objects.get().undone_at is not None
    assert Promise.objects.get().state == "open"


def test_with_one_sentence_it_is_still_four_taps(
    open_page: Opener, session: str, things: dict[str, Any]
) -> None:
    page = open_page(f"/p/{things['wang']}", session=session)
    page.add_init_script(COUNT)
    page.reload()
    page.click('main a.btn:has-text("走访")')
    page.click('label.choice:has-text("没在家")')
    page.click("textarea[name=note]")
    page.keyboard.insert_text("邻居说去女儿家了")
    page.click('main button.btn-primary:has-text("存")')
    page.wait_for_selector(".toast")
    assert taps(page) <= MOST_FOR_A_VISIT
    assert (Contact.objects.get().outcome, Contact.objects.get().note) == ("not_home", "邻居说去女儿家了")


def test_saved_by_two_quick_taps_it_is_noted_once(
    open_page: Opener, session: str, things: dict[str, Any]
) -> None:
    page = open_page(f"/visits/new?person={things['wang']}", session=session)
    page.click('label.choice:has-text("见到了")')
    page.dblclick('main button.btn-primary:has-text("存")')
    page.wait_for_selector(".toast")
    assert Contact.objects.count() == 1
