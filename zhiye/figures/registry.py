"""The registry of figures. A room registers its own in its ``figures.py``, which is found by itself.

A figure is the length of a list: ``records`` gives the rows of a period, and everything else (the count, the list
behind it, the split over committees, what a signed report keeps) is derived from that one query in ``counting.py``.
No figure is about a colleague: a guard holds that ``once`` and ``weight`` never name one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor

Words = Any  # a lazily translated sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One record as the list behind a figure shows it, to somebody who may open it.

    ``title`` is what it was, ``where`` a door or a place, ``note`` kind and outcome in a word or two, ``url`` its page.
    """

    day: date | None
    title: str
    where: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that can be counted.

    ``records(period)`` are the rows that count, wherever they are, each once, withdrawn ones left out; ``path`` is
    the lookup of the path to which a row belongs, ``day`` of its day. ``once`` is a lookup of which each value counts
    once (the home of a visit: 户); ``weight`` a lookup of numbers that are added up (the heads of an activity: 人次).
    Where what counts once has rows of its own (homes), ``among(period)`` gives them, with fields ``once`` and ``path``:
    asking each of them for a record is much quicker than sorting all records. ``naming(period)`` are the records of
    which it is asked for one, where ``among`` has asked a part of the rule already (is it a home?).
    ``seen(actor)`` tells which rows the actor may open, rings included; to others the list shows the day and
    ``reference`` (the lookup of a number without a name, such as a matter's) and nothing else.
    ``lines(actor, rows)`` tells rows that the actor may open, one line each, in the same order.
    ``rule`` is the way of counting (口径) in words; a new way gets a new ``version``.
    A ``stock`` is what there is today, and can be asked only for a period in which today lies.
    """

    code: str  # "visits.homes": room and noun
    name: Words  # 走访到的家庭
    unit: str  # see units.py
    rule: Words
    records: Callable[[Period], QuerySet[Any, Any]]
    seen: Callable[[Actor], Q]
    lines: Callable[[Actor, Sequence[Any]], list[Line]]
    path: str = "path"
    day: str = "on"
    once: str = ""
    among: Callable[[Period], QuerySet[Any, Any]] | None = None
    naming: Callable[[Period], QuerySet[Any, Any]] | None = None
    weight: str = ""
    reference: str = ""
    heading: str = ""  # of the street's year, see headings.py
    stock: bool = False
    version: int = 1

    @property
    def room(self) -> str:
        """Who keeps its records."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure divided by another, both printed beside it. ``percent`` or, if not, so many a unit of ``bottom``.

    The records of ``top`` are among those of ``bottom`` where it is a percentage.
    """

    code: str
    name: Words
    top: str
    bottom: str
    rule: Words
    percent: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with figures and rates in braces: 走访居民 {visits.homes}[，第一次上门 {visits.first}]。

    What stands in square brackets is said only when it has a figure that is not 0.
    """

    order: int
    text: Words
    kinds: tuple[str, ...] = ("month", "quarter", "year", "days")  # of the periods in which it is said
    heading: str = ""  # under which of the year's four headings; "" stands before them


FIGURES: dict[str, Figure] = {}
RATES: dict[str, Rate] = {}
SENTENCES: list[Sentence] = []


def register(*given: Figure | Rate | Sentence) -> None:
    """Put figures, rates and sentences into the registry. Raises ValueError for a code that is there already."""
    for one in given:
        if isinstance(one, Sentence):
            SENTENCES.append(one)
            SENTENCES.sort(key=lambda sentence: sentence.order)
            continue
        if one.code in FIGURES or one.code in RATES:
            raise ValueError(f"{one.code} is registered already")
        if isinstance(one, Rate):
            RATES[one.code] = one
            continue
        _check(one)
        FIGURES[one.code] = one


def _check(figure: Figure) -> None:
    if figure.unit not in UNITS:
        raise ValueError(f"{figure.code}: {figure.unit} is no unit of units.py")
    if figure.heading and figure.heading not in HEADINGS:
        raise ValueError(f"{figure.code}: {figure.heading} is no heading")
    if figure.once and figure.weight:
        raise ValueError(f"{figure.code}: counted once or added up, not both")
    if figure.among and not figure.once:
        raise ValueError(f"{figure.code}: among what, when it is not counted once?")
    if figure.naming and not figure.among:
        raise ValueError(f"{figure.code}: naming one of what?")
