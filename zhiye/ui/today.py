"""What stands on the page 今天: every room with something to do puts a card into ``CARDS``, in its ``cards.py``.

The slot stands here, below all rooms, so that no room has to know who shows its rows.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhiye.kernel.slots import Slot

# (actor) -> Card | None
CARDS = Slot("ui.today.cards")


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing that waits: ``who`` at which ``door``, ``what`` about it, where it is done.

    ``order`` is its class (10 safety, 20 clock, 30 promise, 40 the rest), ``due`` the day within the class;
    ``word`` is a status word for a tag ("" for none), ``named`` tells that ``who`` is a person. ``person`` is whose
    file stands beside the list on a wide window, None where there is nobody to show. ``tone`` is the look of a ``word``
    outside the closed list (剩 3 小时).
    """

    order: int
    who: str
    door: str
    what: str
    url: str
    due: date
    word: str = ""
    named: bool = False
    person: UUID | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """The rows of one room, soonest first, and how many there are in all.

    ``url`` with ``action`` is a page on which all of them are done one after the other, when there is one.
    """

    rows: list[TodayRow]
    count: int
    url: str = ""
    action: str = ""
