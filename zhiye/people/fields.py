"""Reading and writing the fields of a person as plain text, sealed ones included.

Commands, conflict handling and history all speak of fields through this one table.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel import sealing
from zhiye.kernel.errors import Refused
from zhiye.people.choices import PRECISIONS, SAFE_CONTACT
from zhiye.people.id_number import read_id_number
from zhiye.people.models import Person
from zhiye.people.names import normalise_name, surname
from zhiye.people.searchkeys import family_letters

LABELS = {
    "name": gettext_lazy("姓名"),
    "called": gettext_lazy("称呼"),
    "other_names": gettext_lazy("曾用名、别名"),
    "sex": gettext_lazy("性别"),
    "birth": gettext_lazy("出生日期"),
    "birth_precision": gettext_lazy("出生日期准到"),
    "id_number": gettext_lazy("证件号"),
    "note": gettext_lazy("备注"),
    "safe_contact": gettext_lazy("怎么联系才安全"),
    "safe_contact_note": gettext_lazy("联系时留意"),
}
FIELDS = tuple(LABELS)
SEALED = ("id_number",)


def row_of(person: Person) -> str:
    """The text that ties a sealed ID number to its row."""
    return f"people.person.id_number:{person.pk}"


def value(person: Person, field: str) -> str:
    """The field as text, sealed ones opened: for commands only, never for pages."""
    if field == "id_number":
        return sealing.unseal(person.id_number, row_of(person))
    raw = getattr(person, field)
    return "" if raw is None else raw.isoformat() if isinstance(raw, date) else str(raw)


def set_value(person: Person, field: str, text: str) -> None:
    """Put ``text`` into the field. Raises Refused with a sentence when it cannot be that."""
    _SETTERS.get(field, _set_plain)(person, field, text.strip())


def _set_plain(person: Person, field: str, text: str) -> None:
    limit = getattr(Person._meta.get_field(field), "max_length", None)
    if limit and len(text) > limit:
        raise Refused(_("太长了，最多 %(limit)d 个字，长的写在备注里。") % {"limit": limit}, field)
    setattr(person, field, text)


def _set_name(person: Person, field: str, text: str) -> None:
    name = normalise_name(text)
    if not name:
        raise Refused(_("写一下姓名；还不知道全名就写称呼，比如“王阿姨”。"), "name")
    _set_plain(person, field, name)
    person.surname_initials = family_letters(surname(name))


def _set_choice(person: Person, field: str, text: str) -> None:
    allowed = {
        "sex": ("0", "1", "2", "9"),
        "birth_precision": ("", *PRECISIONS),
        "safe_contact": ("", *SAFE_CONTACT),
    }
    if text not in allowed[field]:
        raise Refused(_("从列出的几项里选一个。"), field)
    setattr(person, field, text)


def _set_birth(person: Person, field: str, text: str) -> None:
    try:
        person.birth = date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Refused(_("没有这一天，改成像 1950-03-08 这样的日期。"), "birth") from wrong
    if person.birth and not person.birth_precision:
        person.birth_precision = "day"


def _set_id_number(person: Person, field: str, text: str) -> None:
    read = read_id_number(text) if text else None
    number = read.number if read else ""
    if len(number) > 40:
        raise Refused(_("证件号太长了，看看是不是多抄了几位。"), "id_number")
    person.id_number = sealing.seal(number, row_of(person))
    # A number with a wrong check digit is kept, but never used to find "the same person".
    person.id_index = sealing.blind_index(number) if read and read.valid else ""
    person.id_tail = number[-2:]


_SETTERS = {
    "name": _set_name,
    "sex": _set_choice,
    "birth_precision": _set_choice,
    "safe_contact": _set_choice,
    "birth": _set_birth,
    "id_number": _set_id_number,
}


def shown(field: str, text: str) -> Any:
    """A value as the trail keeps it: sealed fields tell only that they were there."""
    return (text and "•••") if field in SEALED else text
