"""The worker of the photos counts the lines of sign-in sheets too, once no page of a note waits."""

from collections.abc import Callable

from zhiye.activities.models import Sheet
from zhiye.activities.reading import people_on
from zhiye.activities.sealed import seal_row
from zhiye.activities.sheets import note_lines
from zhiye.kernel import sealing
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.scans.reading import Reading
from zhiye.scans.states import BROKEN, READING, WAITING

_BY = System("activities")


def count_one(read: Callable[[bytes], Reading]) -> bool:
    """Count the lines of the sheet that has waited longest; False where none waits. Only one worker is here at a time,
    so one that says it is being read was left by a worker that was killed over it."""
    for left in Sheet.objects.filter(state=READING).select_related("activity"):
        note_lines(_BY, sheet=left, state=BROKEN, op=new_id())
    sheet = Sheet.objects.filter(state=WAITING).select_related("activity").first()
    if sheet is None:
        return False
    note_lines(_BY, sheet=sheet, state=READING, op=new_id())
    found = read(sealing.unseal_bytes(bytes(sheet.sealed), seal_row(sheet.pk)))
    if Sheet.objects.filter(pk=sheet.pk).exists():  # somebody may have dropped it meanwhile
        lines = people_on(found.laid.rows) or None
        note_lines(_BY, sheet=sheet, state=found.state, lines=lines, op=new_id())
    return True
