"""A .docx form: its tables and the paragraphs around them."""

from .form import Form, FormTable, Slot
from .inline import blanks_of
from .labels import clean_label, is_label
from .layout import fingerprint, parts_of_grid, parts_of_text
from .parts import Parts
from .safety import broken
from .word_file import lines_of, tables_of
from .word_text import W

DOCUMENT = "word/document.xml"


def read_docx(data: bytes, name: str) -> Form:
    """Slots and lists of all tables, and the blanks in the lines around them."""
    body = Parts(data).xml(DOCUMENT).find(f"{W}body")
    if body is None:
        raise broken()
    lines = [(one.text, one.underlined) for one in lines_of(body)]
    slots: list[Slot] = parts_of_text(lines)
    tables: list[FormTable] = []
    for one in tables_of(body):
        more_slots, more_tables, _titles = parts_of_grid(one.grid)
        slots += more_slots
        tables += more_tables
    titles = [clean_label(text) for text, _lined in lines if not blanks_of(text)][:3]
    return Form(
        name=name,
        kind="docx",
        titles=tuple(title for title in titles if is_label(title)),
        slots=tuple(slots),
        tables=tuple(tables),
        fingerprint=fingerprint("docx", slots, tables),
        data=data,
    )
