"""Drafts beside the note in Chromium: taps counted, keys, words lit up, lost connections, a page that stays still."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_good_page
from tests.browser.conftest import Opener
from tests.browser.test_writing import session_of
from zhiye.cases.models import Promise
from zhiye.drafts.models import Draft
from zhiye.journal.models import Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "上午去115号402室看王奶奶，她想学用手机付钱。楼道灯坏了，物业王经理答应下周五前修好。"
CRISIS = "下午一位阿姨来居委会，说都不想再活着了。"


@pytest.fixture
def session(client_of: Any) -> str:
    return session_of(client_of("worker"))


def written(page: Page, words: str = WORDS) -> Page:
    page.fill("[name=text]", words)
    page.click("text=整理成草稿")
    page.wait_for_url("**/n/*#drafts")
    return page


class Thumb:
    """Counts what a thumb does, in the browser itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.context.add_init_script(
            "addEventListener('pointerdown', () => "
            "sessionStorage.setItem('taps', Number(sessionStorage.getItem('taps')) + 1), true)"
        )
        page.reload()

    @property
    def taps(self) -> int:
        return int(self.page.evaluate("sessionStorage.getItem('taps')"))


def test_from_today_to_five_confirmed_drafts_is_nine_taps_at_most(open_page: Opener, session: str) -> None:
    page = open_page("/t", session=session)
    thumb = Thumb(page)
    page.tap("nav a:has-text('记一笔')")
    page.tap("[name=text]")  # and the microphone of the keyboard
    page.keyboard.insert_text(WORDS)
    page.tap("text=整理成草稿")
    page.wait_for_url("**/n/*#drafts")
    for kind in ("person", "home", "promise"):
        card = page.locator(f"#d-{Draft.objects.filter(kind=kind).earliest('start').pk}")
        card.get_by_role("button", name="对").tap()
        expect(card.locator("[name=answer][value=back]")).to_be_visible()
    page.tap("[name=rest]")
    expect(page.locator("#drafts-title")).to_have_text("草稿都看过了")
    assert Draft.objects.filter(state="right").count() >= 5
    assert thumb.taps <= 9


@pytest.mark.parametrize("width", [390, 1280])
def test_the_note_with_all_its_cards_is_good(open_page: Opener, session: str, width: int) -> None:
    page = written(open_page("/n", width, session=session), WORDS + CRISIS)
    page.locator("button[data-change]").first.click()
    page.locator("[name=answer][value=wrong]:visible").last.click()
    expect(page.locator("[data-done]")).to_have_count(1)
    assert_good_page(page)


def test_a_tap_leaves_the_page_where_it_is(open_page: Opener, session: str) -> None:
    page = written(open_page("/n", session=session), WORDS + CRISIS)
    card = page.locator("[data-draft]").nth(3)
    card.scroll_into_view_if_needed()
    page.evaluate("window.stays = true")
    before = card.bounding_box()
    id_ = card.get_attribute("id")
    card.locator("[name=answer][value=wrong]").tap()
    line = page.locator(f"#{id_}[data-done]")
    expect(line).to_be_visible()
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    assert page.evaluate("window.stays")


