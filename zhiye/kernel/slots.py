"""Slots: how upper rooms show something on pages of rooms below, without being imported by them.

A room declares ``PERSON_PANELS: Slot = Slot("people.person.panels")``; an upper room registers a function
in its ``panels.py`` (autodiscovered). Kinds in use: panels, cards, timeline, objections, layers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One thing registered in a slot."""

    order: int
    name: str
    function: Callable[..., Any]


SLOTS: dict[str, "Slot"] = {}


class Slot:
    """A named place on a page that upper rooms may fill, in order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Entry] = []
        SLOTS[name] = self

    def register(self, order: int, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Decorator: put a function into this slot at ``order``; ``name`` is unique in the slot."""

        def add(function: Callable[..., Any]) -> Callable[..., Any]:
            if any(entry.name == name for entry in self.entries):
                raise ValueError(f"{name} is already in {self.name}")
            self.entries.append(Entry(order, name, function))
            self.entries.sort(key=lambda entry: (entry.order, entry.name))
            return function

        return add

    def collect(self, *args: Any) -> list[Any]:
        """What the registered functions answer, in order, without the Nones."""
        answers = (entry.function(*args) for entry in self.entries)
        return [answer for answer in answers if answer is not None]


@dataclass(frozen=True)
class Panel:
    """A block on a page: a title, a template and what it needs."""

    title: Any
    template: str
    context: dict[str, Any]
    anchor: str = ""
