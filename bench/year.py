"""A street's year: 300,000 visits and 60,000 matters over 16 committees, told under its headings, each figure opened.

The same numbers by SQL written by hand, in the same run. On SQLite, then on PostgreSQL.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from bench.lines import line
from bench.timers import postgresql

YEAR_LIMIT, OPEN_LIMIT = 2000, 200  # ms
FULL_STREET = 43_200  # people


def main(count: int) -> None:
    """Both engines, one after the other, each in a process of its own."""
    _part("sqlite", count, os.environ)
    with postgresql() as url:
        _part("postgresql", count, {**os.environ, "DATABASE_URL": url})


def _part(engine: str, count: int, environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bench.year", str(count), engine]
    subprocess.run(command, env=environment, check=True)


def measure(count: int, engine: str) -> None:
    """What one engine does with ``count`` visits and a fifth as many matters."""
    import django

    django.setup()
    from bench import year_by_hand, year_pages, year_rows
    from zhiye.accounts.actor import UserActor
    from zhiye.accounts.models import User
    from zhiye.cli.main import main as zhiye
    from zhiye.figures.periods import year_of
    from zhiye.kernel import clock
    from zhiye.places.models import Place

    zhiye(["demo", "--persons", str(min(FULL_STREET, max(3000, count // 7))), "--quiet"])
    began = time.perf_counter()
    year_rows.fill(count, count // 5)
    line(count, f"{engine}: rows brought in", time.perf_counter() - began, "s")
    street, period = Place.objects.get(kind="street"), year_of(clock.today())
    officer = UserActor(User.objects.get(username="jiedao"))
    _year(count, engine, officer, street, period)
    _by_hand(count, engine, year_by_hand, officer, street, period)
    _opened(count, engine, officer, street, period)
    committee = Place.objects.get(name="青桐居民区")
    _opened(count, engine, UserActor(User.objects.get(username="shuji")), committee, period)
    _month(count, engine, committee)
    year_pages.measure(count, engine, committee, _median)


def _year(count: int, engine: str, officer: Any, street: Any, period: Any) -> None:
    """What the page of the street's year asks: every heading, every figure, sixteen committees."""
    from zhiye.overview.chapters import year

    spent = _median(lambda: year(officer, street, period))
    line(count, f"{engine}: the year of 16 committees", spent, "ms", YEAR_LIMIT)


def _by_hand(count: int, engine: str, by_hand: Any, officer: Any, street: Any, period: Any) -> None:
    """The figures that a person would count with one query a table, against the registry's one query a figure."""
    from zhiye.figures.counting import by_committee, figure_of

    wanted = [figure_of(code) for code in by_hand.CODES]
    ours = {one.code: by_committee(officer, one, street, period) for one in wanted}
    theirs = by_hand.count(street.path, period)
    for code, split in theirs.items():
        assert ours[code] == split, (code, ours[code], split)
    spent = _median(lambda: [by_committee(officer, one, street, period) for one in wanted])
    hand = _median(lambda: by_hand.count(street.path, period))
    line(count, f"{engine}: {len(wanted)} of its figures, each split over 16", spent, "ms")
    line(count, f"{engine}: peer: the same numbers, SQL by hand", hand, "ms")
    line(count, f"{engine}: the registry over SQL by hand", spent / hand, "×")


def _opened(count: int, engine: str, actor: Any, place: Any, period: Any) -> None:
    """Every figure: its count and the first page of its list, then the deepest page."""
    from zhiye.figures.counting import opened
    from zhiye.figures.registry import FIGURES

    first = {code: _median(lambda f=f: opened(actor, f, place, period)) for code, f in FIGURES.items()}
    deep = {code: _median(lambda f=f: opened(actor, f, place, period, 10**6)) for code, f in FIGURES.items()}
    for what, found in (("first page", first), ("deepest page", deep)):
        slowest = sorted(found, key=lambda code: -found[code])
        told = ", ".join(f"{code} {found[code]:.0f}" for code in slowest[:6])
        print(f"bench.year: {engine}, {place.kind}, {what}: {told}", file=sys.stderr)
        worst = found[slowest[0]]
        what = f"{engine}: {len(found)} figures of a {place.kind} opened, {what}, the slowest"
        line(count, what, worst, "ms", OPEN_LIMIT)


def _month(count: int, engine: str, committee: Any) -> None:
    """The month of one committee in sentences, as its secretary reads it."""
    from zhiye.accounts.actor import UserActor
    from zhiye.accounts.models import User
    from zhiye.figures.periods import month_of
    from zhiye.figures.sentences import report
    from zhiye.kernel import clock

    actor = UserActor(User.objects.get(username="shuji"))
    spent = _median(lambda: report(actor, committee, month_of(clock.today())))
    line(count, f"{engine}: the month of a committee in sentences", spent, "ms")


def _median(call: Callable[[], object], times: int = 3) -> float:
    samples = []
    for _n in range(times):
        began = time.perf_counter()
        call()
        samples.append((time.perf_counter() - began) * 1000)
    return statistics.median(samples)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(int(sys.argv[1]), sys.argv[2])
    else:
        main(int(sys.argv[1]))
