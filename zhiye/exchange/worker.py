"""Starting the process that reads and imports one file.

It may be killed at any moment: the import is one transaction, and the page sees the released lock.
"""

from uuid import UUID

from django.conf import settings

from zhiye.exchange import originals
from zhiye.exchange.work import work
from zhiye.kernel import background


def start(run_id: UUID, step: str, op: UUID) -> None:
    """Start the process (or, where the settings say so, do the work here and now)."""
    if settings.IMPORT_INLINE:
        work(run_id, step, op)
        return
    originals.note_started(run_id)
    background.start("import-step", str(run_id), step, str(op))
