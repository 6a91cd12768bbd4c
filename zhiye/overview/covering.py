"""What of a figure may be printed where it leaves the committee, and the one who counts it there."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhiye.figures import counting
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure
from zhiye.figures.small import Hidden, Protected, protect_figure, shown
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

ELSEWHERE = ""  # the key of what belongs to the street itself, or to a committee that is no more


class Counter(Actor):
    """Whoever reads, counting the whole street, and with that right only: every row that it opens is covered.

    A committee's own page needs all committees too, or it could not show what the street sees of it: which numbers
    are kept back depends on the others.
    """

    def __init__(self, actor: Actor, street: Place) -> None:
        self.key, self.name, self._path = actor.key, actor.name, street.path

    def scope(self, permission: str) -> tuple[str, ...]:
        """Counting, in the street; nothing else, nowhere else."""
        return (self._path,) if permission == counting.COUNT else ()


@dataclass(frozen=True, slots=True)
class Split:
    """A figure over the committees (by path), as it may be printed. ``total`` is the sum of all cells."""

    figure: Figure
    cells: Mapping[str, int | Hidden]
    total: int | Hidden
    elsewhere: int | Hidden

    def of(self, committee: Place) -> int | Hidden:
        """A committee's cell; 0 where nothing was counted."""
        return self.cells.get(committee.path, 0)


class Splits:
    """The figures of a street in a period, each counted once, on first need."""

    def __init__(self, actor: Actor, street: Place, period: Period, committees: list[Place]) -> None:
        self.counter, self.street, self.period = Counter(actor, street), street, period
        self.committees = committees
        self._known: dict[str, Split] = {}

    def of(self, figure: Figure) -> Split:
        """The figure's split."""
        if figure.code not in self._known:
            self._known[figure.code] = self._count(figure)
        return self._known[figure.code]

    def _count(self, figure: Figure) -> Split:
        found = counting.by_committee(self.counter, figure, self.street, self.period)
        cells = {one.path: found.pop(one.path, 0) for one in self.committees}
        cells[ELSEWHERE] = sum(found.values())
        safe = _covered(figure, cells)
        elsewhere = safe.cells.pop(ELSEWHERE)
        return Split(figure, safe.cells, safe.total, elsewhere)


def _covered(figure: Figure, cells: dict[str, int]) -> Protected[str]:
    """What may be printed. The sum of a figure that stands in no table is told nowhere, so its cells stand alone."""
    if figure.heading or not UNITS[figure.unit].people:
        return protect_figure(figure.unit, cells, sum(cells.values()))
    return Protected({path: shown(n) for path, n in cells.items()}, Hidden())
