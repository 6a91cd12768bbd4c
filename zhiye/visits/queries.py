"""Reading contacts. Every query starts with the actor; "not yours" and "not there" are one answer."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.cases.leave import sees
from zhiye.cases.models import Case
from zhiye.journal import rings
from zhiye.journal.slots import MOST
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits.models import Contact, Met
from zhiye.visits.permissions import EDIT, VIEW

LIST = "people.list"


def contact(actor: Actor, id_: UUID | str) -> Contact:
    """One contact, as long as it was not taken back. Raises NotFound."""
    found = _contacts(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def may_take_back(actor: Actor, contact: Contact) -> bool:
    """Whether the actor may say that it was a mistake."""
    return sees(actor, EDIT, ring=contact.ring, path=contact.path, writers=(contact.by_id,))


def contacts_about(actor: Actor, subject: Person | Place, most: int = MOST) -> list[Contact]:
    """Contacts with a person, or at or below a place; newest first."""
    if isinstance(subject, Person):
        about = Q(pk__in=Met.objects.filter(person=subject).values("contact_id"))
    else:
        about = within("path", [subject.path])
    return list(_contacts(actor).filter(about).order_by("-on", "-id")[:most])


def contacts_of_case(actor: Actor, case: Case, most: int = MOST) -> list[Contact]:
    """Contacts because of a matter; newest first."""
    return list(_contacts(actor).filter(case=case).order_by("-on", "-id")[:most])


def people_met(actor: Actor, contacts: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """Whom each contact was with, as far as the actor may see them; one question."""
    found: dict[UUID, list[Person]] = defaultdict(list)
    rows = Met.objects.filter(contact__in=list(contacts)).select_related("person", "person__home")
    for row in rows.order_by("id"):
        if actor.may(LIST, row.person.path):
            found[row.contact_id].append(row.person)
    return found


def _contacts(actor: Actor) -> QuerySet[Contact]:
    mine = rings.visible(actor, VIEW, writer="by")
    return Contact.objects.filter(mine, undone_at=None).select_related("place", "by", "case", "settled")
