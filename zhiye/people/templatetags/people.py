"""Codes and people in words, for templates of this room and of rooms above."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from zhiye.kernel import clock
from zhiye.people import fields, showing
from zhiye.people.birth import age_on
from zhiye.people.choices import AREA_SOURCES, CONSENTS, SAFE_CONTACT, TENURES
from zhiye.people.codes import CATEGORIES, relation_name
from zhiye.people.models import Ownership, Person, RivalValue
from zhiye.people.queries.files import called as called_by_neighbours

register = template.Library()
register.filter(showing.few_untold)


@register.filter
def called(person: Person) -> str:
    """王奶奶: what people call them."""
    return called_by_neighbours(person)


@register.filter
def discreet(person: Person) -> str:
    """The same, for readers who may see no full name."""
    return showing.discreet(person)


@register.filter
def age(person: Person) -> int | str:
    """Completed years today, "" when the birth is unknown or the person is dead."""
    return age_on(person.birth, clock.today()) if person.birth and not person.died_on else ""


@register.filter
def relation(code: str) -> str:
    """What a member is to the head: "12" → 妻."""
    return relation_name(code)


@register.filter
def category(code: str) -> str:
    """The name of a category; its code when the list no longer has it."""
    return CATEGORIES[code].name if code in CATEGORIES else code


@register.filter
def tenure(code: str) -> str:
    """自住, 租住 …"""
    return str(TENURES.get(code, ""))


@register.filter
def purpose(code: str) -> str:
    """What was agreed to."""
    return CONSENTS.get(code, code)


@register.filter
def safe_contact(code: str) -> str:
    """How it is safe to reach somebody."""
    return SAFE_CONTACT.get(code, "")


@register.filter
def field_name(field: str) -> Any:
    """The label of a field."""
    return showing.LABELS.get(field, field)


@register.filter
def value_words(value: Any, field: str) -> str:
    """A field's text as people say it."""
    return showing.in_words(field, value)


@register.filter
def rival_now(rival: RivalValue) -> str:
    """What the register holds beside the rival value; covered fields stay covered."""
    if rival.field in fields.SEALED:
        return showing.COVERED
    return showing.in_words(rival.field, fields.value(rival.person, rival.field))


@register.filter
def share(ownership: Ownership) -> str:
    """独有, or 1/2."""
    whole = ownership.share_in == ownership.share_of
    return "" if whole else f"{ownership.share_of}/{ownership.share_in}"


@register.filter
def square_metres(area: Decimal | None) -> str:
    """68.5, without trailing zeros; "" when unknown."""
    return f"{area.normalize():f}" if area is not None else ""


@register.filter
def area_source(code: str) -> str:
    """Where an area was read."""
    return str(AREA_SOURCES.get(code, ""))


@register.filter
def past(day: date | None) -> bool:
    """Whether the day has come."""
    return day is not None and day <= clock.today()
