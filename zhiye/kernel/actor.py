"""Who acts. Rights hold for a place and all below it; places are known here only by their paths."""

from abc import ABC, abstractmethod

from zhiye.kernel import running
from zhiye.kernel.errors import Forbidden, NotFound

EVERYWHERE = ""  # the path prefix that every path begins with


class Actor(ABC):
    """Somebody (or the clock) who may do some things at some places."""

    key: str  # stable text for the trail, e.g. "user:0190…" or "system:import"
    name: str  # as shown to people

    @abstractmethod
    def scope(self, permission: str) -> tuple[str, ...]:
        """Path prefixes below which ``permission`` is held; empty when nowhere."""

    def may(self, permission: str, at: str | None = None) -> bool:
        """Whether ``permission`` is held at path ``at`` (anywhere at all when ``at`` is None)."""
        prefixes = self.scope(permission)
        return bool(prefixes) if at is None else any(at.startswith(prefix) for prefix in prefixes)

    def require(self, permission: str, at: str | None = None, seen_with: str | None = None) -> None:
        """Ask leave. Raises NotFound when not even ``seen_with`` is held there, else Forbidden."""
        running.note_asked()
        if self.may(permission, at):
            return
        if seen_with is not None and not self.may(seen_with, at):
            raise NotFound
        raise Forbidden(permission)


class System(Actor):
    """The clock, an import under way, the command line: may do everything, and says why in the trail."""

    def __init__(self, reason: str, name: str = "枝叶") -> None:
        self.key = f"system:{reason}"
        self.name = name

    def scope(self, permission: str) -> tuple[str, ...]:
        """Everywhere."""
        return (EVERYWHERE,)


class OnBehalf(Actor):
    """A program's own hand below ``path``, once leave was asked of ``actor``: the trail names the actor.

    For one command inside another: a resident's word opens a matter, without the resident holding that right.
    """

    def __init__(self, actor: Actor, path: str) -> None:
        self.key, self.name, self._path = actor.key, actor.name, path

    def scope(self, permission: str) -> tuple[str, ...]:
        """Everything below the path, as far as the one command goes that is called with it."""
        return (self._path,)


class Nobody(Actor):
    """Somebody who has not logged in, or holds no role."""

    key = "nobody"
    name = ""

    def scope(self, permission: str) -> tuple[str, ...]:
        """Nowhere."""
        return ()
