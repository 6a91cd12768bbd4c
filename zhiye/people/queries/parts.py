"""One row of somebody's file by its id, for the button beside it. "Not yours" and "not there" are one answer."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from zhiye.audit.models import Look
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.people import fields
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
from zhiye.people.queries.files import VIEW, called, get_person

EDIT, SECRET = "people.edit", "people.secret"
Row = TypeVar("Row", bound=models.Model)
Ringed = TypeVar("Ringed", Wish, CategoryHolding)


def person_to_edit(actor: Actor, id_: UUID) -> Person:
    """The person, for somebody who may change the file. Raises NotFound, or Forbidden where it is only seen."""
    person = get_person(actor, id_)
    if not actor.may(EDIT, person.path):
        raise Forbidden(EDIT)
    return person


def contact_way(actor: Actor, id_: UUID) -> ContactWay:
    """A telephone number. Raises NotFound."""
    return _part(actor, ContactWay, id_)


def wish(actor: Actor, id_: UUID) -> Wish:
    """A wish or a strength, if its ring includes the actor. Raises NotFound."""
    return _in_ring(actor, _part(actor, Wish, id_))


def holding(actor: Actor, id_: UUID) -> CategoryHolding:
    """A category of somebody, if its ring includes the actor. Raises NotFound."""
    return _in_ring(actor, _part(actor, CategoryHolding, id_))


def consent(actor: Actor, id_: UUID) -> Consent:
    """Something agreed to. Raises NotFound."""
    return _part(actor, Consent, id_)


def ownership(actor: Actor, id_: UUID) -> Ownership:
    """A home owned. Raises NotFound."""
    return _part(actor, Ownership, id_, "home")


def residence(actor: Actor, id_: UUID) -> Residence:
    """A home lived in. Raises NotFound."""
    return _part(actor, Residence, id_, "home")


def kin_tie(actor: Actor, id_: UUID) -> KinTie:
    """A tie of kin, from the side of the person it is shown with. Raises NotFound."""
    return _part(actor, KinTie, id_, "other")


def rival_value(actor: Actor, id_: UUID) -> RivalValue:
    """A second version of a field, settled or not. Raises NotFound."""
    return _part(actor, RivalValue, id_)


def look_at_person(actor: Actor, person: Person, id_: UUID | None) -> Look | None:
    """The actor's own look at something covered of ``person``; None when there is no such."""
    return Look.objects.filter(pk=id_, subject_id=person.pk, actor_key=actor.key).first() if id_ else None


def written_values(actor: Actor, person: Person) -> dict[str, str]:
    """The fields as text, as an edit form shows them; what is sealed is left out. Raises NotFound."""
    if not actor.may(VIEW, person.path):
        raise NotFound
    return {field: fields.value(person, field) for field in fields.FIELDS if field not in fields.SEALED}


def one_line(actor: Actor, person: Person) -> str:
    """Somebody in a list to choose from: 王奶奶 · 王桂珍 · 115-402, the full name only where it may be seen."""
    names = [called(person), person.name if actor.may(VIEW, person.path) else ""]
    return " · ".join(
        dict.fromkeys(text for text in (*names, person.home.door if person.home else "") if text)
    )


def _part(actor: Actor, model: type[Row], id_: UUID, *related: str) -> Row:
    found: Any = model._default_manager.select_related("person", *related).filter(pk=id_).first()
    if found is None or not actor.may(VIEW, found.person.path):
        raise NotFound
    return found  # type: ignore[no-any-return]


def _in_ring(actor: Actor, row: Ringed) -> Ringed:
    if row.ring == "secretary" and not actor.may(SECRET, row.person.path):
        raise NotFound
    return row
