"""From a given value to what is written in one slot, the same for both kinds of file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from . import notes
from .form import FOR_HANDS, Form, FormTable, Slot, Value
from .inline import Blank, Edit, edits_of_boxes, edits_of_date, edits_of_text
from .values import chosen, text_of

Rows = Sequence[Mapping[str, Value | None]]
Values = Mapping[str, Value | None]


def slots_to_write(form: Form, values: Values, told: list[str]) -> list[tuple[Slot, Value]]:
    """The slots that get a value, in the form's order; keys the form does not have are told."""
    known = {slot.key for slot in form.slots}
    told += [notes.no_such_place(key) for key in values if key not in known]
    given = [(slot, values.get(slot.key)) for slot in form.slots]
    told += [notes.for_hands(s.label) for s, value in given if value is not None and s.control in FOR_HANDS]
    return [(s, value) for s, value in given if value is not None and s.control not in FOR_HANDS]


def tables_to_write(
    form: Form, tables: Mapping[str, Rows], over: Collection[str], told: list[str]
) -> list[tuple[FormTable, Rows]]:
    """The lists that get rows, in the form's order; those in ``over`` lose the rows they came with."""
    known = {table.key for table in form.tables}
    told += [notes.no_such_place(key) for key in tables if key not in known]
    wanted = [table for table in form.tables if tables.get(table.key)]
    return [(replace(table, given=0) if table.key in over else table, tables[table.key]) for table in wanted]


def allowed(label: str, value: Value, options: Sequence[str], told: list[str]) -> Value | None:
    """The value as a drop-down list spells it, None where the list does not have it."""
    if not options:
        return value
    found, missing = chosen([text_of(value, label)], options)
    told += [notes.not_in_list(label, word) for word in missing]
    return next(iter(found), None)


def edits_for(slot: Slot, text: str, blank: Blank, value: Value, told: list[str]) -> list[Edit]:
    """The changes to a text that write a value into one of its blanks."""
    if slot.control == "date":
        if isinstance(value, date):
            return edits_of_date(text, blank, value)
        told.append(notes.not_a_date(slot.label))
        return []
    if slot.control == "boxes":
        words = value if isinstance(value, tuple) else (text_of(value, slot.label),)
        found, missing = chosen(words, slot.options)
        told += [notes.not_in_list(slot.label, word) for word in missing]
        return edits_of_boxes(text, blank, found)
    return edits_of_text(text, blank, text_of(value, slot.label))
