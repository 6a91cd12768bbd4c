"""People as sheets of paper ask for them: the record, and what stands around it. Cut by scope; covered things stay
out unless they are asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import ancestors, narrow, within
from zhiye.people.codes import CATEGORIES, HEAD
from zhiye.people.commands.person import REVEAL
from zhiye.people.commands.reach import row_of as row_of_way
from zhiye.people.models import CategoryHolding, ContactWay, Ownership, Person, Residence, Wish
from zhiye.people.queries.lists import born_by
from zhiye.people.queries.rosters import VIEW, record_of, what_is_around
from zhiye.people.records import PersonRecord
from zhiye.places.models import Place

SECRET = "people.secret"
_AT_ONCE = 5000  # keys in one question; SQLite takes no more than 32,766
_FEW = 400  # people by their keys; more are asked for by where they live


@dataclass(frozen=True, slots=True)
class Which:
    """Which people: of each of these ``categories`` (of several that stand together one is enough), of a sex and of
    ages (whole years, inclusive), of a standing ("" is all), at or below paths, or these very ones."""

    categories: tuple[tuple[str, ...], ...] = ()
    standing: str = "resident"
    below: tuple[str, ...] = ()
    people: tuple[UUID, ...] = ()
    sexes: tuple[str, ...] = ()  # all of them: two leave nobody
    age_from: int | None = None
    age_to: int | None = None

    @property
    def asks_ages(self) -> bool:
        """Whether it takes a birth date to tell."""
        ages = {self.age_from, self.age_to} != {None}
        return ages or any(
            one in CATEGORIES and CATEGORIES[one].computed for few in self.categories for one in few
        )


_ANYBODY = Which()


@dataclass(slots=True)
class PersonSheet:
    """One person, with whom they keep house, and what else a form may ask."""

    person: Person
    record: PersonRecord
    household: UUID | None = None
    wishes: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # (whose number, the number or "" where it stays covered)
    registered: str = ""  # the path of the home where they are registered, as far as it is in the register
    area: Any = None  # m² of the home they own
    members: list["PersonSheet"] = field(
        default_factory=list
    )  # of the household, the head first, themselves too


def may_open(actor: Actor, committee: Place, kind: str) -> bool:
    """Whether covered values of ``kind`` ("id_number", "phone") may go onto sheets wherever the actor sees people."""
    scope = narrow(actor.scope(VIEW), committee.path)
    return bool(scope) and all(actor.may(REVEAL[kind], path) for path in scope)


def sheets(
    actor: Actor, committee: Place, which: Which, covered: Collection[str] = (), with_members: bool = False
) -> list[PersonSheet]:
    """The people ``which`` names, in door order (very ones in their own order). Raises NotFound for somebody who may
    see no people there, or may not open what is asked for."""
    scope = narrow(actor.scope(VIEW), committee.path)
    if not scope or not all(may_open(actor, committee, kind) for kind in covered):
        raise NotFound
    everybody = Person.objects.filter(within("path", scope), is_current=True).select_related("home")
    chosen = list(_chosen(actor, everybody, which).order_by("path", "id"))
    if which.people:
        place = {id_: n for n, id_ in enumerate(which.people)}
        chosen.sort(key=lambda person: place[person.pk])
    near = tuple(one for path in which.below for one in narrow(scope, path)) or scope
    found = _told(actor, near, chosen, covered)
    if with_members:
        _join_members(actor, near, everybody, found, covered)
    return found


def _chosen(actor: Actor, everybody: QuerySet[Person], which: Which) -> QuerySet[Person]:
    if which.people:
        return everybody.filter(pk__in=which.people)
    people = everybody.filter(within("path", which.below)) if which.below else everybody
    if which.standing:
        people = people.filter(standing=which.standing)
    for few in which.categories:
        people = people.filter(_of_one(actor, few))
    for sex in which.sexes:
        people = people.filter(sex=sex)
    return people.filter(_of_ages(which.age_from, which.age_to))


def _of_one(actor: Actor, codes: tuple[str, ...]) -> Q:
    """People of one of these categories; what follows from the birth date is held by nobody."""
    mine = _holdings(actor).filter(code__in=codes)
    found = Q(pk__in=mine.values("person_id"))
    for category in (CATEGORIES[code] for code in codes if code in CATEGORIES):
        if category.computed:
            found |= _of_ages(category.age_from, category.age_below and category.age_below - 1)
    return found


def _of_ages(first: int | None, last: int | None) -> Q:
    """People between these completed years today, both counting; without a bound also those of unknown birth."""
    today = clock.today()
    found = Q(birth__lte=born_by(today, first)) if first is not None else Q()
    return found & (Q(birth__gt=born_by(today, last + 1)) if last is not None else Q())


def count_without_birth(actor: Actor, committee: Place, which: Which) -> int:
    """How many would be among them if somebody knew how old they are."""
    if which.people or not which.asks_ages:
        return 0
    held = tuple(few for few in which.categories if not replace(_ANYBODY, categories=(few,)).asks_ages)
    others = replace(which, categories=held, age_from=None, age_to=None)
    scope = narrow(actor.scope(VIEW), committee.path)
    everybody = Person.objects.filter(within("path", scope), is_current=True, birth=None)
    return _chosen(actor, everybody, others).count() if scope else 0


def _holdings(actor: Actor) -> QuerySet[CategoryHolding]:
    rings = Q(ring="team") | within("path", actor.scope(SECRET))
    return CategoryHolding.objects.filter(rings, until=None)


def _told(
    actor: Actor, scope: tuple[str, ...], people: list[Person], covered: Collection[str]
) -> list[PersonSheet]:
    few = [person.pk for person in people] if len(people) <= _FEW else None
    near = what_is_around(actor, scope, "phone" in covered, few)
    made = {
        person.pk: PersonSheet(person, record_of(actor, person, near, "id_number" in covered))
        for person in people
    }
    _add_residences(made, near.residences.values())
    mine = Q(person__in=few) if few is not None else within("person__path", scope)
    rings = Q(ring="team") | within("person__path", actor.scope(SECRET))
    for person_id, text in Wish.objects.filter(mine, rings, until=None, kind="wish").values_list(
        "person_id", "text"
    ):
        if person_id in made:
            made[person_id].wishes += (text,)
    owned = Ownership.objects.filter(mine, until=None).exclude(area=None)
    for person_id, home_id, area in owned.values_list("person_id", "home_id", "area"):
        if person_id in made and home_id == made[person_id].person.home_id:
            made[person_id].area = area
    _add_others(made, mine, "phone" in covered)
    return list(made.values())


def _add_residences(made: dict[UUID, PersonSheet], residences: Iterable[Residence]) -> None:
    elsewhere: dict[UUID, list[PersonSheet]] = defaultdict(list)
    for row in residences:
        sheet = made.get(row.person_id)
        if sheet is None:
            continue
        at_home = row.home_id == sheet.person.home_id
        if at_home:
            sheet.household = row.household_id
        if row.registered_here and at_home and sheet.person.home:
            sheet.registered = sheet.person.home.path
        elif row.registered_here:
            elsewhere[row.home_id].append(sheet)
    _add_homes_elsewhere(elsewhere)


def _add_homes_elsewhere(elsewhere: dict[UUID, list[PersonSheet]]) -> None:
    homes = list(elsewhere)
    for start in range(0, len(homes), _AT_ONCE):
        paths = Place.objects.filter(pk__in=homes[start : start + _AT_ONCE]).values_list("pk", "path")
        for home, path in paths:
            for sheet in elsewhere[home]:
                sheet.registered = sheet.registered or path


def _add_others(made: dict[UUID, PersonSheet], mine: Q, opened: bool) -> None:
    for way in ContactWay.objects.filter(mine, until=None).exclude(whose="").order_by("id"):
        if sheet := made.get(way.person_id):
            number = sealing.unseal(way.number, row_of_way(way.pk)) if opened else ""
            sheet.others += ((way.whose, number),)


def _join_members(
    actor: Actor,
    scope: tuple[str, ...],
    everybody: QuerySet[Person],
    found: list[PersonSheet],
    covered: Collection[str],
) -> None:
    households = {sheet.household for sheet in found if sheet.household}
    rows = Residence.objects.filter(household__in=households, until=None)
    if len(households) > _FEW:
        rows = Residence.objects.filter(within("home__path", scope), until=None).exclude(household=None)
    of = dict(rows.values_list("person_id", "household_id"))
    known = {sheet.person.pk: sheet for sheet in found}
    missing = [id_ for id_, household in of.items() if household in households and id_ not in known]
    people = list(everybody.filter(pk__in=missing)) if len(missing) <= _FEW else _by_scope(everybody, missing)
    for sheet in _told(actor, scope, people, covered):
        known[sheet.person.pk] = sheet
    together: dict[UUID, list[PersonSheet]] = defaultdict(list)
    for id_, household in of.items():
        if household and id_ in known:
            together[household].append(known[id_])
    for sheet in found:
        mates = together.get(sheet.household, []) if sheet.household else []
        sheet.members = sorted(mates or [sheet], key=_head_first)


def _by_scope(everybody: QuerySet[Person], wanted: list[UUID]) -> list[Person]:
    ids = set(wanted)
    return [person for person in everybody.iterator(chunk_size=2000) if person.pk in ids]


def _head_first(sheet: PersonSheet) -> tuple[bool, str, str]:
    relation = sheet.record.relation
    return relation != HEAD, relation or "zz", str(sheet.person.pk)


def addresses(actor: Actor, paths: Collection[str]) -> dict[str, dict[str, Place]]:
    """What stands above each home that the actor has been given, by kind; itself too."""
    above = {one for path in paths for one in ancestors(path)}
    rows: dict[str, Place] = {}
    listed = sorted(above)
    for start in range(0, len(listed), _AT_ONCE):
        rows |= {p.path: p for p in Place.objects.filter(path__in=listed[start : start + _AT_ONCE])}
    return {path: {rows[one].kind: rows[one] for one in ancestors(path) if one in rows} for path in paths}


def may_see_people(actor: Actor, committee: Place) -> bool:
    """Whether the actor sees files anywhere in the committee."""
    return bool(narrow(actor.scope(VIEW), committee.path))
