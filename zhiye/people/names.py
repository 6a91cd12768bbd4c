"""Names of people: telling, tidying, reading aloud, comparing, addressing."""

from zhiye.people.forms_of_address import FormOfAddress, form_of_address, read_form_of_address
from zhiye.people.name_sounds import initials, near, pinyin_of
from zhiye.people.name_texts import looks_like_name, may_be_name, normalise_name, surname

__all__ = [
    "FormOfAddress",
    "form_of_address",
    "initials",
    "looks_like_name",
    "may_be_name",
    "near",
    "normalise_name",
    "pinyin_of",
    "read_form_of_address",
    "surname",
]
