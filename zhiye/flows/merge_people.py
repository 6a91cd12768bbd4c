"""Two files turn out to be one person: join them, keep both histories, undo when it was a mistake.

``REFERENCES`` lists every foreign key that points at a person, with what to do with it; a guard compares
the list with the models, so that a new table forces its author to decide.
"""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.models import Party, Promise
from zhiye.certificates.models import Certificate
from zhiye.drafts.models import Draft
from zhiye.flows.models import Merge
from zhiye.journal.models import About, Source
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.paths import ancestors
from zhiye.people import fields
from zhiye.people.commands.keeping import follow_path, refresh_names, refresh_standing
from zhiye.people.models import (
    CategoryHolding,
    Consent,
    ContactWay,
    KinTie,
    OtherName,
    Ownership,
    Person,
    Residence,
    RivalValue,
    Wish,
)
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.visits.models import Met

MOVE, STAY = "move", "stay"

# (model, field, what to do, fields that make a row of the kept file stand in its way while both are open)
REFERENCES: list[tuple[type[models.Model], str, str, tuple[str, ...], str]] = [
    (Residence, "person", MOVE, ("home_id",), "until"),
    (Ownership, "person", MOVE, ("home_id",), "until"),
    (ContactWay, "person", MOVE, ("number_index",), "until"),
    (Wish, "person", MOVE, (), "until"),
    (CategoryHolding, "person", MOVE, ("code",), "until"),
    (Consent, "person", MOVE, ("purpose",), "withdrawn_on"),
    (RivalValue, "person", MOVE, (), "settled_at"),
    (KinTie, "person", MOVE, ("other_id",), ""),
    (KinTie, "other", MOVE, ("person_id",), ""),
    (About, "person", MOVE, ("entry_id",), ""),
    (Source, "person", MOVE, (), ""),
    (Draft, "person", MOVE, (), ""),
    (Party, "person", MOVE, ("case_id",), ""),
    (Promise, "person", MOVE, (), ""),
    (Met, "person", MOVE, ("contact_id",), ""),
    (Certificate, "person", MOVE, (), ""),
    (Person, "merged_into", MOVE, (), ""),
    (OtherName, "person", STAY, (), ""),  # made anew from the names
    (Merge, "kept", STAY, (), ""),  # the story of earlier merges is not rewritten
    (Merge, "gone", STAY, (), ""),
]
_BLANK = ("", "0")  # "0" is the unknown sex
FILL = ("called", "sex", "birth", "id_number", "safe_contact", "safe_contact_note")


@command("flows.merge_people", gettext_lazy("合并了两份资料"))
def merge_people(by: Actor, *, kept: Person, gone: Person, reason: str = "") -> Merge:
    """Everything of ``gone`` goes to ``kept``; blank fields of ``kept`` are filled, differing ones stay ``kept``'s."""
    by.require("people.merge", kept.path, seen_with="people.list")
    by.require("people.merge", gone.path, seen_with="people.list")
    if kept.pk == gone.pk:
        raise Refused(_("这是同一份资料，换一份来合并。"))
    kept, gone = _locked(kept.pk, gone.pk)
    if kept.merged_into_id or gone.merged_into_id:
        raise Refused(_("其中一份已经并到别处了，打开并入的那一份再合并。"))
    moved, ended = _move_rows(kept, gone)
    filled = _fill_blanks(kept, gone)
    gone.merged_into, gone.is_current = kept, False
    gone.version += 1
    gone.save()
    refresh_names(gone)
    refresh_names(kept)
    merge = Merge.objects.create(
        kept=kept, gone=gone, at=clock.now(), by_name=by.name, moved=moved, ended=ended, filled=filled
    )
    told = {"merged": (None, f"{gone.name} {gone.pk}")}
    log.write(by, "flows.merge_people", kept, kept.path, told, reason)
    log.write(by, "flows.merge_people", gone, gone.path, {"merged_into": (None, str(kept.pk))}, reason)
    return merge


