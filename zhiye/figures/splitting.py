"""A figure split over the committees of a street, as it may be printed where it leaves them.

Whichever page tells a committee's number to the street, it is told or kept back by this one reckoning: what one page
keeps back, so that no small number follows from the sum, another one must not tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from zhiye.figures import counting
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, Figure
from zhiye.figures.small import Hidden, Protected, protect_figure, shown
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import SEGMENT, within
from zhiye.places import kinds
from zhiye.places.models import Place

ELSEWHERE = ""  # the key of what belongs to the street itself, or to a committee that is no more


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


def committees_of(street: Place, period: Period) -> list[Place]:
    """All committees that the street had in the period, in no order that says anything.

    The day a committee begins is not asked: it is often the day it was entered here, and visits are older.
    """
    there = Q(valid_to=None) | Q(valid_to__gt=period.first)
    found = Place.objects.filter(within("path", [street.path]), there, kind=kinds.COMMITTEE)
    return list(found.order_by("path"))


def split(actor: Actor, figure: Figure, street: Place, period: Period, committees: Iterable[Place]) -> Split:
    """The figure over ``committees``, whose order does not matter; the actor counts the whole street."""
    found = counting.by_committee(actor, figure, street, period)
    cells = {path: found.pop(path, 0) for path in sorted(one.path for one in committees)}
    cells[ELSEWHERE] = sum(found.values())
    safe = _covered(figure, cells)
    elsewhere = safe.cells.pop(ELSEWHERE)
    return Split(figure, safe.cells, safe.total, elsewhere)


def kept_back(actor: Actor, committee: Place, period: Period, codes: Iterable[str]) -> frozenset[str]:
    """Which figures of a committee are not told to somebody who counts its whole street, their sum being told too."""
    street = Place.objects.filter(kind=kinds.STREET, path=committee.path[:SEGMENT]).first()
    if street is None or committee.kind != kinds.COMMITTEE or not actor.may(counting.COUNT, street.path):
        return frozenset()
    figures = (FIGURES[code] for code in dict.fromkeys(codes) if code in FIGURES)
    asked = [one for one in figures if one.heading in HEADINGS and UNITS[one.unit].people]
    everyone = committees_of(street, period) if asked else []
    splits = (split(actor, one, street, period, everyone) for one in asked)
    return frozenset(one.figure.code for one in splits if isinstance(one.of(committee), Hidden))


def _covered(figure: Figure, cells: dict[str, int]) -> Protected[str]:
    """What may be printed. The sum of a figure that stands in no table is told nowhere, so its cells stand alone."""
    if figure.heading or not UNITS[figure.unit].people:
        return protect_figure(figure.unit, cells, sum(cells.values()))
    return Protected({path: shown(n) for path, n in cells.items()}, Hidden())
