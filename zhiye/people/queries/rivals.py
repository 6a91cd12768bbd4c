"""Values that two colleagues wrote differently and that wait for a choice."""

from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.people.models import RivalValue

EDIT = "people.edit"


def open_rivals(actor: Actor, limit: int = 50) -> tuple[list[RivalValue], int]:
    """The oldest ``limit`` of them where the actor may choose, and how many there are in all."""
    mine = within("person__path", actor.scope(EDIT))
    waiting = RivalValue.objects.filter(mine, settled_at=None, person__is_current=True)
    rows = waiting.select_related("person", "person__home").order_by("written_at", "id")
    return list(rows[:limit]), waiting.count()
