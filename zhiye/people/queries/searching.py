"""One box: a door, a name, a form of address, initials, the tail of a phone, a full ID number.

Every hit says why it matched. All questions go through indexes; nothing scans the register.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.people.forms_of_address import read_form_of_address
from zhiye.people.id_number import read_id_number
from zhiye.people.models import ContactWay, OtherName, Person, SearchKey
from zhiye.people.names import initials
from zhiye.people.queries.files import called
from zhiye.people.queries.lists import born_by
from zhiye.people.searchkeys import family_letters, pairs
from zhiye.places.addresses import Address, read_address, write_address
from zhiye.places.models import Place
from zhiye.places.queries import by_door

MOST_NAMES = 3000  # names with one key; a street of 100,000 has at most about 700
LIMIT = 200  # hits of one kind; a page says when there were more
LIST = "people.list"
VIEW = "people.view"  # who may know no numbers finds nobody by them either
_DOOR = r"(?P<door>\d{1,4}(?:\s*(?:号楼|号|幢|栋|楼))?(?:-\d+)*)"
_NAME = r"(?P<name>[^\W\d][^\d]*)"
_DOOR_FIRST = re.compile(rf"{_DOOR}\s*{_NAME}")
_DOOR_LAST = re.compile(rf"{_NAME}\s+{_DOOR}")
_BUILDING = re.compile(r"(\d{1,4})\s*(?:号楼|号|幢|栋|楼)?")


@dataclass(frozen=True)
class Hit:
    """One find: a person or a place, and why it matched."""

    why: str
    person: Person | None = None
    place: Place | None = None


def search(actor: Actor, text: str, limit: int = LIMIT) -> list[Hit]:
    """At most ``limit`` hits for ``text``, the surest kind first; an empty list when nothing fits."""
    query = " ".join(text.replace("\0", "").split())[:60]  # PostgreSQL keeps no NUL
    if not query:
        return []
    mine, numbered = _people(actor), _people(actor, VIEW)
    sure = (_by_id_number(numbered, query), _by_door(actor, query), _by_phone(numbered, query))
    found: dict[object, Hit] = {}
    for hit in chain(*sure, _by_what_people_say(mine, query), _by_door_and_name(actor, query)):
        found.setdefault(hit.person.pk if hit.person else hit.place.pk if hit.place else None, hit)
        if len(found) >= limit:
            break
    return list(islice(found.values(), limit))


def _people(actor: Actor, permission: str = LIST) -> QuerySet[Person]:
    mine = within("path", actor.scope(permission))
    return Person.objects.filter(mine, is_current=True).select_related("home").order_by("path", "id")


def _by_what_people_say(people: QuerySet[Person], query: str) -> Iterator[Hit]:
    yield from _by_form_of_address(people, query)
    yield from _by_name(people, query)
    yield from _by_initials(people, query)


def _by_door_and_name(actor: Actor, query: str) -> Iterator[Hit]:
    """ "115 王奶奶", "wnn 115": of the many called so, those who live there."""
    told = _DOOR_FIRST.fullmatch(query) or _DOOR_LAST.fullmatch(query)
    if not told:
        return
    places = by_door(actor, _doors(read_address(told["door"]), told["door"]))
    there = [place.path for place in places]
    if there:
        yield from _by_what_people_say(_people(actor).filter(within("path", there)), told["name"])


def _bearing(people: QuerySet[Person], key: str, containing: str = "") -> Iterator[Person]:
    """People one of whose names has ``key`` (and holds ``containing``), those by their name first.

    The names are read first: they are few, and the database then goes straight to their bearers.
    """
    having = SearchKey.objects.filter(key=key, name__contains=containing)
    names = set(having.values_list("name", flat=True)[:MOST_NAMES])
    yield from people.filter(name__in=names)[:LIMIT]
    called = OtherName.objects.filter(name__in=names).values_list("person_id", flat=True)
    yield from people.filter(pk__in=list(called[:LIMIT]))


def _by_id_number(people: QuerySet[Person], query: str) -> Iterator[Hit]:
    compact = query.replace(" ", "")
    if len(compact) not in (15, 18) or not compact[:-1].isdigit():
        return
    index = sealing.blind_index(read_id_number(compact).number)
    for person in people.filter(id_index=index)[:LIMIT]:
        yield Hit(_("证件号相同"), person=person)


def _by_door(actor: Actor, query: str) -> Iterator[Hit]:
    address = read_address(query)
    doors = list(_doors(address, query))
    if not doors:
        return
    for place in by_door(actor, doors):
        yield Hit(_("门牌 %(door)s") % {"door": place.door}, place=place)


def _doors(address: Address | None, query: str) -> Iterator[str]:
    """Short addresses that may be meant; a bare number of up to four digits may be a building."""
    if building := _BUILDING.fullmatch(query):
        yield building[1]
    elif address and address.building:
        yield write_address(address, "short")


def _by_phone(people: QuerySet[Person], query: str) -> Iterator[Hit]:
    digits = re.sub(r"[\s-]", "", query)
    if not digits.isdigit():
        return
    if len(digits) == 4:
        ways = ContactWay.objects.filter(tail=digits, until=None)
        for person in people.filter(pk__in=ways.values("person_id"))[:LIMIT]:
            yield Hit(_("电话尾号 %(tail)s") % {"tail": digits}, person=person)
    elif 7 <= len(digits) <= 12:
        ways = ContactWay.objects.filter(number_index=sealing.blind_index(digits), until=None)
        for person in people.filter(pk__in=ways.values("person_id"))[:LIMIT]:
            yield Hit(_("电话相同"), person=person)


def _by_form_of_address(people: QuerySet[Person], query: str) -> Iterator[Hit]:
    """ "王奶奶" and "wnn": women of that surname old enough to be called so today, or called so by wish."""
    liked = OtherName.objects.filter(name=query).values_list("person_id", flat=True)
    for person in people.filter(pk__in=list(liked[:LIMIT]), called=query):
        yield Hit(_("大家叫“%(called)s”") % {"called": query}, person=person)
    for meant in read_form_of_address(query):
        condition = Q(sex=meant.sex) if meant.sex in ("1", "2") else Q()
        condition &= _born_between(clock.today(), meant.min_age, meant.max_age)
        letters = family_letters(meant.surname) if meant.surname else meant.initial
        condition &= Q(surname_initials=letters, name__startswith=meant.surname)
        yield from _nearest_first(list(people.filter(condition)[:LIMIT]), query)


def _nearest_first(people: list[Person], query: str) -> list[Hit]:
    """Those whom a neighbour would call just that, then those who are only of that age and sex."""
    letters = query.replace(" ", "").lower()
    exact, other = [], []
    for person in people:
        name = called(person)
        if name == query or letters in initials(name):
            exact.append(Hit(_("称呼“%(called)s”") % {"called": name}, person=person))
        else:
            other.append(Hit(_("年纪和性别像“%(query)s”") % {"query": query}, person=person))
    return exact + other


def _born_between(today: date, min_age: int | None, max_age: int | None) -> Q:
    condition = Q()
    if min_age is not None:
        condition &= Q(birth__lte=born_by(today, min_age))
    if max_age is not None:
        condition &= Q(birth__gt=born_by(today, max_age + 1))
    return condition


def _by_name(people: QuerySet[Person], query: str) -> Iterator[Hit]:
    if query.isascii():
        return
    dense = "".join(query.split())
    if len(dense) == 1:
        found: Iterable[Person] = people.filter(name__startswith=dense)[:LIMIT]
    else:
        found = _bearing(people, pairs(dense)[0], dense)
    for person in found:
        same = person.name == query
        yield Hit(_("姓名相同") if same else _("姓名里有“%(query)s”") % {"query": query}, person=person)


def _by_initials(people: QuerySet[Person], query: str) -> Iterator[Hit]:
    letters = query.replace(" ", "").lower()
    if not (letters.isascii() and letters.isalpha() and 2 <= len(letters) <= 12):
        return
    for person in _bearing(people, "@" + letters):
        yield Hit(_("拼音首字母 %(letters)s") % {"letters": letters}, person=person)
