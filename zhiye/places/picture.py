"""From homes to the floors of a picture: pure, so that odd buildings can be tried without a database."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.places.addresses import floor_of, natural_key
from zhiye.ui.matrix import Cell, Floor

Words = Mapping[UUID, tuple[str, str]]  # home -> (word, tone)
_COLUMN = re.compile(r"\d{2}\D*$")  # the last two digits number the door on its storey, 402 -> 02
GAP = Cell("", tone="none")


@dataclass(frozen=True, slots=True)
class Door:
    """A home as the picture needs it; ``unit`` sorts units of a building, "" where there are none."""

    id: UUID
    code: str
    floor: int | None = None
    unit: str = ""

    @property
    def storey(self) -> int | None:
        """The floor on record, else the one the code tells."""
        return self.floor if self.floor is not None else floor_of(self.code)

    @property
    def column(self) -> tuple[str, str]:
        """Which doors stand above each other."""
        told = _COLUMN.search(self.code)
        return self.unit, told[0] if told else self.code


def floors_of(
    doors: Iterable[Door], words: Words, url: Callable[[UUID], str] | None = None
) -> tuple[Floor, ...]:
    """Rows of the matrix, highest first; gaps keep the doors of a column under each other.

    Homes whose storey nobody knows come last, in one row.
    """
    rows: dict[int | None, dict[tuple[str, str], Door]] = {}
    for door in doors:
        row = rows.setdefault(door.storey, {})
        row[door.column if door.column not in row else (door.unit, door.code)] = door
    columns = sorted(
        {place for row in rows.values() for place in row}, key=lambda at: (at[0], natural_key(at[1]))
    )
    order = sorted((storey for storey in rows if storey is not None), reverse=True)
    return tuple(
        Floor(_floor_name(storey), tuple(_cell(rows[storey].get(at), words, url) for at in columns))
        for storey in [*order, *([None] if None in rows else [])]
    )


def _cell(door: Door | None, words: Words, url: Callable[[UUID], str] | None) -> Cell:
    if door is None:
        return GAP
    word, tone = words.get(door.id, ("", "plain"))
    return Cell(door.code, word, tone, url(door.id) if url else "")


def _floor_name(storey: int | None) -> str:
    if storey is None:
        return _("其他")
    return _("%(n)s层") % {"n": storey} if storey > 0 else _("地下%(n)s") % {"n": -storey}
