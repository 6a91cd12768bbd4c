"""A resident with a phone and no account: five taps from the code to the receipt, with JavaScript off; the answer."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request

from tests.browser.checks import assert_good_page, assert_reflows
from tests.browser.conftest import Opener
from tests.browser.hand import Hand
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.portal.models import DoorCode, Receipt
from zhiye.portal.tests import make as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BYTES, REQUESTS = 30 * 1024, 2
TAPS = 5


@pytest.fixture
def code(cast: Any) -> DoorCode:
    """The code of building 115."""
    return made.door(cast.building("115"))


def press(page: Page, words: str) -> None:
    """Tap the link or button with these words; the next page has come."""
    with page.expect_navigation():
        page.locator("a, button").filter(has_text=re.compile(rf"^\s*{words}\s*$")).first.tap()


class Finger(Hand):
    """A hand that finds things by their words."""

    def on(self, words: str) -> None:
        """Tap the link or button with these words."""
        self.count += 1
        press(self.page, words)

    def field(self, name: str) -> None:
        """Tap a field, to type or speak into it."""
        self.tap(f"[name={name}]")


def test_five_taps_from_the_code_to_the_receipt_without_scripts(
    open_page: Opener, code: DoorCode, tmp_path: Path
) -> None:
    picture = tmp_path / "lamp.jpg"
    picture.write_bytes(made.photo())
    page = open_page(f"/q/{code.token}", java_script_enabled=False)
    finger = Finger(page)
    finger.on("说一件事")
    with page.expect_file_chooser() as chooser:
        finger.field("photo")
    chooser.value.set_files(picture)
    finger.field("text")
    page.keyboard.type("三楼的灯不亮")
    page.wait_for_timeout(3100)  # nobody writes faster
    finger.on("看一遍")
    assert page.locator("img").count() == 1
    finger.on("交")
    number = page.locator(".number").inner_text()
    assert re.fullmatch(r"\d{3} \d{3}", number)
    assert finger.count == TAPS
    receipt = Receipt.objects.get(number=number.replace(" ", ""))
    assert receipt.report.photo
    assert Case.objects.get(pk=receipt.case_id).title == "三楼的灯不亮"


def test_the_answer_without_scripts(open_page: Opener, code: DoorCode) -> None:
    receipt = made.handed_in(code)
    assert receipt.case is not None
    version = receipt.case.version
    cases.move_case(made.BY, case=receipt.case, state="asking", reason="换了灯", version=version, op=new_id())
    page = open_page(f"/q/slip/{receipt.token}", java_script_enabled=False)
    page.locator("[name=number]").fill(receipt.number[-4:])
    press(page, "看一看")
    page.get_by_label("还没有").check()
    page.locator("[name=words]").fill("昨晚又灭了")
    press(page, "告诉居委会")
    assert "重新打开" in page.inner_text("h1 + p")
    assert Case.objects.get(pk=receipt.case_id).state == "again"


def addresses(code: DoorCode, receipt: Receipt) -> list[str]:
    """The first pages of residents."""
    door = f"/q/{code.token}"
    return [door, f"{door}/say", f"{door}/ask", f"/q/slip/{receipt.token}"]


def test_residents_pages_are_good_in_every_size_of_letters(
    open_page: Opener, code: DoorCode, live_server: Any
) -> None:
    receipt = made.handed_in(code)
    page = open_page(f"/q/{code.token}")
    for size in ("resident", "resident-large", "resident-extra"):
        for path in addresses(code, receipt):
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(f"{live_server.url}{path}?letters={size}")
            assert_good_page(page, "resident")


def test_the_steps_after_the_form_are_good(open_page: Opener, code: DoorCode) -> None:
    page = open_page(f"/q/{code.token}/say")
    press(page, "看一遍")
    assert_good_page(page, "resident")  # nothing written: what is to be mended is told
    page.goto(page.url)
    page.locator("[name=text]").fill("三楼的灯不亮")
    press(page, "看一遍")
    check = page.url
    assert_good_page(page, "resident")
    page.goto(check)
    press(page, "交")
    done = page.url
    assert_good_page(page, "resident")
    page.goto(done)
    press(page, "打印回执")
    assert_reflows(page)


def test_a_residents_page_costs_two_requests(open_page: Opener, code: DoorCode, live_server: Any) -> None:
    receipt = made.handed_in(code)
    page = open_page(f"/q/{code.token}")
    for path in addresses(code, receipt):
        asked: list[Request] = []

        def note(request: Request, asked: list[Request] = asked) -> None:
            asked.append(request)

        page.on("request", note)
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        page.remove_listener("request", note)
        asked = [one for one in asked if not one.url.startswith("data:")]
        sizes = [one.sizes()["responseBodySize"] for one in asked]
        assert len(asked) <= REQUESTS, [one.url for one in asked]
        assert sum(sizes) <= BYTES, dict(zip([one.url for one in asked], sizes, strict=True))
        assert {one.url.startswith(live_server.url) for one in asked} == {True}


def test_the_telephone_is_last_at_the_same_place(open_page: Opener, code: DoorCode, live_server: Any) -> None:
    receipt = made.handed_in(code)
    page = open_page(f"/q/{code.token}")
    for path in addresses(code, receipt):
        page.goto(live_server.url + path)
        last = page.locator("main a, main button, main input:not([type=hidden]), main textarea").last
        assert (last.get_attribute("href") or "").startswith("tel:"), path


def test_a_poster_fits_one_sheet_and_its_code_can_be_measured(
    open_page: Opener, code: DoorCode, client_of: Any
) -> None:
    client = client_of("worker")
    session = str(client.cookies["sessionid"].value)
    for sheet, millimetres in (("a4", 60), ("a3", 60)):
        page = open_page(f"/doors/{code.place_id}/poster?sheet={sheet}", width=1280, session=session)
        page.emulate_media(media="print")
        wide = page.evaluate("() => document.querySelector('.poster .qr svg').getBoundingClientRect().width")
        assert wide / 96 * 25.4 * 29 / 37 >= millimetres, "without its quiet zone"
        pdf = page.pdf(prefer_css_page_size=True)
        assert pdf.count(b"/Type /Page\n") == 1


def test_slips_are_four_to_a_sheet(open_page: Opener, client_of: Any, cast: Any) -> None:
    client = client_of("worker")
    with clock.frozen(timezone.now()):  # as the server beside this test has it
        for n in range(4):
            case = cases.open_case(
                made.BY,
                title=f"第 {n} 件",
                place=cast.building("115"),
                owner=cast.user("shegong"),
                op=new_id(),
            )
            client.post(f"/c/{case.pk}/slip", {"op": str(new_id()), "words": "房屋和设施"})
    page = open_page("/slips/today", width=1280, session=str(client.cookies["sessionid"].value))
    assert page.locator(".slip").count() == 4
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
