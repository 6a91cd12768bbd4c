"""Reading imports."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhiye.exchange import originals
from zhiye.exchange.details import details
from zhiye.exchange.models import DONE, FAILED, IMPORTING, READING, READY, ImportRun
from zhiye.exchange.permissions import IMPORT
from zhiye.exchange.reading import ROWS
from zhiye.exchange.work import EXAMINE
from zhiye.exchange.work import IMPORT as IMPORT_STEP
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.places.models import Place
from zhiye.places.queries import committees

EXPORT = "people.export"
GRACE = 15  # seconds a new worker has to take its lock
UNDER_WAY = (READING, IMPORTING)
DECISIONS = ("new", "same", "changed", "doubtful")
ROW_KINDS = (*DECISIONS, *ROWS)
PAGE = 100


def runs(actor: Actor, limit: int = 50) -> list[ImportRun]:
    """The newest imports of the actor's committees."""
    mine = [committee.pk for committee in import_committees(actor)]
    return list(
        ImportRun.objects.filter(committee__in=mine).select_related("committee", "uploaded_by")[:limit]
    )


def run(actor: Actor, id_: UUID | str) -> ImportRun:
    """One of them. Raises NotFound."""
    found = ImportRun.objects.filter(pk=id_).select_related("committee", "uploaded_by").first()
    if found is None or not actor.may(IMPORT, found.committee.path):
        raise NotFound
    return found


def import_committees(actor: Actor) -> list[Place]:
    """Committees into which the actor may import."""
    return [c for c in committees(actor, IMPORT) if actor.may(IMPORT, c.path)]


def export_committees(actor: Actor) -> list[Place]:
    """Committees whose whole list the actor may take out."""
    return [c for c in committees(actor, EXPORT) if actor.may(EXPORT, c.path)]


def was_interrupted(actor: Actor, of: ImportRun) -> bool:
    """Whether a run says it is being worked on while no worker is alive: killed, or the machine went down."""
    if of.state not in UNDER_WAY or originals.is_worked_on(of.pk):
        return False
    of.refresh_from_db(fields=["state"])  # the worker may have finished between the two looks
    begun = originals.started_at(of.pk)
    young = begun is not None and time.time() - begun < GRACE
    return of.state in UNDER_WAY and not young


def next_step(actor: Actor, of: ImportRun) -> str:
    """What a worker started now has to do: "examine" or "import"."""
    return IMPORT_STEP if of.state == IMPORTING else EXAMINE


def same_file_before(actor: Actor, of: ImportRun) -> ImportRun | None:
    """Another finished import of the very same file into the same committee."""
    earlier = ImportRun.objects.filter(committee=of.committee, digest=of.digest, state=DONE)
    return earlier.exclude(pk=of.pk).first()


@dataclass(frozen=True)
class RowList:
    """Rows of one kind (new, same, changed, doubtful, rejected, duplicates, flagged), some at a time."""

    rows: list[dict[str, Any]]
    count: int
    following: int | None  # where the next page begins


def rows_of(actor: Actor, of: ImportRun, kind: str, begin: int = 0) -> RowList:
    """The rows of ``kind``, from the ``begin``-th. Raises NotFound for a kind that there is not."""
    if kind not in ROW_KINDS:
        raise NotFound
    rows = details(of.pk).get("people_rows", {}).get(kind) if kind in DECISIONS else details(of.pk).get(kind)
    rows = rows or []
    end = begin + PAGE
    return RowList(rows[begin:end], len(rows), end if end < len(rows) else None)


def unfinished(actor: Actor, limit: int = 12) -> list[ImportRun]:
    """Imports of the actor's committees that wait for somebody: read and not imported, broken off, under way."""
    mine = [committee.pk for committee in import_committees(actor)]
    waiting = ImportRun.objects.filter(committee__in=mine, state__in=(*UNDER_WAY, READY, FAILED))
    return list(waiting.select_related("committee")[:limit])
