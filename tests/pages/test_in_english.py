"""The pages in English: what has an English text is shown in it; what is kept in the register stays Chinese."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.guards.test_messages import HAN, catalogue
from tests.pages.addresses import ABOUT, PLAIN, address
from tests.pages.things import things_of
from zhiye.exchange.tests.uploads import rows_of
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

pytestmark = pytest.mark.django_db
# Words that the register holds, or that data files give, and that happen to be texts of ours elsewhere.
DATA = {"女": "relation: daughter", "请街道一起办": "the sentence of a step, as it was written down"}
# Goes out with a seal to an office here; is signed by residents here.
CHINESE_ALWAYS = {"certificates-paper", "activities-paper"}
# The words of a report are kept as they were signed.
CHINESE_ALWAYS |= {"reports-kept", "reports-kept-figure", "reports-kept-paper", "reports-word"}
# Are the labels of a Chinese form, and the names that its vocabulary gives them.
CHINESE_ALWAYS |= {"filling-form", "filling-look"}


class _Texts(HTMLParser):
    """The pieces of text of a page, and the texts of its labels."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value for name, value in attrs if value and name in ("aria-label", "placeholder", "title")
        ]


def texts(page: str) -> set[str]:
    """Pieces with Chinese in them."""
    parser = _Texts()
    parser.feed(page)
    return {text for text in parser.found if HAN.search(text)}


@pytest.fixture
def english(client_of) -> Client:
    client: Client = client_of("secretary")
    client.cookies["language"] = "en"
    return client


def test_what_has_an_english_text_is_shown_in_it(english, make, cast):
    things = things_of(make, cast.committee, "shegong")
    ours = {chinese for chinese, told in catalogue().items() if chinese != told} - set(DATA)
    shown = {
        name: texts(english.get(address(things, name)).content.decode("utf-8", "replace")) & ours
        for name in [*PLAIN, *ABOUT]
        if name not in CHINESE_ALWAYS
    }
    left = {name: words for name, words in shown.items() if words}
    assert not left, "use gettext_lazy where a text is made when the program starts"


def test_a_list_that_goes_out_is_chinese_whoever_asked_for_it(english, cast):
    form = {"op": str(new_id()), "committee": str(cast.committee.pk), "standing": "resident", "order": "own"}
    heads, *rows = rows_of(english.post("/import/export", form | {"purpose": "old-age list"}).content)
    assert {row[heads.index("性别")] for row in rows[:-1]} <= {"男", "女", ""}
    assert rows[-1][0].startswith("制表人：")


def test_a_place_is_named_in_the_language_of_the_register(english, cast):
    estate = Place.objects.get(pk=cast.building("115").parent_id)
    page = english.post(f"/b/{estate.pk}/add/building", {"op": str(new_id()), "code": "77", "floors": "6"})
    assert page.status_code == 302
    assert Place.objects.get(kind="building", code="77").name == "77号楼"


def test_the_page_that_is_answered_says_its_language(english):
    answer = english.get("/t")
    assert answer.headers["Content-Language"] == "en"
    assert re.search(r"<h1>.*(Today|today).*</h1>", answer.content.decode())
