"""One box: a door, a name, a form of address, initials, the tail of a phone, a full ID number.

Every hit says why it matched. All questions go through indexes; nothing scans the register.
"""

import re
from collections.abc import Iterator
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
from zhiye.people.models import ContactWay, Person, SearchKey
from zhiye.people.queries.lists import born_by
from zhiye.people.searchkeys import LONGEST, pairs
from zhiye.places.addresses import Address, read_address, write_address
from zhiye.places.models import Place
from zhiye.places.queries import by_door

LIMIT = 200  # hits of one kind; a page says when there were more
LIST = "people.list"


@dataclass(frozen=True)
class Hit:
    """One find: a person or a place, and why it matched."""

    why: str
    person: Person | None = None
    place: Place | None = None


def search(actor: Actor, text: str, limit: int = LIMIT) -> list[Hit]:
    """At most ``limit`` hits for ``text``, the surest kind first; an empty list when nothing fits."""
    query = " ".join(text.split())[:60]
    if not query:
        return []
    kinds = (_by_id_number, _by_door, _by_phone, _by_form_of_address, _by_name, _by_initials)
    found: dict[object, Hit] = {}
    for hit in chain.from_iterable(kind(actor, query) for kind in kinds):
        found.setdefault(hit.person.pk if hit.person else hit.place.pk if hit.place else None, hit)
        if len(found) >= limit:
            break
    return list(islice(found.values(), limit))


def _people(actor: Actor) -> QuerySet[Person]:
    mine = within("path", actor.scope(LIST))
    return Person.objects.filter(mine, is_current=True).select_related("home").order_by("path", "id")


def _keyed(actor: Actor, condition: Q) -> QuerySet[Person]:
    return _people(actor).filter(pk__in=SearchKey.objects.filter(condition).values("person_id"))


def _by_id_number(actor: Actor, query: str) -> Iterator[Hit]:
    compact = query.replace(" ", "")
    if len(compact) not in (15, 18) or not compact[:-1].isdigit():
        return
    index = sealing.blind_index(read_id_number(compact).number)
    for person in _people(actor).filter(id_index=index)[:LIMIT]:
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
    if re.fullmatch(r"\d{1,4}", query):
        yield query
    elif address and address.building:
        yield write_address(address, "short")


def _by_phone(actor: Actor, query: str) -> Iterator[Hit]:
    digits = re.sub(r"[\s-]", "", query)
    if not digits.isdigit():
        return
    if len(digits) == 4:
        for person in _keyed(actor, Q(key="#" + digits))[:LIMIT]:
            yield Hit(_("电话尾号 %(tail)s") % {"tail": digits}, person=person)
    elif 7 <= len(digits) <= 12:
        ways = ContactWay.objects.filter(number_index=sealing.blind_index(digits), until=None)
        for person in _people(actor).filter(pk__in=ways.values("person_id"))[:LIMIT]:
            yield Hit(_("电话相同"), person=person)


def _by_form_of_address(actor: Actor, query: str) -> Iterator[Hit]:
    """ "王奶奶" and "wnn": women of that surname old enough to be called so today, or called so by wish."""
    for person in _keyed(actor, Q(key="=" + query[:LONGEST])).filter(called=query)[:LIMIT]:
        yield Hit(_("大家叫“%(called)s”") % {"called": query}, person=person)
    for meant in read_form_of_address(query):
        condition = Q(sex=meant.sex) if meant.sex in ("1", "2") else Q()
        condition &= _born_between(clock.today(), meant.min_age, meant.max_age)
        people = _people(actor)
        if meant.surname:
            people = _keyed(actor, Q(key="^" + meant.surname[0])).filter(name__startswith=meant.surname)
        else:
            condition &= Q(surname_initials=meant.initial)
        for person in people.filter(condition)[:LIMIT]:
            yield Hit(_("称呼像“%(query)s”") % {"query": query}, person=person)


def _born_between(today: date, min_age: int | None, max_age: int | None) -> Q:
    condition = Q()
    if min_age is not None:
        condition &= Q(birth__lte=born_by(today, min_age))
    if max_age is not None:
        condition &= Q(birth__gt=born_by(today, max_age + 1))
    return condition


def _by_name(actor: Actor, query: str) -> Iterator[Hit]:
    if query.isascii():
        return
    if len(query) == 1:
        found = _keyed(actor, Q(key="^" + query))
    else:
        parts = pairs(query)
        found = _keyed(actor, Q(key=parts[0])).filter(
            Q(name__contains="".join(query.split())) | Q(other_names__contains=query)
        )
    for person in found[:LIMIT]:
        same = person.name == query
        yield Hit(_("姓名相同") if same else _("姓名里有“%(query)s”") % {"query": query}, person=person)


def _by_initials(actor: Actor, query: str) -> Iterator[Hit]:
    letters = query.replace(" ", "").lower()
    if not (letters.isascii() and letters.isalpha() and 2 <= len(letters) <= 12):
        return
    for person in _keyed(actor, Q(key="@" + letters))[:LIMIT]:
        yield Hit(_("拼音首字母 %(letters)s") % {"letters": letters}, person=person)
