"""What is known while a command runs: its id, who runs it, whether it asked leave and left a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass
class Run:
    """One gesture of one person. Commands called inside share it."""

    name: str
    op: UUID
    asked: bool = False
    traced: bool = False


_current: ContextVar[Run | None] = ContextVar("run", default=None)


def current() -> Run | None:
    """The gesture under way, or None outside any command."""
    return _current.get()


def note_asked() -> None:
    """Called by ``Actor.require``: leave has been asked."""
    if run := _current.get():
        run.asked = True


def note_traced() -> None:
    """Called by the audit room: a trace has been left."""
    if run := _current.get():
        run.traced = True


@contextmanager
def start(name: str, op: UUID) -> Iterator[Run]:
    """Open a gesture for the length of the block."""
    run = Run(name, op)
    token = _current.set(run)
    try:
        yield run
    finally:
        _current.reset(token)