@command("flows.unmerge_people", gettext_lazy("撤销了合并"))
def unmerge_people(by: Actor, *, merge: Merge) -> Person:
    """Both files stand as before; what was written on ``kept`` since stays with ``kept``."""
    kept, gone = _locked(merge.kept_id, merge.gone_id)
    by.require("people.merge", kept.path, seen_with="people.list")
    by.require("people.merge", gone.path, seen_with="people.list")
    hold(merge)
    if merge.undone_at:
        raise Refused(_("这次合并已经撤销过了。"))
    both = Q(kept__in=(kept, gone)) | Q(gone__in=(kept, gone))
    if Merge.objects.filter(both, pk__gt=merge.pk, undone_at=None).exists():
        raise Refused(_("后来又合并过，先撤销后面那一次。"))
    for model, field, *_rest in REFERENCES:
        ids = merge.moved.get(_key(model, field), [])
        model._default_manager.filter(pk__in=ids).update(**{field: gone})
    _empty_again(kept, gone, merge.filled)
    CategoryHolding.objects.filter(person=gone).update(path=gone.path)
    gone.merged_into, gone.is_current = None, not (gone.died_on or gone.left_on)
    for person in (kept, gone):
        refresh_standing(person)
        person.version += 1
        person.save()
        refresh_names(person)
    merge.undone_at = clock.now()
    merge.save(update_fields=["undone_at"])
    log.write(by, "flows.unmerge_people", kept, kept.path, {"merged": (str(gone.pk), None)})
    log.write(by, "flows.unmerge_people", gone, gone.path, {"merged_into": (str(kept.pk), None)})
    return gone


def _key(model: type[models.Model], field: str) -> str:
    return f"{model._meta.label_lower}.{field}"


def _move_rows(kept: Person, gone: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    moved: dict[str, Any] = {}
    left: dict[str, Any] = {}
    for model, field, action, unique, open_field in REFERENCES:
        if action == STAY:
            continue
        for row in model._default_manager.filter(**{field: gone}):
            if _stands_in_the_way(model, field, row, kept, unique, open_field):
                left.setdefault(model._meta.label_lower, []).append(str(row.pk))
                continue
            setattr(row, field, kept)
            row.save(update_fields=[field])
            moved.setdefault(_key(model, field), []).append(str(row.pk))
    return moved, left


def _stands_in_the_way(
    model: type[models.Model],
    field: str,
    row: models.Model,
    kept: Person,
    unique: tuple[str, ...],
    open_field: str,
) -> bool:
    """Whether ``kept`` has an open row saying the same; then this one stays with ``gone``."""
    if model is KinTie and kept.pk in (row.person_id, row.other_id):  # type: ignore[attr-defined]
        return True
    if not unique or (open_field and getattr(row, open_field) is not None):
        return False
    same = {field: kept} | {name: getattr(row, name) for name in unique}
    if open_field:
        same[open_field] = None
    return model._default_manager.filter(**same).exists()


def _fill_blanks(kept: Person, gone: Person) -> dict[str, Any]:
    """Fill what ``kept`` lacks; answers field → its value before and now, for undoing."""
    before = {field: _text(kept, field) for field in (*FILL, "birth_precision", "other_names", "home")}
    for field in FILL:
        if fields.value(kept, field) in _BLANK and fields.value(gone, field) not in _BLANK:
            fields.set_value(kept, field, fields.value(gone, field))
            if field == "birth":
                kept.birth_precision = gone.birth_precision
    if kept.home_id is None and gone.home_id:
        kept.home_id = gone.home_id
        follow_path(kept, gone.path)
    if gone.name != kept.name and gone.name not in kept.other_names:
        kept.other_names = "、".join(name for name in (kept.other_names, gone.name) if name)[:120]
    CategoryHolding.objects.filter(person=kept).update(path=kept.path)
    refresh_standing(kept)
    kept.version += 1
    kept.save()
    return {f: {"was": was, "now": _text(kept, f)} for f, was in before.items() if was != _text(kept, f)}


def _empty_again(kept: Person, gone: Person, filled: dict[str, Any]) -> None:
    """Take back what the merge filled, where nobody has changed it since."""
    for field, step in filled.items():
        if _text(kept, field) != step["now"]:
            continue
        if field in fields.SEALED and fields.value(kept, field) != fields.value(gone, field):
            continue  # the merge remembers of it only that it was there
        if field == "home":
            kept.home = None
            committee = Place.objects.filter(path__in=ancestors(kept.path), kind=kinds.COMMITTEE).first()
            follow_path(kept, committee.path if committee else kept.path)
        else:
            fields.set_value(kept, field, step["was"])


def _text(person: Person, field: str) -> str:
    """A field as the merge remembers it: sealed ones only as being there."""
    if field == "home":
        return str(person.home_id or "")
    return str(fields.shown(field, fields.value(person, field)))


def _locked(*ids: UUID) -> list[Person]:
    """The people as they are now, held until the end: what the caller has may be older."""
    people = Person.objects.select_for_update().in_bulk(ids)
    if len(people) < len(set(ids)):
        raise NotFound
    return [people[id_] for id_ in ids]
