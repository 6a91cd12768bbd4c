"""Whom to ring about a matter: its parties by their numbers, and whom an upper room knows (the caller of a ticket).

Only covered numbers are in a page; the button asks for the whole one, which leaves a look.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from zhiye.cases.models import Case, Party
from zhiye.cases.showing import name_for
from zhiye.cases.slots import CASE_CALLERS
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.people.choices import SAFE_CONTACT
from zhiye.people.models import ContactWay, Person
from zhiye.people.queries.files import opened
from zhiye.people.queries.parts import look_at_person

REVEAL = "people.reveal_phone"
MOST = 3  # numbers beside the next step; the others stand on the people's own pages


@dataclass(frozen=True)
class Caller:
    """Somebody to ring: what to call them, the covered number, the address whose POST shows it whole.

    ``number`` is the whole one for whoever has just looked, at ``seen_at``; ``safe`` how to reach them safely.
    """

    name: str
    masked: str
    reveal_url: str
    number: str = ""
    seen_at: datetime | None = None
    safe: str = ""


def callers(actor: Actor, case: Case, parties: list[Party], look_id: UUID | None) -> list[Caller]:
    """Whom to ring, upper rooms' callers first; ``look_id`` is the look that the actor has just asked for."""
    found: list[Caller] = list(CASE_CALLERS.collect(actor, case))
    people = {party.person_id: party.person for party in parties if actor.may(REVEAL, party.person.path)}
    ways = ContactWay.objects.filter(person__in=people, until=None) if people else ContactWay.objects.none()
    order = list(people)
    for way in sorted(ways, key=lambda way: (order.index(way.person_id), way.whose, way.pk)):
        found.append(_caller(actor, case, people[way.person_id], way, look_id))
    return found[:MOST]


def _caller(actor: Actor, case: Case, person: Person, way: ContactWay, look_id: UUID | None) -> Caller:
    called = name_for(actor, person)
    number, seen_at = _seen(actor, person, way, look_id)
    safe = (SAFE_CONTACT.get(person.safe_contact, ""), person.safe_contact_note)
    return Caller(
        f"{called}的{way.whose}" if way.whose else called,
        str(way),
        reverse("cases-call", args=[case.pk, way.pk]),
        number,
        seen_at,
        "：".join(filter(None, safe)),
    )


def _seen(actor: Actor, person: Person, way: ContactWay, look_id: UUID | None) -> tuple[str, Any]:
    """The whole number and when it was asked for, while it may still be read; else nothing."""
    look = look_at_person(actor, person, look_id)
    if look is None or look.field != f"phone:{way.pk}":
        return "", None
    try:
        return opened(actor, look), look.at
    except NotFound:
        return "", None
