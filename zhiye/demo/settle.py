"""Moves the drawn households into homes and writes everybody down as the register would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from zhiye.demo.ages import YEAR, Calendar
from zhiye.demo.families import Family, Member
from zhiye.demo.kinship import HEAD
from zhiye.demo.numbers import NumberBook
from zhiye.demo.plan import CommitteePlan
from zhiye.demo.shapes import DemoTie
from zhiye.people.records import HomeRecord, PersonRecord

_NO_ID = 0.03
_BORN_YEAR_ONLY = 0.3  # of those without an identity number, working age only, so that no age band shifts
_SHARED_PHONE = 0.07  # of couples
_LENT = 1 / 6  # of those who do not own
_WHOLE_HOUSEHOLD_ELSEWHERE, _ONE_ELSEWHERE = 0.13, 0.03  # owners registered elsewhere (人户分离)
_TENANT_REGISTERED_HERE = 0.05


@dataclass(slots=True)
class Making:
    """What every step of making one committee needs."""

    rng: Random
    days: Calendar
    numbers: NumberBook
    plan: CommitteePlan
    persons: int = 0

    def next_key(self) -> str:
        """The key of the next person."""
        self.persons += 1
        return f"{self.plan.code}-p{self.persons}"


@dataclass(slots=True)
class Household:
    """A family in its home (``area`` in m²); ``people`` stand in the order of ``family.members``.

    ``away`` are registered with the household but live elsewhere.
    """

    key: str
    family: Family
    home: HomeRecord
    area: Decimal
    tenure: str
    people: list[PersonRecord] = field(default_factory=list)
    away: list[PersonRecord] = field(default_factory=list)

    @property
    def head(self) -> PersonRecord:
        """The head of the household."""
        return next(person for person in self.people if person.relation == HEAD)


@dataclass(slots=True)
class Settled:
    """Everybody in their homes, and the homes nobody lives in (with their area in m²)."""

    households: list[Household]
    empty: list[tuple[HomeRecord, Decimal]]

    @property
    def ties(self) -> Iterator[DemoTie]:
        """Kin within the households."""
        for household in self.households:
            for person, kin, relation in household.family.ties:
                yield DemoTie(household.people[person].key, household.people[kin].key, relation)


def settle(making: Making, families: list[Family]) -> Settled:
    """Put every family into a home of its own, in door order, and write its members down."""
    homes = [home for estate in making.plan.estates for home in estate.homes()]
    lived_in = _choose_homes(making, homes, len(families))
    households = []
    for number, (index, family) in enumerate(zip(sorted(lived_in), families, strict=True), start=1):
        home, area = homes[index]
        tenure = _tenure(making, family, home)
        household = Household(f"{making.plan.code}-h{number}", family, home, area, tenure)
        _write_down(making, household)
        households.append(household)
    empty = [home for index, home in enumerate(homes) if index not in lived_in]
    return Settled(households, empty)


def _choose_homes(making: Making, homes: list[tuple[HomeRecord, Decimal]], count: int) -> set[int]:
    """Indices of ``count`` homes; those of the building named in ``one_owner`` come first."""
    named = making.plan.one_owner[:1]
    first = [i for i, (home, _) in enumerate(homes) if f"{home.estate}/{home.building}" in named]
    others = [i for i, (home, _) in enumerate(homes) if f"{home.estate}/{home.building}" not in named]
    making.rng.shuffle(others)
    return set((first + others)[:count])


def _tenure(making: Making, family: Family, home: HomeRecord) -> str:
    named = making.plan.one_owner
    if named and f"{home.estate}/{home.building}" == named[0] and home.room in named[1:]:
        return "own" if home.room == named[1] else "rent"
    if family.kind.code == "collective":
        return "collective"
    if making.rng.random() < family.kind.own:
        return "own"
    return "lend" if making.rng.random() < _LENT else "rent"


def _write_down(making: Making, household: Household) -> None:
    rng = making.rng
    elsewhere = rng.random() < _WHOLE_HOUSEHOLD_ELSEWHERE
    members = zip(household.family.members, household.family.relations, strict=True)
    for member, relation in members:
        person = new_person(making, member.name, member.sex, member.born)
        person.home, person.household, person.tenure = household.home, household.key, household.tenure
        person.relation, person.lives_here = relation, True
        person.registered_here = _registered(rng, household.tenure, elsewhere)
        household.people.append(person)
    _share_phones(rng, household)


def _registered(rng: Random, tenure: str, elsewhere: bool) -> bool:
    if tenure == "own":
        return not elsewhere and rng.random() >= _ONE_ELSEWHERE
    return tenure == "collective" or rng.random() < _TENANT_REGISTERED_HERE


def _share_phones(rng: Random, household: Household) -> None:
    """Some couples have one telephone between them."""
    members: list[Member] = household.family.members
    for member, person in zip(members, household.people, strict=True):
        if member.link.word == "spouse" and rng.random() < _SHARED_PHONE:
            person.phones = household.people[member.link.of[0]].phones


def new_person(making: Making, name: str, sex: str, born: int) -> PersonRecord:
    """A person with birth, numbers and key, not yet at home anywhere. ``born`` is a day number."""
    rng = making.rng
    person = PersonRecord(making.next_key(), name, sex=sex)
    person.birth, person.birth_precision = date.fromordinal(born), "day"
    years = (making.days.today - born) / YEAR
    if rng.random() >= _NO_ID:
        person.id_number = making.numbers.id_number(rng, person.birth, sex)
    elif 22 < years < 57 and rng.random() < _BORN_YEAR_ONLY:
        person.birth, person.birth_precision = date(person.birth.year, 1, 1), "year"
    if rng.random() >= _without_phone(years):
        person.phones = (making.numbers.phone(rng),)
    return person


def _without_phone(years: float) -> float:
    """Share of people of this age (in years) whose telephone number the committee does not know."""
    if years < 12:
        return 0.5
    return 0.16 if years >= 80 else 0.03
