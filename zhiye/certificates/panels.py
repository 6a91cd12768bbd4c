"""What the desk shows on the page of a person: a button, and the proofs in the story."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.certificates import queries
from zhiye.certificates.models import Certificate
from zhiye.certificates.numbering import told_number
from zhiye.certificates.permissions import VIEW, WRITE
from zhiye.certificates.workflow import WORDS
from zhiye.journal.slots import TIMELINE, TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.people.models import Person
from zhiye.people.slots import PERSON_ACTIONS
from zhiye.places.models import Place

ORDER = 50  # within a day


@PERSON_ACTIONS.register(45, "certificates.desk")
def proof_for_person(actor: Actor, person: Person) -> Action | None:
    """A proof for this person."""
    if not person.is_current or not actor.may(WRITE, person.path):
        return None
    return Action(gettext_lazy("开证明"), f"{reverse('certificates-desk')}?person={person.pk}", "print")


@TIMELINE.register(45, "certificates")
def proofs_in_story(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Proofs written for a person; nothing for places, and nothing of what was refused."""
    if not isinstance(subject, Person) or not actor.may(VIEW, subject.path):
        return []
    return [_row(one) for one in queries.of_person(actor, subject)]


def _row(one: Certificate) -> TimelineRow:
    text = f"{one.name}（{WORDS[one.state]}）"
    if one.number:
        text += f" {told_number(one.number)}"
    url = reverse("certificates-detail", args=[one.pk])
    return TimelineRow(one.numbered_on or one.asked_on, ORDER, _("证明"), text, url, icon="print")
