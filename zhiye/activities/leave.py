"""Asking leave for activities: whoever serves a part of a committee sees and writes the activities of all of it."""

from django.db.models import Q

from zhiye.activities.permissions import VIEW, WRITE
from zhiye.cases.leave import LIST
from zhiye.journal.rings import committee_path
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within


def committees(actor: Actor, permission: str) -> set[str]:
    """The paths of the committees in a part of which ``permission`` is held; "" for everywhere."""
    return {committee_path(at) for at in actor.scope(permission)}


def may(actor: Actor, permission: str, path: str) -> bool:
    """Whether the actor may do so for something at ``path``."""
    return any(path.startswith(at) for at in committees(actor, permission))


def require(by: Actor, path: str) -> None:
    """Leave to write an activity at ``path``. Raises NotFound elsewhere, Forbidden for who only lists people there."""
    if may(by, WRITE, path):
        by.require(WRITE)
    else:
        by.require(WRITE, path, seen_with=LIST)


def visible(actor: Actor, path: str = "path") -> Q:
    """Condition: rows that the actor may open; ``path`` is the lookup of theirs."""
    return within(path, committees(actor, VIEW))
