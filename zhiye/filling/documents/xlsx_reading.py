"""An .xlsx form: every sheet that is shown becomes a grid."""

from django.utils.translation import gettext as _

from .form import Form, FormTable, Slot
from .layout import fingerprint, parts_of_grid
from .workbook import Workbook


def read_xlsx(data: bytes, name: str) -> Form:
    """Slots and tables of all sheets; hidden ones are left as they are."""
    book = Workbook(data)
    slots: list[Slot] = []
    tables: list[FormTable] = []
    titles: list[str] = []
    notes: list[str] = []
    for number, sheet in enumerate(book.sheets):
        if sheet.hidden:
            notes.append(_("工作表“%(name)s”是隐藏的，没有动。") % {"name": sheet.name})
            continue
        more_slots, more_tables, more_titles = parts_of_grid(book.grid(number))
        slots += more_slots
        tables += more_tables
        titles += more_titles
    return Form(
        name=name,
        kind="xlsx",
        titles=tuple(titles),
        slots=tuple(slots),
        tables=tuple(tables),
        fingerprint=fingerprint("xlsx", slots, tables),
        notes=tuple(notes),
        data=data,
    )
