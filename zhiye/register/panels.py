"""Buttons on the pages of people and places that lead to this door, and the merges that can be undone."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.kernel.slots import Panel
from zhiye.people.models import Person
from zhiye.people.slots import PERSON_ACTIONS, PERSON_PANELS
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.slots import PLACE_ACTIONS
from zhiye.register.queries import MERGE, merges_into

EDIT = "places.edit"


@PERSON_ACTIONS.register(10, "register.merge")
def merge_action(actor: Actor, person: Person) -> Action | None:
    """Joining with another file."""
    if person.merged_into_id or not actor.may(MERGE, person.path):
        return None
    return Action(gettext_lazy("和另一份合并"), reverse("register-merge-find", args=[person.pk]))


@PERSON_PANELS.register(90, "register.merges")
def merges(actor: Actor, person: Person) -> Panel | None:
    """What was joined into this file, each with a way back."""
    found = merges_into(actor, person) if actor.may(MERGE, person.path) else []
    return Panel(_("并进来的资料"), "register/_merges.html", {"merges": found}, "merges") if found else None


@PLACE_ACTIONS.register(10, "register.rename")
def rename_action(actor: Actor, place: Place) -> Action | None:
    """Another number or name."""
    if not actor.may(EDIT, place.path):
        return None
    return Action(gettext_lazy("改名或改门牌"), reverse("register-rename", args=[place.pk]))


@PLACE_ACTIONS.register(20, "register.move")
def move_action(actor: Actor, place: Place) -> Action | None:
    """Standing in another place."""
    if place.kind not in (kinds.BUILDING, kinds.HOME) or not actor.may(EDIT, place.path):
        return None
    return Action(gettext_lazy("换到另一处下面"), reverse("register-move", args=[place.pk]))
