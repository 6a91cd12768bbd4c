"""The four refusals. Everything else that is raised is a fault of ours."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """A rule says no. ``message`` tells the person what happened and what to do; ``field`` names the input."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Forbidden(Exception):
    """The actor can see the thing but lacks ``permission`` for this act."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class NotFound(Exception):
    """There is no such thing, or it is not the actor's: both look the same from outside."""


class Conflict(Exception):
    """Somebody changed it meanwhile; ``fields`` maps a field to (mine, theirs)."""

    def __init__(self, fields: Mapping[str, tuple[Any, Any]]) -> None:
        super().__init__(", ".join(fields))
        self.fields = dict(fields)


class HouseFault(Exception):
    """A command broke a rule of the house (asked no leave, left no trace): a bug, shown before commit."""
