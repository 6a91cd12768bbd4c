"""The invented street: one call makes 16 committees of people, homes, families and staff, always the same."""

import tomllib
from datetime import date
from pathlib import Path
from random import Random

from zhiye.demo.ages import Calendar, calendar
from zhiye.demo.divide import draw_grids, name_groups
from zhiye.demo.kinfolk import add_registered_children, find_kinfolk
from zhiye.demo.numbers import NumberBook
from zhiye.demo.owners import find_owners
from zhiye.demo.plan import STREET_CODE, STREET_NAME, CommitteePlan, plan_street
from zhiye.demo.quotas import draw_families
from zhiye.demo.settle import Making, Settled, settle
from zhiye.demo.shapes import DemoCommittee, DemoStreet, DemoUser
from zhiye.demo.standing import give_standing
from zhiye.demo.wishes import give_consents, say_wishes

DEMO_DAY = date(2026, 11, 21)
_REGISTERED_BUT_AWAY = 0.25  # of those who do not live here; the others own a home here


def generate(seed: int = 7, persons: int | None = None, today: date = DEMO_DAY) -> DemoStreet:
    """The invented street with exactly ``persons`` people (about 43,000 when None) as it stands on ``today``.

    The same arguments give the same street on every machine. Figures named in ``data/street.toml`` come out
    exactly while ``persons`` is at least their sum (about 22,500); below that everything shrinks alike.
    """
    days, numbers = calendar(today), NumberBook()
    committees = [_committee(seed, days, numbers, plan) for plan in plan_street(persons)]
    return DemoStreet(STREET_NAME, STREET_CODE, today, committees, staff())


def _committee(seed: int, days: Calendar, numbers: NumberBook, plan: CommitteePlan) -> DemoCommittee:
    # Text seeds are hashed with SHA-512 by ``random``, not by hash(): the same everywhere.
    making = Making(Random(f"{seed}/{plan.code}"), days, numbers, plan)
    name_groups(plan)
    settled = settle(making, draw_families(making.rng, days, plan))
    away = add_registered_children(making, settled, round(plan.away * _REGISTERED_BUT_AWAY))
    owned = find_owners(making, settled, plan.away - len(away))
    committee = DemoCommittee(plan.name, plan.code, plan.estates, draw_grids(plan))
    committee.ownerships = owned.ownerships
    _describe(making, settled, committee)
    for household in settled.households:
        committee.people += household.people + household.away
    committee.people += owned.absent
    return committee


def _describe(making: Making, settled: Settled, committee: DemoCommittee) -> None:
    """What is known of the people besides who and where they are."""
    committee.categories = give_standing(making, settled)
    kinfolk = find_kinfolk(making, settled)
    committee.ties = list(settled.ties) + kinfolk.ties
    committee.contacts = kinfolk.contacts
    committee.wishes = say_wishes(making, settled)
    committee.consents = give_consents(making, settled)
    committee.empty_homes = [home for home, _ in settled.empty]


def staff() -> list[DemoUser]:
    """The printed log-ins (``data/staff.toml``)."""
    rows = tomllib.loads((Path(__file__).parent / "data" / "staff.toml").read_text("utf-8"))["user"]
    return [DemoUser(row["login"], row["name"], row["role"], row["places"], row["note"]) for row in rows]
