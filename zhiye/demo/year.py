"""A year of the other committees: a usual one, differing from place to place, and what a few of them told of theirs.

See ``data/year.toml``. The usual year lies over the last twelve months, what was told in the told year.
"""

import tomllib
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from zhiye.accounts.models import User
from zhiye.activities import commands as activities
from zhiye.activities.values import DayTold, Told
from zhiye.cases.commands.bringing import Brought, Went
from zhiye.demo.month import MONTH
from zhiye.demo.plan import apportion
from zhiye.demo.teller import Teller, brought, key_of
from zhiye.demo.told_days import SUNDAY, days_of, each_week, rounds, spread, told_year, working_days
from zhiye.figures.periods import Period
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits.models import NOT_HOME

YEAR: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "year.toml").read_text("utf-8"))
_TWELVE_MONTHS = timedelta(days=364)
_TALK_AFTER, _END_AFTER = 2, 12  # days from a dispute's coming to its talk, and of a matter to its end


def tell_year(by: Actor, committee: Place, writers: list[User]) -> None:
    """The year of one committee that is not told in full by its month."""
    telling = _Telling(Teller(by, committee, writers))
    told = [series for series in YEAR["series"] if series["committee"] == committee.name]
    with transaction.atomic():
        telling.usual(besides={series["kind"] for series in told})
        for series in told:
            telling.series(series)
        if YEAR["desk"]["committee"] == committee.name:
            telling.desk(YEAR["desk"])


def tell_gatherings(by: Actor, committee: Place, writers: list[User], besides: set[str]) -> None:
    """Only the meetings and activities of a usual year, but for those kinds."""
    with transaction.atomic():
        _Telling(Teller(by, committee, writers)).gatherings(besides)


class _Telling:
    def __init__(self, teller: Teller) -> None:
        today = clock.today()
        self.teller, self.rng = teller, Random(f"year/{teller.committee.name}")
        self.lately, self.year = Period(today - _TWELVE_MONTHS, today), told_year(today)

    def usual(self, besides: set[str]) -> None:
        """Visits, disputes, matters, meetings: so many as are drawn; none of the kinds told ``besides``."""
        drawn = {name: self._draw(bounds) for name, bounds in YEAR["usual"].items()}
        self._visits(drawn["visits"], drawn["shut"])
        self._matters(drawn)
        self.gatherings(besides)

    def gatherings(self, besides: set[str]) -> None:
        """The usual meetings and activities."""
        for told in (one for one in YEAR["usual_series"] if one["kind"] not in besides):
            days = spread(self._draw(told["count"]), working_days(self.lately))
            for day in days:
                self._gather(told, told["title"], day, self._draw(told["people"]))

    def series(self, told: dict[str, Any]) -> None:
        """One that comes round again, or a number of them, over the told year."""
        days = self._days(told)
        names = cycle(told.get("each", ("",)))
        for day, heads in zip(days, self._heads(told, len(days)), strict=True):
            self._gather(told, told["title"].format(each=next(names)), day, heads)

    def desk(self, told: dict[str, Any]) -> None:
        """Every day but Sunday, the last so many of the told year; ever more orders, ever fewer new people."""
        days = [day for day in days_of(self.year) if day.weekday() != SUNDAY][-told["days"] :]
        busy = [1 + n / len(days) + self.rng.random() / 4 for n in range(len(days))]
        orders = apportion(told["orders"], busy)
        fresh = apportion(told["registered"], [1 / (n + 8) for n in range(len(days))])
        given = [
            DayTold(day, tallies={"orders": order, "registered": new})
            for day, order, new in zip(days, orders, fresh, strict=True)
        ]
        activities.record_days(
            self.teller.by, kind=told["kind"], days=given, title=told["title"],
            committee=self.teller.committee, writer=self.teller.writers[0], op=new_id(),
        )  # fmt: skip

    def _draw(self, bounds: list[int]) -> int:
        return self.rng.randint(*bounds)

    def _visits(self, homes: int, shut: int) -> None:
        notes, days = cycle(MONTH["visits"]["notes"]), rounds(self.lately)
        people = self._some(homes)
        for person, day in zip(people, spread(len(people), days), strict=True):
            self.teller.meet(person, day, next(notes))
        some, words = people[:shut], cycle(MONTH["visits"]["shut_notes"])
        for person, day in zip(some, spread(len(some), days), strict=True):
            self.teller.meet(person, day, next(words), outcome=NOT_HOME)

    def _matters(self, drawn: dict[str, int]) -> None:
        """Disputes with a talk each, then what else came in and how it ended."""
        rows = [(person, day, self._dispute(person, day)) for person, day in self._drawn(drawn["disputes"])]
        ends = [end for end in ("done", "partly", "cannot") for _n in range(drawn[_DRAWN[end]])]
        others = zip(ends, self._drawn(len(ends)), strict=False)
        problems = [self._problem(end, person, day) for end, (person, day) in others]
        cases = self.teller.bring([row for *_who, row in rows] + problems, self.teller.writers[0])
        for person, day, row in rows:
            talk, case = self._later(day, _TALK_AFTER), cases[key_of(row)]
            note = self.rng.choice(MONTH["disputes"]["notes"])
            self.teller.meet(person, talk, note, kind="mediation", case=case)

    def _dispute(self, person: Person, day: date) -> Brought:
        told = MONTH["disputes"]
        what, who = self.rng.choice(told["what"]), self.rng.choice(told["who"])
        went = Went("explained", told["told"], self._later(day, _END_AFTER), "partly")
        return brought(what["title"].format(who=who), what["code"], person.home, day, went)

    def _problem(self, end: str, person: Person, day: date) -> Brought:
        told = MONTH["problems"]
        what = self.rng.choice(told["what"])
        words = {"done": what["done"], "partly": told["partly_words"], "cannot": told["cannot_words"]}
        said = {"done": "yes", "partly": "partly", "cannot": "no"}[end]
        went = Went(end, words[end], self._later(day, self.rng.randint(1, _END_AFTER)), said)
        return brought(what["title"], what["code"], person.home, day, went)

    def _drawn(self, count: int) -> list[tuple[Person, date]]:
        people = self._some(count)
        return list(zip(people, spread(len(people), working_days(self.lately)), strict=True))

    def _some(self, count: int) -> list[Person]:
        """So many people from different homes; as many as there are in a small street."""
        paths = list(self.teller.doors)
        return self.teller.people(self.rng.sample(paths, min(count, len(paths))))

    def _days(self, told: dict[str, Any]) -> list[date]:
        if "weekday" in told:
            return each_week(self.year, told["weekday"], told["weeks"])
        days = [day for day in working_days(self.year) if day.month in told.get("months", range(1, 13))]
        return spread(told["count"], days)

    def _heads(self, told: dict[str, Any], count: int) -> list[int]:
        """How many came each time: a total shared out exactly, or from a number to another one."""
        if "total" in told:
            return apportion(told["total"], [4 + self.rng.random() for _n in range(count)])
        first, last = told["people"]
        return [first + round((last - first) * n / max(1, count - 1)) for n in range(count)]

    def _gather(self, told: dict[str, Any], title: str, day: date, heads: int) -> None:
        given = {name: told.get(name, "") for name in ("partner", "decided")}
        series = told["title"].partition("：")[0]
        self.teller.gather(
            Told(told["kind"], day, title, series, place_words=told["place"], person_times=heads, **given)
        )

    def _later(self, day: date, days: int) -> date:
        return min(day + timedelta(days=days), self.lately.last)


_DRAWN = {"done": "solved", "partly": "partly", "cannot": "cannot"}
