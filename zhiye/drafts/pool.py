"""People of the register who may be meant: fetched with a few questions, whatever the note holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.drafts.weighing import Known, Told
from zhiye.kernel import clock
from zhiye.kernel.paths import within
from zhiye.people.codes import relation_sex
from zhiye.people.forms_of_address import FormOfAddress, read_form_of_address
from zhiye.people.likeness import NEAR_ENOUGH
from zhiye.people.models import ContactWay, KinTie, OtherName, Person, Residence, SearchKey
from zhiye.people.names import initials, near
from zhiye.people.queries.lists import born_by
from zhiye.people.searchkeys import LONGEST, family_letters

MOST = 300  # people fetched by one question
MOST_NAMES = 2000  # names with the initials asked for
_SPOUSE = ("10", "11", "12")
_SONS = ("20", "21", "22", "23", "24", "25", "26", "27", "29")
_DAUGHTERS = ("30", "31", "32", "33", "34", "35", "36", "37", "39")
_ALIKE = (_SPOUSE, _SONS, _DAUGHTERS)


@dataclass
class Pool:
    """Everybody fetched, with what of them the question was about."""

    people: dict[UUID, Person] = field(default_factory=dict)
    names: dict[UUID, set[str]] = field(default_factory=dict)
    phones: dict[UUID, set[str]] = field(default_factory=dict)
    homes: dict[UUID, set[UUID]] = field(default_factory=dict)

    def add(self, people: Iterable[Person]) -> None:
        """Take them in."""
        for person in people:
            self.people.setdefault(person.pk, person)
            if person.home_id:
                self.homes.setdefault(person.pk, set()).add(person.home_id)

    def for_(self, told: Told) -> list[Known]:
        """Those worth weighing: who shares a name, a family name, a number, a home or a tie with the one told of."""
        return [known for known in map(self._known, self.people.values()) if _touches(told, known)]

    def _known(self, person: Person) -> Known:
        names = {person.called, *self.names.get(person.pk, ())} - {""}
        return Known(
            person,
            frozenset(names),
            frozenset(self.phones.get(person.pk, ())),
            frozenset(self.homes.get(person.pk, ())),
        )


def _touches(told: Told, known: Known) -> bool:
    """Cheap, and asked for every pair: whether they share anything at all."""
    if told.phones & known.phones or known.person.pk in told.kin:
        return True
    spelled, name = told.spelled, known.person.name
    if spelled.full in known.names or spelled.called in known.names:
        return bool(spelled.written)
    if spelled.full:
        return name[:1] == spelled.full[:1] or (
            bool(told.homes & known.homes) and name[-1:] == spelled.full[-1:]
        )
    return bool(spelled.family) and name.startswith(spelled.family)


def gather(scope: tuple[str, ...], told: Iterable[Told]) -> Pool:
    """Everybody below ``scope`` who may be one of those told of."""
    pool, everybody = Pool(), list(told)
    people = Person.objects.filter(within("path", scope), merged_into=None).select_related("home")
    fulls = {one.spelled.full for one in everybody} - {""}
    said = {one.spelled.called for one in everybody} - {""}
    pool.add(people.filter(name__in=fulls)[:MOST])
    others = OtherName.objects.filter(within("person__path", scope), name__in=fulls | said)
    for row in others.select_related("person__home")[:MOST]:
        pool.add([row.person])
        pool.names.setdefault(row.person_id, set()).add(row.name)
    _by_home(pool, scope, {home for one in everybody for home in one.homes})
    _by_phone(pool, scope, {index for one in everybody for index in one.phones})
    pool.add(_by_title(people, said))
    borne = {person.name for person in pool.people.values()}
    pool.add(_by_sound(people, fulls - borne))
    return pool


def _by_home(pool: Pool, scope: tuple[str, ...], homes: set[UUID]) -> None:
    if not homes:
        return
    rows = Residence.objects.filter(within("person__path", scope), home__in=homes, until=None)
    for row in rows.filter(person__merged_into=None).select_related("person__home")[:MOST]:
        pool.add([row.person])
        pool.homes.setdefault(row.person_id, set()).add(row.home_id)


def _by_phone(pool: Pool, scope: tuple[str, ...], indexes: set[str]) -> None:
    if not indexes:
        return
    rows = ContactWay.objects.filter(within("person__path", scope), number_index__in=indexes, until=None)
    for row in rows.filter(person__merged_into=None).select_related("person__home")[:MOST]:
        pool.add([row.person])
        pool.phones.setdefault(row.person_id, set()).add(row.number_index)


def _by_title(people: QuerySet[Person], said: set[str]) -> list[Person]:
    """王阿婆: women of that family name who are old enough to be called so."""
    today = clock.today()
    forms = {form for called in said for form in read_form_of_address(called) if form.surname}
    if not forms:
        return []
    return list(people.filter(reduce(or_, (_fits(form, today) for form in forms)), is_current=True)[:MOST])


def _fits(form: FormOfAddress, today: date) -> Q:
    condition = Q(surname_initials=family_letters(form.surname), name__startswith=form.surname)
    condition &= Q(birth__lte=born_by(today, form.min_age), birth__gt=born_by(today, form.max_age + 1))
    return condition & Q(sex=form.sex) if form.sex in ("1", "2") else condition


def _by_sound(people: QuerySet[Person], fulls: set[str]) -> list[Person]:
    """赵贵兰 for 赵桂兰: names with the same initials that are near in sound and shape."""
    keys = {"@" + letters[:LONGEST] for name in fulls if len(name) > 2 for letters in initials(name)}
    if not keys:
        return []
    known = set(SearchKey.objects.filter(key__in=keys).values_list("name", flat=True)[:MOST_NAMES])
    alike = {
        name for name in known for full in fulls if len(name) == len(full) and near(name, full) >= NEAR_ENOUGH
    }
    return list(people.filter(name__in=alike)[:MOST]) if alike else []


def kin_of(scope: tuple[str, ...], wanted: Mapping[int, list[tuple[UUID, str]]]) -> dict[int, list[Person]]:
    """For each index: the people who, in the register, are what is wanted (person, relation code) of them."""
    heads = {head for pairs in wanted.values() for head, _code in pairs}
    if not heads:
        return {}
    ties = KinTie.objects.filter(within("other__path", scope), person__in=heads, other__merged_into=None)
    rows = list(ties.select_related("other__home")[:MOST])
    found: dict[int, list[Person]] = {}
    for index, pairs in wanted.items():
        kin = [
            row.other for row in rows for head, code in pairs if row.person_id == head and _same(row, code)
        ]
        if kin:
            found[index] = list({person.pk: person for person in kin}.values())
    return found


def _same(row: KinTie, code: str) -> bool:
    """Whether the tie says the relation: 儿子 is also 长子; 老伴 is either spouse."""
    if row.relation == code:
        return True
    group = next((alike for alike in _ALIKE if code in alike), ())
    sexes = {relation_sex(code), relation_sex(row.relation)}
    return row.relation in group and (len(sexes) == 1 or "0" in sexes)
