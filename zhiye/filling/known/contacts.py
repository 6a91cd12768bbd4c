"""Rows of visits, calls and talks of a period, oldest first."""

from collections.abc import Callable
from typing import Any

from zhiye.figures.periods import read_period
from zhiye.filling.known.matters import below, first_people, joined, team_or_secret
from zhiye.filling.known.row import Asked, Row, picked
from zhiye.visits.models import Contact, Met
from zhiye.visits.permissions import VIEW


def contact_rows(asked: Asked) -> list[Row]:
    """One row a contact that was not taken back."""
    period = read_period(asked.wanted.period)
    if period is None:
        return []
    rows = Contact.objects.filter(
        below(asked, VIEW) & team_or_secret(asked.actor),
        on__gte=period.first,
        on__lte=period.last,
        undone_at=None,
    )
    contacts = list(rows.select_related("place", "by").order_by("on", "id"))
    people = first_people(asked, Met, "contact", [one.pk for one in contacts])
    return [_row(asked, one, people.get(one.pk)) for one in contacts]


def _row(asked: Asked, contact: Contact, about: Row | None) -> Row:
    names = [code.partition(".")[2] for code in asked.codes if code.startswith("contact.")]
    told = {f"contact.{name}": value for name, value in picked(_FUNCTIONS, names, contact).items()}
    values, people = joined(about, told)
    name = f"{contact.on:%m-%d} {about.name if about else contact.kind_name}"
    return Row(str(contact.pk), name, _place(contact), values, people=people)


def _place(contact: Contact) -> str:
    return (contact.place.door or contact.place.name) if contact.place else ""


_FUNCTIONS: dict[str, Callable[[Contact], Any]] = {
    "on": lambda contact: contact.on,
    "kind": lambda contact: contact.kind_name,
    "outcome": lambda contact: str(contact.get_outcome_display()),
    "place": _place,
    "note": lambda contact: contact.note,
    "by": lambda contact: contact.by.name,
}
CODES = {f"contact.{name}" for name in _FUNCTIONS}
