"""What the street's year shows below: a way to it from what the committees handed up."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from zhiye.cases.slots import STREET_ACTIONS
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.overview.permissions import ASK


@STREET_ACTIONS.register(10, "overview")
def the_year(actor: Actor) -> Action | None:
    """各居民区的一年."""
    return Action(gettext_lazy("各居民区的一年"), reverse("overview"), "home") if actor.may(ASK) else None
