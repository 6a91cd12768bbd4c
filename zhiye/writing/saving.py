"""A note is saved once, however often it is sent; what was typed after it had been saved is never lost."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.journal import commands, queries
from zhiye.journal.models import Entry
from zhiye.journal.texts import clean
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.places.models import Place
from zhiye.scans.joining import put_photos_beside


class SavedBefore(Refused):
    """The gesture has saved other words already: these are still unsaved, and need a gesture of their own."""


def part_of(op: UUID, step: str) -> UUID:
    """The id of one step of a gesture that takes several commands: the same whenever the gesture is sent again."""
    return uuid5(op, step)


def save_note(
    by: Actor,
    *,
    text: str,
    written_on: date,
    weather: str,
    ring: str,
    reflection: str,
    place: Place | None,
    op: UUID,
) -> Entry:
    """Write the note. Raises SavedBefore when ``op`` has already saved something else, Refused as the command."""
    typed: dict[str, Any] = {
        "text": text,
        "written_on": written_on,
        "weather": weather,
        "ring": ring,
        "reflection": reflection,
    }
    entry: Entry = commands.write_entry(by, **typed, place=place, op=op)
    put_photos_beside(by, entry, op)
    if clean(text) != _first_words(by, entry):
        raise SavedBefore(
            _(
                "这一笔刚才已经存过，后来改的还没有存。要另存成一笔，再点一次；要改那一笔，到“工作日志”里打开它。"
            )
        )
    return entry


def join_matter(by: Actor, case: Case, entry: Entry, op: UUID) -> bool:
    """The note is about the matter it was begun in. The note is saved already: that the matter was withdrawn, or is
    no longer the writer's, does not undo it. Answers whether it was joined."""
    try:
        cases.join_note(by, case=case, entry=entry, op=op)
    except (Refused, NotFound, Forbidden):
        return False
    return True


def _first_words(by: Actor, entry: Entry) -> str:
    return entry.text if entry.version == 1 else queries.wordings(by, entry)[0].text
