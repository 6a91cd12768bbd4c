"""Tickets in words: what was not read for sure, limits, the flow sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.cases.models import GIVEN, Extension, Reply
from zhiye.cases.queries import CaseFile, Course
from zhiye.cases.queries.handed import Stretch
from zhiye.cases.workflow import WORDS
from zhiye.hotline import sealed
from zhiye.hotline.covering import covered_name, covered_phone
from zhiye.hotline.models import Thanks, Ticket
from zhiye.hotline.reading.paste import TicketReading

FIELD_NAMES: Mapping[str, Any] = {
    "official_no": gettext_lazy("工单编号"),
    "title": gettext_lazy("标题"),
    "type": gettext_lazy("类型"),
    "urgency": gettext_lazy("紧急程度"),
    "received": gettext_lazy("来电时间"),
    "dispatched": gettext_lazy("派单时间"),
    "due": gettext_lazy("办结时限"),
    "caller": gettext_lazy("来电人"),
    "phone": gettext_lazy("联系电话"),
    "confidential": gettext_lazy("是否保密"),
    "body": gettext_lazy("诉求内容"),
    "place": gettext_lazy("地址"),
    "wish": gettext_lazy("诉求目的"),
}
WHY_UNREAD: Mapping[str, Any] = {
    "no_body": gettext_lazy("没有写诉求内容，也没有标题"),
    "bad_date": gettext_lazy("来电时间不像日期，改好再导一次"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the pasted text; ``name`` is the field that was read there, "" for none."""

    text: str
    name: str = ""
    sure: bool = True


def pieces(reading: TicketReading) -> list[Piece]:
    """The pasted text with the fields marked where they stood; where two overlap the outer one counts."""
    found = sorted(
        ((said.start, -said.end, kind) for kind, said in reading.fields.items() if kind in FIELD_NAMES),
    )
    told: list[Piece] = []
    at = 0
    for start, end, kind in found:
        if start < at or start == -end:
            continue
        told += [Piece(reading.text[at:start])] if start > at else []
        told.append(Piece(reading.text[start:-end], str(FIELD_NAMES[kind]), reading.fields[kind].sure))
        at = -end
    return [*told, Piece(reading.text[at:])] if at < len(reading.text) else told


def unsure(reading: TicketReading) -> list[str]:
    """The names of the fields that ask for a look."""
    return [
        str(FIELD_NAMES[kind])
        for kind, said in reading.fields.items()
        if kind in FIELD_NAMES and not said.sure and kind not in ("title", "body")
    ]


def moment_words(moment: datetime | None) -> str:
    """2026年11月20日 09:12; without the time at midnight; "" for none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    day = date_format(local.date())
    return day if not (local.hour or local.minute) else f"{day} {local:%H:%M}"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who called, as far as this reader may read it."""

    name: str
    phone: str
    told: str  # what stands where nothing is to be read


def caller_of(thing: Ticket | Thanks, *, seen: bool, may: bool) -> Caller:
    """Covered, unless this reader has just asked to see (``seen``); nothing at all where they ``may`` not."""
    if not may:
        return Caller("", "", _("来电人要求保密，只有书记和经办的同事能看。") if thing.confidential else "")
    name, phone = sealed.plain(thing, "caller"), sealed.plain(thing, "phone")
    if not name and not phone:
        return Caller("", "", _("没有留姓名和电话。"))
    return Caller(name, phone, "") if seen else Caller(covered_name(name), covered_phone(phone), "")


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of the flow sheet: when, what, in whose words."""

    at: datetime
    what: str
    words: str
    who: str


def flow_lines(ticket: Ticket, file: CaseFile, course: Course) -> list[FlowLine]:
    """Acceptance, steps, calls, extensions, handing on: in the order in which they happened."""
    case = ticket.case
    lines = [
        FlowLine(one.at, str(WORDS.get(one.state, one.state)), one.reason, _name(one.by))
        for one in file.steps
    ]
    lines += [_reply(one) for one in course.replies]
    lines += [_extension(one) for one in course.extensions]
    for stretch in course.way:
        lines += _stretch(stretch)
    lines.sort(key=lambda line: line.at)
    return [FlowLine(ticket.signed_at or ticket.taken_at, _("收下工单"), "", case.opened_by.name), *lines]


def _stretch(stretch: Stretch) -> list[FlowLine]:
    """The matter with one level: how it came there, what was noted, what it answered."""
    one = stretch.handing
    lines = [FlowLine(one.since, f"{one.get_act_display()}{one.unit.name}", one.brief, _name(one.owner))]
    lines += [FlowLine(note.at, one.unit.name, note.words, _name(note.by)) for note in stretch.notes]
    if one.ended_at and one.result:
        lines.append(FlowLine(one.ended_at, _("%(unit)s答复") % {"unit": one.unit.name}, one.result, ""))
    return lines


def _reply(one: Reply) -> FlowLine:
    told = [str(one.get_kind_display()), "" if one.reached else _("没联系上")]
    said = [str(one.get_solved_display()) if one.solved else "", one.words]
    said.insert(1, str(one.get_satisfied_display()) if one.satisfied else "")
    return FlowLine(one.at, "，".join(filter(None, told)), "；".join(filter(None, said)), _name(one.by))


def _extension(one: Extension) -> FlowLine:
    told = {"due": moment_words(one.new_due), "name": one.approved_by.name}
    words = [one.reason, _("告诉了来电人") if one.told_caller else _("还没告诉来电人"), one.answer]
    what = _("延期到%(due)s，%(name)s批准") if one.state == GIVEN else _("请%(name)s批准延期到%(due)s")
    return FlowLine(one.at, what % told, "；".join(filter(None, words)), _name(one.by))


def _name(user: User | None) -> str:
    return user.name if user else ""
