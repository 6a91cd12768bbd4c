"""Activities through their commands, for the tests of this room."""

from datetime import date
from typing import Any

from zhiye.activities import commands
from zhiye.activities.models import Activity
from zhiye.activities.values import Told
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id


def held(
    by: Actor, kind: str = "class", on: date | None = None, about: dict[str, Any] | None = None, **told: Any
) -> Activity:
    """An activity of today; ``about`` goes to the command, the rest is told."""
    given = {"kind": kind, "on": on or clock.today()} | told
    made: Activity = commands.record_activity(by, told=Told(**given), op=new_id(), **(about or {}))
    return made
