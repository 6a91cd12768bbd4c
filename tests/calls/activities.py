"""One working call of every command of activities."""

from typing import Any

from tests.calls import SYSTEM, Call
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.activities import commands, sheets
from zhiye.activities.models import Activity
from zhiye.activities.values import DayTold, Told
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.scans.pictures import Picture


def held(cast: Cast, make: Make, **told: Any) -> dict[str, Activity]:
    """A lecture of today in building 115, noted by the worker."""
    given = {"kind": "lecture", "on": clock.today(), "title": "防诈骗", "place": cast.building("115")} | told
    writer = cast.user("shegong")
    return {"activity": commands.record_activity(SYSTEM, told=Told(**given), writer=writer, op=new_id())}


def _withdrawn(cast: Cast, make: Make) -> dict[str, Any]:
    return {"activity": commands.withdraw_activity(SYSTEM, **held(cast, make), op=new_id())}


def _put(cast: Cast, make: Make) -> dict[str, Any]:
    told = {"picture": Picture(b"jpeg", 1, 1), "writer": cast.user("shegong")}
    return {"sheet": sheets.put_sheet(SYSTEM, **held(cast, make), **told, op=new_id())}


CALLS: dict[str, Call] = {
    "activities.record": Call(
        lambda cast, make: {
            "told": Told("class", clock.today(), title="书法班", person_times=12),
            "committee": cast.committee,
        }
    ),
    "activities.change": Call(
        lambda cast, make: (
            held(cast, make)
            | {"told": Told("lecture", clock.today(), title="防火", person_times=30), "version": 1}
        )
    ),
    "activities.withdraw": Call(held),
    "activities.restore": Call(_withdrawn),
    "activities.record_days": Call(
        lambda cast, make: {
            "kind": "service_point",
            "days": [DayTold(clock.today(), 20, {"orders": 14})],
            "committee": cast.committee,
        }
    ),
    "activities.put_sheet": Call(lambda cast, make: held(cast, make) | {"picture": Picture(b"jpeg", 1, 1)}),
    "activities.drop_sheet": Call(_put),
    "activities.note_lines": Call(lambda cast, make: _put(cast, make) | {"state": "read", "lines": 23}),
}
