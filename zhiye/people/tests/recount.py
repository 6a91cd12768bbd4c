"""The register's figures once more, row by row."""

from datetime import date
from typing import Any

from tests.recounting import TODAY, Inside, Making, Recount, World
from zhiye.figures.periods import Period
from zhiye.kernel.ids import new_id
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import CategoryHolding, Person, Residence
from zhiye.places.models import Place

OPEN_CODES = [code for code, one in CATEGORIES.items() if not one.computed]


def make_history(making: Making) -> None:
    """People of every standing and fate, their residences, their categories."""
    making.extra_homes(25)
    making.refresh()
    people = [_person(making) for _n in range(120)]
    Person.objects.bulk_create(people)
    gone = [one for one in people if not one.is_current and not (one.died_on or one.left_on)]
    for one in gone:
        one.merged_into = people[0]
    Person.objects.bulk_update(gone, ["merged_into"])
    Residence.objects.bulk_create([_residence(making, one) for one in people if making.chance(0.7)])
    holdings = [_holding(making, one, code) for one in people for code in OPEN_CODES if making.chance(0.12)]
    CategoryHolding.objects.bulk_create(holdings)


def _person(making: Making) -> Person:
    home = making.maybe(making.pick(making.homes), 0.8)
    fate = making.pick(["stays"] * 6 + ["died", "left", "merged"])
    birth = making.pick([making.day(), date(1966, 11, 21), date(1966, 11, 22), date(1946, 11, 21), None])
    return Person(
        id=new_id(),
        name="测试人",
        home=home,
        path=home.path if home else making.pick(making.committees).path,
        birth=birth,
        birth_precision=making.pick(["day", "day", "month", "year"]) if birth else "",
        standing=making.pick(["resident"] * 4 + ["registered", "owner"]),
        is_current=fate == "stays",
        died_on=making.day() if fate == "died" else None,
        left_on=making.day() if fate == "left" else None,
    )


def _residence(making: Making, person: Person) -> Residence:
    lives, since = making.pick([True, True, None, False]), making.maybe(making.day(), 0.8)
    until = making.maybe(TODAY, 0.2)
    return Residence(
        person=person, home=making.pick(making.homes), lives_here=lives, since=since, until=until
    )


def _holding(making: Making, person: Person, code: str) -> CategoryHolding:
    ring = making.pick(["team", "secretary"])
    return CategoryHolding(
        person=person, path=person.path, code=code, ring=ring, until=making.maybe(TODAY, 0.2)
    )


def lives(one: Any) -> bool:
    return one.is_current and one.standing == "resident"


def was_ours(one: Any) -> bool:
    return one.standing == "resident" and one.merged_into_id is None


def age(one: Any) -> int:
    if one.birth is None:
        return -1
    return TODAY.year - one.birth.year - ((TODAY.month, TODAY.day) < (one.birth.month, one.birth.day))


def people(rule: Any) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        return sum(bool(inside(one.path) and rule(one, period)) for one in world(Person).values())

    return counted


def places(kind: str) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        found = [one for one in world(Place).values() if one.kind == kind and inside(one.path)]
        return sum(one.valid_to is None or one.valid_to > TODAY for one in found)

    return counted


def households(world: World, inside: Inside, period: Period) -> int:
    return len(
        {one.path for one in world(Person).values() if lives(one) and one.home_id and inside(one.path)}
    )


def alone(world: World, inside: Inside, period: Period) -> int:
    homes: dict[Any, int] = {}
    for one in world(Person).values():
        if lives(one) and one.home_id and inside(one.path):
            homes[one.home_id] = homes.get(one.home_id, 0) + 1
    return sum(n == 1 for n in homes.values())


def moved_in(world: World, inside: Inside, period: Period) -> int:
    found = 0
    for one in world(Residence).values():
        began = one.since is not None and period.first <= one.since <= period.last
        stays = one.lives_here is not False and world(Person)[one.person_id].merged_into_id is None
        found += began and stays and inside(world(Place)[one.home_id].path)
    return found


def category(code: str) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        held = [one for one in world(CategoryHolding).values() if one.code == code and one.until is None]
        return sum(lives(world(Person)[one.person_id]) and inside(one.path) for one in held)

    return counted


def on(field: str) -> Any:
    return lambda one, period: getattr(one, field) and period.contains(getattr(one, field)) and was_ours(one)


RECOUNTS: dict[str, Recount] = {
    "people.residents": people(lambda one, period: lives(one)),
    "people.aged_60": people(lambda one, period: lives(one) and age(one) >= 60),
    "people.aged_80": people(lambda one, period: lives(one) and age(one) >= 80),
    "people.households": households,
    "people.alone": alone,
    "people.homes": places("home"),
    "people.buildings": places("building"),
    "people.born": people(lambda one, period: on("birth")(one, period) and one.birth_precision == "day"),
    "people.died": people(on("died_on")),
    "people.moved_away": people(lambda one, period: on("left_on")(one, period) and one.died_on is None),
    "people.moved_in": moved_in,
} | {f"people.category.{code}": category(code) for code in OPEN_CODES}
