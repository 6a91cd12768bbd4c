"""Writing of the residents' door. Every command asks leave first and leaves a trace."""

from zhiye.portal.commands.answering import answer
from zhiye.portal.commands.codes import end_code, make_code, make_codes, note_poster, write_counter
from zhiye.portal.commands.receipts import make_receipt
from zhiye.portal.commands.reporting import send_report, write_report
from zhiye.portal.commands.waiting import drop_reports, forget, look_at, put_back, take_reports

__all__ = [
    "answer",
    "drop_reports",
    "end_code",
    "forget",
    "look_at",
    "make_code",
    "make_codes",
    "make_receipt",
    "note_poster",
    "put_back",
    "send_report",
    "take_reports",
    "write_counter",
    "write_report",
]
