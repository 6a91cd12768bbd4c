"""One month of the told committee in full, so that its report says what a published one said; see ``data/month.toml``.

A figure counts whatever else the stories put into the month: here is told what is still missing.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.db import transaction

from zhiye.accounts.models import User
from zhiye.activities.values import Told
from zhiye.cases.commands.bringing import Brought, Went
from zhiye.demo.teller import Teller, brought, key_of
from zhiye.demo.told_days import rounds, spread, told_month, working_days
from zhiye.figures import counting
from zhiye.figures.periods import Period, month_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits.models import NOT_HOME

MONTH: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "month.toml").read_text("utf-8"))
_LONG_AGO = date(1990, 1, 1)
_CAME_BEFORE = 4  # days at most between a dispute's coming and its first mediation
_TAKES = 3  # days from a talk to the end of the matter


def tell_month(by: Actor, committee: Place, users: dict[str, User]) -> None:
    """Visits, disputes, problems and meetings of the told month; fewer where there are fewer homes."""
    telling = _Telling(Teller(by, committee, [users[name] for name in MONTH["writers"]]))
    with transaction.atomic():
        telling.visits()
        for period, wanted in ((telling.whole.before, "before"), (telling.month, "month")):
            telling.disputes(period, wanted)
            telling.problems(period, wanted)
        telling.meetings()


class _Telling:
    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.month = told_month(clock.today())
        self.whole = month_of(self.month.first)
        self.days = working_days(self.month)

    def missing(self, code: str, wanted: int, period: Period) -> int:
        """How many the figure of the period's month still lacks."""
        place, figure = self.teller.committee, counting.figure_of(code)
        return max(0, wanted - counting.count(self.teller.by, figure, place, month_of(period.first)))

    def visits(self) -> None:
        """Who was visited before is visited before the month; then everybody, Fridays most."""
        told = MONTH["visits"]
        again, first = self._whom()
        start = self.month.first - timedelta(days=told["before"])
        earlier = rounds(Period(start, self.month.first - timedelta(days=1)))
        known = self._visited(Period(_LONG_AGO, self.month.first - timedelta(days=1)))
        self._round([path for path in again if path not in known], earlier)
        self._round(sorted([*again, *first]), rounds(self.month))
        shut = zip(self.teller.people(again[: told["shut"]]), cycle(told["shut_notes"]), strict=False)
        for (person, note), day in zip(shut, spread(told["shut"], self.days), strict=False):
            self.teller.meet(person, day, note, outcome=NOT_HOME)

    def _whom(self) -> tuple[list[str], list[str]]:
        """Homes that were visited before and homes that were not, besides those of the month's stories."""
        told, doors = MONTH["visits"], self.teller.doors
        homes = min(told["homes"], len(doors))
        done = self._visited(self.whole)
        before = self._visited(Period(_LONG_AGO, self.month.first - timedelta(days=1)))
        left = homes - len(done)
        new = max(0, round(told["first"] * homes / told["homes"]) - len(done - before))
        known = [path for path in doors if path in before and path not in done][: left - new]
        others = _evenly([path for path in doors if path not in before | done], left - len(known))
        first = set(_evenly(others, new))
        return known + [path for path in others if path not in first], sorted(first)

    def _visited(self, period: Period) -> set[str]:
        """Paths of the homes visited in the period."""
        figure, place = counting.figure_of("visits.homes"), self.teller.committee
        rows = counting.records(self.teller.by, figure, place, period)
        return set(rows.values_list("path", flat=True))

    def _round(self, paths: list[str], days: list[date]) -> None:
        notes = cycle(MONTH["visits"]["notes"])
        for person, day in zip(self.teller.people(paths), spread(len(paths), days), strict=True):
            self.teller.meet(person, day, next(notes))

    def disputes(self, period: Period, which: str) -> None:
        """Each with a talk; some with two."""
        told = MONTH["disputes"]
        count = self.missing("visits.disputes", told["mediated" if which == "month" else which], period)
        rows = list(zip(self._some(count), spread(count, working_days(period)), strict=True))
        given = [self._dispute(n, person, day, period) for n, (person, day) in enumerate(rows)]
        cases = self.teller.bring(given, self.teller.writers[1])
        notes, more = cycle(told["notes"]), cycle(told["again_notes"])
        for n, (row, (person, day)) in enumerate(zip(given, rows, strict=True)):
            case = cases[key_of(row)]
            self.teller.meet(person, day, next(notes), kind="mediation", case=case)
            if n < told["again"]:
                later = _later(day, 1, period)
                self.teller.meet(person, later, next(more), kind="mediation", case=case)

    def _dispute(self, n: int, person: Person, day: date, period: Period) -> Brought:
        told = MONTH["disputes"]
        what, who = told["what"][n % len(told["what"])], told["who"][n % len(told["who"])]
        if n < told["solved"]:
            went = Went("done", told["done"], _later(day, _TAKES, period), "yes", "yes")
        elif n < told["solved"] + told["explained"]:
            went = Went("explained", told["told"], _later(day, _TAKES, period), "partly")
        elif period == self.month:
            went = Went("doing", told["more"], day)
        else:
            went = Went("partly", told["told"], _later(day, _TAKES, period), "partly")
        came = max(period.first, day - timedelta(days=n % _CAME_BEFORE))
        return brought(what["title"].format(who=who), what["code"], person.home, came, went)

    def problems(self, period: Period, which: str) -> None:
        """What was solved besides disputes, in part, and not."""
        told = MONTH["problems"]
        ends = [
            *["done"] * self.missing("cases.done", told["solved" if which == "month" else which], period),
            *["partly"] * self.missing("cases.partly", told["partly"], period),
            *["cannot"] * self.missing("cases.cannot", told["cannot"], period),
        ]
        words = {"partly": told["partly_words"], "cannot": told["cannot_words"]}
        rows = []
        some = zip(ends, self._some(len(ends)), cycle(told["what"]), strict=False)
        for (end, person, what), day in zip(some, spread(len(ends), working_days(period)), strict=False):
            said = {"done": "yes", "partly": "partly", "cannot": "no"}[end]
            went = Went(end, words.get(end, what["done"]), _later(day, _TAKES, period), said)
            rows.append(brought(what["title"], what["code"], person.home, day, went))
        self.teller.bring(rows, self.teller.writers[0], "phone")

    def meetings(self) -> None:
        """Of the month, and of the month before it, with which the report compares."""
        for told in MONTH["meetings"]:
            for count, period in ((told["before"], self.whole.before), (told["count"], self.month)):
                self._meetings(told, count, period)

    def _meetings(self, told: dict[str, Any], count: int, period: Period) -> None:
        least, most = told["people"]
        titles, decided = cycle(told["titles"]), cycle(told["decided"])
        for n, day in enumerate(spread(count, working_days(period))):
            heads = least + n * 7 % (most - least + 1)
            self.teller.gather(
                Told(
                    told["kind"], day, next(titles), place_words=told["place"], partner=told["partner"],
                    person_times=heads, decided=next(decided),
                )
            )  # fmt: skip

    def _some(self, count: int) -> list[Person]:
        """So many people, from homes all over the estate; in a small street the same ones come again."""
        paths = _evenly(list(self.teller.doors), min(count, len(self.teller.doors)))
        return list(islice(cycle(self.teller.people(paths)), count)) if paths else []


def _later(day: date, days: int, period: Period) -> date:
    return min(day + timedelta(days=days), period.last)


def _evenly(items: list[str], count: int) -> list[str]:
    """``count`` of the items, from the first to the last."""
    count = max(0, min(count, len(items)))
    return [items[n * len(items) // count] for n in range(count)]


def figures_wanted() -> Iterator[tuple[str, int]]:
    """The figures of the told month, by their codes."""
    yield "visits.homes", MONTH["visits"]["homes"]
    yield "visits.first", MONTH["visits"]["first"]
    yield "visits.disputes", MONTH["disputes"]["mediated"]
    yield from ((f"cases.{end}", MONTH["problems"][key]) for end, key in _ENDS.items())
    yield from ((f"activities.{told['kind']}", told["count"]) for told in MONTH["meetings"])


_ENDS = {"done": "solved", "partly": "partly", "cannot": "cannot"}
