"""A whole ticket pasted as text, in whatever shape the office sends it, becomes fields with their places.

Names of fields come first (lines, cells, brackets); what has no name is looked for in the running text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhiye.hotline.reading import praise, prose, values
from zhiye.hotline.reading.layout import Labelled, lay_out
from zhiye.hotline.reading.spans import Said, Stretch
from zhiye.hotline.reading.topics import topic_of
from zhiye.hotline.reading.values import Found
from zhiye.hotline.reading.words import answer_word, type_code, urgency_code
from zhiye.reading.text import Note, Span, read_note

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class TicketReading:
    """The fields of a ticket by their kinds (see data/labels.toml), whom it praises, what it is about.

    ``only_thanks`` tells a praise; ``more`` counts further tickets in the same text.
    """

    text: str
    fields: dict[str, Said] = field(default_factory=dict)
    only_thanks: bool = False
    praised: tuple[Said, ...] = ()
    topic: str = ""
    more: int = 0

    def value(self, kind: str, otherwise: Any = None) -> Any:
        """The value of a field; ``otherwise`` where it was not read."""
        said = self.fields.get(kind)
        return otherwise if said is None else said.value

    @property
    def is_ticket(self) -> bool:
        """Whether this can be a ticket at all: a number, or a story with a caller, a time or a type."""
        if "official_no" in self.fields:
            return True
        return "body" in self.fields and bool(self.fields.keys() & {"phone", "received", "due", "type"})


def read_ticket(text: str, today: date) -> TicketReading:
    """The ticket that ``text`` tells. Days without a year are seen from ``today``. Never raises.

    Every quote is exactly ``text[start:end]``; the same text and day give the same reading; text beyond
    ``LONGEST`` characters is not read.
    """
    note = read_note(text[:LONGEST])
    if not note.plain.strip():
        return TicketReading(text)
    laid = lay_out(note.plain)
    fields: dict[str, Said] = {}
    for labelled in laid.fields:
        if said := _labelled(note, labelled, today):
            fields[labelled.kind] = said
    _from_prose(note, fields, laid.fields, today)
    _settle(note, fields)
    body = fields.get("body")
    told = body.quote if body else ""
    thanks = praise.is_praise(fields["type"].value if "type" in fields else "", told)
    return TicketReading(
        text=text,
        fields=fields,
        only_thanks=thanks,
        praised=_praised(note, body) if thanks and body else (),
        topic="" if thanks or not body else topic_of(_title(fields), told),
        more=laid.more,
    )


def _title(fields: dict[str, Said]) -> str:
    return str(fields["title"].value) if "title" in fields else ""


def said(note: Note, found: Found) -> Said:
    """What was found in the plain text, with its place in the text as written."""
    start, end = note.span(Span(found.start, found.end))
    quote = note.text[start:end]
    # Words keep the signs they came with; numbers are plain digits, however they were written.
    as_written = found.value == note.plain[found.start : found.end] and not str(found.value).isascii()
    return Said(quote if as_written else found.value, start, end, quote, found.sure)


def _word(code: Callable[[str], str]) -> Callable[[str, date], Found | None]:
    """A reader for one of a closed list of words."""

    def read(text: str, _today: date) -> Found | None:
        found = code(text)
        return Found(found, 0, len(text)) if found else None

    return read


def _yes(text: str, yes: bool) -> Found | None:
    word = answer_word(text, "yes", "no")
    return Found((word == "yes") == yes, 0, len(text)) if word else None


def _whole(text: str, _today: date) -> Found | None:
    return Found(text, 0, len(text))


def _line(text: str, _today: date) -> Found | None:
    told = text.rstrip("。.;；,， ")
    return Found(told, 0, len(told)) if told else None


_READERS: dict[str, Callable[[str, date], Found | None]] = {
    "title": _line,
    "place": _line,
    "wish": _line,
    "official_no": lambda text, _today: values.number(text),
    "type": _word(type_code),
    "urgency": _word(urgency_code),
    "received": values.moment,
    "dispatched": values.moment,
    "signed": values.moment,
    "answered": values.moment,
    "due": values.due,
    "caller": lambda text, _today: values.caller(text),
    "phone": lambda text, _today: values.phone(text),
    "confidential": lambda text, _today: _yes(text, True),
    "open": lambda text, _today: _yes(text, False),
    "anonymous": lambda text, _today: _yes(text, True),
}


def _labelled(note: Note, labelled: Labelled, today: date) -> Said | None:
    """The value behind a name; None where nothing there can be one."""
    plain = note.plain[labelled.start : labelled.end]
    found = _READERS.get(labelled.kind, _whole)(plain, today)
    if found is None:
        return None
    place = Found(
        found.value, labelled.start + found.start, labelled.start + found.end, found.sure and labelled.sure
    )
    return said(note, place)


def _from_prose(note: Note, fields: dict[str, Said], named: tuple[Labelled, ...], today: date) -> None:
    """What has no name, out of the running text: of the body where there is one, else of everything."""
    plain = note.plain
    of = next((one for one in named if one.kind == "body"), None)
    whole = Stretch(of.start, of.end) if of else Stretch(0, len(plain))
    if "official_no" not in fields:
        # Numbers inside the story may be anything; in front of it 编号 QT2611-0207 without a colon is the ticket's.
        _put(note, fields, "official_no", prose.number(plain[: of.start] if of else plain), 0)
    if not named or "due" not in fields:
        _put(note, fields, "due", prose.deadline(plain, today), 0)
    if "received" not in fields and of is None:
        aside = _aside(note, fields, "due", "official_no")
        _put(note, fields, "received", prose.received(plain, today, aside), 0)
    story = plain[whole.start : whole.end]
    _put(note, fields, "phone", _beside_caller(note, named, story, whole.start), 0)
    for kind, find in (("caller", prose.caller), ("type", prose.kind)):
        if kind not in fields and (of is None or kind == "caller"):
            _put(note, fields, kind, find(story), whole.start)
    _put(note, fields, "confidential", prose.confidential(plain), 0)
    if of is None and "body" not in fields:
        _put(note, fields, "body", prose.body(plain, _aside(note, fields, "due", "confidential")), 0)


def _beside_caller(note: Note, named: tuple[Labelled, ...], story: str, offset: int) -> Found | None:
    """A telephone number in the caller's field (陈女士 138…), else in the story."""
    beside = next((one for one in named if one.kind == "caller"), None)
    for start, text in ([(beside.start, note.plain[beside.start : beside.end])] if beside else []) + [
        (offset, story)
    ]:
        if found := values.phone(text):
            return Found(found.value, start + found.start, start + found.end, found.sure)
    return None


