"""Whatever stands in an address or a form, the answer is a page: never a fault of ours, on either database."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.db import transaction
from django.test import Client

from tests.house import told
from tests.pages.addresses import ABOUT, PLAIN, address
from tests.pages.things import Things

pytestmark = pytest.mark.django_db

# Every name that a page reads out of its address.
PARAMETERS = ["q", "c", "at", "standing", "category", "sex", "age_from", "age_to", "layer", "unit", "from"]
PARAMETERS += ["name", "home", "look", "op", "next", "all", "ahead", "person"]
PARAMETERS += ["month", "series", "committee", "kind", "heading", "pages", "case", "contact"]
NUL, HUGE, RARE = "王\0", "9" * 4400, "𠮷🏳️‍🌈㍿ﷺ" * 8
ADDRESSES = [quote_plus(text) for text in (NUL, HUGE, RARE * 60, "٣" * 18)] + [
    "%ED%A0%80%FF",
    "n%00." + "0" * 32,
]
TYPED = [RARE[:30], "²/³", "9" * 20]  # what passes by the first look at a box
ON_EVERY_PAGE = {"csrfmiddlewaretoken", "op", "q"}
WITHOUT_FORM = ["people-return", "people-phone-call", "people-wish-end", "people-category-verified"]
WITHOUT_FORM += ["people-rival", "import-answer", "import-start", "staff-password"]


class Boxes(HTMLParser):
    """The fields of a page's forms with what stands in them; ``typed`` are those that take any text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.typed: list[str] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told_ = dict(attrs)
        name, value, kind = told_.get("name") or "", told_.get("value") or "", told_.get("type") or "text"
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and (value and not self.values.get(self._select)):
            self.values[self._select] = value
        elif tag in ("input", "textarea") and name and kind != "file":
            self._take(name, value, kind, "checked" in told_)

    def handle_endtag(self, tag: str) -> None:
        self._select = "" if tag == "select" else self._select

    def _take(self, name: str, value: str, kind: str, checked: bool) -> None:
        if kind not in ("radio", "checkbox"):
            self.typed.append(name)
            self.values[name] = value
        elif checked or name not in self.values:
            self.values[name] = value


@pytest.fixture
def browser(client_of: Any) -> Client:
    """The secretary's: nobody reaches more pages. A fault comes back as a page, as in earnest."""
    client: Client = client_of("secretary")
    client.raise_request_exception = False
    return client


def faults_of(browser: Client, method: str, url: str, what: str, **body: Any) -> list[str]:
    """What went wrong in one request; nothing of it is kept."""
    with transaction.atomic():
        answer = getattr(browser, method)(url, **body)
        transaction.set_rollback(True)
    exc_info = getattr(answer, "exc_info", None)
    return [f"{what}: {exc_info[1]!r:.200}"] if answer.status_code >= 500 and exc_info else []


@pytest.mark.parametrize("value", ADDRESSES, ids=lambda value: value[:12])
def test_an_address_with_anything_in_it_is_answered(own, browser, value):
    query = "&".join(f"{name}={value}" for name in PARAMETERS)
    faults = [
        fault
        for name in [*PLAIN, *ABOUT]
        for fault in faults_of(browser, "get", f"{address(own, name)}?{query}", name)
    ]
    assert not faults, told(faults, "Read what the address says with a query or form that refuses it.")


def forms(own: Things, browser: Client) -> Iterator[tuple[str, str, Boxes]]:
    """(name, address, boxes) of every page with a form on it, its boxes filled where a choice is to be made."""
    for name in [*PLAIN, *ABOUT]:
        url = address(own, name)
        page = browser.get(url, {"q": "王"})
        boxes = Boxes(page.content.decode("utf-8", "replace"))  # a few addresses answer with a file
        if boxes.values:
            yield name, f"{url}?q=%E7%8E%8B", boxes


def _each_sort(names: list[str]) -> set[str]:
    """One of those that differ by their number only: the rows of a grid are read by one piece of code."""
    return set({re.sub(r"\d+", "0", name): name for name in names}.values())


def test_a_form_with_anything_in_one_box_is_answered(own, browser):
    faults = []
    for name, url, boxes in forms(own, browser):
        plain = {box: value or "3" for box, value in boxes.values.items()}
        for box in _each_sort(boxes.typed) - ON_EVERY_PAGE:
            for text in TYPED:
                what = f"{name} {box}={text[:8]!r}"
                faults += faults_of(browser, "post", url, what, data=plain | {box: text})
    assert not faults, told(faults, "Let the form's field, or the command, refuse it with a sentence.")


def test_a_form_with_a_nul_in_every_box_is_answered(own, browser):
    names = {box for _name, _url, boxes in forms(own, browser) for box in boxes.values}
    data = dict.fromkeys([*names, *PARAMETERS, "keep", "sure", "answer:x"], NUL)
    faults = [
        fault
        for name in [*PLAIN, *ABOUT, *WITHOUT_FORM]
        for fault in faults_of(browser, "post", address(own, name), name, data=data)
    ]
    assert not faults, told(faults, "Let the form's field, or the command, refuse it with a sentence.")
