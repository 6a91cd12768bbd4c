"""The pages of desk, exchange and colleagues in Chromium: every one good at all widths, the jobs done in few taps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browser.checks import assert_good_pages
from tests.browser.conftest import Opener
from zhiye.exchange.tests.uploads import HEADS, NEWCOMERS, imported, workbook
from zhiye.people import fields

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ClientOf = Callable[[str], Client]


def session_of(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


def test_the_pages_of_the_desk_are_good(open_page: Opener, client_of: ClientOf) -> None:
    secretary = session_of(client_of("secretary"))
    paths = ("/t?ahead=1", "/s?q=115-402", "/s?q=王", "/s?q=王建国")
    assert_good_pages(open_page, paths, secretary)


def test_the_pages_of_an_import_are_good(open_page: Opener, client_of: ClientOf, cast) -> None:
    browser = client_of("secretary")
    content = workbook([*NEWCOMERS, ["", "", "15400007003", ""], ["王桂珍", "", "", "115号402"]])
    address = imported(browser, content, cast.committee)
    secretary = session_of(browser)
    paths = (address, f"{address}/undo", f"{address}/rows/new")
    assert_good_pages(open_page, paths, secretary)


def test_a_roster_is_in_the_register_after_three_taps(
    open_page: Opener, client_of: ClientOf, cast, tmp_path: Path
) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(workbook(NEWCOMERS, HEADS))
    page = open_page("/import", session=session_of(client_of("worker")), strict=True)
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="看看这张表").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("看好了：新的 2 人")
    page.get_by_role("button", name="导入：新登记 2 人").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("导入好了")


def test_an_id_number_typed_into_the_box_stays_out_of_address_and_title(
    open_page: Opener, client_of: ClientOf, cast
) -> None:
    number = fields.value(cast.person("wang"), "id_number")
    page = open_page("/t", session=session_of(client_of("worker")), strict=True)
    page.fill("#find", number)
    page.press("#find", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("找到 1 处")
    assert page.url.endswith("/s")
    assert number not in page.title()
    assert number not in page.content()


def test_a_name_typed_into_the_box_has_an_address_that_can_be_sent_on(
    open_page: Opener, client_of: ClientOf
) -> None:
    page = open_page("/t", session=session_of(client_of("worker")), strict=True)
    page.fill("#find", "wgz")
    page.press("#find", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("找到")
    assert page.url.endswith("/s?q=wgz")


def test_a_whole_door_typed_into_the_box_opens_its_home(open_page: Opener, client_of: ClientOf) -> None:
    page = open_page("/t", session=session_of(client_of("worker")), strict=True)
    page.fill("#find", "115-402")
    page.press("#find", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("115-402")
