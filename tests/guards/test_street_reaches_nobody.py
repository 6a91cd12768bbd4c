"""From the street's year, link by link: no page tells the street officer who, where or how to reach somebody."""

import re
from collections import deque
from datetime import date

import pytest
from django.test import Client

from tests.house import told
from tests.pages.things import BY, things_of
from zhiye.kernel.ids import new_id
from zhiye.people.models import ContactWay, OtherName, Person
from zhiye.places.models import Place
from zhiye.visits import commands as visits

pytestmark = pytest.mark.django_db
MOST = 400  # pages
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
_OTHER_PERIOD = re.compile(r"period=(?!2026(?:&|$))")  # the same pages with fewer rows
_ASIDE = ("/static/", "/accounts/", "/overview/file", "/settings")


def crawl(client: Client, start: str) -> dict[str, str]:
    """Address → text of every page that links lead to."""
    waiting, seen, pages = deque([start]), {start}, {}
    while waiting and len(pages) < MOST:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        pages[address] = answer.content.decode()
        links = {link.replace("&amp;", "&") for link in _LINK.findall(pages[address])}
        links |= {
            f"{address.split('?')[0]}{link}" for link in re.findall(r'href="(\?[^"#]*)', pages[address])
        }
        for link in sorted(link.replace("&amp;", "&") for link in links):
            if link not in seen and not link.startswith(_ASIDE) and not _OTHER_PERIOD.search(link):
                seen.add(link)
                waiting.append(link)
    return pages


def secrets() -> dict[str, str]:
    """What must not be read: names, doors of homes, the ends of telephone numbers."""
    names = set(Person.objects.values_list("name", flat=True)) | set(
        OtherName.objects.values_list("name", flat=True)
    )
    doors = set(Place.objects.filter(kind="home").values_list("door", flat=True))
    tails = set(ContactWay.objects.values_list("tail", flat=True))
    kinds = (("name", names), ("door", doors), ("telephone", tails))
    return {word: kind for kind, words in kinds for word in words if len(word) > 1}


def leaks(pages: dict[str, str], secret: dict[str, str]) -> list[str]:
    found = []
    for address, text in pages.items():
        shown = re.sub(
            r'\b(?:href|action|value|id|for)="[^"]*"', "", text
        )  # ids of rows are no numbers of people
        found += [f"{address}: {kind} {word}" for word, kind in secret.items() if stands(word, kind, shown)]
    return found


def stands(word: str, kind: str, text: str) -> bool:
    """A name anywhere; a door or the end of a number with no digit beside it."""
    return word in text if kind == "name" else bool(re.search(rf"(?<![\d-]){re.escape(word)}(?![\d-])", text))


@pytest.fixture
def lively(cast, make):
    """Both committees with one of everything, and enough visits that their rows are listed."""
    things_of(make, cast.committee, "shegong")
    things_of(make, Place.objects.get(pk=cast.neighbour_id), "linju")
    for home in Place.objects.filter(kind="home", path__startswith=cast.street.path):
        met = list(Person.objects.filter(home=home)[:2])
        told = {"kind": "visit", "outcome": "seen", "on": date(2026, 11, 20), "writer": cast.user("shegong")}
        visits.log_contact(BY, people=met, place=home, op=new_id(), **told)


def test_the_street_reaches_no_person_from_its_year(lively, client_of):
    pages = crawl(client_of("street_officer"), "/overview?period=2026")
    opened = [one for one in pages if one.startswith("/overview/figure") and "at=" in one]
    assert len(pages) > 40
    assert any("2026年11月20日" in pages[one] or "11月20日" in pages[one] for one in opened)
    faults = leaks(pages, secrets())
    assert not faults, told(
        faults, "The street reads counts, days and numbers of matters, nothing of people."
    )


def test_a_name_a_door_and_a_number_are_caught():
    secret = {"王桂珍": "name", "115-402": "door", "0402": "telephone"}
    pages = {"/a": "<p>王桂珍，115-402，154****0402</p>", "/b": '<a href="/x/115-402">20260402，1115-402</a>'}
    assert [fault.split(":")[0] for fault in leaks(pages, secret)] == ["/a", "/a", "/a"]
