"""What every answer to a draft does alike: leave for the note, telling who was quicker, writing the answer down.

Plain functions, called inside a running command.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.accounts.actor import UserActor
from zhiye.cases.leave import require_row
from zhiye.drafts.models import PENDING, Draft
from zhiye.drafts.shapes import plain
from zhiye.journal.models import Entry
from zhiye.journal.permissions import WRITE
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.running import current
from zhiye.people.models import Person
from zhiye.places.models import Place


def hold_note(by: Actor, entry: Entry) -> None:
    """Hold the note for somebody who may open it and may write notes; a removed one is not there."""
    hold(entry)
    require_row(by, WRITE, ring=entry.ring, path=entry.path, writers=(entry.author_id,))
    if entry.removed_at:
        raise NotFound


def refuse_answered(draft: Draft) -> None:
    """Somebody was quicker, or it was oneself in another window."""
    if draft.state != PENDING:
        raise Refused(who_answered(draft))


def who_answered(draft: Draft) -> str:
    """The sentence that tells who did it."""
    told = {
        "name": draft.answered_by.name if draft.answered_by else _("系统"),
        "state": draft.get_state_display(),
    }
    return _("%(name)s已经点过“%(state)s”了，没有再记一遍。") % told


def mark_answered(
    by: Actor,
    draft: Draft,
    state: str,
    *,
    record: UUID | None = None,
    person: Person | None = None,
    place: Place | None = None,
    changed: Mapping[str, Any] | None = None,
) -> None:
    """Write the answer on the draft; called inside a command."""
    run = current()
    draft.state, draft.record = state, record
    draft.person, draft.place = person or draft.person, place or draft.place
    draft.answered_by = by.user if isinstance(by, UserActor) else None
    draft.answered_at, draft.op = clock.now(), run.op if run else None
    draft.changed = {key: plain(value) for key, value in changed.items()} if changed else None
    draft.save(
        update_fields=["state", "record", "person", "place", "answered_by", "answered_at", "op", "changed"]
    )


def mark_waiting(draft: Draft) -> None:
    """The answer is taken back; called inside a command."""
    draft.state, draft.record, draft.answered_by, draft.answered_at = PENDING, None, None, None
    draft.op = draft.changed = None
    draft.save(update_fields=["state", "record", "person", "answered_by", "answered_at", "op", "changed"])
