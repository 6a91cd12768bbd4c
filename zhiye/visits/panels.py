"""What contacts show below: a button on people and homes, their lines in 来龙去脉, the answers to a promise."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.models import Case, Promise
from zhiye.cases.slots import CASE_ACTIONS, CASE_STORY, PROMISE_PANELS
from zhiye.cases.views.subjects import Subject
from zhiye.journal.slots import TIMELINE, TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.kernel.slots import Panel
from zhiye.people.models import Person
from zhiye.people.slots import PERSON_ACTIONS
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.slots import PLACE_ACTIONS
from zhiye.visits import story
from zhiye.visits.answering import About, answer_form, concerned
from zhiye.visits.permissions import EDIT


@TIMELINE.register(40, "visits")
def contacts_in_story(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Contacts with a person or at a place."""
    return story.contacts(actor, subject)


@CASE_STORY.register(10, "visits")
def contacts_of_case(actor: Actor, case: Case) -> list[TimelineRow]:
    """Contacts because of a matter."""
    return story.contacts_of_case(actor, case)


@PERSON_ACTIONS.register(1, "visits.log")
def visit_person(actor: Actor, person: Person) -> Action | None:
    """见到了, 没在家 …"""
    return _visit(actor, person.path, person=person.pk) if person.is_current else None


@PLACE_ACTIONS.register(1, "visits.log")
def visit_home(actor: Actor, place: Place) -> Action | None:
    """The same for a home."""
    return _visit(actor, place.path, place=place.pk) if place.kind == kinds.HOME else None


@CASE_ACTIONS.register(10, "visits.log")
def visit_for_case(actor: Actor, case: Case) -> Action | None:
    """A visit or call because of a matter."""
    return Action(gettext_lazy("去过、联系过"), _new(case=case.pk), "care") if actor.may(EDIT) else None


@PROMISE_PANELS.register(10, "visits.answer")
def answer_promise(actor: Actor, promise: Promise) -> Panel | None:
    """The likely answers, where the promise is about somebody or a home: so a visit is noted on the same page."""
    subject = promise.person or promise.place
    if subject is None or not actor.may(EDIT, subject.path):
        return None
    if promise.place is not None and promise.person is None and promise.place.kind != kinds.HOME:
        return None
    about = About(Subject(), promise)
    form = answer_form(actor, about, concerned(actor, about))
    context = {"form": form, "action": _new(promise=promise.pk)}
    return Panel(_("去过了吗"), "visits/_answer.html", context, "answer")


def _visit(actor: Actor, path: str, **about: object) -> Action | None:
    return Action(gettext_lazy("走访"), _new(**about), "care", lead=True) if actor.may(EDIT, path) else None


def _new(**about: object) -> str:
    return f"{reverse('visits-new')}?{urlencode(about)}"
