"""The copy of a form in hand, read; kept in memory for the next page."""

import html
import re
import zipfile
from functools import lru_cache
from io import BytesIO
from uuid import UUID

from zhiye.filling import limits
from zhiye.filling.documents.form import Form as ReadForm
from zhiye.filling.documents.reading import read_form
from zhiye.filling.models import Form
from zhiye.filling.sealed import copy_of
from zhiye.journal.queries import to_publish_check
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

_TEXT_PARTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml|word/[^/]+\.xml")
_CELL = re.compile(r"<(?:\w+:)?[tv](?: [^>]*)?>([^<]*)<|</(?:\w+:)?(p|si|c)>")
_OF_SOMEBODY = re.compile(
    r"1\d{10}|\d{14,17}[\dXx]"
)  # a mobile number, an ID number; an office has a landline


def reading_of(form: Form) -> ReadForm:
    """What the form asks. Raises Refused when it can no longer be read."""
    return _read(form.pk, form.digest)


@lru_cache(maxsize=limits.FORMS_IN_MEMORY)
def _read(form_id: UUID, digest: str) -> ReadForm:
    form = Form.objects.get(pk=form_id)
    return read_form(copy_of(form), form.name)


def names_people(actor: Actor, committee: Place, read: ReadForm) -> bool:
    """Whether a copy came with something of somebody in it: filled rows, a name of the register, a number."""
    if any(table.given for table in read.tables):
        return True
    found = to_publish_check(actor, text_of(read.data)[: limits.MOST_TEXT], committee.path)
    return any(
        one.certain and (one.kind == "name" or _OF_SOMEBODY.fullmatch(re.sub(r"\W", "", one.text)))
        for one in found
        if one.kind != "door"
    )


def text_of(data: bytes) -> str:
    """All words of a form, a cell or paragraph a line."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [
            package.read(name).decode("utf-8", "replace")
            for name in package.namelist()
            if _TEXT_PARTS.match(name)
        ]
    return "\n".join(
        html.unescape("".join(found[1] if found[1] is not None else "\n" for found in _CELL.finditer(part)))
        for part in parts
    )
