"""Two people at once: the second is told who was quicker, as the trail knows it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol
from uuid import UUID

from zhiye.audit.models import AuditEntry
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Conflict
from zhiye.ui.conflicts import ChangedMeanwhile


class Placed(Protocol):
    """A row that stands somewhere."""

    pk: UUID
    path: str


def conflict(
    by: Actor,
    subject: Placed,
    fields: Mapping[str, tuple[Any, Any]],
    *,
    permission: str,
    actions: Collection[str],
    counted: Callable[[Mapping[str, Any]], bool] = bool,
) -> Conflict:
    """The conflict to raise; ``fields`` maps a field to (mine, theirs).

    ``actions`` are the commands that count up the version of ``subject``, ``counted`` says of the changes of one
    whether it did. The caller has asked leave for the subject where it stands now; what was done where it stood
    before is told to whoever holds ``permission`` there. Where the author is not known, or not to be told, it is a
    plain conflict.
    """
    found = AuditEntry.objects.filter(subject_id=subject.pk, action__in=actions)
    entry = next((one for one in found.iterator() if counted(one.changes)), None)
    if entry is None or (entry.path != subject.path and not by.may(permission, entry.path)):
        return Conflict(fields)
    return ChangedMeanwhile(fields, who=entry.actor_name, at=entry.at, own=entry.actor_key == by.key)
