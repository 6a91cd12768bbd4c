"""What a resident's page carries from one step to the next, signed: no log-in, no session, nothing to be guessed."""

from datetime import timedelta
from uuid import UUID

from django.core import signing

from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import read_id
from zhiye.portal.limits import DRAFT_FOR

DRAFT, DONE, GRANT, DRAWN = "portal.draft", "portal.done", "portal.grant", "portal.drawn"
# A day: forms of residents do not run out while somebody goes to find the glasses.
MOST_AGE: dict[str, timedelta] = {DRAFT: DRAFT_FOR, DONE: DRAFT_FOR, GRANT: DRAFT_FOR}


def write(kind: str, id_: UUID) -> str:
    """The id, signed for this ``kind`` of page."""
    return signing.dumps([id_.hex, clock.now().timestamp()], salt=kind)


def read(kind: str, text: str) -> UUID:
    """The id again. Raises NotFound for anything that was not written here, or too long ago."""
    try:
        hex_, at = signing.loads(text, salt=kind)
    except signing.BadSignature as bad:
        raise NotFound from bad
    id_ = read_id(hex_)
    if id_ is None or clock.now().timestamp() - at > MOST_AGE[kind].total_seconds():
        raise NotFound
    return id_


def stamp() -> str:
    """The moment a form was drawn."""
    return signing.dumps(clock.now().timestamp(), salt=DRAWN)


def age(text: str) -> timedelta | None:
    """How long ago the form was drawn; None when that was not told by this server."""
    try:
        return timedelta(seconds=clock.now().timestamp() - float(signing.loads(text, salt=DRAWN)))
    except (signing.BadSignature, TypeError, ValueError):
        return None
