"""What upper rooms put into 来龙去脉, the story of a person, a home, a building."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhiye.kernel.slots import Slot

MOST = 60  # rows that one function answers at most, its newest


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line back to the words: the quote, the day of its note, where it stands.

    For somebody who may not open the note, ``quote`` and ``url`` are "".
    """

    day: date
    quote: str
    url: str
    word: str = ""  # what to write where there is no quote: 一笔记录


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened: the day, ``order`` within the day, a word (走访), a line, where it leads.

    Give either ``source``, or ``record``: then the panel asks for the sources of all rows at once.
    """

    on: date
    order: int
    word: str
    text: str
    url: str = ""
    source: SourceLine | None = None
    icon: str = ""
    record: UUID | None = None
    anchor: str = ""  # the row's own name on its page, where other pages lead to it


# (actor, subject: Person | Place) -> list[TimelineRow]: at most MOST rows, the newest; only what the actor may see
TIMELINE = Slot("journal.timeline")
