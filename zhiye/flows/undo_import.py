"""Taking a whole import back: what it made goes, what it changed returns, what people touched since stays."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import Membership
from zhiye.activities.models import Activity
from zhiye.audit import log
from zhiye.audit.models import AuditEntry
from zhiye.cases.models import Case, Party, Promise
from zhiye.certificates.models import Certificate
from zhiye.drafts.models import Draft
from zhiye.flows.models import Merge
from zhiye.journal.models import About, Source
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import ancestors
from zhiye.notices.models import Notice
from zhiye.people import fields
from zhiye.people.commands.keeping import drop_idle_keys, follow_path, refresh_names, refresh_standing
from zhiye.people.models import (
    CategoryHolding,
    Consent,
    ContactWay,
    Household,
    KinTie,
    OtherName,
    Ownership,
    Person,
    Residence,
    RivalValue,
    Wish,
)
from zhiye.places import kinds
from zhiye.places.models import Coverage, FormerPlace, Place
from zhiye.visits.models import Contact, Met

BELONGINGS: list[type[models.Model]] = [Residence, Ownership, ContactWay, CategoryHolding]
# Whatever else points at a person was written by people, and keeps the person.
WRITTEN_SINCE: list[tuple[type[models.Model], str]] = [
    (Wish, "person"),
    (Consent, "person"),
    (RivalValue, "person"),
    (KinTie, "person"),
    (KinTie, "other"),
    (About, "person"),
    (Source, "person"),
    (Draft, "person"),
    (Party, "person"),
    (Promise, "person"),
    (Met, "person"),
    (Certificate, "person"),
    (Person, "merged_into"),
    (Merge, "kept"),
    (Merge, "gone"),
]
_LIVING = "living."


@command("flows.undo_import", gettext_lazy("撤销了一次导入"))
def undo_import(by: Actor, *, committee: Place, import_op: UUID) -> dict[str, int]:
    """Undo the gesture ``import_op``. Answers counts: removed, restored, kept (changed by people since)."""
    by.require("people.edit", committee.path, seen_with="people.list")
    if not AuditEntry.objects.filter(op=import_op, action="people.enrol", subject_id=committee.pk).exists():
        raise NotFound  # no import, or one of another committee
    restored, touched = _restore_changed(import_op)
    made = Person.objects.filter(origin=import_op)
    kept = set(made.filter(_touched_since(import_op)).values_list("pk", flat=True))
    joined = Merge.objects.filter(gone__in=kept, undone_at=None).values_list("kept", flat=True)
    for model in BELONGINGS:  # also what a kept person brought into another file stays
        model._default_manager.filter(origin=import_op).exclude(person__in=kept.union(joined)).delete()
    going = made.exclude(pk__in=kept)
    OtherName.objects.filter(person__in=going).delete()
    names = set(going.values_list("name", flat=True))
    removed, _tables = going.delete()
    drop_idle_keys(names)
    _remove_empty_households(import_op)
    places = _remove_empty_places(import_op)
    for person in touched:
        refresh_names(person)
        refresh_standing(person)
        person.save(update_fields=["standing"])
    told = Counter(removed=removed, restored=restored, kept=len(kept), places=places)
    changes = {name: (None, count) for name, count in told.items()}
    log.write(by, "flows.undo_import", committee, committee.path, changes)
    return dict(told)


def _touched_since(op: UUID) -> Q:
    """People whom somebody corrected, or to whom something was added, after the import."""
    touched = Q(version__gt=1)
    for model, field in WRITTEN_SINCE:
        touched |= Q(pk__in=model._default_manager.filter(**{f"{field}__isnull": False}).values(field))
    for model in BELONGINGS:
        later = model._default_manager.filter(Q(origin=None) | ~Q(origin=op)).values("person_id")
        touched |= Q(pk__in=later)
    return touched


def _restore_changed(op: UUID) -> tuple[int, list[Person]]:
    """Give people whom the import changed their former values, where nobody has changed them again."""
    entries = AuditEntry.objects.filter(op=op, subject_type="people.person", action="people.enrol")
    people = Person.objects.select_for_update().in_bulk(list(entries.values_list("subject_id", flat=True)))
    for entry in entries:
        person = people.get(entry.subject_id)
        if person is not None:
            _restore(person, entry.changes, op)
            person.version += 1
            person.save()
    return len(people), list(people.values())


def _restore(person: Person, changes: dict[str, list[Any]], op: UUID) -> None:
    for name, (old, new) in changes.items():
        if name in fields.FIELDS and fields.shown(name, fields.value(person, name)) == _as_text(new):
            fields.set_value(person, name, _as_text(old) or ("0" if name == "sex" else ""))
        elif name.startswith(_LIVING):
            _restore_living(person, name.removeprefix(_LIVING), old, new)
    if "home" in changes and str(person.home_id) == changes["home"][1]:
        _restore_home(person, changes, op)


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _restore_living(person: Person, name: str, old: Any, new: Any) -> None:
    rows = Residence.objects.filter(person=person, home=person.home, until=None, **{name: new})
    rows.update(**{name: old if old is not None or name not in ("relation", "tenure") else ""})


def _restore_home(person: Person, changes: dict[str, list[Any]], op: UUID) -> None:
    before = Place.objects.filter(pk=changes["home"][0]).first() if changes["home"][0] else None
    Residence.objects.filter(person=person, origin=op).delete()
    Residence.objects.filter(pk__in=changes.get("ended", [[]])[0] or []).update(until=None)
    person.home = before
    kept_at = before or _owned_home(person, op) or _committee_of(person)
    follow_path(person, kept_at.path if kept_at else person.path)


def _owned_home(person: Person, op: UUID) -> Place | None:
    """An owner who lives elsewhere is kept at the home they own."""
    owned = (
        Ownership.objects.filter(person=person, until=None).exclude(origin=op).select_related("home").first()
    )
    return owned.home if owned else None


def _committee_of(person: Person) -> Place | None:
    return Place.objects.filter(kind=kinds.COMMITTEE, path__in=ancestors(person.path)).first()


def _remove_empty_households(op: UUID) -> None:
    lived_in = Residence.objects.exclude(household=None).values("household_id")
    Household.objects.filter(origin=op).exclude(pk__in=lived_in).delete()


def _remove_empty_places(op: UUID) -> int:
    """Homes, then what they stood in, as far as nothing else refers to them."""
    count = 0
    for kind in (kinds.HOME, kinds.UNIT, kinds.BUILDING, kinds.ESTATE):
        free = Place.objects.filter(origin=op, kind=kind)
        for model, field in PLACE_USERS:
            free = free.exclude(pk__in=model._default_manager.exclude(**{field: None}).values(field))
        removed, _tables = free.delete()
        count += removed
    return count


PLACE_USERS: list[tuple[type[models.Model], str]] = [
    (Place, "parent"),
    (Person, "home"),
    (Household, "home"),
    (Residence, "home"),
    (Ownership, "home"),
    (Coverage, "covered"),
    (Coverage, "overlay"),
    (FormerPlace, "place"),
    (FormerPlace, "parent"),
    (Membership, "place"),
    (Notice, "place"),
    (About, "place"),
    (Source, "place"),
    (Draft, "place"),
    (Case, "place"),
    (Promise, "place"),
    (Contact, "place"),
    (Activity, "place"),
]
