"""Leafing through a long list by its keys instead of counting rows: page 200 costs what page 1 costs."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from zhiye.kernel.ids import read_id

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Leaf(Generic[M]):
    """One page and the cursors of the one after and the one before it, "" where there is none."""

    rows: list[M]
    after: str
    before: str


def newest_first(rows: QuerySet[M], day: str, cursor: str, size: int) -> Leaf[M]:
    """The page of ``rows`` that ``cursor`` (from another page) points to, the newest without; ``day`` is a date
    column that every row has. A cursor that is none of ours is as good as none."""
    backwards, place = _read(cursor)
    if place:
        on, id_ = place
        word = "gt" if backwards else "lt"
        rows = rows.filter(Q(**{f"{day}__{word}": on}) | Q(**{day: on, f"id__{word}": id_}))
    found = list(rows.order_by(*((day, "id") if backwards else (f"-{day}", "-id")))[: size + 1])
    more = len(found) > size
    found = found[:size][:: -1 if backwards else 1]
    return Leaf(
        found,
        _cursor("n", found[-1], day) if found and (more or backwards) else "",
        _cursor("p", found[0], day) if found and place and (more or not backwards) else "",
    )


def _cursor(sign: str, row: Any, day: str) -> str:
    return f"{sign}{getattr(row, day):%Y%m%d}.{row.pk.hex}"


def _read(cursor: str) -> tuple[bool, tuple[date, UUID] | None]:
    day, _dot, id_text = cursor[1:].partition(".")
    id_ = read_id(id_text)
    try:
        place = (date.fromisoformat(day), id_) if id_ else None
    except ValueError:
        place = None
    return cursor[:1] == "p" and place is not None, place
