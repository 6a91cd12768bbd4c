"""One figure of the street's year opened: its rule, its split, and the covered rows of one committee."""

from dataclasses import dataclass
from datetime import date

from zhiye.figures import counting
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure
from zhiye.figures.small import Hidden
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.overview import queries
from zhiye.overview.chapters import Cell, figure_of
from zhiye.overview.covering import Counter, Splits
from zhiye.overview.permissions import VIEW
from zhiye.places.models import Place


@dataclass(frozen=True, slots=True)
class Covered:
    """A row as the street reads it: its day, a matter's number if it has one, how much it counts."""

    day: date | None
    reference: str
    counts: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a committee's rows. None are listed where the number itself is not told."""

    committee: Place
    value: Cell
    rows: list[Covered]
    lines: int
    page: int
    pages: int

    @property
    def is_told(self) -> bool:
        """Whether the rows may be listed."""
        return self.value.is_told


@dataclass(frozen=True, slots=True)
class Opened:
    """The figure's page."""

    figure: Figure
    street: Place
    period: Period
    whole: bool
    split: list[tuple[Place, Cell]]
    elsewhere: Cell | None
    total: Cell | None
    rows: Rows | None


def opened(actor: Actor, code: str, street: Place, period: Period, at: str = "", page: int = 1) -> Opened:
    """The figure over the committees that the actor reads; the rows of the one named by ``at``. Raises NotFound."""
    figure = figure_of(code)
    everyone = queries.committees_of(actor, street, period)
    splits = Splits(actor, street, period, everyone)
    split = splits.of(figure)
    whole = queries.reads_whole(actor, street)
    asked = queries.asked_about(actor, period)
    told = [
        (one, Cell(figure, split.of(one), asked.get((one.pk, code))))
        for one in everyone
        if actor.may(VIEW, one.path)
    ]
    chosen = _chosen(told, at, alone=not whole)
    return Opened(
        figure,
        street,
        period,
        whole,
        told,
        Cell(figure, split.elsewhere) if whole and split.elsewhere != 0 else None,
        Cell(figure, split.total) if whole else None,
        _rows(splits.counter, figure, *chosen, period, page) if chosen else None,
    )


def _chosen(told: list[tuple[Place, Cell]], at: str, alone: bool) -> tuple[Place, Cell] | None:
    if not at:
        return told[0] if alone and told else None
    found = next(((place, cell) for place, cell in told if str(place.pk) == at), None)
    if found is None:
        raise NotFound
    return found


def _rows(counter: Counter, figure: Figure, place: Place, cell: Cell, period: Period, page: int) -> Rows:
    if isinstance(cell.value, Hidden):
        return Rows(place, cell, [], 0, 1, 1)
    found = counting.opened(counter, figure, place, period, page)
    rows = [Covered(row.day, row.reference, row.counts) for row in found.rows]
    return Rows(place, cell, rows, found.lines, found.page, found.pages)
