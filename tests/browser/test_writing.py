"""The writing desk in Chromium: nothing typed is lost, whatever happens to tab, browser, connection or log-in."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import assert_good_pages
from tests.browser.conftest import Opener
from zhiye.journal.models import Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "上午去看115号402室的王奶奶，她说膝盖疼。"
KEPT = "写的已存在这台设备里"
SAVE, DRAFTS = "text=只存这一笔", "text=整理成草稿"


def session_of(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


@pytest.fixture
def session(client_of: Any) -> str:
    return session_of(client_of("worker"))


def typed(page: Page, words: str = WORDS) -> Page:
    """Type into the note, and wait until this browser has it."""
    page.fill("[name=text]", words)
    expect(page.locator("[data-saved]")).to_be_visible()
    return page


def texts() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("text", flat=True))


def test_its_pages_are_good(open_page: Opener, session: str) -> None:
    assert_good_pages(open_page, ["/notes?team=1"], session)


def test_a_note_is_saved_and_shown(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.click(SAVE)
    page.wait_for_url("**/n/*")
    expect(page.locator("[data-text]")).to_have_text(WORDS)
    page.goto(page.url.rsplit("/", 1)[0])
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert texts() == [WORDS]


def test_a_note_is_saved_without_scripts(open_page: Opener, session: str) -> None:
    page = open_page("/n", session=session, java_script_enabled=False)
    page.fill("[name=text]", WORDS)
    page.click("label:has-text('仅我和书记')")
    assert page.inner_text("button[value=only]").replace("\n", "") == "只存这一笔（仅我和书记能看）"
    page.click("button[value=only]")
    expect(page.locator(".toast")).to_contain_text("存好了。")
    assert Entry.objects.get().ring == "secretary"


def test_what_was_typed_comes_back_after_a_closed_tab(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.click("summary:has-text('工作体会')")
    page.fill("[name=reflection]", "今天有点累")
    page.click("label:has-text('仅我和书记')")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(page.url)
    expect(again.locator("[data-kept]")).to_contain_text("上次没写完的一笔")
    again.click("text=接着写")
    expect(again.locator("[name=text]")).to_have_value(WORDS)
    expect(again.locator("[name=reflection]")).to_have_value("今天有点累")
    expect(again.locator("[value=secretary]")).to_be_checked()
    again.click(SAVE)
    again.wait_for_url("**/n/*")
    assert texts() == [WORDS]


def test_the_last_letters_before_the_tab_closes_are_kept(open_page: Opener, session: str) -> None:
    page = open_page("/n", session=session)
    page.fill("[name=text]", WORDS)
    page.goto(page.url.replace("/n", "/t"))
    page.goto(page.url.replace("/t", "/n"))
    page.click("text=接着写")
    expect(page.locator("[name=text]")).to_have_value(WORDS)


def test_what_was_typed_comes_back_after_the_page_was_killed(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    again = page.context.new_page()
    page.context.new_cdp_session(page)
    with pytest.raises(Exception, match="crash"):
        page.goto("chrome://crash")
    again.goto(again.url if again.url.startswith("http") else page.url)
    expect(again.locator("[data-kept]")).to_contain_text(WORDS[:10])


def test_what_was_dropped_can_be_had_back(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.reload()
    page.click("[data-drop]")
    page.click("text=撤销")
    page.click("text=接着写")
    expect(page.locator("[name=text]")).to_have_value(WORDS)
    page.reload()
    page.click("[data-drop]")
    expect(page.locator("[data-kept]")).to_contain_text("丢掉了")
    page.reload()
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_two_tabs_keep_two_notes(open_page: Opener, session: str) -> None:
    one = typed(open_page("/n", session=session))
    other = one.context.new_page()
    other.goto(one.url)
    other.wait_for_timeout(400)
    expect(other.locator("[data-kept]")).to_be_hidden()
    typed(other, "下午三点开楼组会。")
    one.click(SAVE)
    one.wait_for_url("**/n/*")
    expect(other.locator("[name=text]")).to_have_value("下午三点开楼组会。")
    other.click(SAVE)
    other.wait_for_url("**/n/*")
    assert sorted(texts()) == sorted([WORDS, "下午三点开楼组会。"])


def test_saved_without_a_connection_it_is_sent_when_that_is_back(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.context.set_offline(True)
    page.click(SAVE)
    expect(page.locator("[data-kept]")).to_contain_text("存在手机里")
    assert texts() == []
    expect(page.locator("[name=text]")).to_have_value("")
    typed(page, "第二笔也先写着。")
    page.context.set_offline(False)
    expect(page.locator("[data-kept]")).to_contain_text("送到了", timeout=20_000)
    assert texts() == [WORDS]
    expect(page.locator("[name=text]")).to_have_value("第二笔也先写着。")


def test_sent_later_by_any_page(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.context.set_offline(True)
    page.click(SAVE)
    expect(page.locator("[data-kept]")).to_contain_text("存在手机里")
    page.close()
    context = page.context
    context.set_offline(False)
    other = context.new_page()
    other.goto(page.url.replace("/n", "/t"))
    other.wait_for_timeout(1500)
    assert texts() == [WORDS]


def test_an_answer_that_got_lost_makes_no_second_note(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.route(
        "**/n",
        lambda route: (
            (route.fetch(), route.abort())[1] if route.request.method == "POST" else route.continue_()
        ),
    )
    page.click(SAVE)
    expect(page.locator("[data-kept]")).to_contain_text("存在手机里")
    assert texts() == [WORDS]
    page.unroute("**/n")
    page.click("text=现在再送")
    expect(page.locator("[data-kept]")).to_contain_text("送到了")
    assert texts() == [WORDS]


def test_two_taps_make_one_note(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.dblclick("button[value=only]")
    page.wait_for_url("**/n/*")
    assert texts() == [WORDS]


def test_a_session_that_ran_out_loses_nothing(open_page: Opener, session: str, client_of: Any) -> None:
    page = typed(open_page("/n", session=session))
    base = page.url.removesuffix("/n")
    page.context.clear_cookies(name="sessionid")
    page.click(SAVE)
    expect(page.locator("[data-kept]")).to_contain_text("登录过期了")
    assert texts() == []
    assert page.get_by_role("link", name="登录").get_attribute("href") == "/accounts/login/?next=/n"
    new_session = session_of(client_of("worker"))
    page.context.add_cookies([{"name": "sessionid", "value": new_session, "url": base}])
    page.goto(base + "/n")
    expect(page.locator("[data-kept]")).to_contain_text("送到了", timeout=30_000)
    assert texts() == [WORDS]


def test_a_note_that_left_while_the_page_was_looking_is_not_told_as_kept(
    open_page: Opener, session: str
) -> None:
    page = typed(open_page("/n", session=session))
    page.route("**/n", lambda route: route.abort())
    page.click(SAVE)
    expect(page.locator("[data-kept]")).to_contain_text("存在手机里")
    page.unroute("**/n")
    page.add_init_script("const soon = setTimeout; window.setTimeout = (what, ms) => soon(what, 10 * ms)")
    page.reload()
    expect(page.locator("[data-kept]")).to_contain_text("送到了")
    page.wait_for_timeout(2000)  # longer than the page looks for other tabs
    expect(page.locator("[data-kept]")).to_contain_text("送到了")
    assert texts() == [WORDS]


def test_another_account_neither_sees_nor_sends_it(open_page: Opener, session: str, client_of: Any) -> None:
    page = typed(open_page("/n", session=session))
    base = page.url.removesuffix("/n")
    other_session = session_of(client_of("secretary"))
    page.context.add_cookies([{"name": "sessionid", "value": other_session, "url": base}])
    page.click(SAVE)  # the page is still the worker's, the log-in is the secretary's
    expect(page.locator("[data-kept]")).to_contain_text("登录过期了")
    assert texts() == []
    page.goto(base + "/n")
    page.wait_for_timeout(600)
    expect(page.locator("[data-kept]")).to_be_hidden()
    # An answer on its way could still set the secretary's cookie again.
    page.wait_for_load_state("networkidle")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    page.goto(base + "/n")
    expect(page.locator("[data-kept]")).to_contain_text("送到了", timeout=30_000)
    assert Entry.objects.get().author.username == "shegong"


def test_logging_out_asks_first_when_something_is_unsent(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    base = page.url.removesuffix("/n")
    page.goto(base + "/more")
    page.click("main button:has-text('退出')")
    expect(page.get_by_role("dialog")).to_contain_text("还有没送出去的")
    page.click("text=不要了，退出")
    page.wait_for_url("**/accounts/login/**")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    left = page.evaluate(
        """() => indexedDB.databases().then(all => Promise.all(all.map(({name}) => new Promise(resolve => {
          const request = indexedDB.open(name);
          request.onsuccess = () => {
            const store = request.result.objectStoreNames[0];
            const count = request.result.transaction(store).objectStore(store).count();
            count.onsuccess = () => resolve([name.split("-")[1], count.result]);
          };
        }))))"""
    )
    assert ["notes", 0] in left
    assert all(count == 0 for _name, count in left)


def test_logging_out_with_nothing_unsent_asks_nothing(open_page: Opener, session: str) -> None:
    page = open_page("/more", session=session)
    page.click("main button:has-text('退出')")
    page.wait_for_url("**/accounts/login/**")


def test_a_note_too_long_is_refused_and_stays(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session), "长" * 20_001)
    page.click(SAVE)
    expect(page.locator("[data-told]").last).to_contain_text("多出 1 个字")
    assert len(page.input_value("[name=text]")) == 20_001
    page.fill("[name=text]", "长" * 20_000)
    page.click(SAVE)
    page.wait_for_url("**/n/*")
    assert len(texts()[0]) == 20_000


@pytest.mark.parametrize("words", ["😀👵🏠", "𠮷奶奶住𠅤室。", "She said 谢谢 and left."])
def test_whatever_is_typed_is_saved_as_it_is(open_page: Opener, session: str, words: str) -> None:
    page = typed(open_page("/n", session=session), words)
    page.click(SAVE)
    page.wait_for_url("**/n/*")
    assert texts() == [words]


def test_a_correction_begun_in_two_places_shows_both(open_page: Opener, session: str) -> None:
    page = typed(open_page("/n", session=session))
    page.click(SAVE)
    page.wait_for_url("**/n/*")
    address = page.url
    page.goto(address + "/edit")
    other = page.context.new_page()
    other.goto(address + "/edit")
    typed(other, "先改好的。").click(".btn-primary")
    other.wait_for_url(address)
    typed(page, "后改的，也不能丢。").click(".btn-primary")
    expect(page.locator("main")).to_contain_text("刚在别处改过")
    expect(page.locator("main")).to_contain_text("先改好的。")
    expect(page.locator("[name=text]")).to_have_value("后改的，也不能丢。")
    page.click(".btn-primary")
    page.wait_for_url(address)
    assert texts() == ["后改的，也不能丢。"]


def test_n_begins_a_note(open_page: Opener, session: str) -> None:
    page = open_page("/t", 1280, session=session)
    page.keyboard.press("n")
    page.wait_for_url("**/n")


def test_the_policy_lets_everything_through(chromium: Browser, open_page: Opener, session: str) -> None:
    page = open_page("/n", session=session, strict=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    typed(page).click(SAVE)
    page.wait_for_url("**/n/*")
    assert said == []
