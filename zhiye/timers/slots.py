"""What the clock may do: handlers by the kind of timer, and chores. Rooms register both in their ``clockwork.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from zhiye.kernel.actor import System
from zhiye.timers.models import Timer

CLOCK = System("clock")  # as whom handlers and chores run the commands of their rooms
DAILY = timedelta(days=1)

Handler = Callable[[Timer], None]
Work = Callable[[datetime], int]
_handlers: dict[str, Handler] = {}


def on(kind: str, handler: Handler) -> None:
    """``handler(timer)`` is called when a timer of ``kind`` is due, in the transaction that marks it fired.

    It runs a command of its room ``as CLOCK``, with ``op=new_id()``. It is quick, asks the present state of the
    subject first, and simply returns when there is nothing to do any more; what it raises is tried again later.
    """
    if kind in _handlers:
        raise ValueError(f"{kind} has a handler already")
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler | None:
    """Who is called for timers of ``kind``."""
    return _handlers.get(kind)


@dataclass(frozen=True)
class Chore:
    """Work that comes round by itself: every so often, or daily at an hour of the street's own time."""

    order: int
    name: str
    function: Work
    every: timedelta
    at: time | None = None

    def first(self, now: datetime) -> datetime:
        """When it is to be done for the first time: at once, or at its hour."""
        return self.after(now) if self.at else now

    def after(self, now: datetime) -> datetime:
        """When it is to be done again, having been done at ``now``."""
        if self.at is None:
            return now + self.every
        local = timezone.localtime(now)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=self.at.second, microsecond=0)
        return today if today > local else today + DAILY


class Chores:
    """All chores of the house, in order."""

    def __init__(self) -> None:
        self.entries: list[Chore] = []

    def register(
        self, order: int, name: str, *, every: timedelta = DAILY, at: time | None = None
    ) -> Callable[[Work], Work]:
        """Decorator: do ``function(now) -> how many`` every so often, or daily ``at`` a time of day.

        One that missed its time is done when the worker is back. It may be done twice (a worker that was killed
        begins again), so it must not matter.
        """

        def add(function: Work) -> Work:
            if any(chore.name == name for chore in self.entries):
                raise ValueError(f"{name} is already a chore")
            self.entries.append(Chore(order, name, function, every, at))
            self.entries.sort(key=lambda chore: (chore.order, chore.name))
            return function

        return add


CHORES = Chores()
