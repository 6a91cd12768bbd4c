"""拍一张 in Chromium: shrunk in the browser, read, into the text; offline; 40 MB; what is no photo."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_good_page
from tests.browser.conftest import Opener
from tests.browser.test_writing import session_of
from zhiye.journal.models import Attachment, Entry
from zhiye.scans.models import Photo
from zhiye.scans.tests import papers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = 60_000  # ms: a page is read within the request here
TAKE = "[data-take]"
# A photo as large as a phone's: noise, so that PNG cannot make it small. Put into the input as a person would.
HUGE = """
async () => {
  const canvas = new OffscreenCanvas(4200, 3200), brush = canvas.getContext("2d");
  const pixels = brush.createImageData(4200, 3200), words = new Uint32Array(pixels.data.buffer);
  let state = 1;
  for (let at = 0; at < words.length; at++) words[at] = (state = (state * 1664525 + 1013904223) >>> 0) | 0xff000000;
  brush.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({type: "image/png"});
  const files = new DataTransfer();
  files.items.add(new File([blob], "huge.png", {type: "image/png"}));
  const input = document.querySelector("[data-take]");
  input.files = files.files;
  input.dispatchEvent(new Event("change", {bubbles: true}));
  return blob.size;
}
"""


@pytest.fixture
def session(client_of: Any) -> str:
    return session_of(client_of("worker"))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "page.jpg"
    path.write_bytes(papers.page())
    return path


def taken(page: Page, photo: Path) -> Page:
    """Take the photo and wait until its text stands in the note."""
    page.set_input_files(TAKE, photo)
    expect(page.locator("[name=text]")).to_have_value(papers.LINES_TYPED, timeout=SLOW)
    return page


def test_a_page_becomes_text_beside_its_photo(open_page: Opener, session: str, photo: Path) -> None:
    page = taken(open_page("/n", session=session, strict=True), photo)
    expect(page.locator("figure.photo img")).to_be_visible()
    expect(page.locator("figure [data-told]")).to_contain_text("对照照片看一遍")
    page.click("text=只存这一笔")
    page.wait_for_url("**/n/*")
    expect(page.locator("#photos img")).to_be_visible()
    assert Attachment.objects.get().entry == Entry.objects.get()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_with_a_photo_is_good(open_page: Opener, session: str, photo: Path, width: int) -> None:
    page = taken(open_page("/n", width, session=session), photo)
    assert_good_page(page)
    page.click("text=只存这一笔")
    page.wait_for_url("**/n/*")
    assert_good_page(page)


def test_a_tap_on_what_is_doubtful_leads_to_it(open_page: Opener, session: str, photo: Path) -> None:
    page = open_page("/n", session=session)
    told: dict[str, Any] = {"id": "1", "state": "read", "told": "读好了。", "again": False, "beside": False}
    told["parts"] = [["看望王奶奶。\n", False], ["她说膝盖痛。", True]]
    page.route("**/photos", lambda route: route.fulfill(json=told))
    page.set_input_files(TAKE, photo)
    page.click("figure >> text=她说膝盖痛。")
    chosen = "() => document.activeElement.value.slice(document.activeElement.selectionStart)"
    assert page.evaluate(chosen) == "她说膝盖痛。"
    assert_good_page(page)


def test_the_text_is_taken_out_and_put_in_again(open_page: Opener, session: str, photo: Path) -> None:
    page = open_page("/n", session=session)
    page.fill("[name=text]", "自己写的")
    page.set_input_files(TAKE, photo)
    expect(page.locator("[name=text]")).to_have_value(f"自己写的\n{papers.LINES_TYPED}", timeout=SLOW)
    page.click("text=把字取出来")
    expect(page.locator("[name=text]")).to_have_value("自己写的")
    page.click("text=把字放进来")
    page.click("text=不要这张")
    expect(page.locator("[name=text]")).to_have_value("自己写的")
    page.click("figure >> text=撤销")
    expect(page.locator("text=不要这张")).to_be_visible()


def test_what_was_taken_is_there_after_a_closed_tab(open_page: Opener, session: str, photo: Path) -> None:
    page = taken(open_page("/n", session=session), photo)
    expect(page.locator("[data-saved]")).to_be_visible()
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(page.url)
    again.click("text=接着写")
    expect(again.locator("figure.photo img")).to_be_visible()
    expect(again.locator("[name=text]")).to_have_value(papers.LINES_TYPED)


def test_without_connection_the_photo_waits_in_the_phone_with_its_note(
    open_page: Opener, session: str, photo: Path
) -> None:
    page = open_page("/n", session=session)
    page.context.set_offline(True)
    page.set_input_files(TAKE, photo)
    expect(page.locator("figure [data-told]")).to_contain_text("存在手机里")
    page.fill("[name=text]", "看王奶奶。")
    page.click("text=只存这一笔")
    expect(page.locator("[data-kept]")).to_contain_text("存在手机里")
    page.context.set_offline(False)
    expect(page.locator("text=送到了")).to_be_visible(timeout=SLOW)
    for _ in range(100):
        if Attachment.objects.exists():
            break
        page.wait_for_timeout(200)
    assert Attachment.objects.get().entry == Entry.objects.get()
    assert Photo.objects.count() == 1


def test_forty_megabytes_leave_the_phone_small(open_page: Opener, session: str) -> None:
    page = open_page("/n", session=session)
    assert page.evaluate(HUGE) > 39_000_000
    expect(page.locator("figure.photo img")).to_be_visible(timeout=SLOW)
    for _ in range(200):
        if Photo.objects.exists():
            break
        page.wait_for_timeout(200)
    kept = Photo.objects.get()
    assert max(kept.width, kept.height) == 2000
    assert kept.size < 6_000_000  # noise is the worst there is


def test_a_photo_on_its_side_stays_upright(open_page: Opener, session: str, tmp_path: Path) -> None:
    path = tmp_path / "side.jpg"
    path.write_bytes(papers.with_place())
    page = open_page("/n", session=session)
    with page.expect_request("**/photos") as asked:
        page.set_input_files(TAKE, path)
    sent = asked.value.post_data_buffer or b""
    assert b"Exif" not in sent
    assert b"Qingtong" not in sent
    expect(page.locator("figure [data-told]").last).to_contain_text("没有读到字", timeout=SLOW)
    kept = Photo.objects.get()
    assert (kept.width, kept.height) == (40, 60)


@pytest.mark.parametrize("data, sentence", [(b"\0\0\0\x18ftypheic", "HEIC"), (b"no photo", "不是照片")])
def test_what_the_browser_cannot_open_is_told(
    open_page: Opener, session: str, tmp_path: Path, data: bytes, sentence: str
) -> None:
    path = tmp_path / "IMG_1.heic"
    path.write_bytes(data)
    page = open_page("/n", session=session)
    page.set_input_files(TAKE, path)
    expect(page.locator("[data-problem]")).to_contain_text(sentence)
    assert not Photo.objects.exists()


def test_logging_out_asks_about_a_photo_that_was_not_sent(
    open_page: Opener, session: str, photo: Path
) -> None:
    page = open_page("/n", session=session)
    page.route("**/photos", lambda route: route.abort())
    page.set_input_files(TAKE, photo)
    expect(page.locator("figure [data-told]")).to_contain_text("存在手机里")
    page.goto(page.url.replace("/n", "/more"))
    page.locator("form[action*=logout] button").first.click()
    expect(page.locator("[data-leave]")).to_contain_text("还有没送出去的")
