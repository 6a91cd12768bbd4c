"""From grids to slots and tables, and the fingerprint by which the same form is known again."""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2s

from zhiye.people.heads import plain_head

from .form import Column, FormTable, Slot, Where
from .grid import Grid
from .inline import blanks_of
from .labels import joined
from .lists import FoundList, find_lists
from .slots import SlotFinder
from .words import is_serial

_NUMBERS = re.compile(r"[0-9〇零一二三四五六七八九十]+(?=年|月|日|季度|年度|$)|[0-9]+")


def parts_of_grid(grid: Grid) -> tuple[list[Slot], list[FormTable], list[str]]:
    """Slots, tables and titles of one grid."""
    lists = find_lists(grid)
    finder = SlotFinder(grid, lists)
    slots = list(finder.slots())
    tables = [_table(grid, one) for one in lists if not one.matrix]
    return slots, tables, finder.titles


def parts_of_text(lines: Sequence[tuple[str, frozenset[int]]]) -> list[Slot]:
    """Slots of the paragraphs around the tables of a Word file: text and the letters that stand on a line."""
    slots = []
    for row, (text, underlined) in enumerate(lines):
        for blank in blanks_of(text, underlined):
            if blank.label:
                key = f"-/{row}.{blank.start}/{plain_head(blank.label) or blank.label}"
                options = tuple(box.word for box in blank.boxes)
                where = Where(-1, row, 0, blank.start)
                slots.append(Slot(key, blank.label, blank.kind, where, "", options))
    return slots


def _table(grid: Grid, found: FoundList) -> FormTable:
    first = found.leaves[0]
    key = f"{grid.number}/{grid.name_of(first)}/{plain_head(found.title) or plain_head(first.label)}"
    columns: list[Column] = []
    for leaf in found.leaves:
        group, own = found.labels[leaf.column]
        body = grid.at(min(found.first + found.given, found.last), leaf.column)
        columns.append(
            Column(
                key=f"{key}:{len(columns)}",
                label=joined(group, own),
                column=leaf.column,
                group=group,
                serial=is_serial(own) and not columns,
                computed=bool(body and body.formula),
                options=body.options if body else (),
            )
        )
    return FormTable(
        key=key,
        title=found.title,
        grid=grid.number,
        columns=tuple(columns),
        head=found.head,
        rows=(found.first, found.last),
        given=found.given,
        closed=found.closed,
    )


def fingerprint(kind: str, slots: Iterable[Slot], tables: Iterable[FormTable]) -> str:
    """A name for the layout: labels in reading order without numbers; titles, dates and values count for nothing.

    A sheet with a list is known by its list and its labelled cells: 制表人：小周 from last month is no label any more.
    """
    lines, tables = [kind], list(tables)
    if kind == "xlsx" and tables:
        slots = [slot for slot in slots if slot.control in ("cell", "boxes")]
    lines += [f"s{slot.where.grid} {slot.control} {_bare(slot.label)} {len(slot.options)}" for slot in slots]
    for table in tables:
        lines.append(f"t{table.grid} " + " ".join(_bare(column.label) for column in table.columns))
    return blake2s("\n".join(lines).encode(), digest_size=16).hexdigest()


def _bare(label: str) -> str:
    return "·".join(plain_head(_NUMBERS.sub("#", part)) for part in label.split("·"))
