"""Sheets of 12345 tickets: opened as any workbook, handed to the hotline, and written out in the street's own order."""

import tempfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiye.cases.queries import course
from zhiye.exchange.roster.refusals import UnreadableFile
from zhiye.exchange.roster.workbook import open_workbook
from zhiye.exchange.roster.write import write_people
from zhiye.hotline import queries, sealed
from zhiye.hotline.commands import note_tickets_export
from zhiye.hotline.models import Thanks, Ticket
from zhiye.hotline.queries import Period
from zhiye.hotline.reading.sheet import SheetReading, read_rows
from zhiye.hotline.seeing import may_see_caller, may_see_thanker
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.papers.excel import closing_line

MOST_ROWS = 20_000  # tickets of a street in years; more is a wrong file
Columns = tuple[tuple[str, str], ...]  # (head, kind), left to right
OWN_ORDER: Columns = (
    ("序号", "serial"),
    ("工单编号", "official_no"),
    ("来电时间", "received"),
    ("派单时间", "dispatched"),
    ("诉求类型", "type"),
    ("紧急程度", "urgency"),
    ("标题", "title"),
    ("事发地址", "place"),
    ("诉求内容", "body"),
    ("诉求目的", "wish"),
    ("来电人", "caller"),
    ("联系电话", "phone"),
    ("是否保密", "confidential"),
    ("办结时限", "due"),
    ("办理状态", "state"),
    ("办理结果", "answer"),
    ("办结时间", "answered"),
    ("是否解决", "solved"),
    ("是否满意", "satisfied"),
)
# What our work adds: the row as it came has nothing there, or something older.
_OURS = ("state", "answer", "answered", "solved", "satisfied")
_WHO = ("caller", "phone")


def read_sheet(data: Iterable[bytes], name: str) -> SheetReading:
    """The tickets of the first sheet that has any. Raises Refused, with a sentence for the field ``file``."""
    with tempfile.TemporaryDirectory(prefix="zhiye-") as scratch:
        path = Path(scratch) / "sheet"
        path.write_bytes(b"".join(data))
        try:
            book = open_workbook(path, name)
        except UnreadableFile as unreadable:
            raise Refused(str(unreadable), "file") from unreadable
    for sheet in book.sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise Refused(_("这张表有两万多行，不像工单表。按月份分成几个文件再导入。"), "file")
        reading = read_rows(sheet.rows, clock.today())
        if reading is not None:
            return reading
    raise Refused(_("没看出哪一行是表头。表头里要有工单编号和诉求内容这样的列名。"), "file")


def export_tickets(
    actor: Actor, committee: Any, period: Period, order: Columns, *, with_caller: bool, purpose: str
) -> tuple[bytes, str]:
    """The workbook and its file name; the trace is left first. Raises Refused without a purpose."""
    things: list[Ticket | Thanks] = [
        *queries.tickets_for_export(actor, committee, period),
        *queries.thanks_for_export(actor, committee, period),
    ]
    told = purpose + (_("（带来电人）") if with_caller else "")
    # A gesture of its own each time: sent twice it goes out twice.
    note_tickets_export(actor, committee=committee, count=len(things), purpose=told, op=new_id())
    columns = [(head, kind or f"head:{head}") for head, kind in order]
    target = BytesIO()
    with override(settings.LANGUAGE_CODE):  # a sheet is read by offices, whoever asked for it
        rows = [_cells(actor, thing, with_caller) for thing in sorted(things, key=_came)]
        write_people(columns, rows, target, committee.name, closing=_closing(actor, purpose))
    return target.getvalue(), f"{committee.name} 12345 {period.first} {period.last}.xlsx"


def _came(thing: Ticket | Thanks) -> tuple[Any, int, Any]:
    return thing.taken_at, thing.row or 0, thing.pk


def _cells(actor: Actor, thing: Ticket | Thanks, with_caller: bool) -> dict[str, object]:
    """A ticket by the kinds of columns: the cells as they came, and what became of it since."""
    ours = _of_ticket(actor, thing) if isinstance(thing, Ticket) else _of_thanks(thing)
    came = _as_it_came(thing)
    cells = ours | {
        key: text for key, text in came.items() if key not in _OURS or (text and not ours.get(key))
    }
    may = may_see_caller(actor, thing) if isinstance(thing, Ticket) else may_see_thanker(actor, thing)
    for kind in _WHO:
        cells[kind] = (came.get(kind) or sealed.plain(thing, kind)) if with_caller and may else ""
    if not (with_caller and may):
        cells["body"] = ours["body"]  # as it came it may name who called
    return cells


def _as_it_came(thing: Ticket | Thanks) -> dict[str, str]:
    """The cells of its row by kind, those of unknown columns by their head."""
    if thing.sheet is None:
        return {}
    cells = sealed.raw_of(thing).get("cells", [])
    named = zip(thing.sheet.heads, thing.sheet.kinds, cells, strict=False)
    return {kind or f"head:{head}": text for head, kind, text in named}


def _of_ticket(actor: Actor, ticket: Ticket) -> dict[str, object]:
    case = ticket.case
    answer = course(actor, case).answer
    return {
        "official_no": ticket.official_no,
        "received": _moment(ticket.received_at),
        "dispatched": _moment(ticket.dispatched_at),
        "signed": _moment(ticket.signed_at),
        "due": _moment(ticket.official_due or case.due_at),
        "type": str(ticket.get_kind_display()),
        "category": ticket.category,
        "urgency": str(ticket.get_urgency_display()),
        "title": case.title,
        "place": ticket.place_words,
        "body": ticket.body,
        "wish": ticket.wish,
        "channel": ticket.channel,
        "confidential": "是" if ticket.confidential else "否",
        "anonymous": "是" if ticket.anonymous else "否",
        "state": str(case.get_state_display()),
        "answer": case.outcome,
        "answered": _day(ticket.answered_on or case.closed_on),
        "solved": str(answer.get_solved_display()) if answer and answer.solved else "",
        "satisfied": str(answer.get_satisfied_display()) if answer and answer.satisfied else "",
    }


def _of_thanks(thanks: Thanks) -> dict[str, object]:
    return {
        "official_no": thanks.official_no,
        "received": thanks.on.isoformat(),
        "type": "表扬",
        "title": "表扬",
        "body": thanks.words,
        "confidential": "是" if thanks.confidential else "否",
        "answer": thanks.answer,
        "answered": _day(thanks.answered_on),
    }


def _moment(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _closing(actor: Actor, purpose: str) -> str:
    moment = timezone.localtime(clock.now())
    return closing_line(actor.name, moment.strftime("%Y-%m-%d %H:%M"), purpose)
