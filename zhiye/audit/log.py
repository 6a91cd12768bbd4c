"""Leaving a trace. Called inside commands only, in the same transaction as the change."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from zhiye.audit.models import AuditEntry, Look
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import insert_rows
from zhiye.kernel.errors import HouseFault
from zhiye.kernel.ids import new_id

Changes = Mapping[str, tuple[Any, Any]]  # field -> (before, after)
SECRET = "•••"  # stands for a sealed value in the trail: that it changed is told, what it was is not


def write(
    by: Actor, action: str, subject: models.Model, path: str, changes: Changes | None = None, reason: str = ""
) -> AuditEntry:
    """Record that ``by`` did ``action`` to ``subject`` at ``path``."""
    entry = AuditEntry.objects.create(
        at=clock.now(),
        actor_key=by.key,
        actor_name=by.name,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        path=path,
        changes={field: [_plain(old), _plain(new)] for field, (old, new) in (changes or {}).items()},
        reason=reason,
        op=_gesture(),
    )
    running.note_traced()
    return entry


def write_many(
    by: Actor, action: str, subject_type: str, rows: Iterable[tuple[UUID, str, Changes]], reason: str = ""
) -> int:
    """The same for many subjects of one kind: (id, path, changes) each. Returns how many."""
    moment, op = clock.now(), _gesture()
    count = insert_rows(
        AuditEntry,
        ["id", "at", "actor_key", "actor_name", "action", "subject_type", "subject_id"]
        + ["path", "changes", "reason", "op"],
        (
            (new_id(), moment, by.key, by.name, action, subject_type, id_, path)
            + ({f: [_plain(old), _plain(new)] for f, (old, new) in changes.items()}, reason, op)
            for id_, path, changes in rows
        ),
    )
    running.note_traced()
    return count


def note_look(by: Actor, subject: models.Model, field: str, path: str, reason: str, role: str = "") -> Look:
    """Record that ``by`` looked at the sensitive ``field`` of ``subject``, and why."""
    look = Look.objects.create(
        at=clock.now(),
        actor_key=by.key,
        actor_name=by.name,
        actor_role=role,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        field=field,
        path=path,
        reason=reason,
        op=_gesture(),
    )
    running.note_traced()
    return look


def note_looks(
    by: Actor, subject_type: str, looks: Iterable[tuple[UUID, str, str]], reason: str, role: str = ""
) -> int:
    """The same for many subjects of one kind that went onto one sheet: (id, field, path) each. Returns how many."""
    moment, op = clock.now(), _gesture()
    count = insert_rows(
        Look,
        ["id", "at", "actor_key", "actor_name", "actor_role", "subject_type", "subject_id"]
        + ["field", "path", "reason", "op"],
        (
            (new_id(), moment, by.key, by.name, role, subject_type, id_, field, path, reason, op)
            for id_, field, path in looks
        ),
    )
    running.note_traced()
    return count


def _gesture() -> UUID:
    run = running.current()
    if run is None:
        raise HouseFault("a trace is left from inside a command only")
    return run.op


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    return value