def test_the_keys_answer_the_card_that_has_the_focus(open_page: Opener, session: str) -> None:
    page = open_page("/n", 1280, session=session)
    page.fill("[name=text]", WORDS)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/n/*#drafts")
    page.keyboard.press("1")
    page.wait_for_timeout(300)
    assert not Draft.objects.exclude(state="pending").exists()
    first = page.locator("[data-draft]").first
    first.focus()
    page.keyboard.press("3")
    expect(page.locator("[data-done]")).to_have_count(1)
    assert page.evaluate("document.activeElement.hasAttribute('data-draft')")
    page.keyboard.press("1")
    expect(page.locator("[data-done]")).to_have_count(2)
    page.keyboard.press("2")
    expect(page.locator("[data-draft]:focus-within details[open]")).to_be_visible()
    assert sorted(Draft.objects.exclude(state="pending").values_list("state", flat=True)) == [
        "right",
        "wrong",
    ]


def test_a_quote_lights_up_its_words_and_the_words_find_their_card(open_page: Opener, session: str) -> None:
    page = written(open_page("/n", session=session))
    promise = Draft.objects.get(kind="promise")
    page.locator(f"#d-{promise.pk} [data-quote]").tap()
    lit = "".join(page.locator(".quoted.shown").all_inner_texts())
    assert lit == promise.quote
    page.locator(".quoted.shown").first.tap()
    assert page.evaluate("document.activeElement.id") == f"d-{promise.pk}"


def test_an_address_with_any_stretch_lights_it_up(open_page: Opener, session: str) -> None:
    page = written(open_page("/n", session=session), f"😀{WORDS}")
    page.goto(page.url.split("#")[0] + "#w1-3")
    page.reload()
    lit = page.evaluate("[...CSS.highlights.get('words')].map(range => range.toString())")
    assert lit == ["上午"]


def test_a_tap_without_a_connection_is_told_and_done_once_later(open_page: Opener, session: str) -> None:
    page = written(open_page("/n", session=session))
    card = page.locator(f"#d-{Draft.objects.get(kind='promise').pk}")
    page.context.set_offline(True)
    card.get_by_role("button", name="对").tap()
    expect(page.locator("[data-said]")).to_contain_text("没连上")
    page.context.set_offline(False)
    card.get_by_role("button", name="对").tap()
    expect(card.locator("[name=answer][value=back]")).to_be_visible()
    assert Promise.objects.count() == 1


def test_an_answer_that_got_lost_makes_no_second_record(open_page: Opener, session: str) -> None:
    page = written(open_page("/n", session=session))
    card = page.locator(f"#d-{Draft.objects.get(kind='promise').pk}")
    page.route("**/answer", lambda route: (route.fetch(), route.abort())[1])
    card.get_by_role("button", name="对").tap()
    expect(page.locator("[data-said]")).to_be_visible()
    page.unroute("**/answer")
    card.get_by_role("button", name="对").tap()
    expect(card.locator("[name=answer][value=back]")).to_be_visible()
    assert Promise.objects.count() == 1


def test_words_marked_in_the_note_are_quoted_by_the_card_by_hand(open_page: Opener, session: str) -> None:
    page = open_page("/n", 1280, session=session)
    page.fill("[name=text]", f"😀{WORDS}")
    page.click("text=只存这一笔")
    page.wait_for_url("**/n/*")
    page.evaluate(
        """() => {
          const words = document.querySelector("[data-text]").firstChild;
          const start = words.data.indexOf("楼道灯坏了");
          getSelection().setBaseAndExtent(words, start, words, start + 5);
        }"""
    )
    page.click("summary:text-is('事')")
    expect(page.locator("details[open] [data-marked]")).to_have_text("“楼道灯坏了”")
    page.fill("details[open] [name=title]", "楼道灯")
    page.click("details[open] button:has-text('记下')")
    expect(page.locator("[data-done]")).to_have_count(1)
    made = Draft.objects.get()
    assert (made.quote, made.start, made.state) == (
        "楼道灯坏了",
        Entry.objects.get().text.index("楼道灯坏了"),
        "right",
    )


def test_a_person_is_changed_in_place_without_scripts(open_page: Opener, session: str) -> None:
    page = open_page("/n", session=session, java_script_enabled=False)
    page.fill("[name=text]", WORDS)
    page.click("text=整理成草稿")
    promise = page.locator(f"#d-{Draft.objects.get(kind='promise').pk}")
    promise.locator("summary:has-text('改')").click()
    promise.locator("[name=what]").fill("换楼道灯")
    promise.get_by_role("button", name="改好了，记下").click()
    expect(page.locator("[data-done]")).to_have_count(1)
    assert Promise.objects.get().what == "换楼道灯"
