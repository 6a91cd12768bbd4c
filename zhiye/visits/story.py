"""来龙去脉: what contacts tell of a person, a place, a matter."""

from zhiye.cases.models import Case
from zhiye.cases.showing import name_for
from zhiye.journal.slots import TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits import queries
from zhiye.visits.models import Contact
from zhiye.visits.showing import contact_url, outcome_line

ORDER = 55  # within a day: after a matter came in, before it moved on


def contacts(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Contacts with a person or at a place; one question for a person, two for a place."""
    found = queries.contacts_about(actor, subject)
    met = {} if isinstance(subject, Person) or not found else queries.people_met(actor, [c.pk for c in found])
    return [_row(actor, contact, met.get(contact.pk, [])) for contact in found]


def contacts_of_case(actor: Actor, case: Case) -> list[TimelineRow]:
    """Contacts because of a matter."""
    found = queries.contacts_of_case(actor, case)
    met = queries.people_met(actor, [c.pk for c in found]) if found else {}
    return [_row(actor, contact, met.get(contact.pk, [])) for contact in found]


def _row(actor: Actor, contact: Contact, people: list[Person]) -> TimelineRow:
    names = "、".join(filter(None, (name_for(actor, person) for person in people)))
    text = f"{names}：{outcome_line(contact)}" if names else outcome_line(contact)
    return TimelineRow(
        contact.on,
        ORDER,
        contact.kind_name,
        f"{text}（{contact.by.name}）",
        contact_url(contact),
        record=contact.pk,
        icon="person",
    )
