"""A ticket's values, however it came: from a pasted text, a row of a sheet, a form. Pure."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from zhiye.cases import clocks
from zhiye.hotline.covering import covered_words
from zhiye.hotline.reading.paste import TicketReading
from zhiye.hotline.reading.sheet import SheetRow
from zhiye.hotline.reading.spans import Moment, Within
from zhiye.hotline.reading.words import OTHER, TYPES

SOURCE = "hotline"
MORNING = time(0, 0)  # of a day whose hour is not told
TITLE_LONGEST = 120


@dataclass(frozen=True, slots=True)
class TicketValues:
    """What is taken in. Moments are aware; ``due`` is the official end, "" and None where nothing is told."""

    body: str
    official_no: str = ""
    kind: str = "report"
    title: str = ""
    code: str = "other"
    category: str = ""
    urgency: str = "normal"
    wish: str = ""
    place_words: str = ""
    channel: str = ""
    received_at: datetime | None = None
    dispatched_at: datetime | None = None
    signed_at: datetime | None = None
    due: datetime | None = None
    caller: str = ""
    phone: str = ""
    anonymous: bool = False
    confidential: bool = False
    praised: tuple[str, ...] = ()
    answer: str = ""
    answered_on: date | None = None
    solved: str = ""
    satisfied: str = ""
    state: str = ""
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def nature(self) -> str:
        """As what the matter is opened."""
        return str(TYPES.get(self.kind, TYPES[OTHER])["nature"] or "report")

    @property
    def text_key(self) -> str:
        """The same for the same words of the same day, whatever blanks and stops came between."""
        day = self.received_at.astimezone(clocks.ZONE).date().isoformat() if self.received_at else ""
        words = re.sub(r"[\s，,。.、；;：:！!？?]", "", self.body)
        return hashlib.sha256(f"{day}|{words}".encode()).hexdigest()


def from_reading(reading: TicketReading, region: str) -> TicketValues:
    """The values of a pasted ticket."""
    fields = {kind: said.value for kind, said in reading.fields.items()}
    names = tuple(str(one.value) for one in reading.praised)
    return _values(fields, reading.topic, names, {"text": reading.text}, region)


def from_row(row: SheetRow, topic: str, region: str) -> TicketValues:
    """The values of a row."""
    return _values(dict(row.fields), topic, row.praised, {"cells": list(row.cells)}, region)


def _values(
    told: dict[str, Any], topic: str, praised: tuple[str, ...], raw: dict[str, Any], region: str
) -> TicketValues:
    received, dispatched = _when(told.get("received")), _when(told.get("dispatched"))
    answered = told.get("answered")
    state, caller, phone = (str(told.get(name, "")) for name in ("state", "caller", "phone"))

    def words(name: str) -> str:
        """What many may read, without who called."""
        return covered_words(str(told.get(name, "")), caller, phone)

    return TicketValues(
        body=words("body"),
        official_no=str(told.get("official_no", ""))[:40],
        kind=str(told.get("type", "report")),
        title=short_title(words("title")),
        code=topic or "other",
        category=str(told.get("category", ""))[:80],
        urgency=str(told.get("urgency", "normal")),
        wish=words("wish")[:400],
        place_words=str(told.get("place", ""))[:160],
        channel=str(told.get("channel", ""))[:40],
        received_at=received,
        dispatched_at=dispatched,
        signed_at=_when(told.get("signed")),
        due=official_due(told.get("due"), dispatched or received, region),
        caller=caller,
        phone=phone,
        anonymous=bool(told.get("anonymous", False)),
        confidential=bool(told.get("confidential", False)),
        praised=praised,
        answer=str(told.get("answer", "")),
        answered_on=answered.day if isinstance(answered, Moment) else None,
        solved=str(told.get("solved", "")),
        satisfied=str(told.get("satisfied", "")),
        state=state,
        raw=raw,
    )


def official_due(told: Any, received: datetime | None, region: str) -> datetime | None:
    """The official end as a moment: a day ends with the office, working days are counted from when it was sent."""
    if isinstance(told, Moment):
        return told.when(clocks.ZONE, told.at or clocks.limits(SOURCE, "help", told.day, region).office.ends)
    if not isinstance(told, Within) or received is None:
        return None
    if told.unit == "hour":
        return datetime.fromtimestamp(received.timestamp() + told.count * 3600, clocks.ZONE)
    if told.unit == "day":  # 3日内: the earlier reading, so that nobody comes late by ours
        last = datetime.fromtimestamp(received.timestamp() + told.count * 86400, clocks.ZONE)
        return official_due(Moment(last.date()), received, region)
    return clocks.due_at(received, told.count, region)


def rule_due(values: TicketValues, now: datetime, region: str) -> datetime | None:
    """When the resident is to have an answer: the official end, else by the rules of the place."""
    if values.due:
        return values.due
    came = values.dispatched_at or values.received_at or now
    day = came.astimezone(clocks.ZONE).date()
    return clocks.limits(SOURCE, values.nature, day, region).answer_by(came)


def short_title(text: str) -> str:
    """On one line, without a full stop, no longer than a matter's title may be."""
    plain = " ".join(text.split()).rstrip("。.；;，, ")
    return plain if len(plain) <= TITLE_LONGEST else plain[: TITLE_LONGEST - 1] + "…"


def _when(told: Any) -> datetime | None:
    return told.when(clocks.ZONE, MORNING) if isinstance(told, Moment) else None
