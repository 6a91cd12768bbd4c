"""Asking leave for forms: whoever serves a part of a committee fills its forms, with the people of that part."""

from zhiye.filling.models import Form
from zhiye.filling.permissions import USE
from zhiye.journal.rings import writer_of
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow
from zhiye.places.models import Place

LIST = "people.list"


def may_use(actor: Actor, committee: Place) -> bool:
    """Whether the actor fills forms anywhere in the committee."""
    return bool(narrow(actor.scope(USE), committee.path))


def require(by: Actor, committee: Place) -> None:
    """Leave to do so. Raises NotFound for a stranger, Forbidden for who only lists people there."""
    inside = narrow(by.scope(USE), committee.path)
    by.require(USE, inside[0] if inside else committee.path, seen_with=LIST)


def may_take(actor: Actor, form: Form) -> bool:
    """Whether the actor may fill the copy in hand: one that came with something written in it is for whoever
    brought it, since nobody knows whom else its rows are for."""
    return not form.has_rows or form.brought_by_id == writer_of(actor)


def may_retire(actor: Actor, form: Form) -> bool:
    """Whether the actor may take the form away from everybody: who serves the whole committee, or brought it."""
    return actor.may(USE, form.committee.path) or form.brought_by_id == writer_of(actor)
