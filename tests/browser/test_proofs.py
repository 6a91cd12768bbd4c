"""The paper of a proof: one A4 page with its stub, 16 pt letters, room for the seal; the slip is one A5 page."""

import re
from typing import Any

import pytest

from tests.browser.conftest import Opener
from zhiye.certificates.tests.make import approved, refused

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MM = 96 / 25.4  # CSS pixels a millimetre
A4, A5 = (595, 842), (420, 595)  # points


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


def test_the_paper_is_one_page_with_room_for_the_seal(
    open_page: Opener, cast: Any, worker: Any, secretary: Any, client_of: Any
) -> None:
    one = approved(worker, secretary, cast.person("wang"))
    session = str(client_of("worker").cookies["sessionid"].value)
    page = open_page(f"/proofs/{one.pk}/paper", session=session)
    assert pages_of(page.pdf(prefer_css_page_size=True)) == [A4]
    page.emulate_media(media="print")
    box = page.locator(".official-seal").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44.9 * MM
    assert page.locator(".official").evaluate("e => getComputedStyle(e).fontSize") == "21.3333px"  # 16 pt
    drawn = page.locator(".official-check svg").bounding_box()
    assert drawn is not None
    assert drawn["width"] >= 20 * MM


def test_the_slip_is_half_a_page_in_large_letters(open_page: Opener, worker: Any, client_of: Any) -> None:
    one = refused(worker)
    session = str(client_of("worker").cookies["sessionid"].value)
    page = open_page(f"/proofs/{one.pk}/slip", session=session)
    assert pages_of(page.pdf(prefer_css_page_size=True)) == [A5]
