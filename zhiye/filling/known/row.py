"""A row of what is known, by the codes of fields; and what is asked for to build some."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from zhiye.figures.periods import Period
from zhiye.filling.documents.form import Value
from zhiye.filling.wanted import Wanted
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

T = TypeVar("T")


@dataclass(slots=True)
class Row:
    """``key`` stays the same from one filling to the next; ``name`` and ``where`` are how people know it.

    ``members`` are the rows of a list within a sheet: who lives in the home. ``people`` are those whose covered values
    stand in it, with their paths. ``periods``: of which days each figure is, by its field's code.
    """

    key: str
    name: str
    where: str
    values: dict[str, Value]
    members: list["Row"] = field(default_factory=list)
    people: list[tuple[UUID, str]] = field(default_factory=list)
    periods: dict[str, Period] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, with which fields (codes), and what of them is to be opened ("phone", "id_number")."""

    actor: Actor
    committee: Place
    wanted: Wanted
    codes: frozenset[str]
    covered: frozenset[str]
    today: date
    members: bool = False


def picked(functions: dict[str, Callable[..., Any]], codes: Iterable[str], *given: Any) -> dict[str, Value]:
    """What those of ``functions`` say whose codes are asked for; nothing for what says nothing."""
    told = {code: functions[code](*given) for code in codes if code in functions}
    return {code: value for code, value in told.items() if value not in (None, "", ())}


def in_parts(keys: Sequence[T], size: int = 5000) -> list[Sequence[T]]:
    """``keys`` in parts that one question may name; SQLite takes no more than 32,766."""
    return [keys[start : start + size] for start in range(0, len(keys), size)]