def _aside(note: Note, fields: dict[str, Said], *kinds: str) -> list[Stretch]:
    """Where these fields stand in the plain text."""
    return [Stretch(*_plain_place(note, fields[kind])) for kind in kinds if kind in fields]


def _plain_place(note: Note, one: Said) -> tuple[int, int]:
    """Where a field stands in the plain text."""
    return note.places.index(one.start), note.places.index(one.end)


def _put(note: Note, fields: dict[str, Said], kind: str, found: Found | None, offset: int) -> None:
    if found is not None and kind not in fields:
        place = Found(found.value, found.start + offset, found.end + offset, found.sure)
        fields[kind] = said(note, place)


def _settle(note: Note, fields: dict[str, Said]) -> None:
    """What follows from the fields: place, wish and title out of the body; 是否公开 is 是否保密 the other way."""
    if "open" in fields:
        fields.setdefault("confidential", fields.pop("open"))
        fields.pop("open", None)
    body = fields.get("body")
    if body is None:
        return
    start, end = _plain_place(note, body)
    story = note.plain[start:end]
    _put(note, fields, "place", prose.place(story), start)
    _put(note, fields, "wish", prose.wish(story), start)
    _put(note, fields, "title", prose.title(story), start)
    if prose.anonymous(note.plain) and "caller" not in fields:
        fields["anonymous"] = Said(True, body.start, body.start, "")


def _praised(note: Note, body: Said) -> tuple[Said, ...]:
    start, end = _plain_place(note, body)
    story = note.plain[start:end]
    found = praise.praised(story)
    return tuple(
        said(note, Found(story[one.start : one.end], start + one.start, start + one.end)) for one in found
    )
