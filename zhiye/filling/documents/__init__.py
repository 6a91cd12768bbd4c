"""Forms read and filled, without a database: any .xlsx or .docx comes in as slots and lists, and goes out filled.

form = read_form(data, "登记表.docx")
matches = match(form, [Field("person.name", ("姓名",)), …])
filled = fill(form, {slot.key: "…"}, {table.key: [{column.key: "…"}, …]})
"""

from .docx_filling import Filling
from .filling import fill, fill_as_one, fill_as_zip
from .form import Column, Filled, Form, FormTable, Slot, Value
from .matching import Field, Match, match
from .reading import read_form

__all__ = [
    "Column",
    "Field",
    "Filled",
    "Filling",
    "Form",
    "FormTable",
    "Match",
    "Slot",
    "Value",
    "fill",
    "fill_as_one",
    "fill_as_zip",
    "match",
    "read_form",
]
