"""Reading the trail. The caller's room has checked that the actor may see the subject."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhiye.audit.models import AuditEntry, Look
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import REGISTRY
from zhiye.kernel.errors import NotFound


@dataclass(frozen=True)
class Change:
    """One field's step in history."""

    at: datetime
    who: str
    action: str
    field: str
    before: Any
    after: Any
    reason: str
    op: UUID


def entries_of(actor: Actor, subjects: Iterable[UUID], permission: str, limit: int = 200) -> list[AuditEntry]:
    """The newest ``limit`` entries on any of ``subjects``, which the caller has been given by a query.

    Not cut by the entries' own paths: a person who moved keeps their whole history.
    """
    if not actor.may(permission):
        raise NotFound
    return list(AuditEntry.objects.filter(subject_id__in=list(subjects))[:limit])


def entries_with(
    actor: Actor, subject: UUID, action: str, field: str, permission: str, limit: int = 50
) -> list[AuditEntry]:
    """The newest entries of ``action`` on ``subject`` (given by a query) in which ``field`` changed."""
    if not actor.may(permission):
        raise NotFound
    found = AuditEntry.objects.filter(subject_id=subject, action=action, changes__has_key=field)
    return list(found[:limit])


def changes_of(actor: Actor, subjects: Iterable[UUID], permission: str, limit: int = 200) -> list[Change]:
    """The same, field by field, newest first, with the command's own words as ``action``."""
    return [change for entry in entries_of(actor, subjects, permission, limit) for change in _changes(entry)]


def first_of_gesture(actor: Actor, op: UUID, permission: str) -> list[Change]:
    """The gesture itself as one line ("导入一张名册"), for things that came in by the thousand."""
    if not actor.may(permission):
        raise NotFound
    entry = AuditEntry.objects.filter(op=op).order_by("-id").first()
    if entry is None:
        return []
    label = label_of(entry.action)
    return [Change(entry.at, entry.actor_name, label, "", None, None, entry.reason, entry.op)]


def _changes(entry: AuditEntry) -> list[Change]:
    label = label_of(entry.action)
    return [
        Change(entry.at, entry.actor_name, label, field, old, new, entry.reason, entry.op)
        for field, (old, new) in (entry.changes or {"": [None, None]}).items()
    ]


def looks_at(actor: Actor, subject: UUID, permission: str, limit: int = 50) -> list[Look]:
    """Who looked at what of ``subject`` (given by a query), newest first."""
    if not actor.may(permission):
        raise NotFound
    return list(Look.objects.filter(subject_id=subject)[:limit])


def label_of(action: str) -> str:
    """A command's sentence for people; its bare name when the command is gone."""
    info = REGISTRY.get(action)
    return str(info.label) if info else action
