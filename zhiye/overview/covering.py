"""What of a figure may be printed where it leaves the committee, and the one who counts it there."""

from zhiye.figures import counting
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure
from zhiye.figures.splitting import Split, split
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

__all__ = ["Counter", "Split", "Splits"]


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


class Splits:
    """The figures of a street in a period, each counted once, on first need."""

    def __init__(self, actor: Actor, street: Place, period: Period, committees: list[Place]) -> None:
        self.counter, self.street, self.period = Counter(actor, street), street, period
        self.committees = committees
        self._known: dict[str, Split] = {}

    def of(self, figure: Figure) -> Split:
        """The figure's split."""
        if figure.code not in self._known:
            self._known[figure.code] = split(self.counter, figure, self.street, self.period, self.committees)
        return self._known[figure.code]
