"""A month in the invented street, for the tests of the reports."""

from datetime import date
from typing import Any

from tests.cast_builder import Cast
from zhiye.figures.periods import Period, read_period
from zhiye.kernel.actor import Actor, System
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.reports import commands
from zhiye.reports.models import Report
from zhiye.visits.commands import log_contact
from zhiye.visits.models import Contact

BY = System("test")


def period(key: str = "2026-11") -> Period:
    found = read_period(key)
    assert found
    return found


def visit(cast: Cast, person: Person, day: date, **more: Any) -> Contact:
    """Somebody was seen at home."""
    told = {"kind": "visit", "outcome": "seen", "writer": cast.user("shegong")} | more
    made: Contact = log_contact(BY, people=[person], on=day, op=new_id(), **told)
    return made


def month_of_visits(cast: Cast) -> list[Contact]:
    """Two homes visited in November, one of them twice; a door that stayed shut; one visit in October."""
    wang, chen = cast.person("wang"), cast.person("chen")
    days = [(wang, 3), (wang, 10), (chen, 12)]
    made = [visit(cast, person, date(2026, 11, day)) for person, day in days]
    made.append(visit(cast, chen, date(2026, 11, 13), outcome="not_home"))
    made.append(visit(cast, wang, date(2026, 10, 5)))
    return made


def frozen(cast: Cast, by: Actor, key: str = "2026-11") -> Report:
    made: Report = commands.freeze(by, place=cast.committee, period=period(key), op=new_id())
    return made
