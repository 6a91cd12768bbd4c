"""One working call of every command of the hotline; ``every_command`` takes them up."""

from typing import Any

from tests.cast_builder import Cast
from tests.make import Make
from zhiye.cases.commands.bringing import Brought
from zhiye.hotline import commands as hotline
from zhiye.hotline.models import Thanks, Ticket
from zhiye.hotline.reading.sheet import read_rows
from zhiye.hotline.values import TicketValues
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id

_SYSTEM = System("test")
_VALUES = TicketValues(
    body="楼道灯坏了，希望修好。", official_no="2026110001", title="楼道灯坏了", phone="15400001234"
)


def _ticket(cast: Cast, make: Make) -> dict[str, Ticket]:
    told = {"committee": cast.committee, "values": _VALUES, "owner": cast.user("shegong"), "op": new_id()}
    return {"ticket": hotline.take_ticket(_SYSTEM, **told)}


def _thanks(cast: Cast, make: Make) -> dict[str, Thanks]:
    return {"thanks": hotline.take_thanks(_SYSTEM, committee=cast.committee, values=_VALUES, op=new_id())}


def _ticket_sheet(cast: Cast, make: Make) -> dict[str, Any]:
    rows = [["工单编号", "诉求内容"], ["2026110009", "路灯不亮"]]
    return {"committee": cast.committee, "file_name": "工单.csv", "reading": read_rows(rows, clock.today())}


INNER = {"cases.bring_in"}  # runs inside other commands only
# name -> what it is called with
CALLS: dict[str, Any] = {
    "hotline.take": (lambda cast, make: {"committee": cast.committee, "values": _VALUES}),
    "hotline.take_thanks": (lambda cast, make: {"committee": cast.committee, "values": _VALUES}),
    "hotline.take_sheet": (_ticket_sheet),
    "hotline.correct": (
        lambda cast, make: (
            _ticket(cast, make) | {"caller": "章女士", "phone": "", "fields": {"urgency": "urgent"}}
        )
    ),
    "hotline.return": (
        lambda cast, make: _ticket(cast, make) | {"reason": "归市政", "basis": "不在四至范围内", "version": 1}
    ),
    "hotline.watch": (lambda cast, make: _ticket(cast, make) | {"level": "street"}),
    "hotline.look": (lambda cast, make: _ticket(cast, make) | {"reason": "回电话"}),
    "hotline.export_note": (
        lambda cast, make: {"committee": cast.committee, "count": 1, "purpose": "报街道"}
    ),
    "hotline.see_thanks": (_thanks),
    "hotline.answer_thanks": (lambda cast, make: _thanks(cast, make) | {"answer": "打电话谢过了"}),
    "hotline.withdraw_thanks": (_thanks),
    "cases.bring_in": (
        lambda cast, make: {
            "committee": cast.committee,
            "source": "hotline",
            "brought": [Brought("路灯不亮", "other", cast.committee, "help", clock.now())],
        }
    ),
}
