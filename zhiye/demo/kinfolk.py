"""Kin beyond the household: grown children who are away or in other homes, and whom to call."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from zhiye.demo import naming
from zhiye.demo.ages import YEAR, draw_child
from zhiye.demo.naming import FEMALE, MALE
from zhiye.demo.settle import Household, Making, Settled, new_person
from zhiye.demo.shapes import DemoContact, DemoTie
from zhiye.demo.standing import WITHOUT_CHILDREN
from zhiye.people.records import PersonRecord

_WITHOUT_CHILD_AT_HOME = ("elder_alone", "elder_couple")
_CHILD_NEARBY = 0.3  # of elders without a child at home: a child has a home in the same committee
_NAMED_SOMEBODY = 0.75  # of the others: a child elsewhere is named as the one to call


@dataclass(slots=True)
class Kinfolk:
    """Ties across homes and telephone numbers of those to call."""

    ties: list[DemoTie] = field(default_factory=list)
    contacts: list[DemoContact] = field(default_factory=list)


def add_registered_children(making: Making, settled: Settled, count: int) -> list[PersonRecord]:
    """Up to ``count`` grown children who are registered with their elders but live elsewhere."""
    homes = [
        h for h in settled.households if h.family.kind.code in _WITHOUT_CHILD_AT_HOME and h.tenure == "own"
    ]
    chosen = making.rng.sample(homes, min(count, len(homes)))
    return [_registered_child(making, household) for household in chosen]


def _registered_child(making: Making, household: Household) -> PersonRecord:
    rng = making.rng
    parents = household.family.members
    born = [parent.born for parent in parents]
    day = draw_child(rng, min(born), max(born), making.days.adult)
    sex = MALE if rng.random() < 0.5 else FEMALE
    father = next((parent.surname for parent in parents if parent.sex == MALE), "")
    surname = father or naming.draw_surname(rng)
    person = new_person(
        making, naming.draw_name(rng, surname, sex, date.fromordinal(day).year, set()), sex, day
    )
    person.home, person.household, person.tenure = household.home, household.key, household.tenure
    person.relation = "20" if sex == MALE else "30"
    person.lives_here, person.registered_here = False, True
    household.away.append(person)
    return person


def find_kinfolk(making: Making, settled: Settled) -> Kinfolk:
    """Children of elders, here or elsewhere, and how to reach them."""
    kinfolk = Kinfolk()
    grown = _grown_by_birth(settled)
    for household in settled.households:
        if household.family.kind.code not in _WITHOUT_CHILD_AT_HOME:
            continue
        for child in household.away:
            _enter(kinfolk, household, child)
        if household.away or any(WITHOUT_CHILDREN.intersection(p.categories) for p in household.people):
            continue
        _child_elsewhere(making, kinfolk, household, grown)
    return kinfolk


def _grown_by_birth(settled: Settled) -> list[tuple[int, PersonRecord]]:
    """Heads of households without elders, by day of birth; each may become one elder's child."""
    heads = (h for h in settled.households if not h.family.kind.elders and h.tenure == "own")
    pairs = [(h.family.members[0].born, h.people[0]) for h in heads]
    return sorted(pairs, key=lambda pair: (pair[0], pair[1].key))


def _child_elsewhere(
    making: Making, kinfolk: Kinfolk, household: Household, grown: list[tuple[int, PersonRecord]]
) -> None:
    rng = making.rng
    child = _pick_child(household, grown) if rng.random() < _CHILD_NEARBY else None
    if child:
        _enter(kinfolk, household, child)
    elif rng.random() < _NAMED_SOMEBODY:
        whose = rng.choice(("儿子", "女儿", "女儿", "外甥", "侄女"))
        kinfolk.contacts.append(DemoContact(household.head.key, whose, making.numbers.phone(rng)))


def _pick_child(household: Household, grown: list[tuple[int, PersonRecord]]) -> PersonRecord | None:
    """Take the first of the grown who is 22 to 38 years younger and, if the father lives, bears his name."""
    parents = household.family.members
    first = max(parent.born for parent in parents) + int(22 * YEAR)
    last = min(parent.born for parent in parents) + int(38 * YEAR)
    father = next((parent.surname for parent in parents if parent.sex == MALE), "")
    place = bisect_left(grown, first, key=lambda pair: pair[0])
    while place < len(grown) and grown[place][0] <= last:
        if grown[place][1].name.startswith(father) and "·" not in grown[place][1].name:
            return grown.pop(place)[1]
        place += 1
    return None


def _enter(kinfolk: Kinfolk, household: Household, child: PersonRecord) -> None:
    """Tie the child to every elder of the household and name it as the one to call."""
    son = child.sex == MALE
    for parent in household.people:
        kinfolk.ties.append(DemoTie(parent.key, child.key, "20" if son else "30"))
    if child.phones:
        whose = "儿子" if son else "女儿"
        kinfolk.contacts.append(DemoContact(household.head.key, whose, child.phones[0], child.key))
