"""Which categories the invented people belong to, on what evidence; consistent with age and household."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from zhiye.demo.ages import YEAR
from zhiye.demo.settle import Household, Making, Settled
from zhiye.demo.shapes import DemoCategory, DemoCommittee
from zhiye.people.categories import add_months
from zhiye.people.codes import CATEGORIES
from zhiye.people.records import PersonRecord

_RULES = tomllib.loads((Path(__file__).parent / "data" / "standing.toml").read_text("utf-8"))
NEED_CODES = frozenset(rule["code"] for rule in _RULES["household"])
NO_KIN = "no_kin_elder"
WITHOUT_CHILDREN = frozenset({NO_KIN, "special_family", "extreme_poverty"})
_CHILD = 18
_OFFICE = "部门"  # an office gave a paper; else somebody went and saw


@dataclass(slots=True)
class Standings:
    """The categories given so far; nobody gets one twice."""

    making: Making
    given: list[DemoCategory] = field(default_factory=list)

    def give(self, person: PersonRecord, code: str, evidence: str, source: str) -> None:
        """Enter the category for the person, verified within the last months; a paper is valid as the rules say."""
        if code in person.categories:
            return
        person.categories += (code,)
        verified, until = self._dates(code)
        text = evidence.format(year=verified.year, n=f"{len(self.given) + 1:04d}")
        issuer, papers = CATEGORIES[code].issuer, source == _OFFICE
        # What was seen on a visit has no paper that could run out: it is looked at again, and that is all.
        self.given.append(
            DemoCategory(person.key, code, text, issuer, source, verified, until if papers else None)
        )

    def _dates(self, code: str) -> tuple[date, date | None]:
        """(verified, valid until): most papers still run for a while, a few have just run out."""
        months = CATEGORIES[code].reverify_months
        today = date.fromordinal(self.making.days.today)
        verified = today - timedelta(days=self.making.rng.randrange(5, 30 * (months or 12) + 25))
        return verified, add_months(verified, months) if months else None


def give_standing(making: Making, settled: Settled) -> list[DemoCategory]:
    """The categories of a committee's residents; exactly ``plan.needy`` households are in need."""
    standings = Standings(making)
    for household in settled.households:
        _by_living(standings, household)
        for person, member in zip(household.people, household.family.members, strict=True):
            _by_person(standings, person, int((making.days.today - member.born) / YEAR))
    needy = making.rng.sample(settled.households, min(making.plan.needy, len(settled.households)))
    for household in needy:
        _by_need(standings, household)
    return standings.given


def _by_living(standings: Standings, household: Household) -> None:
    for code, rule in _RULES["living"].items():
        if household.family.kind.code not in rule["kinds"] or code == NO_KIN and household.away:
            continue
        if standings.making.rng.random() >= rule.get("rate", 1.0):
            continue
        for person in _children(standings.making, household) if code == "child_left" else household.people:
            standings.give(person, code, rule["sentence"], "走访")


def _by_person(standings: Standings, person: PersonRecord, age: int) -> None:
    more = standings.making.plan.more
    for rule in _RULES["person"]:
        if not rule["ages"][0] <= age <= rule["ages"][1] or rule.get("sex", person.sex) != person.sex:
            continue
        if standings.making.rng.random() < rule["rate"] * more.get(rule["code"], 1.0):
            standings.give(person, rule["code"], rule["paper"], _OFFICE)


def _by_need(standings: Standings, household: Household) -> None:
    """Give the household one kind of need: to its children when it is theirs, else to everybody in it."""
    rules = [rule for rule in _RULES["household"] if _may_need(standings.making, rule, household)]
    rule = standings.making.rng.choices(rules, weights=[rule["weight"] for rule in rules])[0]
    theirs = _children(standings.making, household) if rule["code"] == "child_hardship" else household.people
    for person in theirs:
        if person.relation != "98":  # the nanny earns a wage here
            standings.give(person, rule["code"], rule["paper"], _OFFICE)
        if rule["code"] == "extreme_poverty":
            standings.give(person, NO_KIN, _RULES["living"][NO_KIN]["sentence"], "走访")


def _may_need(making: Making, rule: dict[str, Any], household: Household) -> bool:
    if rule["code"] == "child_hardship" and not _children(making, household):
        return False
    if rule["code"] in WITHOUT_CHILDREN and household.away:
        return False
    return "of" not in rule or household.family.kind.code in rule["of"]


def _children(making: Making, household: Household) -> list[PersonRecord]:
    """Members under 18 on the day."""
    last_grown = making.days.today - int(_CHILD * YEAR)
    members = zip(household.people, household.family.members, strict=True)
    return [person for person, member in members if member.born > last_grown]


def households_in_need(committee: DemoCommittee) -> set[str]:
    """Keys of the households with a category of need (``NEED_CODES``: 低保, 特困, 困境未成年人 …)."""
    return {person.household for person in _in_need(committee)}


def _in_need(committee: DemoCommittee) -> Iterator[PersonRecord]:
    return (person for person in committee.people if NEED_CODES.intersection(person.categories))
