"""Who in the register is like the person being written: asked while saving, answered with the reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from zhiye.kernel import sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow, within
from zhiye.people.models import ContactWay, Person
from zhiye.people.names import near
from zhiye.people.phone import read_phones
from zhiye.places.models import Place

NEAR_ENOUGH = 0.7  # half characters, half sounds; measured on corrupted names it keeps 99 of 100 pairs
LIMIT = 5


@dataclass(frozen=True)
class Sketch:
    """What is known of the person being written."""

    name: str
    birth: date | None
    id_index: str
    home_id: Any
    phone_index: str
    own_id: Any = None

    @classmethod
    def of(cls, person: Person, phone: str = "") -> "Sketch":
        """The sketch of an unsaved or saved person."""
        numbers = read_phones(phone) if phone else ()
        index = sealing.blind_index(numbers[0].number) if numbers and not numbers[0].problem else ""
        return cls(person.name, person.birth, person.id_index, person.home_id, index, person.pk)


@dataclass(frozen=True)
class Likeness:
    """One person in the register, and why they may be the same."""

    person: Person
    why: str


def alike(actor: Actor, sketch: Sketch, committee: Place) -> list[Likeness]:
    """At most five people of the committee whom the actor serves and who may be the one sketched, surest first.

    Same ID number; same name and birth date; same name and home; near name and same telephone.
    """
    mine = within("path", narrow(actor.scope("people.list"), committee.path))
    people = Person.objects.filter(mine, merged_into=None).exclude(pk=sketch.own_id).select_related("home")
    found: dict[Any, Likeness] = {}
    for condition, why in _certain(sketch):
        for person in people.filter(condition)[:LIMIT]:
            found.setdefault(person.pk, Likeness(person, why))
    for person in _by_phone(people, sketch):
        found.setdefault(person.pk, Likeness(person, _("名字相近，电话相同")))
    return list(found.values())[:LIMIT]


def _certain(sketch: Sketch) -> list[tuple[Q, str]]:
    rules = []
    if sketch.id_index:
        rules.append((Q(id_index=sketch.id_index), _("证件号相同")))
    if sketch.birth:
        rules.append((Q(name=sketch.name, birth=sketch.birth), _("姓名和出生日期相同")))
    if sketch.home_id:
        rules.append((Q(name=sketch.name, home=sketch.home_id), _("姓名和住处相同")))
    return rules


def _by_phone(people: Any, sketch: Sketch) -> list[Person]:
    if not sketch.phone_index:
        return []
    ways = ContactWay.objects.filter(number_index=sketch.phone_index, until=None).values("person_id")
    return [p for p in people.filter(pk__in=ways)[:20] if near(p.name, sketch.name) >= NEAR_ENOUGH]
