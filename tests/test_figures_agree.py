"""Every figure is its list, its split and what a plain recount says, whatever has happened, wherever one stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

import pytest
from django.db.models import Q

from tests.cast_builder import Cast
from tests.recounting import Making, Recount, World, rooms_with_recounts
from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import Membership
from zhiye.figures import counting
from zhiye.figures.periods import BEGINNING, Period, read_period
from zhiye.figures.registry import FIGURES, Figure
from zhiye.hotline.models import KINDS
from zhiye.hotline.queries import period_rows, praise_count
from zhiye.hotline.rates import counted, rates
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.places.models import Coverage, Place
from zhiye.reports.slicing import KIND, WEEKDAY, counted_parts, parts_of

PERIODS = ["2026-11", "2026-10", "2026Q4", "2026", "2025", "2026-10-15..2026-11-21"]
NUMBERS_ONLY = ("jiandu", "jiedao")  # those who see counts and nobody behind them


@dataclass
class Asking:
    """Somebody who asks for figures at a place, and which paths are theirs there, told without the product."""

    login: str
    actor: Actor
    place: Place
    paths: tuple[str, ...]

    def inside(self, path: str) -> bool:
        return any(path.startswith(one) for one in self.paths)


def askings(cast: Cast) -> list[Asking]:
    """Every role that may count, at street, committee, estate and building."""
    building, own = cast.building("115"), cast.committee
    estate = Place.objects.get(pk=building.parent_id)
    grids = Membership.objects.filter(member=cast.user("wangge")).values("place")
    covered = Coverage.objects.filter(overlay__in=grids, until=None).values_list("covered__path", flat=True)
    told = [
        ("jiedao", cast.street, (cast.street.path,)),
        ("jiedao", cast.neighbour, (cast.neighbour.path,)),
        ("jiandu", cast.street, (own.path,)),
        ("wangge", own, tuple(covered)),
        ("shegong", own, (own.path,)),
        ("shuji", estate, (estate.path,)),
        ("zhuren", building, (building.path,)),
        ("linju", cast.street, (cast.neighbour.path,)),
    ]
    return [Asking(login, UserActor(cast.user(login)), place, paths) for login, place, paths in told]


def make_histories(cast: Cast, seed: int) -> None:
    making = Making(Random(seed), cast)
    making.refresh()
    for room in rooms_with_recounts().values():  # the lowest floor first
        room.make_history(making)
        making.refresh()


def listed(asking: Asking, figure: Figure, period: Period, size: int) -> list[counting.Row]:
    """The list behind a figure, page by page to the last."""
    first = counting.opened(asking.actor, figure, asking.place, period, size=size)
    rows = list(first.rows)
    for page in range(2, first.pages + 1):
        rows += counting.opened(asking.actor, figure, asking.place, period, page, size).rows
    assert len(rows) == first.lines, "as many rows as the first page says"
    return rows


def kept(keys: list[tuple[UUID, str, int]]) -> int:
    """What a signed report makes of the keys it keeps."""
    assert len({pk for pk, _once, _n in keys}) == len(keys), "each record once"
    return len({once for _pk, once, _n in keys if once}) + sum(n for _pk, once, n in keys if not once)


def faults(asking: Asking, figure: Figure, period: Period, expected: int, size: int) -> Iterator[str]:
    told = asking.actor, figure, asking.place, period
    count = counting.count(*told)
    if count != expected:
        yield f"counted {count}, a recount says {expected}"
    if asking.place.kind != "committee":
        if (split := sum(counting.by_committee(*told).values())) != count:
            yield f"counted {count}, over the committees {split}"
        if (keys := kept(counting.keys(*told))) != count:
            yield f"counted {count}, {keys} by its keys"
    rows = listed(asking, figure, period, size)
    if (sum_ := sum(row.counts for row in rows)) != count:
        yield f"counted {count}, listed {sum_}"
    if len({row.records for row in rows}) != len(rows):
        yield "a row is listed twice"
    yield from covered_faults(asking, rows)
    if asking.login == "shegong":
        yield from parts_faults(asking, figure, period)


def parts_faults(asking: Asking, figure: Figure, period: Period) -> Iterator[str]:
    """All parts of a figure are counted in one question: each is as long as its own list."""
    for by in (WEEKDAY, KIND):
        parts = parts_of(figure, by, period)
        known = counted_parts(asking.actor, asking.place, figure, by, period) if parts else {}
        for part in parts:
            alone = counting.count(asking.actor, part.figure, asking.place, part.period)
            if known[part.key] != alone:
                yield f"{part.key}: {known[part.key]} among the others, {alone} alone"


def covered_faults(asking: Asking, rows: list[counting.Row]) -> Iterator[str]:
    """Who sees numbers only is told a committee, a day, a number; a covered row says no more to anybody."""
    if asking.login in NUMBERS_ONLY and any(row.line for row in rows):
        yield "opens a row to somebody who may see numbers only"
    if any(row.line is None and (len(row.path) > 24 or not isinstance(row.key, UUID)) for row in rows):
        yield "tells a place of a covered row"


def periods_of(figure: Figure, number: int) -> list[Period]:
    """All periods for the street, another one for each other place: each place and period meets many figures."""
    able = [period for key in PERIODS if (period := read_period(key)) and counting.can_ask(figure, period)]
    at = number + list(FIGURES).index(figure.code)
    return able if number == 0 else [able[at % len(able)]]


@pytest.mark.parametrize("seed", [5])
def test_every_figure_is_its_list_its_split_and_its_recount(cast: Cast, seed: int) -> None:
    make_histories(cast, seed)
    recounts = {code: one for room in rooms_with_recounts().values() for code, one in room.RECOUNTS.items()}
    lacking = set(FIGURES) ^ set(recounts)
    assert not lacking, (
        f"write them into RECOUNTS of their rooms' tests/recount.py, or take them out: {lacking}"
    )
    world, wrong, alive = World(), [], set[str]()
    for number, asking in enumerate(askings(cast)):
        for code, figure in FIGURES.items():
            for period in periods_of(figure, number):
                expected = recounts[code](world, asking.inside, period)
                alive |= {code} if expected else set()
                found = faults(asking, figure, period, expected, size=7 if number == 4 else 500)
                wrong += [f"{code} {period.key} {asking.login} at {asking.place}: {one}" for one in found]
    assert not wrong, "\n".join(wrong[:30])
    assert alive == set(FIGURES), f"the history makes none of {set(FIGURES) - alive}"
    the_hotline_s_page_says_the_same(cast)
    wrong_ones_are_caught(askings(cast)[0], recounts["visits.homes"], world)


def wrong_ones_are_caught(asking: Asking, recount: Recount, world: World) -> None:
    """Visits instead of homes, a month without its last day, a list that opens to who may see numbers only."""
    good, year = FIGURES["visits.homes"], Period(date(2026, 1, 1), date(2026, 12, 31))
    short = Period(date(2026, 1, 1), date(2026, 11, 20))
    every = replace(good, seen=lambda actor: Q(pk__isnull=False))
    for bad in (
        replace(good, once="", among=None),
        replace(good, records=lambda _year: good.records(short), naming=None),
        every,
    ):
        assert list(faults(asking, bad, year, recount(world, asking.inside, year), 500))


def the_hotline_s_page_says_the_same(cast: Cast) -> None:
    """Its counts, kinds and rates, for somebody who sees all tickets of a committee."""
    secretary = UserActor(cast.user("shuji"))
    for period in filter(None, map(read_period, PERIODS)):
        rows = period_rows(secretary, period)
        kinds, _states = counted(rows)
        page = {"hotline.tickets": len(rows), "hotline.thanks": praise_count(secretary, period)}
        page |= {f"hotline.kind.{code}": kinds.get(code, 0) for code, _name in KINDS}
        assert counting.counts(secretary, cast.committee, period, page) == page
        for rate in rates(rows, clock.now()):
            share = counting.share(secretary, f"hotline.{rate.formula.code}", cast.committee, period)
            assert (share.count, share.of, share.value) == (rate.count, rate.of, rate.percent)


def test_a_home_is_too_small_to_be_counted_and_numbers_stop_at_the_committee(cast: Cast) -> None:
    period = read_period("2026-11")
    figure = FIGURES["people.category.special_family"]
    for login, place in [("shuji", cast.home("115-402")), ("jiandu", cast.building("115"))]:
        with pytest.raises(NotFound):
            counting.count(UserActor(cast.user(login)), figure, place, period)


def test_counted_since_its_first_day_a_figure_counts_everything(cast: Cast) -> None:
    make_histories(cast, 5)
    today = clock.today()
    actor, place = UserActor(cast.user("shegong")), cast.committee
    days = 0
    for figure in FIGURES.values():
        first = counting.first_day(actor, figure, place, today)
        everything = Period(BEGINNING, today)
        if first is None:
            days_told = figure.day and not figure.stock
            assert not days_told or not counting.records(actor, figure, place, everything).exists(), (
                figure.code
            )
            continue
        days += 1
        since = counting.count(actor, figure, place, Period(first, today))
        assert since == counting.count(actor, figure, place, everything), figure.code
    assert days > len(FIGURES) // 3
