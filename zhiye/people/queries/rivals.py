"""Values that two colleagues wrote differently and that wait for a choice."""

from zhiye.kernel.actor import Actor
from zhiye.people.models import RivalValue

EDIT = "people.edit"


def open_rivals(actor: Actor, limit: int = 50) -> tuple[list[RivalValue], int]:
    """The oldest ``limit`` of them where the actor may choose, and how many there are in all."""
    # Few are open at any time: read them all, then keep the actor's own.
    waiting = RivalValue.objects.filter(settled_at=None).select_related("person", "person__home")
    mine = [
        rival
        for rival in waiting.order_by("written_at", "id")
        if rival.person.is_current and actor.may(EDIT, rival.person.path)
    ]
    return mine[:limit], len(mine)
