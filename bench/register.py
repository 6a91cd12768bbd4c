"""Pages and search over a street of the given size: server time, page after page, and what is found."""

import re
import statistics
import sys
import time
from collections.abc import Callable
from random import Random
from urllib.parse import urljoin

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings

from bench import drafts
from bench.lines import line, p95

PAGE_LIMIT, SEARCH_LIMIT, COLD_LIMIT = 50, 30, 60  # ms, ms, KB


def main(people: int) -> None:
    """Build the street, then measure it through the whole stack, templates included."""
    django.setup()
    from zhiye.cli.main import main as zhiye

    began = time.perf_counter()
    zhiye(["demo", "--persons", str(people), "--quiet"])
    line(people, "build the demo street", time.perf_counter() - began, "s", 60)
    call_command("collectstatic", verbosity=0, interactive=False)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        client = _whole_street_secretary()
        _pages(people, client)
        _search(people, client)
        _cold(people, client)
    drafts.measure(people)


def _whole_street_secretary() -> Client:
    """Somebody who sees every person of the street: more than any role sees, so the worst case."""
    from zhiye.accounts.models import Membership, User
    from zhiye.kernel import clock
    from zhiye.places.models import Place

    user = User.objects.get(username="shuji")
    street = Place.objects.get(kind="street")
    Membership.objects.create(member=user, role="secretary", place=street, since=clock.today())
    client = Client()
    client.force_login(user)
    return client


def _times(call: Callable[[], object], count: int = 40) -> list[float]:
    samples = []
    for _n in range(count):
        began = time.perf_counter()
        call()
        samples.append((time.perf_counter() - began) * 1000)
    return samples


def _pages(people: int, client: Client) -> None:
    from zhiye.places.models import Place

    committee = Place.objects.filter(kind="committee").first()
    building = Place.objects.filter(kind="building", door="115").first()
    paths = {
        "list, first page, with the count of all": "/p",
        "list filtered by age 80+ with count": "/p?age_from=80",
        "list filtered by sex and age with count": "/p?sex=2&age_from=60&age_to=69",
        "list of a category with count": "/p?category=elder_alone",
        "list of one committee": f"/p?at={committee.pk}",
        "building picture 115": f"/b/{building.pk}",
        "today": "/t",
    }
    for what, path in paths.items():
        assert client.get(path).status_code == 200, path
        line(people, f"{what}: p95", p95(_times(lambda path=path: client.get(path))), "ms", PAGE_LIMIT)
    _page_200(people, client)


def _page_200(people: int, client: Client) -> None:
    """Page 200 (or the last one) beside page 1, by following the links."""
    path, number = "/p", 1
    first = statistics.median(_times(lambda: client.get("/p"), 20))
    while number < 200:
        links = re.findall(r'href="([^"]*[?;&]c=n[^"]*)"', client.get(path).content.decode())
        if not links:
            break
        path, number = urljoin("/p", links[0].replace("&amp;", "&")), number + 1
    deep = statistics.median(_times(lambda: client.get(path), 20))
    line(people, f"page {number} over page 1 (medians)", deep / first, "×", 1.2)


def _search(people: int, client: Client) -> None:
    from zhiye.accounts.actor import UserActor
    from zhiye.accounts.models import User
    from zhiye.people import queries
    from zhiye.people.models import Person

    actor = UserActor(User.objects.get(username="shuji"))
    actor.scope("people.list")
    names = list(Person.objects.filter(is_current=True).values_list("name", flat=True).distinct())
    rng = Random(3)
    pairs = sorted({name[i : i + 2] for name in names for i in range(len(name) - 1)})
    asked = rng.sample(pairs, min(300, len(pairs)))
    samples = []
    found = expected = 0
    for pair in asked:
        began = time.perf_counter()
        hits = queries.search(actor, pair)
        samples.append((time.perf_counter() - began) * 1000)
        bearers = Person.objects.filter(is_current=True, name__contains=pair).count()
        expected += min(bearers, queries.searching.LIMIT)
        found += sum(1 for hit in hits if hit.person and pair in hit.person.name)
    line(people, "search of any two characters: p95", p95(samples), "ms", SEARCH_LIMIT)
    line(people, "its recall", 100 * found / expected, "%", 100, most=False)
    for what, query in {"wnn": "wnn", "door": "115-402", "last four digits": _tail()}.items():
        slowest = p95(_times(lambda q=query: queries.search(actor, q)))
        line(people, f"search by {what}: p95", slowest, "ms", SEARCH_LIMIT)
    began = time.perf_counter()
    for pair in asked[:20]:
        list(Person.objects.filter(name__contains=pair)[:200])
    line(people, "peer: LIKE without keys, mean", (time.perf_counter() - began) * 50, "ms")


def _tail() -> str:
    from zhiye.people.models import ContactWay

    return ContactWay.objects.exclude(tail="").values_list("tail", flat=True)[0]


def _cold(people: int, client: Client) -> None:
    """Bytes of a first visit: the page and every style and script it names, compressed."""
    import gzip
    from pathlib import Path

    from django.contrib.staticfiles import finders

    html = client.get("/p").content
    total = len(gzip.compress(html))
    for name in set(re.findall(rb'(?:src|href)="/static/([^"]+\.(?:css|js))"', html)):
        plain = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name.decode())
        total += len(gzip.compress(Path(finders.find(plain)).read_bytes()))
    line(people, "worker page, cold, compressed", total / 1024, "KB", COLD_LIMIT)


if __name__ == "__main__":
    main(int(sys.argv[1]))
