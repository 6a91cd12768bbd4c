"""Who sees what of a ring. Rows carry ``ring``, ``path`` and who wrote them; journal, cases and visits ask here.

team: whoever holds the permission at the path. secretary: of these the writer, and whoever may
``people.secret`` there. own: the writer. The writer sees the own rows as long as the permission is held
anywhere in that committee: a grid worker's note may lie at the committee, outside the grid.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from zhiye.accounts.actor import UserActor
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import SEGMENT, within

SECRET = "people.secret"
_COMMITTEE = 2 * SEGMENT  # street, committee: kinds of place stand in this order (places/data/kinds.toml)


def writer_of(actor: Actor) -> UUID | None:
    """The account behind ``actor``; None for the clock and the command line."""
    return actor.user.pk if isinstance(actor, UserActor) else None


def committee_path(path: str) -> str:
    """The committee that ``path`` lies in, as a path; ``path`` itself when it lies above."""
    return path[:_COMMITTEE]


def visible(
    actor: Actor, permission: str, *, writer: str | Sequence[str], prefix: str = "", path: str = ""
) -> Q:
    """Condition: rows that ``actor`` may see, in a query of a model with ``ring``, ``path`` and the key ``writer``.

    With several keys, each of them counts as the writer.
    ``prefix`` reaches such a model over a key ("entry__"); ``path`` names an annotation that stands for the path.
    """
    scope, path, ring = actor.scope(permission), path or f"{prefix}path", f"{prefix}ring"
    shared = Q(**{ring: "team"}) | (Q(**{ring: "secretary"}) & within(path, actor.scope(SECRET)))
    condition = within(path, scope) & shared
    if own := writer_of(actor):
        nearby = within(path, {committee_path(at) for at in scope})
        writers = [writer] if isinstance(writer, str) else writer
        condition |= nearby & Q(*((f"{prefix}{key}", own) for key in writers), _connector=Q.OR)
    return condition


def may_see(actor: Actor, permission: str, *, ring: str, path: str, writer: UUID | None) -> bool:
    """The same for one row in hand; ``writer`` is the key of the account that wrote it."""
    if writer is not None and writer == writer_of(actor):
        return any(path.startswith(committee_path(at)) for at in actor.scope(permission))
    if not actor.may(permission, path):
        return False
    return ring == "team" or (ring == "secretary" and actor.may(SECRET, path))
