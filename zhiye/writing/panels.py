"""记一笔 on the pages of people, homes and buildings: the note begins with whom or what it is about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from zhiye.journal.permissions import WRITE
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.people.models import Person
from zhiye.people.slots import PERSON_ACTIONS
from zhiye.places.models import Place
from zhiye.places.slots import PLACE_ACTIONS


@PERSON_ACTIONS.register(1, "writing.note")
def about_person(actor: Actor, person: Person) -> Action | None:
    """A note that begins with the person's name and door; who died or left is written of from the tab bar."""
    if not person.is_current or not (actor.may(WRITE, person.path) and actor.may("people.view", person.path)):
        return None
    return Action(gettext_lazy("记一笔"), f"{reverse('writing-new')}?person={person.pk}", "pen")


@PLACE_ACTIONS.register(1, "writing.note")
def about_place(actor: Actor, place: Place) -> Action | None:
    """A note that begins at the door."""
    if not actor.may(WRITE, place.path):
        return None
    return Action(gettext_lazy("记一笔"), f"{reverse('writing-new')}?home={place.pk}", "pen")
