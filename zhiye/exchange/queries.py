"""Reading imports."""

from uuid import UUID

from zhiye.exchange import originals
from zhiye.exchange.models import IMPORTING, READING, ImportRun
from zhiye.exchange.permissions import IMPORT
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import within
from zhiye.places.models import Place
from zhiye.places.queries import committees

GRACE = 15  # seconds a new worker has to take its lock


def runs(actor: Actor, limit: int = 50) -> list[ImportRun]:
    """The newest imports of the actor's committees."""
    mine = within("committee__path", actor.scope(IMPORT))
    return list(ImportRun.objects.filter(mine).select_related("committee", "uploaded_by")[:limit])


def run(actor: Actor, id_: UUID | str) -> ImportRun:
    """One of them. Raises NotFound."""
    found = ImportRun.objects.filter(pk=id_).select_related("committee", "uploaded_by").first()
    if found is None or not actor.may(IMPORT, found.committee.path):
        raise NotFound
    return found


def import_committees(actor: Actor) -> list[Place]:
    """Committees into which the actor may import."""
    return [c for c in committees(actor, IMPORT) if actor.may(IMPORT, c.path)]


def was_interrupted(actor: Actor, of: ImportRun) -> bool:
    """Whether a run says it is being worked on while no worker is alive: killed, or the machine went down."""
    if of.state not in (READING, IMPORTING) or originals.is_worked_on(of.pk):
        return False
    started = originals.folder(of.pk).joinpath("started")
    begun = started.stat().st_mtime if started.exists() else of.uploaded_at.timestamp()
    return clock.now().timestamp() - begun > GRACE


def same_file_before(actor: Actor, of: ImportRun) -> ImportRun | None:
    """An earlier finished import of the very same file into the same committee."""
    earlier = ImportRun.objects.filter(committee=of.committee, digest=of.digest, state="done")
    return earlier.filter(uploaded_at__lt=of.uploaded_at).first()
