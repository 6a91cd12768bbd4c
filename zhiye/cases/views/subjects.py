"""Whom and what a new row is about, as the address of its page says: ?person=, ?place=, ?case=."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhiye.cases import queries
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.pages import StaffRequest
from zhiye.people.queries import get_person
from zhiye.places import queries as places
from zhiye.places.building_page import address_of


@dataclass(frozen=True)
class Subject:
    """What the page was opened from; all None when from nowhere."""

    person: Any = None
    place: Any = None
    case: Any = None

    @property
    def known(self) -> bool:
        """Whether it is about somebody or something already."""
        return bool(self.person or self.place or self.case)

    @property
    def path(self) -> str:
        """Where it belongs; "" when it is about nothing yet."""
        found = self.case or self.place or self.person
        return found.path if found else ""

    @property
    def back(self) -> str:
        """The address of the page to return to."""
        if self.case:
            return reverse("cases-detail", args=[self.case.pk])
        if self.person:
            return reverse("people-detail", args=[self.person.pk])
        return address_of(self.place) if self.place else reverse("cases-list")


def subject_of(request: StaffRequest, permission: str) -> Subject:
    """Read from the address; NotFound for what the actor may not write about."""
    actor, asked = request.actor, request.GET
    person = get_person(actor, asked["person"], permission) if asked.get("person") else None
    place = places.place(actor, asked["place"], permission) if asked.get("place") else None
    return Subject(person, place, _case(actor, asked.get("case")))


def _case(actor: Actor, id_: str | None) -> Any:
    if not id_:
        return None
    case = queries.case(actor, id_)
    if not queries.may_change(actor, case):
        raise NotFound
    return case
