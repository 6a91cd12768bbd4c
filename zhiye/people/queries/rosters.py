"""People as plain records again, for a list that goes out: the way back from an import."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from zhiye.kernel import sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import ancestors, narrow, within
from zhiye.people import fields
from zhiye.people.codes import HEAD
from zhiye.people.commands.person import REVEAL
from zhiye.people.commands.reach import row_of as row_of_way
from zhiye.people.models import CategoryHolding, ContactWay, Person, Residence
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.places.models import Place

VIEW = "people.view"


@dataclass
class Around:
    """What belongs to the people, by person or household."""

    residences: dict[tuple[UUID, UUID], Residence] = field(default_factory=dict)
    heads: dict[UUID, str] = field(default_factory=dict)
    phones: dict[UUID, list[str]] = field(default_factory=lambda: defaultdict(list))
    categories: dict[UUID, list[str]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, Place] = field(default_factory=dict)


def roster(
    actor: Actor, committee: Place, standing: str = "resident", covered: Collection[str] = ()
) -> Iterator[PersonRecord]:
    """The committee's people in door order; ``household`` holds the name of its head.

    ``covered`` names what to open ("id_number", "phone"); the rest stays empty. Raises NotFound for
    somebody who may not see the people or may not open what is asked for.
    """
    scope = narrow(actor.scope(VIEW), committee.path)
    if not scope or not all(actor.may(REVEAL[kind], committee.path) for kind in covered):
        raise NotFound
    people = Person.objects.filter(within("path", scope), is_current=True).select_related("home")
    if standing:
        people = people.filter(standing=standing)
    near = what_is_around(actor, scope, "phone" in covered)
    for person in people.order_by("path", "id").iterator(chunk_size=2000):
        yield record_of(actor, person, near, "id_number" in covered)


def what_is_around(
    actor: Actor, scope: tuple[str, ...], with_phones: bool, few: Collection[UUID] | None = None
) -> Around:
    """What belongs to the people of ``scope``, or to a few of them by their keys."""
    found, mine = Around(), within("person__path", scope)
    people = within("path", scope)
    if few is not None:
        mine, people = Q(person__in=few), Q(person__in=few)
    for row in Residence.objects.filter(mine, until=None):
        found.residences[row.person_id, row.home_id] = row
    households = {row.household_id for row in found.residences.values() if row.household_id}
    led = Q(household__in=households) if few is not None else within("home__path", scope)
    heads = Residence.objects.filter(led, until=None, relation=HEAD).exclude(household=None)
    found.heads = dict(heads.values_list("household_id", "person__name"))
    rings = Q(ring="team") | within("path", actor.scope("people.secret"))
    for person, code in CategoryHolding.objects.filter(people, rings, until=None).values_list(
        "person_id", "code"
    ):
        found.categories[person].append(code)
    if with_phones:
        for way in ContactWay.objects.filter(mine, until=None, whose=""):
            found.phones[way.person_id].append(sealing.unseal(way.number, row_of_way(way.pk)))
    above = Place.objects.filter(within("path", scope), kind__in=("estate", "building", "unit"))
    found.places = {place.path: place for place in above}
    return found


def record_of(actor: Actor, person: Person, around: Around, with_id: bool) -> PersonRecord:
    """The plain record of somebody the actor has been given."""
    residence = around.residences.get((person.pk, person.home_id)) if person.home_id else None
    return PersonRecord(
        key=str(person.pk),
        name=person.name,
        id_number=fields.value(person, "id_number") if with_id else "",
        sex=person.sex,
        birth=person.birth,
        birth_precision=person.birth_precision,
        phones=tuple(around.phones.get(person.pk, ())),
        home=_home(person.home, around) if person.home else None,
        household=around.heads.get(residence.household_id, "")
        if residence and residence.household_id
        else "",
        relation=residence.relation if residence else "",
        lives_here=residence.lives_here if residence else None,
        registered_here=residence.registered_here if residence else None,
        tenure=residence.tenure if residence else "",
        categories=tuple(around.categories.get(person.pk, ())),
        note=person.note,
    )


def _home(home: Place, around: Around) -> HomeRecord:
    above = {p.kind: p.code for path in ancestors(home.path) if (p := around.places.get(path))}
    return HomeRecord(
        above.get("estate", ""), above.get("building", ""), above.get("unit", ""), home.code, home.floor
    )
