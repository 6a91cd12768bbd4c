"""What the reader hands over: findings with their place in ``Note.plain``, before they become JSON."""

from dataclasses import dataclass, field
from datetime import date

from zhiye.reading.text import Span


@dataclass(frozen=True, slots=True)
class Home:
    """A home or part of one; "" where the words do not tell."""

    span: Span
    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day expression: ``value`` as in the guide (ISO day, month, year, A/B, R-W5, R-D, R-M).

    ``due`` is the last day it allows, if it tells one.
    """

    span: Span
    value: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in yuan; ``per`` is once, month, year, day, or "" where it cannot be told."""

    span: Span
    amount: float
    per: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A stretch with a code: a matter, a contact; ``chance`` is how likely it is one, as far as the models know."""

    span: Span
    code: str
    chance: float


@dataclass(frozen=True, slots=True)
class Promise:
    """Words that bind somebody to do something, with the day it falls due; ``chance`` as in ``Coded``."""

    span: Span
    due: date | None
    chance: float


@dataclass(slots=True)
class Mention:
    """One place where somebody is named. ``kind``: name, title, kin, noun or pronoun."""

    span: Span
    words: str
    kind: str
    sex: str = ""
    role: str = ""
    surname: str = ""
    relation: str = ""


@dataclass(slots=True)
class Someone:
    """One individual with all places at which he or she is named; the first is the fullest."""

    mentions: list[Mention]
    name: Span
    sex: str = ""
    role: str = "resident"
    age: int | None = None
    traits: list[str] = field(default_factory=list)
    address: Span | None = None
    home: Home | None = None

    @property
    def first(self) -> int:
        """Where this individual is first named."""
        return min(mention.span.start for mention in self.mentions)

    @property
    def is_kin(self) -> bool:
        """Whether only a kin word names this individual."""
        return all(mention.kind == "kin" for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Tie:
    """``person`` is the ``relation`` of ``of`` (方秀梅's 夫 is 老秦)."""

    person: Someone
    relation: str
    of: Someone
