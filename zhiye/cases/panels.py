"""What matters show on the pages of people and homes: what is in hand, what was promised; a button for a new one."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases import queries, story
from zhiye.cases.permissions import EDIT, VIEW
from zhiye.cases.showing import promise_rows
from zhiye.journal.slots import TIMELINE, TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.kernel.slots import Panel
from zhiye.people.models import Person
from zhiye.people.slots import PERSON_ACTIONS, PERSON_PANELS
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.slots import HOME_PANELS, PLACE_ACTIONS


@TIMELINE.register(20, "cases")
def matters_in_story(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Matters that came in and how they ended."""
    return story.matters(actor, subject)


@TIMELINE.register(30, "cases.promises")
def promises_in_story(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """What was promised and what became of it."""
    return story.promises(actor, subject)


@PERSON_PANELS.register(5, "cases.hand")
def in_hand_of_person(actor: Actor, person: Person) -> Panel | None:
    """What is open about a person."""
    return _in_hand(actor, person)


@HOME_PANELS.register(12, "cases.hand")
def in_hand_of_home(actor: Actor, home: Place) -> Panel | None:
    """What is open about a home and the people in it."""
    return _in_hand(actor, home)


@PERSON_ACTIONS.register(3, "cases.open")
def open_for_person(actor: Actor, person: Person) -> Action | None:
    """A new matter of this person."""
    return _open(actor, person.path, person=person.pk) if person.is_current else None


@PLACE_ACTIONS.register(3, "cases.open")
def open_for_place(actor: Actor, place: Place) -> Action | None:
    """A new matter of this home or building."""
    if place.kind not in (kinds.HOME, kinds.UNIT, kinds.BUILDING):
        return None
    return _open(actor, place.path, place=place.pk)


def _open(actor: Actor, path: str, **about: object) -> Action | None:
    if not actor.may(EDIT, path):
        return None
    return Action(gettext_lazy("记一件事"), f"{reverse('cases-new')}?{urlencode(about)}", "case", lead=True)


def _in_hand(actor: Actor, subject: Person | Place) -> Panel | None:
    if not actor.may(VIEW, subject.path):
        return None
    cases = queries.matters_of(actor, subject)
    promises = queries.promises_of(actor, subject)
    if not cases and not promises:
        return None
    context = {"cases": cases, "promises": promise_rows(promises)}
    return Panel(_("在办的和说好的"), "cases/_in_hand.html", context, "in-hand")
