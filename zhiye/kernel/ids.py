"""Keys: UUIDv7 everywhere, so that ids made on phones and on the server sort by time and never clash."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562), as the standard library's UUID."""
    return uuid7()


NIL = UUID(int=0)  # the id that nothing has (RFC 9562)


def read_id(text: object) -> UUID | None:
    """``text`` as a UUID, or None when it is none; never raises."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
