"""One person's file: everything the actor may see of it, in one value; covered things stay covered."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zhiye.audit import queries as trail
from zhiye.audit.models import Look
from zhiye.audit.queries import Change
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.people import fields
from zhiye.people.birth import age_on
from zhiye.people.codes import CATEGORIES
from zhiye.people.codes import computed_categories as computed_codes
from zhiye.people.commands.person import REVEAL, SHOWN_FOR
from zhiye.people.commands.reach import row_of as row_of_way
from zhiye.people.forms_of_address import form_of_address
from zhiye.people.models import (
    CategoryHolding,
    Consent,
    ContactWay,
    KinTie,
    Ownership,
    Person,
    Residence,
    RivalValue,
    Wish,
)

LIST, VIEW, SECRET = "people.list", "people.view", "people.secret"


@dataclass
class PersonFile:
    """A person with what belongs to them, as far as the actor may see."""

    person: Person
    called: str
    age: int | None
    residences: list[Residence] = field(default_factory=list)
    housemates: list[Residence] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    kin: list[KinTie] = field(default_factory=list)
    ways: list[ContactWay] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    holdings: list[CategoryHolding] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)  # names of categories that follow from age
    consents: list[Consent] = field(default_factory=list)
    rivals: list[RivalValue] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)


def get_person(actor: Actor, id_: UUID | str, permission: str = LIST) -> Person:
    """The person, if the actor holds ``permission`` where they live. Raises NotFound."""
    person = Person.objects.select_related("home", "merged_into").filter(pk=read_id(id_) or NIL).first()
    if person is None or not actor.may(permission, person.path):
        raise NotFound
    return person


def called(person: Person, today: date | None = None) -> str:
    """What people call them: their own wish, else from name, sex and age."""
    if person.called:
        return person.called
    day = today or clock.today()
    return form_of_address(person.name, person.sex, age_on(person.birth, day) if person.birth else None)


def person_file(actor: Actor, person: Person) -> PersonFile:
    """The whole file; with ``people.list`` alone just the form of address."""
    today = clock.today()
    age = age_on(person.birth, today) if person.birth else None
    if not actor.may(VIEW, person.path):
        return PersonFile(person, called(person, today), None)
    rings = Q() if actor.may(SECRET, person.path) else Q(ring="team")
    of = Q(person=person)
    residences = list(
        Residence.objects.filter(of).select_related("home", "household").order_by("until", "-since")
    )
    households = [r.household_id for r in residences if r.household_id and r.until is None]
    mates = Residence.objects.filter(household__in=households, until=None).exclude(of)
    return PersonFile(
        person,
        called(person, today),
        age,
        residences,
        list(mates.select_related("person").order_by("relation", "id")),
        list(Ownership.objects.filter(of).select_related("home").order_by("until", "id")),
        [tie for tie in _ties(person) if actor.may(LIST, tie.other.path)],
        list(ContactWay.objects.filter(of, until=None).order_by("whose", "id")),
        list(Wish.objects.filter(rings, of, until=None)),
        list(CategoryHolding.objects.filter(rings, of, until=None).order_by("code")),
        computed_categories(age),
        list(Consent.objects.filter(of).order_by("withdrawn_on", "purpose")),
        list(RivalValue.objects.filter(of, settled_at=None).order_by("written_at")),
        trail.looks_at(actor, person.pk, VIEW),
    )


def _ties(person: Person) -> QuerySet[KinTie]:
    ties = KinTie.objects.filter(person=person).select_related("other", "other__home")
    return ties.order_by("relation", "id")


def computed_categories(age: int | None) -> list[str]:
    """Names of the categories that follow from age alone."""
    return [CATEGORIES[code].name for code in computed_codes(age)]


def opened(actor: Actor, look: Look) -> str:
    """The covered value that ``look`` asked for: to the one who asked, for a few minutes. Raises NotFound."""
    if look.actor_key != actor.key or clock.now() - look.at > SHOWN_FOR:
        raise NotFound
    kind, _colon, way_id = look.field.partition(":")
    person = get_person(actor, look.subject_id, REVEAL[kind])
    if kind == "id_number":
        return fields.value(person, "id_number") or _("没有登记")
    way = ContactWay.objects.filter(pk=read_id(way_id) or NIL, person=person).first()
    if way is None:
        raise NotFound
    return sealing.unseal(way.number, row_of_way(way.pk))


def history_of(actor: Actor, person: Person) -> list[Change]:
    """Every change of the file, newest first, the import that brought it last."""
    if not actor.may(VIEW, person.path):
        raise NotFound
    changes = trail.changes_of(actor, [person.pk], VIEW)
    if person.origin and not any(change.op == person.origin for change in changes):
        changes += trail.first_of_gesture(actor, person.origin, VIEW)
    return changes
