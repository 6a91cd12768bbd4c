"""Every page of the house, with axe at both widths: one walk, so that a new page is never forgotten."""

from typing import Any

import pytest
from django.test import Client

from tests.browser.checks import assert_good_pages
from tests.browser.conftest import Opener
from tests.pages.addresses import ABOUT, PLAIN, address
from tests.pages.things import Things, things_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ERRORS = ["/not-a-page", "/p/00000000-0000-0000-0000-000000000001"]
START_PAGES = ["/t", "/b", "/more", "/s?q=115"]
PARTS = 8  # so that the browsers of a run share the walk


@pytest.fixture
def things(cast: Any, make: Any) -> Things:
    """One of everything, so that every address has something to show."""
    return things_of(make, cast.committee, "shegong")


def _session(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_at_both_widths(
    open_page: Opener, things: Things, client_of: Any, part: int
) -> None:
    client = client_of("secretary")
    names = [*PLAIN, *ABOUT][part::PARTS]
    answers = {path: client.get(path) for path in (address(things, name) for name in names)}
    shown = [
        p
        for p, a in answers.items()
        if a.status_code == 200 and a.headers["Content-Type"].startswith("text/html")
    ]
    assert len(shown) > len(names) / 4
    assert_good_pages(open_page, shown, _session(client))


@pytest.mark.parametrize(
    "role", ["grid_worker", "building_helper", "volunteer", "supervisor", "street_officer", "administrator"]
)
def test_the_first_pages_of_every_role(open_page: Opener, things: Things, client_of: Any, role: str) -> None:
    assert_good_pages(open_page, START_PAGES + ERRORS, _session(client_of(role)))
