"""One working call of every command of the reports; ``every_command`` takes them up."""

from typing import Any

from tests.calls import SYSTEM, Call
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.figures.periods import Period, read_period
from zhiye.kernel.ids import new_id
from zhiye.reports import commands as reports
from zhiye.reports.models import Report


def month() -> Period:
    """The month in which the invented street stands."""
    found = read_period("2026-11")
    assert found
    return found


def frozen(cast: Cast, make: Make) -> dict[str, Report]:
    """A draft of that month, in which there is something to count."""
    told = {"place": cast.committee, "period": month(), "maker": cast.user("shegong"), "op": new_id()}
    return {"report": reports.freeze(SYSTEM, **told)}


def signed(cast: Cast, make: Make) -> dict[str, Report]:
    """The same, signed."""
    report = frozen(cast, make)["report"]
    return {"report": reports.sign_report(SYSTEM, report=report, signer=cast.user("shuji"), op=new_id())}


def _export(cast: Cast, make: Make) -> dict[str, Any]:
    told = {"place": cast.committee, "period": month(), "what": "visits.homes"}
    return told | {"count": 1, "purpose": "报街道"}


READER = "supervisor"  # counts, and neither writes nor signs
# name -> what it is called with
CALLS: dict[str, Call] = {
    "reports.freeze": Call(
        lambda cast, make: {"place": cast.committee, "period": month()}, able="worker", reader=READER
    ),
    "reports.word": Call(
        lambda cast, make: (
            frozen(cast, make) | {"title": "十一月", "left_out": [0], "own": "另外，楼道都清了。"}
        ),
        able="worker",
        reader=READER,
    ),
    "reports.sign": Call(frozen, able="secretary", reader="worker"),
    "reports.withdraw_signature": Call(
        lambda cast, make: signed(cast, make) | {"reason": "数漏了一场"}, able="director", reader="worker"
    ),
    "reports.share": Call(signed, able="secretary", reader="worker"),
    "reports.drop": Call(frozen, able="worker", reader=READER),
    "reports.export_note": Call(_export, able="secretary", reader="worker"),
}
