"""The street's year put together: four headings, under each a table of committees by name, and stories beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhiye.figures import counting
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import YEAR, Period
from zhiye.figures.registry import FIGURES, SENTENCES, Figure, Sentence
from zhiye.figures.sentences import figures_in
from zhiye.figures.small import Hidden
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.overview import queries
from zhiye.overview.covering import Split, Splits
from zhiye.overview.models import Question, Story
from zhiye.overview.permissions import VIEW
from zhiye.places.models import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one committee: as printed, and what the street asked about it."""

    figure: Figure
    value: int | Hidden
    question: Question | None = None

    @property
    def shown(self) -> str:
        """1,234 or 少于5."""
        return said(self.value)

    @property
    def is_told(self) -> bool:
        """Whether the number itself is printed."""
        return not isinstance(self.value, Hidden)


@dataclass(frozen=True, slots=True)
class Line:
    """One committee's cells under a heading."""

    committee: Place
    cells: list[Cell]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """One heading. ``total`` is empty for who reads the own committee only."""

    code: str
    name: Any
    figures: list[Figure]
    lines: list[Line]
    elsewhere: list[Cell]
    total: list[Cell]
    stories: list[Story]

    @property
    def has_elsewhere(self) -> bool:
        """Whether something was counted that belongs to no committee of the table."""
        return any(cell.value != 0 for cell in self.elsewhere)


@dataclass(frozen=True, slots=True)
class Year:
    """A street's period as the actor may read it. ``keeps_back``: some number is not told."""

    street: Place
    period: Period
    committees: list[Place]
    whole: bool
    chapters: list[Chapter]
    left_out: list[Figure]  # known of today only, and today does not lie in the period

    @property
    def keeps_back(self) -> bool:
        """Whether some number is not told."""
        return any(isinstance(cell.value, Hidden) for cell in self._cells())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted, told or asked."""
        said = any(cell.value != 0 or cell.question for cell in self._cells())
        return not said and not any(one.stories for one in self.chapters)

    def _cells(self) -> Iterator[Cell]:
        for one in self.chapters:
            yield from (cell for line in one.lines for cell in line.cells)
            yield from one.total


def year(actor: Actor, street: Place, period: Period) -> Year:
    """The page: one question to the database for each figure, nothing for each committee."""
    everyone = queries.committees_of(actor, street, period)
    splits = Splits(actor, street, period, everyone)
    whole = queries.reads_whole(actor, street)
    mine = [one for one in everyone if actor.may(VIEW, one.path)]
    asked = queries.asked_about(actor, period)
    told = queries.stories(actor, street, period.first.year) if period.kind == YEAR else {}
    chapters, left_out = [], []
    for code, name in HEADINGS.items():
        figures = figures_under(code)
        left_out += [one for one in figures if not counting.can_ask(one, period)]
        columns = [splits.of(one) for one in figures if counting.can_ask(one, period)]
        chapters.append(
            Chapter(
                code,
                name,
                [one.figure for one in columns],
                [_line(actor, one, columns, asked) for one in mine],
                [Cell(one.figure, one.elsewhere) for one in columns] if whole else [],
                [Cell(one.figure, one.total) for one in columns] if whole else [],
                told.get(code, []),
            )
        )
    return Year(street, period, mine, whole, chapters, left_out)


def figures_under(heading: str) -> list[Figure]:
    """The figures of a heading: the rooms as its sentences speak of them, of each room's in their own order."""
    spoken = dict.fromkeys(code for one in sentences_under(heading) for code in figures_in(one))
    rooms = list(dict.fromkeys(FIGURES[code].room for code in spoken))
    mine = [one for one in FIGURES.values() if one.heading == heading]
    return sorted(mine, key=lambda one: rooms.index(one.room) if one.room in rooms else len(rooms))


def figure_of(code: str) -> Figure:
    """A figure of the tables. Raises NotFound for the others: who has died and who holds which category is not the
    street's, and parts of a figure, opened one by one, would tell each other's small numbers."""
    figure = FIGURES.get(code)
    if figure is None or figure.heading not in HEADINGS:
        raise NotFound
    return figure


def sentences_under(heading: str) -> list[Sentence]:
    """The sentences of a heading, in order."""
    return [one for one in SENTENCES if one.heading == heading]


def said(value: int | Hidden) -> str:
    """1,234 or 少于5 or 不显示."""
    return f"{value:,}" if isinstance(value, int) else str(value)


def name_under(figure: Figure, chapter: Chapter) -> str:
    """A figure's name under its heading, which is not said again: 活动来了多少."""
    return str(figure.name).removeprefix(f"{chapter.name}的")


def unit_of(figure: Figure) -> str:
    """户, 人, 人次 …"""
    return str(UNITS[figure.unit].name)


def _line(
    actor: Actor, committee: Place, columns: list[Split], asked: dict[tuple[Any, str], Question]
) -> Line:
    cells = [
        Cell(one.figure, one.of(committee), asked.get((committee.pk, one.figure.code))) for one in columns
    ]
    return Line(committee, cells, queries.may_ask(actor, committee))
