"""The pages on which a year is read, each through the whole stack: sentences, the street's table, figures opened."""

import sys
from collections.abc import Callable
from typing import Any

from bench.lines import line

OPEN_LIMIT = 200  # ms
Median = Callable[[Callable[[], object]], float]


def measure(count: int, engine: str, committee: Any, median: Median) -> None:
    """As the committee's secretary reads it, then as the street does."""
    from django.core.management import call_command
    from django.urls import reverse

    from zhiye.figures.periods import month_of, year_of
    from zhiye.kernel import clock

    call_command("collectstatic", verbosity=0, interactive=False)
    secretary, officer, today = _client("shuji"), _client("jiedao"), clock.today()
    for name, period in (("month", month_of(today)), ("year", year_of(today))):
        report = f"{reverse('reports-home')}?at={committee.pk}&period={period.key}"
        overview = f"{reverse('overview')}?period={period.key}"
        line(count, f"{engine}: page of a committee's {name}", median(_page(secretary, report)), "ms")
        line(count, f"{engine}: page of the street's {name}", median(_page(officer, overview)), "ms")
    _figures(count, engine, (secretary, officer), committee, year_of(today), median)


def _figures(
    count: int, engine: str, who: tuple[Any, Any], committee: Any, period: Any, median: Median
) -> None:
    """Every figure of the committee's year, and of the street's table, as a page."""
    from django.urls import reverse

    from zhiye.figures.registry import FIGURES

    secretary, officer = who
    own = {
        code: f"{reverse('reports-figure', args=[committee.pk, code])}?period={period.key}"
        for code in FIGURES
    }
    table = f"{reverse('overview-figure')}?period={period.key}&at={committee.pk}&code="
    street = {code: table + code for code, one in FIGURES.items() if one.heading}
    for what, client, pages in (
        ("committee", secretary, own),
        ("street", officer, street),
    ):
        spent = {code: median(_page(client, address)) for code, address in pages.items()}
        slowest = sorted(spent, key=lambda code: -spent[code])
        told = ", ".join(f"{code} {spent[code]:.0f}" for code in slowest[:6])
        print(f"bench.year: {engine}, pages of a {what}'s figures: {told}", file=sys.stderr)
        what = f"{engine}: pages of {len(spent)} figures of a {what}'s year, the slowest"
        line(count, what, spent[slowest[0]], "ms", OPEN_LIMIT)


def _client(login: str) -> Any:
    from django.conf import settings
    from django.test import Client

    from zhiye.accounts.models import User

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(
        User.objects.get(username=login), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def _page(client: Any, address: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return get
