"""The copy of a form in hand, read; kept in memory for the next page."""

from functools import lru_cache
from uuid import UUID

from zhiye.filling import limits
from zhiye.filling.documents.form import Form as ReadForm
from zhiye.filling.documents.reading import read_form
from zhiye.filling.models import Form
from zhiye.filling.sealed import copy_of


def reading_of(form: Form) -> ReadForm:
    """What the form asks. Raises Refused when it can no longer be read."""
    return _read(form.pk, form.digest)


@lru_cache(maxsize=limits.FORMS_IN_MEMORY)
def _read(form_id: UUID, digest: str) -> ReadForm:
    form = Form.objects.get(pk=form_id)
    return read_form(copy_of(form), form.name)


def has_rows(read: ReadForm) -> bool:
    """Whether it came with something written into a list."""
    return any(table.given for table in read.tables)
