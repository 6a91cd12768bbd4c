"""Who owns the homes: mostly those who live there, now and then together, and some who live elsewhere."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from zhiye.demo import naming
from zhiye.demo.naming import FEMALE, MALE
from zhiye.demo.settle import Household, Making, Settled, new_person
from zhiye.demo.shapes import DemoOwnership
from zhiye.people.records import HomeRecord, PersonRecord

_SPOUSES = ("11", "12")
_BOTH_SPOUSES, _OTHER_SPOUSE, _WITH_CHILD = 0.35, 0.07, 0.08
_AREA_SOURCES, _AREA_WEIGHTS = ("registered", "surveyed", "contract"), (0.86, 0.95, 1.0)
_OWNED_BY_NEIGHBOUR = 0.35  # of let or empty homes without an absent owner, when not all owners are known

_Home = tuple[HomeRecord, Decimal]  # with its area in m²


@dataclass(slots=True)
class Owned:
    """The ownerships of a committee and the owners who live elsewhere."""

    ownerships: list[DemoOwnership]
    absent: list[PersonRecord]


def find_owners(making: Making, settled: Settled, absent: int) -> Owned:
    """Owners for the homes; up to ``absent`` of them live elsewhere. No company ever owns a home here."""
    owned = Owned([], [])
    own = [household for household in settled.households if household.tenure == "own"]
    for household in own:
        owners = _owners_at_home(making, household)
        _own(making.rng, owned, (household.home, household.area), owners)
    wanting = [
        (household.home, household.area) for household in settled.households if household.tenure != "own"
    ]
    wanting = _one_owner(making, owned, own, wanting + settled.empty)
    making.rng.shuffle(wanting)
    for home in wanting[:absent]:
        owner = _absent_owner(making)
        owner.home = home[0]
        owned.absent.append(owner)
        _own(making.rng, owned, home, [owner])
    _own_by_neighbours(making, owned, own, wanting[absent:])
    return owned


def _owners_at_home(making: Making, household: Household) -> list[PersonRecord]:
    """The head, or the head and the spouse, now and then the spouse alone or a grown child besides."""
    couple = [household.head] + [person for person in household.people if person.relation in _SPOUSES]
    grown = [
        person
        for person, member in zip(household.people, household.family.members, strict=True)
        if member.role == "child" and member.born <= making.days.adult.last
    ]
    draw = making.rng.random()
    if draw < _BOTH_SPOUSES:
        return couple
    if draw < _BOTH_SPOUSES + _OTHER_SPOUSE:
        return couple[-1:]
    if draw > 1 - _WITH_CHILD:
        return couple + grown[:1]
    return couple[:1]


def _own(rng: Random, owned: Owned, home: _Home, owners: list[PersonRecord]) -> None:
    """Let the owners have equal shares of the home; those written at this home get it into their record."""
    share = (1, len(owners))
    source = rng.choices(_AREA_SOURCES, cum_weights=_AREA_WEIGHTS)[0]
    for person in owners:
        owned.ownerships.append(DemoOwnership(person.key, home[0], share, home[1]))
        if person.home is home[0]:
            person.owner, person.share, person.area, person.area_source = True, share, home[1], source


def _one_owner(making: Making, owned: Owned, own: list[Household], wanting: list[_Home]) -> list[_Home]:
    """Let the owner of the first home named in the plan also own the second; the rest still wants owners."""
    if not making.plan.one_owner:
        return wanting
    building, first, second = making.plan.one_owner
    named = [h for h in own if f"{h.home.estate}/{h.home.building}" == building and h.home.room == first]
    also = [h for h, _ in wanting if f"{h.estate}/{h.building}" == building and h.room == second]
    if not named or not also:
        return wanting
    owners = [person for person in named[0].people if person.owner]
    _own(making.rng, owned, next(home for home in wanting if home[0] is also[0]), owners)
    return [home for home in wanting if home[0] is not also[0]]


def _absent_owner(making: Making) -> PersonRecord:
    """An owner of working age who lives elsewhere and is registered elsewhere."""
    rng = making.rng
    sex = MALE if rng.random() < 0.6 else FEMALE
    born = rng.randint(making.days.adult.first, making.days.adult.last - 1500)
    name = naming.draw_name(rng, naming.draw_surname(rng), sex, date.fromordinal(born).year, set())
    person = new_person(making, name, sex, born)
    person.lives_here, person.registered_here = False, False
    return person


def _own_by_neighbours(making: Making, owned: Owned, own: list[Household], homes: list[_Home]) -> None:
    """Give homes to households that own another one here; the owners of the rest are not known."""
    if not making.plan.all_owners_known:
        homes = [home for home in homes if making.rng.random() < _OWNED_BY_NEIGHBOUR]
    neighbours = making.rng.sample(own, min(len(own), len(homes)))
    for home, household in zip(homes, neighbours, strict=False):
        _own(making.rng, owned, home, [household.head])
